/**
 * The styles of the launcher, and what the panel shares with it: constructed sheets, which a page's content security policy does not ask
 * about. Colours come from the project.
 */
export const styles = new CSSStyleSheet();

styles.replaceSync(`
:host { all: initial !important; position: fixed !important; z-index: 2147483000 !important; inset-block: auto 20px !important;
  inset-inline: auto 20px !important; display: block !important; color-scheme: light dark; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; }
button { font: inherit; color: inherit; border: 0; padding: 0; cursor: pointer; background: none; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
svg { width: 24px; height: 24px; fill: currentColor; display: block; flex: none; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge { min-width: 20px; padding: 0 6px; border-radius: 10px; background: #c8102e; color: #fff;
  font: 600 12px/20px system-ui, sans-serif; text-align: center; }
.launcher { position: relative; display: grid; place-items: center; width: 56px; height: 56px; border-radius: 50%;
  background: var(--hal); color: var(--hal-ink); box-shadow: 0 4px 16px #0004; }
.launcher:focus-visible { outline: 3px solid #000; outline-offset: 0; box-shadow: 0 0 0 6px #fff; }
.launcher .badge { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; box-shadow: 0 0 0 2px #fff; }
@media (forced-colors: active) { .launcher, .badge { border: 1px solid; } }
`);

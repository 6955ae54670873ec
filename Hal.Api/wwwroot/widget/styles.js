/** The styles of the launcher and the panel: a constructed sheet, which a page's content security policy does not ask about. Colours come from the project. */
export const styles = new CSSStyleSheet();

styles.replaceSync(`
:host { all: initial !important; position: fixed !important; z-index: 2147483000 !important; inset: auto 20px 20px auto !important; display: block !important; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; }
button { font: inherit; color: inherit; border: 0; padding: 0; cursor: pointer; background: none; }
:focus-visible { outline: 3px solid var(--hal); outline-offset: 3px; }
svg { width: 24px; height: 24px; fill: currentColor; display: block; }
[hidden] { display: none !important; }
.launcher { display: grid; place-items: center; width: 56px; height: 56px; border-radius: 50%; background: var(--hal); color: var(--hal-ink); box-shadow: 0 4px 16px #0004; }
.panel { position: fixed; right: 20px; bottom: 92px; width: min(380px, calc(100vw - 40px)); height: min(620px, calc(100vh - 120px)); display: flex; flex-direction: column;
  overflow: hidden; border-radius: 14px; background: #fff; color: #1c1c1e; box-shadow: 0 12px 48px #0003; font: 16px/1.45 system-ui, sans-serif; }
.head { display: flex; align-items: center; gap: 12px; padding: 14px 16px; background: var(--hal); color: var(--hal-ink); }
.head h2 { flex: 1; margin: 0; font-size: 17px; overflow-wrap: anywhere; }
.head :focus-visible { outline-color: currentColor; outline-offset: 1px; }
.body { flex: 1; overflow-y: auto; padding: 16px; }
.body p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 480px) { .panel { inset: 0; width: auto; height: auto; border-radius: 0; } }
@media (prefers-color-scheme: dark) { .panel { background: #1c1c1e; color: #f2f2f7; } }
@media (forced-colors: active) { .launcher, .panel { border: 1px solid; } }
`);

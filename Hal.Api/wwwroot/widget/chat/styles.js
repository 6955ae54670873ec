/** The styles of the panel. */
export const styles = new CSSStyleSheet();

styles.replaceSync(`
.panel { --paper: #fff; --ink: #1c1c1e; --pale: #5c5c66; --soft: #f0f0f4; --line: #d5d5dd; --warn: #b00020;
  position: fixed; inset-inline-end: 20px; bottom: 92px; width: min(380px, calc(100vw - 40px)); height: min(620px, calc(100dvh - 112px));
  display: flex; flex-direction: column;
  overflow: hidden; border-radius: 14px; background: var(--paper); color: var(--ink); box-shadow: 0 12px 48px #0004;
  font: 15px/1.45 system-ui, sans-serif; text-align: start; overscroll-behavior: contain; }
@media (prefers-color-scheme: dark) {
  .panel { --paper: #1c1c1e; --ink: #f2f2f7; --pale: #adadb8; --soft: #2c2c30; --line: #48484f; --warn: #ff8a80; }
}
p, h2, h3, h4, ul, ol { margin: 0; }
.head { display: flex; align-items: center; gap: 4px; min-height: 56px; padding: 6px 8px; background: var(--hal); color: var(--hal-ink); }
.head h2 { flex: 1; padding-inline: 8px; font-size: 17px; line-height: 1.25; overflow-wrap: anywhere; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; text-align: start; }
.head button { display: grid; place-items: center; width: 44px; height: 44px; border-radius: 10px; }
.head :focus-visible { outline-offset: -4px; }
:host([dir=rtl]) .back svg, :host([dir=rtl]) .send svg { transform: scaleX(-1); }
/* Each text in its own direction, all at the side that the language asks for. */
:host([dir=rtl]) :is(h2, .greeting, .meta, .state, .typing, .hint, .notice, .title, .card .text) { text-align: right; }
:host([dir=rtl]) .own :is(.meta, .state) { text-align: left; }
:host([dir=rtl]) textarea:placeholder-shown { direction: rtl; }
.notice { unicode-bidi: plaintext; padding: 6px 16px; background: var(--soft); color: var(--pale); font-size: 13px; }
.view { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.scroll { flex: 1; min-height: 0; overflow-y: auto; padding: 16px; overscroll-behavior: contain; overflow-wrap: anywhere; }
.scroll:focus-visible { outline-offset: -3px; }
.greeting { margin-bottom: 16px; font-size: 17px; white-space: pre-wrap; unicode-bidi: plaintext; }
h3 { margin-bottom: 8px; font-size: 15px; }
.search { margin-bottom: 16px; }
input, textarea { display: block; width: 100%; padding: 10px 12px; border: 1px solid var(--pale); border-radius: 10px;
  background: var(--paper); color: inherit; font: inherit; font-size: 16px; }
::placeholder { color: var(--pale); opacity: 1; unicode-bidi: plaintext; }
:host([dir=rtl]) ::placeholder { text-align: right; }
input:focus-visible, textarea:focus-visible { outline-offset: -1px; }
.cards { padding: 0; list-style: none; }
.cards li + li { margin-top: 8px; }
.card { display: grid; grid-template-columns: 1fr auto; gap: 2px 8px; width: 100%; padding: 10px 12px; border: 1px solid var(--line);
  border-radius: 10px; text-align: start; }
.card:hover { background: var(--soft); }
.card .title { color: var(--pale); font-size: 13px; unicode-bidi: plaintext; text-align: start; }
.card .text { grid-column: 1 / -1; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.found .title { grid-column: 1 / -1; color: inherit; font-size: inherit; font-weight: 600; }
.found .text { color: var(--pale); font-size: 14px; }
.new .text, .new .title { color: var(--ink); font-weight: 600; }
mark { background: #ffe58a; color: #1c1c1e; border-radius: 2px; }
.primary { margin: 8px 16px 16px; padding: 12px; border-radius: 10px; background: var(--hal); color: var(--hal-ink); font-weight: 600; }
.primary:focus-visible, .send:focus-visible { outline-color: var(--ink); }
.quiet { width: 100%; margin-top: 8px; padding: 10px; color: var(--pale); text-decoration: underline; }
.log { display: flex; flex-direction: column; }
.message { max-width: 85%; align-self: flex-start; margin-top: 12px; }
.message:first-child { margin-top: 0; }
.message.same { margin-top: 3px; }
.message.same .meta { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.own { align-self: flex-end; display: flex; flex-direction: column; align-items: flex-end; }
.meta, .state, .typing, .hint { color: var(--pale); font-size: 13px; unicode-bidi: plaintext; }
.own .meta, .own .state { text-align: end; }
.bubble { width: fit-content; padding: 8px 12px; border-radius: 14px; background: var(--soft); white-space: pre-wrap; }
.own .bubble { background: var(--hal); color: var(--hal-ink); }
[data-state=failed] .state { color: var(--warn); }
a { color: inherit; }
.link { padding: 4px; font-weight: 600; text-decoration: underline; }
.typing { min-height: 20px; margin-top: 8px; }
.hint { margin-top: 8px; }
.composer { display: flex; align-items: flex-end; gap: 8px; padding: 10px 12px; border-top: 1px solid var(--line); }
textarea { flex: 1; field-sizing: content; min-height: 44px; max-height: 132px; resize: none; }
.send { display: grid; place-items: center; width: 44px; height: 44px; border-radius: 10px; background: var(--hal); color: var(--hal-ink); }
article h3 { font-size: 18px; }
article h4 { margin-top: 16px; }
article p, article ul, article ol, article pre, article blockquote, article table { margin: 10px 0; }
article ul, article ol { padding-inline-start: 22px; }
article pre { overflow-x: auto; padding: 10px; border-radius: 8px; background: var(--soft); direction: ltr; text-align: left; }
article code { font: 13px ui-monospace, monospace; }
article blockquote { padding-inline-start: 12px; border-inline-start: 3px solid var(--line); }
article table { border-collapse: collapse; }
article td, article th { padding: 4px 8px; border: 1px solid var(--line); }
@media (max-width: 480px) {
  .panel { inset: 0; width: auto; height: 100dvh; border-radius: 0; }
  .panel:not([hidden]) ~ .launcher { display: none; }
  .head { padding-top: max(6px, env(safe-area-inset-top)); }
  .composer, .primary { margin-bottom: env(safe-area-inset-bottom); }
  .primary { margin-bottom: max(16px, env(safe-area-inset-bottom)); }
}
@media (forced-colors: active) { .panel, .bubble, .head, .primary, .send { border: 1px solid; } }
`);

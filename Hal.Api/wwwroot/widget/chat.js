/** The chat's panel, loaded when it is opened for the first time: its frame, and which of its views is shown. Its parts are in chat/. */
import { helpOf } from './chat/help.js';
import { Home } from './chat/home.js';
import { Reader } from './chat/reader.js';
import { styles } from './chat/styles.js';
import { Talk } from './chat/talk.js';
import { wordsOf } from './chat/words.js';
import { button, element, icon } from './dom.js';
import { say } from './texts.js';

/** @typedef {import('../types/chat').Conversation} Conversation */

const Close = 'M6 4.6 4.6 6l6 6-6 6L6 19.4l6-6 6 6 1.4-1.4-6-6 6-6L18 4.6l-6 6z';
const Back = 'M15.4 4.6 8 12l7.4 7.4L14 20.8 5.2 12 14 3.2z';
const small = matchMedia('(max-width: 480px)');

export class Panel {
  #parts;
  #dismiss;
  #back;
  #notice;
  #status;
  #home;
  #talk;
  #reader;
  #element;
  /** @type {import('../types/chat').View} */
  #view;

  /** Puts the panel, closed, into the launcher's shadow tree.
   * @param {import('../types/chat').PanelParts} parts */
  constructor(parts) {
    const { root, service, config, texts, inbox } = parts;
    const words = wordsOf(config, texts);
    this.#parts = { ...parts, words, help: helpOf(service, texts.asked) };
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];

    this.#dismiss = button({ 'aria-label': texts.close }, icon(Close));
    this.#back = button({ 'aria-label': texts.back, class: 'back', hidden: '' }, icon(Back));
    this.#notice = element('p', { class: 'notice', role: 'status', hidden: '' });
    this.#status = element('p', { class: 'unseen', role: 'status' });
    this.#home = new Home(this.#parts, {
      talk: (one) => this.#go(this.#talk, one),
      read: (slug, locale) => this.#read(slug, locale),
      tell: (text) => { this.#status.textContent = text; },
      refresh: () => this.#refresh(),
    });
    this.#talk = new Talk(this.#parts);
    this.#reader = new Reader(this.#parts);
    this.#view = this.#home;

    const name = element('h2', { id: 'name', dir: 'auto', lang: '' }, config.name);
    this.#element = element('section', { class: 'panel', role: 'dialog', 'aria-labelledby': 'name', hidden: '', lang: texts.locale },
      element('header', { class: 'head' }, this.#back, name, this.#dismiss), this.#notice,
      this.#home.element, this.#talk.element, this.#reader.element, this.#status);
    root.prepend(this.#element);
    this.#listen();
    inbox.watch((news) => this.#hear(news));
    this.#start();
  }

  open() {
    this.#element.hidden = false;
    if (this.#view === this.#talk && this.#talk.isEmpty && this.#hasHome) this.#go(this.#home);
    else this.#go(this.#view, this.#talk.conversation);
  }

  close() {
    this.#element.hidden = true;
    this.#parts.inbox.show(this.#talk.conversation, false);
  }

  get #isOpen() {
    return !this.#element.hidden;
  }

  get #hasHome() {
    return this.#parts.config.help_center_enabled || this.#parts.inbox.conversations.length > 0;
  }

  /** Shows what there is to begin with.
   * @param {boolean} [isAsked] Whether the visitor asked for it, and so for the focus. */
  #start(isAsked) {
    if (this.#hasHome) this.#go(this.#home, undefined, isAsked);
    else this.#go(this.#talk, this.#parts.inbox.fresh(), isAsked);
  }

  /** Shows a view.
   * @param {import('../types/chat').View} next
   * @param {Conversation} [conversation]
   * @param {boolean} [isAsked] */
  #go(next, conversation, isAsked = true) {
    this.#talk.turnTo(conversation);
    this.#view = next;
    [this.#home, this.#talk, this.#reader].forEach((one) => { one.element.hidden = one !== next; });
    this.#status.textContent = '';
    this.#parts.inbox.show(conversation, this.#isOpen);
    if (conversation) this.#talk.toEnd();
    if (this.#isOpen && isAsked) (this.#view.focusable ?? this.#dismiss).focus({ preventScroll: true });
  }

  /** @param {string} slug
   * @param {string} locale */
  #read(slug, locale) {
    this.#reader.read(slug, locale);
    this.#go(this.#reader);
  }

  #refresh() {
    const { texts, inbox } = this.#parts;
    this.#back.hidden = this.#view === this.#home || (this.#view === this.#talk && !this.#hasHome);
    const waits = inbox.isLoaded ? '' : texts.loading;
    const failed = inbox.hasFailed ? texts.unloaded : waits;
    const said = navigator.onLine === false ? texts.offline : failed;
    if (this.#notice.textContent !== said) this.#notice.textContent = said;
    this.#notice.hidden = !said;
    if (this.#view === this.#talk) this.#talk.refresh();
    if (this.#view === this.#home) this.#home.refresh();
  }

  /** @param {import('../types/chat').News} news */
  #hear({ isOther, arrived, failed }) {
    const { root, texts, words } = this.#parts;
    if (isOther) {
      this.#home.forget();
      this.#talk.forget();
      this.#start(Boolean(root.activeElement)); // Nobody called for the focus who does not have it.
      return;
    }
    this.#refresh();
    const isShown = this.#view === this.#talk && arrived?.conversation_id === this.#talk.conversation?.id;
    if (arrived && this.#isOpen && !isShown) {
      this.#status.textContent = say(texts.arrived, words.nameOf(arrived), arrived.content.slice(0, 200));
    }
    if (failed && this.#isOpen) this.#status.textContent = texts.failed;
  }

  #listen() {
    const { close } = this.#parts;
    this.#back.addEventListener('click', () => this.#go(this.#home));
    this.#dismiss.addEventListener('click', close);
    this.#element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation();
        close();
      }
      if (event.key === 'Tab' && small.matches) this.#holdFocus(event);
    });
    const cover = () => small.matches ? this.#element.setAttribute('aria-modal', 'true') : this.#element.removeAttribute('aria-modal');
    small.addEventListener('change', cover);
    cover();
  }

  /** Keeps the focus in the panel, where it covers all else.
   * @param {KeyboardEvent} event */
  #holdFocus(event) {
    /** @type {NodeListOf<HTMLElement>} */
    const all = this.#element.querySelectorAll('button, a, input, textarea, [tabindex="0"]');
    const reached = [...all].filter((one) => one.getClientRects().length);
    const [edge, other] = event.shiftKey ? [reached[0], reached.at(-1)] : [reached.at(-1), reached[0]];
    if (this.#parts.root.activeElement !== edge) return;
    event.preventDefault();
    other?.focus();
  }
}

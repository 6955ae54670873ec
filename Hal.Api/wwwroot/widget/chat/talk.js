/** The view of one conversation: what was said, who types, and where the visitor writes. */
import { arrange, element, icon } from '../dom.js';
import { isOwn } from '../inbox/conversations.js';
import { say } from '../texts.js';
import { Messages } from './messages.js';

/** @typedef {import('../../types/chat').Conversation} Conversation */

const MaxLength = 10000;
const NearEnd = 80;
const Send = 'M3 20.5 21.5 12 3 3.5v6.6L15 12 3 13.9z';
const isTouched = matchMedia('(pointer: coarse)');

export class Talk {
  /** @type {Conversation | undefined} What is shown. */
  conversation;
  #parts;
  #messages;
  #log;
  #welcome;
  #typing;
  #closed;
  #scroll;
  #field;

  /** @param {import('../../types/chat').ViewParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { config, texts } = parts;
    this.#messages = new Messages(parts, (item) => {
      this.#focusField();
      parts.inbox.retry(item);
    });
    this.#log = element('div', { class: 'log', role: 'log', 'aria-label': texts.talk });
    this.#welcome = element('div', { class: 'message' },
      element('p', { class: 'meta' }, config.name), element('p', { class: 'bubble', dir: 'auto', lang: '' }, config.greeting ?? ''));
    this.#typing = element('p', { class: 'typing', role: 'status' });
    this.#closed = element('p', { class: 'hint' }, texts.resolved);
    this.#scroll = element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': texts.talk },
      this.#log, this.#typing, this.#closed);
    this.#field = element('textarea', {
      rows: '1', maxlength: String(MaxLength), 'aria-label': texts.write, placeholder: texts.write, dir: 'auto', enterkeyhint: 'send',
    });
    this.element = element('div', { class: 'view' }, this.#scroll, this.#composer());
  }

  get focusable() {
    return isTouched.matches ? undefined : this.#field;
  }

  /** Whether nothing is written and nothing was said. */
  get isEmpty() {
    const one = this.conversation;
    return Boolean(one && !one.id && !this.#parts.inbox.messagesOf(one).length && !this.#field.value);
  }

  /** Changes to another conversation, and keeps what was being written to the last.
   * @param {Conversation | undefined} next */
  turnTo(next) {
    if (this.conversation) this.conversation.draft = this.#field.value;
    this.conversation = next;
    if (next) this.#field.value = next.draft ?? '';
    this.#log.replaceChildren();
    this.#messages.clear();
  }

  /** Forgets whom it was about. */
  forget() {
    this.#field.value = '';
    if (this.conversation) this.conversation.draft = '';
    this.conversation = undefined;
  }

  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  refresh() {
    const { config, inbox, texts } = this.#parts;
    const one = this.conversation;
    if (!one) return;
    const messages = inbox.messagesOf(one);
    const isAtEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < NearEnd;
    const isFresh = !this.#log.children.length;
    const greeting = config.greeting && !one.id ? [this.#welcome] : [];
    arrange(this.#log, [...greeting, ...messages.map((message, i) => this.#messages.of(message, messages[i - 1]))]);
    this.#scroll.setAttribute('aria-busy', String(Boolean(one.id && !one.isLoaded)));
    this.#closed.hidden = one.status !== 'resolved';
    const who = inbox.typingIn(one);
    const said = who ? say(texts.typing, who.name || config.name) : '';
    if (this.#typing.textContent !== said) this.#typing.textContent = said;
    const last = messages.at(-1);
    if (isAtEnd || isFresh || (last && isOwn(last))) this.toEnd();
  }

  #composer() {
    const { texts, inbox } = this.#parts;
    const submit = element('button', { type: 'submit', 'aria-label': texts.send, class: 'send' }, icon(Send));
    const composer = element('form', { class: 'composer' }, this.#field, submit);
    composer.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#write();
      this.#focusField();
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#write();
    });
    this.#field.addEventListener('input', () => {
      if (this.conversation && this.#field.value.trim()) inbox.type(this.conversation);
    });
    return composer;
  }

  #write() {
    const text = this.#field.value.trim();
    if (!text || !this.conversation) return;
    this.#field.value = this.conversation.draft = '';
    this.#parts.inbox.send(this.conversation, text);
  }

  #focusField() {
    this.#field.focus({ preventScroll: true });
  }
}

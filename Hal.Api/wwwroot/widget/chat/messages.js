/** The messages of a conversation as elements, each made once. Whatever anybody wrote is set as text. */
import { button, element } from '../dom.js';
import { isOwn } from '../inbox/conversations.js';
import { linked } from './links.js';

/** @typedef {import('../../types/chat').Shown} Shown */

const Apart = 5 * 60000;

/** A message on its way has the key of the one that it becomes.
 * @param {Shown} message */
const keyOf = (message) => isOwn(message) && message.client_message_id ? `c${message.client_message_id}` : `m${message.id}`;

export class Messages {
  /** @type {Map<string, HTMLElement>} */
  #made = new Map();
  #parts;
  #retry;

  /** @param {import('../../types/chat').ViewParts} parts
   * @param {(item: import('../../types/chat').Item) => void} retry Sends a message again. */
  constructor(parts, retry) {
    this.#parts = parts;
    this.#retry = retry;
  }

  clear() {
    this.#made.clear();
  }

  /** The element of a message, as it is now.
   * @param {Shown} message
   * @param {Shown | undefined} before The one above it. */
  of(message, before) {
    const key = keyOf(message);
    const one = this.#made.get(key) ?? this.#make(message);
    this.#made.set(key, one);
    one.classList.toggle('same', Boolean(before && this.#continues(message, before)));
    this.#showState(one, message);
    return one;
  }

  /** @param {Shown} message */
  #make(message) {
    const { nameOf, whenOf } = this.#parts.words;
    const time = element('time', { datetime: message.created_at }, whenOf(message.created_at));
    return element('div', { class: isOwn(message) ? 'message own' : 'message' },
      element('p', { class: 'meta' }, nameOf(message), ' · ', time),
      element('p', { class: 'bubble', dir: 'auto', lang: '' }, ...linked(message.content)));
  }

  /** Whether a message needs no name and time of its own.
   * @param {Shown} message
   * @param {Shown} before */
  #continues(message, before) {
    const { nameOf } = this.#parts.words;
    return isOwn(before) === isOwn(message) && nameOf(before) === nameOf(message)
      && Date.parse(message.created_at) - Date.parse(before.created_at) < Apart;
  }

  /** @param {HTMLElement} one
   * @param {Shown} message */
  #showState(one, message) {
    const waits = message.isFailed ? 'failed' : 'pending';
    const state = message.isPending ? waits : '';
    if ((one.dataset.state ?? '') === state) return;
    one.dataset.state = state;
    one.querySelector('.state')?.remove();
    if (message.isPending) one.append(element('p', { class: 'state' }, this.#parts.texts[waits], ...this.#againOf(message)));
  }

  /** The button that sends a refused message again.
   * @param {Shown & {isPending: true}} message */
  #againOf({ isFailed, item }) {
    const again = button({ class: 'link' }, this.#parts.texts.retry);
    again.addEventListener('click', () => this.#retry(item));
    return isFailed ? [' ', again] : [];
  }
}

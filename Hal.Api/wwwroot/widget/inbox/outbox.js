/** Messages on their way. The core keeps what it was handed and sends it in order; what it does not have yet outlives the page here. */
import { fresh, isOwn, timeOf } from './conversations.js';

/** @typedef {import('../../types/chat').Conversation} Conversation */
/** @typedef {import('../../types/chat').Item} Item */
/** @typedef {import('../../types/widget').WidgetError} WidgetError */

const Week = 7 * 86400000;
const random = () => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** @typedef {object} Around What the outbox needs of the inbox.
 * @property {() => number} age Grows with each change of the visitor.
 * @property {(news?: import('../../types/chat').News) => void} changed
 * @property {(one: Conversation, answer: import('../../types/service').SentAnswer, isFirst: boolean) => void} accepted */

export class Outbox {
  /** @type {Item[]} */
  #items = [];
  /** @type {import('../../types/chat').Waiting[]} What an earlier page could not hand over. */
  #left;
  #place;
  #core;
  #proof;
  #around;

  /** @param {import('../../types/widget').Core} core
   * @param {import('./proof.js').Proof} proof
   * @param {Around} around */
  constructor(core, proof, around) {
    this.#core = core;
    this.#proof = proof;
    this.#around = around;
    this.#place = `hal:${core.project}:chat`;
    this.#left = this.#read();
  }

  /** @param {string | null | undefined} id */
  find(id) {
    return this.#items.find((item) => item.id === id);
  }

  /** Forgets what has arrived.
   * @param {string | null | undefined} id */
  drop(id) {
    this.#items = this.#items.filter((item) => item.id !== id);
  }

  /** What is on its way to a conversation, as messages.
   * @param {Conversation} one
   * @returns {import('../../types/chat').Shown[]} */
  messagesOf(one) {
    return this.#items.filter((item) => item.conversation === one)
      .map((item) => ({ ...item, item, isPending: true, author: { type: 'visitor' }, client_message_id: item.id }));
  }

  /** Forgets all; what has yet to begin may be kept, since it shows nothing of whom it was.
   * @param {boolean} keepsNew */
  clear(keepsNew) {
    this.#items = this.#items.filter((item) => keepsNew && !item.conversation.id);
    this.#left.length = 0;
    this.#keep();
  }

  /** Sends what an earlier page left and was to begin a conversation. */
  restore() {
    if (this.#left.length && !this.#left[0].after) this.resume(fresh());
  }

  /** Sends what an earlier page left.
   * @param {Conversation} one Where it goes. */
  resume(one) {
    this.#left.splice(0).map(({ id, content, created_at }) => ({ id, content, created_at, conversation: one })).forEach((item) => {
      this.#items.push(item);
      this.deliver(item);
    });
  }

  /** Sends what waits behind a message, now that it has arrived.
   * @param {Conversation} one
   * @param {import('../../types/service').Message} message */
  revive(one, message) {
    if (isOwn(message) && this.#left.length && this.#left[0].after === message.client_message_id) this.resume(one);
  }

  /** Sends a new message.
   * @param {Conversation} one
   * @param {string} content */
  send(one, content) {
    const item = { id: random(), conversation: one, content, created_at: new Date().toISOString() };
    this.#items.push(item);
    this.deliver(item);
  }

  /** Sends a message, also again.
   * @param {Item} item */
  async deliver(item) {
    const one = item.conversation;
    item.isFailed = false;
    this.#keep();
    this.#around.changed();
    // What is written next waits for the conversation to begin, or begins it if that was refused.
    while (!one.id && one.begun) await one.begun;
    if (!this.#items.includes(item)) return;
    const isFirst = !one.id;
    /** @type {number | undefined} */
    let asked;
    const hand = (/** @type {string} */ route) => {
      asked = this.#around.age();
      return this.#hand(item, route, isFirst);
    };
    try {
      const sent = isFirst ? this.#proof.prove().then(() => hand('conversations')) : hand(`conversations/${one.id}/messages`);
      if (isFirst) one.begun = sent.then((answer) => { one.id ??= answer.conversation.id; }, () => { one.first = one.begun = undefined; });
      const answer = await sent;
      if (asked === this.#around.age()) this.#around.accepted(one, answer, isFirst);
    } catch (error) {
      this.#refused(item, /** @type {WidgetError} */ (error), isFirst, asked === this.#around.age());
    }
  }

  /** @param {Item} item
   * @param {string} route
   * @param {boolean} isFirst
   * @returns {Promise<import('../../types/service').SentAnswer>} */
  #hand(item, route, isFirst) {
    if (!this.#items.includes(item)) throw new Error('Nobody waits for it.');
    item.isHanded = true;
    if (isFirst) item.conversation.first = item.id;
    this.#keep();
    return this.#core.call(route, { content: item.content, client_message_id: item.id });
  }

  /** @param {Item} item
   * @param {WidgetError} error
   * @param {boolean} isFirst
   * @param {boolean} isSame Whether the visitor still is the one that sent it. */
  #refused(item, error, isFirst, isSame) {
    if (!this.#items.includes(item)) return;
    item.isHanded = false;
    if (isFirst && !item.isAgain && error.code === 'visitor_token_invalid') {
      // It has run out: the next who begins has one of its own.
      item.isAgain = true;
      if (isSame) this.#proof.beginAnew();
      this.deliver(item);
      return;
    }
    item.isFailed = true;
    this.#around.changed({ failed: item });
  }

  /** Keeps what the core does not have: as the beginning of a conversation, or behind the message that begins one. */
  #keep() {
    const own = this.#items.filter((item) => !item.isHanded && !item.conversation.id)
      .map(({ id, content, created_at, conversation, after = conversation.first }) => ({ id, content, created_at, after }));
    const waiting = [...this.#left, ...own];
    try {
      if (waiting.length) localStorage.setItem(this.#place, JSON.stringify({ visitor: this.#proof.known.visitor_id, waiting }));
      else localStorage.removeItem(this.#place);
    } catch { /* Then it lives as long as the page. */ }
  }

  /** @returns {import('../../types/chat').Waiting[]} */
  #read() {
    try {
      const { visitor, waiting } = JSON.parse(localStorage.getItem(this.#place) ?? 'null') ?? {};
      if (!waiting || visitor !== this.#proof.known.visitor_id) return [];
      return waiting.filter((/** @type {import('../../types/chat').Waiting} */ item) => Date.now() - timeOf(item) < Week);
    } catch {
      return [];
    }
  }
}

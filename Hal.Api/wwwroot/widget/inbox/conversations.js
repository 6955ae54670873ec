/** What is known of the visitor's conversations. It asks for nothing and shows nothing. */

/** @typedef {import('../../types/service').Message} Message */
/** @typedef {import('../../types/chat').Conversation} Conversation */

const TypingLasts = 6000;

/** @param {{created_at: string} | undefined} message */
export const timeOf = (message) => Date.parse(message?.created_at ?? '') || 0;

/** @type {(one: Message, other: Message) => number} */
const byTime = (one, other) => timeOf(one) - timeOf(other) || (one.id < other.id ? -1 : 1);

/** @param {Pick<Message, 'author'>} message */
export const isOwn = (message) => message.author.type === 'visitor';

/** @returns {Conversation} */
export const fresh = () => ({ messages: [], isLoaded: true });

export class Conversations {
  /** @type {Conversation[]} */
  all = [];
  /** @type {import('../../types/chat').Typing | undefined} */
  typing;
  #outbox;

  /** @param {import('./outbox.js').Outbox} outbox */
  constructor(outbox) {
    this.#outbox = outbox;
  }

  /** Those that have a message, the newest first. */
  get listed() {
    const listed = this.all.filter(/** @returns {c is import('../../types/chat').Listed} */ (c) => Boolean(c.last_message));
    return listed.sort((one, other) => byTime(other.last_message, one.last_message));
  }

  get unread() {
    return this.all.reduce((sum, c) => sum + (c.unread_count ?? 0), 0);
  }

  /** @param {string} id */
  find(id) {
    return this.all.find((c) => c.id === id);
  }

  /** @param {Conversation} one */
  add(one) {
    if (!this.all.includes(one)) this.all.push(one);
  }

  clear() {
    this.all = [];
    this.typing = undefined;
  }

  /** Takes over what the service told of a conversation.
   * @param {import('../../types/service').ConversationAnswer} told
   * @param {Message} [message] The message that it came with. */
  put(told, message) {
    let one = this.find(told.id);
    if (!one) {
      // It may be the one that is just being begun.
      const own = message && isOwn(message) ? this.#outbox.find(message.client_message_id) : undefined;
      one = own && !own.conversation.id ? own.conversation : { messages: [] };
      this.add(one);
    }
    Object.assign(one, told);
    if (told.last_message) this.#outbox.revive(one, told.last_message);
    return one;
  }

  /** Takes over a message; whether it was not known.
   * @param {Conversation} one
   * @param {Message} message */
  learn(one, message) {
    this.#outbox.revive(one, message);
    if (isOwn(message)) this.#outbox.drop(message.client_message_id);
    if (one.messages.some((m) => m.id === message.id)) return false;
    one.messages.push(message);
    one.messages.sort(byTime);
    if (!one.last_message || timeOf(one.last_message) <= timeOf(message)) one.last_message = message;
    if (this.typing?.conversation === one && this.typing.author === message.author.id) this.typing = undefined;
    return true;
  }

  /** Takes over that somebody types, for a while.
   * @param {Conversation} conversation
   * @param {import('../../types/service').Author} author
   * @param {() => void} ended Is called when nobody types there any more. */
  type(conversation, author, ended) {
    const told = this.typing = { conversation, author: author.id, name: author.name };
    setTimeout(() => {
      if (this.typing !== told) return;
      this.typing = undefined;
      ended();
    }, TypingLasts);
  }
}

/**
 * The visitor's conversations: what the service tells of them, what is on its way, and what is unread. It shows nothing; who does is told
 * of changes. Its parts are in inbox/.
 */
import { Conversations, fresh, isOwn, timeOf } from './inbox/conversations.js';
import { Live } from './inbox/live.js';
import { Outbox } from './inbox/outbox.js';
import { Proof } from './inbox/proof.js';

/** @typedef {import('../types/chat').Conversation} Conversation */
/** @typedef {import('../types/chat').News} News */
/** @typedef {import('../types/widget').WidgetError} WidgetError */

const Week = 7 * 86400000;
const LongestWait = 3000;
const TypingIsToldEvery = 3000;
const nothing = () => {};

/** @param {Conversation} one */
const isActive = (one) => Boolean(one.id && (one.unread_count || Date.now() - timeOf(one.last_message) < Week));

export class Inbox {
  isLoaded = false;
  hasFailed = false;
  #core;
  #service;
  #proof;
  #outbox;
  #conversations;
  #live;
  /** @type {Set<(news: News) => void>} */
  #watchers = new Set();
  /** @type {Conversation | undefined} */
  #shown;
  #isOpen = false;
  /** @type {string | null | undefined} */
  #more;
  #age = 0; // Grows with each change of the visitor: what was asked before is not heard any more.
  #isRefused = false; // Until something about the visitor changes.
  #visitor;
  #typed = 0;
  /** @type {Set<Map<string, object>>} For each list that is on its way, what the stream has told since it was asked for. */
  #lists = new Set();

  /** @param {import('../types/widget').Core} core
   * @param {import('../types/widget').Service} service */
  constructor(core, service) {
    this.#core = core;
    this.#service = service;
    this.#proof = new Proof(core);
    this.#visitor = this.#proof.known.visitor_id;
    this.#outbox = new Outbox(core, this.#proof, {
      age: () => this.#age,
      changed: (news) => this.#changed(news),
      accepted: (one, answer, isFirst) => this.#accepted(one, answer, isFirst),
    });
    this.#conversations = new Conversations(this.#outbox);
    this.#live = new Live(core, this.#proof, {
      isWanted: () => this.#isWanted(),
      hasFailed: () => this.hasFailed,
      load: () => this.#load(),
      hear: (event, data) => this.#hear(event, data),
    });
    this.#listenToCore();
    this.#listenToBrowser();
    this.#outbox.restore();
    /** Settles when there is something to show, or when it takes too long. */
    this.ready = Promise.race([this.#load(), new Promise((resume) => setTimeout(resume, LongestWait))]);
  }

  // ---- What the launcher and the panel ask and say.

  get conversations() {
    return this.#conversations.listed;
  }

  get unread() {
    return this.#conversations.unread;
  }

  get hasMore() {
    return Boolean(this.#more);
  }

  more() {
    return this.#load(this.#more);
  }

  /** What a conversation holds, and what is on its way there.
   * @param {Conversation} one
   * @returns {import('../types/chat').Shown[]} */
  messagesOf(one) {
    return [...one.messages, ...this.#outbox.messagesOf(one)];
  }

  /** @param {Conversation} one */
  typingIn(one) {
    const { typing } = this.#conversations;
    return typing?.conversation === one ? typing : undefined;
  }

  /** Says what the visitor sees: it is read by that.
   * @param {Conversation | undefined} one
   * @param {boolean} isSeen */
  show(one, isSeen) {
    [this.#shown, this.#isOpen] = [one, isSeen];
    if (one?.id && isSeen && !one.isLoaded) {
      this.#fill(one).then(() => this.#changed(), () => {
        this.hasFailed = true;
        this.#changed();
      });
    }
    if (isSeen && this.hasFailed) this.#load();
    this.#changed();
  }

  /** @param {(news: News) => void} fn */
  watch(fn) {
    this.#watchers.add(fn);
  }

  /** A conversation that has yet to begin. */
  fresh() {
    return fresh();
  }

  /** @param {Conversation} one
   * @param {string} content */
  send(one, content) {
    this.#outbox.send(one, content);
  }

  /** @param {import('../types/chat').Item} item */
  retry(item) {
    this.#outbox.deliver(item);
  }

  /** Says that the visitor types.
   * @param {Conversation} one */
  type(one) {
    if (!one.id || navigator.onLine === false || Date.now() - this.#typed < TypingIsToldEvery) return;
    this.#typed = Date.now();
    this.#service.request(`conversations/${one.id}/typing`, { body: {} }).catch(nothing);
  }

  // ---- What is loaded, and forgotten.

  /** @param {Conversation} one */
  async #fill(one) {
    const asked = this.#age;
    let after = one.cursor;
    do {
      /** @type {import('../types/service').MessagePage} */
      const page = await this.#service.request(`conversations/${one.id}/messages`, { query: { limit: '200', ...(after && { after }) } });
      if (asked !== this.#age) return;
      page.messages.forEach((message) => this.#conversations.learn(one, message));
      one.cursor = page.messages.at(-1)?.id ?? one.cursor;
      after = page.next_cursor ?? undefined;
    } while (after);
    one.isLoaded = true;
  }

  /** @param {string | null} [cursor] */
  async #load(cursor) {
    const asked = this.#age;
    try {
      if (this.#proof.isThere) await this.#loadPage(cursor);
      if (asked !== this.#age) return;
      [this.isLoaded, this.hasFailed, this.#isRefused] = [true, false, false];
    } catch (error) {
      if (asked !== this.#age) return;
      if (/** @type {WidgetError} */ (error).status !== 401) this.hasFailed = true;
      else {
        this.#isRefused = true;
        this.#forget(true);
      }
    }
    this.#changed();
  }

  /** @param {string | null} [cursor] */
  async #loadPage(cursor) {
    const asked = this.#age;
    const known = this.#conversations;
    /** @type {Map<string, object>} */
    const newer = new Map();
    this.#lists.add(newer);
    try {
      /** @type {import('../types/service').ConversationPage} */
      const page = await this.#service.request('conversations', { query: { limit: '50', ...(cursor && { cursor }) } });
      if (asked !== this.#age) return;
      const isListed = (/** @type {string} */ id) => page.conversations.some((told) => told.id === id);
      if (!cursor) known.all = known.all.filter((c) => !c.id || c === this.#shown || newer.has(c.id) || isListed(c.id));
      page.conversations.forEach((told) => known.put({ ...told, ...newer.get(told.id) }));
      this.#more = page.next_cursor;
    } finally {
      this.#lists.delete(newer);
    }
    if (this.#shown?.id) await this.#fill(this.#shown);
  }

  /** Forgets whom it was about. What has yet to begin may be kept: it shows nothing of whom it was.
   * @param {boolean} [keepsNew] */
  #forget(keepsNew = this.#proof.isRenewing) {
    this.#age++;
    [this.isLoaded, this.hasFailed, this.#more] = [true, false, undefined];
    this.#conversations.clear();
    this.#outbox.clear(keepsNew);
    const isKept = keepsNew && this.#shown && !this.#shown.id;
    if (!isKept) this.#shown = undefined;
    this.#live.forget();
    this.#visitor = this.#proof.known.visitor_id;
    this.#changed({ isOther: !isKept });
  }

  /** @param {News} [news] */
  #changed(news = {}) {
    const shown = this.#shown;
    if (shown?.unread_count && shown.isLoaded && this.#isOpen && !document.hidden) {
      shown.unread_count = 0;
      if (shown.id) this.#service.request(`conversations/${shown.id}/read`, { body: {} }).catch(nothing);
    }
    this.#watchers.forEach((tell) => {
      try {
        tell(news);
      } catch (error) {
        console.error(error);
      }
    });
    this.#live.steer();
  }

  // ---- What comes in.

  #isWanted() {
    return !document.hidden && navigator.onLine !== false && !this.#isRefused && this.#proof.isThere
      && (this.#isOpen || this.#conversations.all.some(isActive));
  }

  /** @param {string} event
   * @param {any} data */
  #hear(event, data) {
    const known = this.#conversations;
    if (event === 'reset') this.#load();
    const { conversation, message } = data;
    if (conversation) {
      this.#lists.forEach((newer) => {
        newer.set(conversation.id, { ...newer.get(conversation.id), ...conversation, ...(message && { last_message: message }) });
      });
    }
    if (event === 'message') {
      const isNew = known.learn(known.put(data.conversation, data.message), data.message);
      this.#changed({ arrived: isNew && !isOwn(data.message) ? data.message : undefined });
    }
    if (event === 'conversation_updated') {
      known.put(data.conversation);
      this.#changed();
    }
    const typedIn = event === 'typing' ? known.find(data.conversation_id) : undefined;
    if (typedIn) {
      known.type(typedIn, data.author, () => this.#changed());
      this.#changed();
    }
  }

  /** @param {Conversation} one
   * @param {import('../types/service').SentAnswer} answer
   * @param {boolean} isFirst */
  #accepted(one, answer, isFirst) {
    // The stream may have been faster, and know more.
    if (isFirst && !one.messages.length) Object.assign(one, answer.conversation);
    if (!isFirst) one.status = 'open';
    this.#conversations.add(one);
    this.#conversations.learn(one, answer.message);
    this.#changed();
    if (answer.duplicate) this.#fill(one).then(() => this.#changed(), nothing);
  }

  /** Looks whether the visitor is another one now. */
  #check() {
    const { visitor_id } = this.#proof.known;
    if (visitor_id === this.#visitor) return false;
    // The first call has made it.
    if (!this.#visitor) this.#visitor = visitor_id;
    else this.#forget();
    return true;
  }

  #listenToCore() {
    this.#core.on('reset', () => this.#forget());
    this.#core.on('answer', ({ call, answer }) => {
      this.#isRefused = false;
      this.#check();
      // Who it belongs to may be somebody else now; and what another page had begun to send has arrived.
      const isForeign = call.startsWith('conversations') && !this.#outbox.find(answer.message?.client_message_id);
      if (call === 'identify' || isForeign) this.#load();
    });
    // What they wait for has begun without an answer, so that nobody can show to have begun it.
    this.#core.on('error', ({ call, error }) => {
      if (call === 'conversations' && error.status === 401) this.#outbox.resume(fresh());
    });
  }

  #listenToBrowser() {
    const look = () => {
      this.#live.wake();
      if (this.hasFailed) this.#load();
      this.#changed();
    };
    addEventListener('storage', (event) => {
      if (event.key !== `hal:${this.#core.project}`) return;
      if (this.#check() || (this.#proof.isThere && !this.#conversations.all.length)) this.#load();
    });
    addEventListener('online', look);
    addEventListener('offline', look);
    addEventListener('pagehide', () => this.#live.stop());
    addEventListener('pageshow', (event) => event.persisted && look());
    document.addEventListener('visibilitychange', look);
  }
}

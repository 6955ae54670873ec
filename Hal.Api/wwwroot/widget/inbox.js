/** The visitor's conversations: what the service tells of them, what is on its way, and what is unread. It shows nothing; who does is told of changes. */
import { listen } from './stream.js';

const Week = 7 * 86400000;
const LongestPause = 60000;
const TypingLasts = 6000;
const TypingIsToldEvery = 3000;
const nothing = () => {};
const random = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
const timeOf = (message) => Date.parse(message?.created_at) || 0;
const byTime = (one, other) => timeOf(one) - timeOf(other) || (one.id < other.id ? -1 : 1);
export const isOwn = (message) => message.author.type === 'visitor';

/**
 * @typedef {object} Message One of the service's, or with isPending or isFailed one of this page's that the service does not have yet.
 * @typedef {object} Conversation One of the service's, with `messages` as far as they are known; without an id it has yet to begin.
 */

/** Begins to look after the conversations.
 * @param {import('./launcher.js').Core} core */
export const begin = (core) => {
  /** @type {Conversation[]} */
  let conversations = [];
  let outbox = [];
  let typing;
  let shown;
  let isOpen = false;
  let isLoaded = false;
  let hasFailed = false;
  let more;
  let age = 0; // Grows with each change of the visitor: what was asked before is not heard any more.
  let stream;
  let last;
  let wake = nothing;
  let isRenewing = false;
  let isRefused = false; // Until something about the visitor changes.

  const known = () => core.known() ?? {};
  const hasProof = () => Boolean(known().token || known().user_hash);
  let visitor = known().visitor_id;

  // ---- Who is told.

  const watchers = new Set();
  const changed = (news = {}) => {
    if (shown?.unread_count && shown.isLoaded && isOpen && !document.hidden) {
      shown.unread_count = 0;
      if (shown.id) core.request(`conversations/${shown.id}/read`, { body: {} }).catch(nothing);
    }
    watchers.forEach((tell) => {
      try {
        tell(news);
      } catch (error) {
        console.error(error);
      }
    });
    steer();
  };

  // ---- What is known.

  const find = (id) => conversations.find((c) => c.id === id);
  const put = (told, message) => {
    let one = find(told.id);
    if (!one) {
      // It may be the one that is just being begun.
      const own = message && isOwn(message) && outbox.find((item) => item.id === message.client_message_id);
      one = own && !own.conversation.id ? own.conversation : { messages: [] };
      if (!conversations.includes(one)) conversations.push(one);
    }
    Object.assign(one, told);
    if (told.last_message) revive(one, told.last_message);
    return one;
  };
  const learn = (one, message) => {
    revive(one, message);
    if (isOwn(message)) outbox = outbox.filter((item) => item.id !== message.client_message_id);
    if (one.messages.some((m) => m.id === message.id)) return false;
    one.messages.push(message);
    one.messages.sort(byTime);
    if (!one.last_message || timeOf(one.last_message) <= timeOf(message)) one.last_message = message;
    if (typing?.conversation === one && typing.author === message.author.id) typing = undefined;
    return true;
  };

  const fill = async (one) => {
    const asked = age;
    let after = one.cursor;
    do {
      const page = await core.request(`conversations/${one.id}/messages`, { query: { limit: 200, ...(after && { after }) } });
      if (asked !== age) return;
      page.messages.forEach((message) => learn(one, message));
      one.cursor = page.messages.at(-1)?.id ?? one.cursor;
      after = page.next_cursor;
    } while (after);
    one.isLoaded = true;
  };

  const load = async (cursor) => {
    const asked = age;
    try {
      if (hasProof()) {
        const page = await core.request('conversations', { query: { limit: 50, ...(cursor && { cursor }) } });
        if (asked !== age) return;
        if (!cursor) conversations = conversations.filter((c) => !c.id || c === shown || page.conversations.some((told) => told.id === c.id));
        page.conversations.forEach((told) => put(told));
        more = page.next_cursor;
        if (shown?.id) await fill(shown);
      }
      if (asked !== age) return;
      [isLoaded, hasFailed, isRefused] = [true, false, false];
    } catch (error) {
      if (asked !== age) return;
      if (error.status !== 401) hasFailed = true;
      else {
        isRefused = true;
        forget({ keepsNew: true });
      }
    }
    changed();
  };

  // What has yet to begin may be kept: it shows nothing of whom it was.
  const forget = ({ keepsNew } = {}) => {
    age++;
    [conversations, isLoaded, hasFailed, more, last, typing] = [[], true, false];
    keepsNew ||= isRenewing;
    outbox = outbox.filter((item) => keepsNew && !item.conversation.id);
    left.length = 0;
    keep();
    const isKept = keepsNew && shown && !shown.id;
    if (!isKept) shown = undefined;
    stop();
    visitor = known().visitor_id;
    changed({ isOther: !isKept });
  };

  // ---- The stream.

  const isActive = (one) => one.id && (one.unread_count || Date.now() - timeOf(one.last_message) < Week);
  const isWanted = () => !document.hidden && navigator.onLine !== false && !isRefused && hasProof() && (isOpen || conversations.some(isActive));
  const stop = () => {
    stream?.abort();
    stream = undefined;
    wake();
  };
  const steer = () => {
    if (!isWanted()) stop();
    else if (!stream) follow(stream = new AbortController());
  };

  const follow = async ({ signal }) => {
    let pause = 2000;
    for (let tries = 0; !signal.aborted; tries++) {
      const { visitor_id, token, user_hash, user_id } = known();
      const who = JSON.parse(JSON.stringify({ project_id: core.project, visitor_id, user_hash, user_id: user_hash && user_id }));
      const headers = { ...(token && { authorization: `Visitor ${token}` }), ...(last && { 'last-event-id': last }) };
      const isResumed = Boolean(last);
      let heard = 0;
      try {
        await listen(`${core.base}api/widget/stream?${new URLSearchParams(who)}`, headers, signal, (block) => {
          if (signal.aborted) return;
          tries = 0;
          if (block.id !== undefined) last = block.id;
          pause = block.retry ?? pause;
          if (!heard++ && (!isResumed || hasFailed)) load();
          if (block.data) hear(block.event, JSON.parse(block.data));
        });
      } catch (error) {
        if (signal.aborted) return;
        if (error.status === 401) return void load(); // Which then finds out who the visitor is.
      }
      if (signal.aborted) return;
      if (!heard && tries) load(); // Where streams do not come through, one asks.
      await new Promise((resume) => {
        wake = resume;
        setTimeout(resume, Math.min(pause * 2 ** tries, LongestPause) * (0.5 + Math.random() / 2));
      });
    }
  };

  const hear = (event, data) => {
    if (event === 'reset') load();
    if (event === 'message') {
      const one = put(data.conversation, data.message);
      const isNew = learn(one, data.message);
      changed({ arrived: isNew && !isOwn(data.message) && data.message });
    }
    if (event === 'conversation_updated') {
      put(data.conversation);
      changed();
    }
    if (event === 'typing' && find(data.conversation_id)) {
      const told = typing = { conversation: find(data.conversation_id), author: data.author.id, name: data.author.name };
      setTimeout(() => {
        if (typing !== told) return;
        typing = undefined;
        changed();
      }, TypingLasts);
      changed();
    }
  };

  // ---- Sending. The core keeps what it was handed, and sends it in order.

  const beginAnew = () => {
    const { user_id, email } = known();
    isRenewing = true;
    window.HalWidget.reset();
    if (user_id || email) window.HalWidget.identify({ user_id, email });
    isRenewing = false;
  };
  // A message that is sent again is only known by who can show to have sent it: so first the token, then the message. A visitor whose token nobody has read never gets one; another begins, as who it said to be.
  let proving;
  const prove = () => proving ??= (async () => {
    for (let tries = 0; tries < 3 && !hasProof(); tries++) {
      if (tries) beginAnew();
      await core.call('set-properties', { metadata: {} });
    }
  })().finally(() => { proving = undefined; });

  // What the core does not have yet outlives the page here: as the beginning of a conversation, or behind the message that begins one.
  const place = `hal:${core.project}:chat`;
  const keep = () => {
    const waiting = [...left, ...outbox.filter((item) => !item.isHanded && !item.conversation.id)].map(({ id, content, created_at, conversation, after = conversation?.first }) => ({ id, content, created_at, after }));
    try {
      if (waiting.length) localStorage.setItem(place, JSON.stringify({ visitor: known().visitor_id, waiting }));
      else localStorage.removeItem(place);
    } catch { /* Then it lives as long as the page. */ }
  };
  const left = (() => {
    try {
      const { visitor: who, waiting } = JSON.parse(localStorage.getItem(place)) ?? {};
      return waiting && who === visitor ? waiting.filter((item) => Date.now() - timeOf(item) < Week) : [];
    } catch {
      return [];
    }
  })();
  const fresh = () => ({ messages: [], isLoaded: true });
  const resume = (one) => left.splice(0).map(({ id, content, created_at }) => ({ id, content, created_at, conversation: one })).forEach((item) => {
    outbox.push(item);
    deliver(item);
  });
  const revive = (one, message) => {
    if (isOwn(message) && left[0]?.after === message.client_message_id) resume(one);
  };

  const deliver = async (item) => {
    const one = item.conversation;
    item.isFailed = false;
    keep();
    changed();
    // What is written next waits for the conversation to begin, or begins it if that was refused.
    while (!one.id && one.begun) await one.begun;
    if (!outbox.includes(item)) return;
    const isFirst = !one.id;
    let asked;
    const hand = (route) => {
      if (!outbox.includes(item)) throw new Error('Nobody waits for it.');
      asked = age;
      item.isHanded = true;
      if (isFirst) one.first = item.id;
      keep();
      return core.call(route, { content: item.content, client_message_id: item.id });
    };
    try {
      const sent = isFirst ? prove().then(() => hand('conversations')) : hand(`conversations/${one.id}/messages`);
      if (isFirst) one.begun = sent.then((answer) => { one.id ??= answer.conversation.id; }, () => { one.first = one.begun = undefined; });
      const answer = await sent;
      if (asked !== age) return;
      // The stream may have been faster, and know more.
      if (isFirst && !one.messages.length) Object.assign(one, answer.conversation);
      if (!isFirst) one.status = 'open';
      if (!conversations.includes(one)) conversations.push(one);
      learn(one, answer.message);
      changed();
      if (answer.duplicate) fill(one).then(() => changed(), nothing);
    } catch (error) {
      if (!outbox.includes(item)) return;
      item.isHanded = false;
      if (isFirst && !item.isAgain && error.code === 'visitor_token_invalid') {
        // It has run out: the next who begins has one of its own.
        item.isAgain = true;
        if (asked === age) beginAnew();
        return void deliver(item);
      }
      item.isFailed = true;
      changed({ failed: item });
    }
  };
  const send = (one, content) => {
    const item = { id: random(), conversation: one, content, created_at: new Date().toISOString() };
    outbox.push(item);
    deliver(item);
  };

  let typed = 0;
  const type = (one) => {
    if (!one.id || navigator.onLine === false || Date.now() - typed < TypingIsToldEvery) return;
    typed = Date.now();
    core.request(`conversations/${one.id}/typing`, { body: {} }).catch(nothing);
  };

  // ---- When something changes around it.

  const check = () => {
    if (known().visitor_id === visitor) return false;
    // The first call has made it.
    if (!visitor) visitor = known().visitor_id;
    else forget();
    return true;
  };
  const look = () => {
    wake();
    if (hasFailed) load();
    changed();
  };
  core.on('reset', () => forget());
  core.on('answer', ({ call, answer }) => {
    isRefused = false;
    check();
    // Who it belongs to may be somebody else now; and what another page had begun to send has arrived.
    if (call === 'identify' || (call.startsWith('conversations') && !outbox.some((item) => item.id === answer.message?.client_message_id))) load();
  });
  // What they wait for has begun without an answer, so that nobody can show to have begun it.
  core.on('error', ({ call, error }) => call === 'conversations' && error.status === 401 && resume(fresh()));
  addEventListener('storage', (event) => {
    if (event.key === `hal:${core.project}` && (check() || (hasProof() && !conversations.length))) load();
  });
  addEventListener('online', look);
  addEventListener('offline', look);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', (event) => event.persisted && look());
  document.addEventListener('visibilitychange', look);
  if (left.length && !left[0].after) resume(fresh());

  return {
    /** Until there is something to show, or it takes too long. */
    ready: Promise.race([load(), new Promise((resume) => setTimeout(resume, 3000))]),
    get conversations() {
      return conversations.filter((c) => c.last_message).sort((one, other) => byTime(other.last_message, one.last_message));
    },
    get unread() { return conversations.reduce((sum, c) => sum + (c.unread_count ?? 0), 0); },
    get isLoaded() { return isLoaded; },
    get hasFailed() { return hasFailed; },
    get hasMore() { return Boolean(more); },
    more: () => load(more),
    /** What a conversation holds, and what is on its way there. */
    messagesOf: (one) => [...one.messages, ...outbox.filter((item) => item.conversation === one).map((item) => ({ ...item, item, isPending: true, author: { type: 'visitor' }, client_message_id: item.id }))],
    typingIn: (one) => typing?.conversation === one ? typing : undefined,
    /** Says what the visitor sees: it is read by that. */
    show: (one, isSeen) => {
      [shown, isOpen] = [one, isSeen];
      if (one?.id && isSeen && !one.isLoaded) fill(one).then(() => changed(), () => { hasFailed = true; changed(); });
      if (isSeen && hasFailed) load();
      changed();
    },
    watch: (fn) => watchers.add(fn),
    fresh, send, type, retry: deliver,
  };
};

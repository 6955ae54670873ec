/** The chat's panel, loaded when it is opened for the first time. Whatever anybody wrote is set as text; nothing here is read as HTML by the browser. */
import { built, helpOf, link, safeLink } from './help.js';
import { isOwn } from './inbox.js';
import { element, icon } from './launcher.js';
import { look } from './look.js';
import { say } from './texts.js';

const MaxLength = 10000;
const Apart = 5 * 60000;
const Close = 'M6 4.6 4.6 6l6 6-6 6L6 19.4l6-6 6 6 1.4-1.4-6-6 6-6L18 4.6l-6 6z';
const Back = 'M15.4 4.6 8 12l7.4 7.4L14 20.8 5.2 12 14 3.2z';
const Send = 'M3 20.5 21.5 12 3 3.5v6.6L15 12 3 13.9z';

/** A text in which what leads to the web can be followed. */
const linked = (text) => text.split(/(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])/i).map((part, i) => {
  const href = i % 2 ? safeLink(part) : null;
  return href ? link(href, part) : part;
});

/** Brings the children of an element into an order, and moves none that is in its place: a moved one would lose the focus, and be read again. */
const arrange = (parent, children) => {
  const focused = parent.getRootNode().activeElement;
  [...parent.children].forEach((child) => children.includes(child) || child.remove());
  children.forEach((child, i) => parent.children[i] === child || parent.insertBefore(child, parent.children[i] ?? null));
  if (focused && parent.contains(focused)) focused.focus({ preventScroll: true });
};

/** Puts the panel, closed, into the launcher's shadow tree.
 * @param {object} given
 * @param {ShadowRoot} given.root
 * @param {import('./launcher.js').Core} given.core
 * @param {{name: string, greeting: string | null, help_center_enabled: boolean}} given.config The project's settings.
 * @param {Record<string, string>} given.texts
 * @param {ReturnType<import('./inbox.js').begin>} given.inbox
 * @param {() => Promise<void>} given.close Closes the panel; the launcher then calls `close` of what is answered here.
 * @returns {{open: () => void, close: () => void}} */
export const mount = ({ root, core, config, texts, inbox, close }) => {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, look];
  const small = matchMedia('(max-width: 480px)');
  const isTouched = matchMedia('(pointer: coarse)');
  const formats = (options) => {
    try {
      return new Intl.DateTimeFormat(texts.asked, options);
    } catch {
      return new Intl.DateTimeFormat(texts.locale, options);
    }
  };
  const [hour, day] = [formats({ timeStyle: 'short' }), formats({ dateStyle: 'medium' })];
  const whenOf = (at) => {
    const date = new Date(at);
    return (date.toDateString() === new Date().toDateString() ? '' : `${day.format(date)}, `) + hour.format(date);
  };

  // ---- The frame.

  const button = (attributes, ...children) => element('button', { type: 'button', ...attributes }, ...children);
  const dismiss = button({ 'aria-label': texts.close }, icon(Close));
  const back = button({ 'aria-label': texts.back, class: 'back', hidden: '' }, icon(Back));
  const notice = element('p', { class: 'notice', role: 'status', hidden: '' });
  const status = element('p', { class: 'unseen', role: 'status' });

  const search = element('input', { type: 'search', 'aria-label': texts.search, placeholder: texts.search, maxlength: '200', autocomplete: 'off', enterkeyhint: 'search' });
  const finder = element('form', { role: 'search', class: 'search', hidden: config.help_center_enabled ? null : '' }, search);
  const found = element('ul', { class: 'cards found', hidden: '' });
  const list = element('ul', { class: 'cards' });
  const more = button({ class: 'quiet' }, texts.more);
  const letters = element('section', { 'aria-labelledby': 'list' }, element('h3', { id: 'list' }, texts.list), list, more);
  const begin = button({ class: 'primary' }, texts.begin);
  const home = element('div', { class: 'view' },
    element('div', { class: 'scroll' }, element('p', { class: 'greeting', lang: '', hidden: config.greeting ? null : '' }, config.greeting ?? ''), finder, found, letters), begin);

  const log = element('div', { class: 'log', role: 'log', 'aria-label': texts.talk });
  const welcome = element('div', { class: 'message' }, element('p', { class: 'meta' }, config.name), element('p', { class: 'bubble', dir: 'auto', lang: '' }, config.greeting ?? ''));
  const typing = element('p', { class: 'typing', role: 'status' });
  const closed = element('p', { class: 'hint' }, texts.resolved);
  const scroll = element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': texts.talk }, log, typing, closed);
  const field = element('textarea', { rows: '1', maxlength: String(MaxLength), 'aria-label': texts.write, placeholder: texts.write, dir: 'auto', enterkeyhint: 'send' });
  const submit = element('button', { type: 'submit', 'aria-label': texts.send, class: 'send' }, icon(Send));
  const composer = element('form', { class: 'composer' }, field, submit);
  const talk = element('div', { class: 'view' }, scroll, composer);

  const article = element('article', { class: 'scroll', tabindex: '0' });
  const reader = element('div', { class: 'view' }, article);

  const panel = element('section', { class: 'panel', role: 'dialog', 'aria-labelledby': 'name', hidden: '', lang: texts.locale },
    element('header', { class: 'head' }, back, element('h2', { id: 'name', dir: 'auto', lang: '' }, config.name), dismiss), notice, home, talk, reader, status);
  root.prepend(panel);

  // ---- What is shown.

  let view = home;
  let shown; // The conversation.
  let wasAsked; // What home shows: found articles, or conversations.
  let cameFrom;
  const hasHome = () => config.help_center_enabled || inbox.conversations.length > 0;
  const isOpen = () => !panel.hidden;
  const nameOf = (message) => isOwn(message) ? texts.you : message.author.name || config.name;

  const go = (next, conversation, isAsked = true) => {
    if (shown) shown.draft = field.value;
    [view, shown] = [next, conversation];
    [home, talk, reader].forEach((one) => { one.hidden = one !== view; });
    if (shown) field.value = shown.draft ?? '';
    log.replaceChildren();
    made.clear();
    status.textContent = '';
    inbox.show(shown, isOpen());
    if (shown) scroll.scrollTop = scroll.scrollHeight;
    if (isOpen() && isAsked) focus();
  };
  const focus = () => {
    const wanted = view === talk && !isTouched.matches ? field : view === reader ? article : view === home && cameFrom?.isConnected && !cameFrom.closest('[hidden]') ? cameFrom : dismiss;
    wanted.focus({ preventScroll: true });
  };

  /** @type {Map<string, HTMLElement>} */
  const made = new Map();
  const keyOf = (message) => isOwn(message) && message.client_message_id ? `c${message.client_message_id}` : `m${message.id}`;
  const messageOf = (message, before) => {
    const key = keyOf(message);
    let one = made.get(key);
    if (!one) {
      one = element('div', { class: isOwn(message) ? 'message own' : 'message' },
        element('p', { class: 'meta' }, nameOf(message), ' · ', element('time', { datetime: message.created_at }, whenOf(message.created_at))),
        element('p', { class: 'bubble', dir: 'auto', lang: '' }, ...linked(message.content)));
      made.set(key, one);
    }
    const isSame = before && isOwn(before) === isOwn(message) && nameOf(before) === nameOf(message) && Date.parse(message.created_at) - Date.parse(before.created_at) < Apart;
    one.classList.toggle('same', Boolean(isSame));
    const state = message.isPending ? message.isFailed ? 'failed' : 'pending' : '';
    if ((one.dataset.state ?? '') !== state) {
      one.dataset.state = state;
      one.querySelector('.state')?.remove();
      if (state) {
        const again = button({ class: 'link' }, texts.retry);
        again.addEventListener('click', () => {
          field.focus({ preventScroll: true });
          inbox.retry(message.item);
        });
        one.append(element('p', { class: 'state' }, texts[state], ...(message.isFailed ? [' ', again] : [])));
      }
    }
    return one;
  };

  const showTalk = () => {
    const messages = inbox.messagesOf(shown);
    const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
    const isFresh = !log.children.length;
    const greets = config.greeting && !shown.id;
    arrange(log, [...(greets ? [welcome] : []), ...messages.map((message, i) => messageOf(message, messages[i - 1]))]);
    scroll.setAttribute('aria-busy', String(Boolean(shown.id && !shown.isLoaded)));
    closed.hidden = shown.status !== 'resolved';
    const who = inbox.typingIn(shown);
    const said = who ? say(texts.typing, who.name || config.name) : '';
    if (typing.textContent !== said) typing.textContent = said;
    if (isAtEnd || isFresh || isOwn(messages.at(-1) ?? { author: {} })) scroll.scrollTop = scroll.scrollHeight;
  };

  /** @type {WeakMap<object, HTMLElement>} */
  const cards = new WeakMap();
  const cardOf = (one) => {
    let item = cards.get(one);
    if (!item) {
      const opens = button({ class: 'card' }, element('span', { class: 'title' }), element('span', { class: 'badge' }), element('span', { class: 'text', dir: 'auto', lang: '' }));
      opens.addEventListener('click', () => {
        cameFrom = opens;
        go(talk, one);
      });
      cards.set(one, item = element('li', {}, opens));
    }
    const [title, badge, text] = item.firstChild.children;
    const message = one.last_message;
    title.textContent = `${nameOf(message)} · ${whenOf(message.created_at)}`;
    text.textContent = message.content.slice(0, 200);
    badge.hidden = !one.unread_count;
    badge.replaceChildren(element('span', { class: 'unseen' }, say(texts.unread, '')), String(one.unread_count ?? ''));
    item.firstChild.classList.toggle('new', one.unread_count > 0);
    return item;
  };

  const showHome = () => {
    const conversations = inbox.conversations;
    letters.hidden = Boolean(wasAsked) || !conversations.length;
    found.hidden = !wasAsked;
    more.hidden = !inbox.hasMore;
    arrange(list, conversations.map(cardOf));
  };

  const refresh = () => {
    back.hidden = view === home || (view === talk && !hasHome());
    const said = navigator.onLine === false ? texts.offline : inbox.hasFailed ? texts.unloaded : inbox.isLoaded ? '' : texts.loading;
    if (notice.textContent !== said) notice.textContent = said;
    notice.hidden = !said;
    if (view === talk) showTalk();
    if (view === home) showHome();
  };

  inbox.watch(({ isOther, arrived, failed }) => {
    if (isOther) {
      [search.value, field.value, cameFrom, wasAsked] = ['', ''];
      found.replaceChildren();
      if (shown) shown.draft = '';
      shown = undefined;
      start(Boolean(root.activeElement)); // Nobody called for the focus who does not have it.
      return;
    }
    refresh();
    if (arrived && isOpen() && !(view === talk && arrived.conversation_id === shown?.id)) status.textContent = say(texts.arrived, nameOf(arrived), arrived.content.slice(0, 200));
    if (failed && isOpen()) status.textContent = texts.failed;
  });
  const start = (isAsked) => hasHome() ? go(home, undefined, isAsked) : go(talk, inbox.fresh(), isAsked);

  // ---- Writing.

  const write = () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = shown.draft = '';
    inbox.send(shown, text);
  };
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    write();
    field.focus({ preventScroll: true });
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    write();
  });
  field.addEventListener('input', () => field.value.trim() && inbox.type(shown));

  // ---- Help.

  const help = helpOf(core, texts.asked);
  let asking;
  let soon;
  const ask = async () => {
    asking?.abort();
    const words = search.value.trim();
    wasAsked = words;
    if (!words) {
      found.replaceChildren();
      status.textContent = '';
      return refresh();
    }
    const { signal } = asking = new AbortController();
    try {
      const { articles, locale } = await help.find(words, signal);
      if (signal.aborted) return;
      found.replaceChildren(...articles.map((one) => {
        const opens = button({ class: 'card' }, element('span', { class: 'title', dir: 'auto' }, built(one.title_html)), element('span', { class: 'text', dir: 'auto' }, built(one.excerpt_html)));
        opens.addEventListener('click', () => {
          cameFrom = opens;
          read(one.slug, locale);
        });
        return element('li', { lang: '' }, opens);
      }), ...(articles.length ? [] : [element('li', { class: 'hint' }, texts.none)]));
      status.textContent = articles.length ? say(texts.found, articles.length) : texts.none;
    } catch {
      if (signal.aborted) return;
      found.replaceChildren(element('li', { class: 'hint' }, texts.unloaded));
    }
    refresh();
  };
  const read = async (slug, locale) => {
    article.replaceChildren(element('p', { class: 'hint' }, texts.loading));
    article.scrollTop = 0;
    go(reader);
    const place = article.firstChild;
    try {
      const one = await help.read(slug, locale);
      const page = safeLink(one.url);
      if (place.isConnected) article.replaceChildren(element('h3', { id: 'title', dir: 'auto', lang: one.locale }, one.title), element('div', { class: 'text', lang: one.locale, dir: 'auto' }, built(one.html)), ...(page ? [element('p', {}, link(page, texts.page))] : []));
    } catch {
      place.textContent = texts.unloaded;
    }
  };
  search.addEventListener('input', () => {
    clearTimeout(soon);
    soon = setTimeout(ask, 250);
  });
  finder.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(soon);
    ask();
  });

  // ---- Moving about.

  begin.addEventListener('click', () => {
    cameFrom = begin;
    go(talk, inbox.fresh());
  });
  more.addEventListener('click', inbox.more);
  back.addEventListener('click', () => go(home));
  dismiss.addEventListener('click', close);
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      close();
    }
    if (event.key !== 'Tab' || !small.matches) return;
    // The panel covers all else there.
    const reached = [...panel.querySelectorAll('button, a, input, textarea, [tabindex="0"]')].filter((one) => one.getClientRects().length);
    const [edge, other] = event.shiftKey ? [reached[0], reached.at(-1)] : [reached.at(-1), reached[0]];
    if (root.activeElement !== edge) return;
    event.preventDefault();
    other.focus();
  });
  const cover = () => small.matches ? panel.setAttribute('aria-modal', 'true') : panel.removeAttribute('aria-modal');
  small.addEventListener('change', cover);
  cover();
  start();

  return {
    open: () => {
      panel.hidden = false;
      if (view === talk && !shown.id && !inbox.messagesOf(shown).length && !field.value && hasHome()) go(home);
      else go(view, shown);
    },
    close: () => {
      panel.hidden = true;
      inbox.show(shown, false);
    },
  };
};

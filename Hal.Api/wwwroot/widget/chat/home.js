/** The view that the panel begins with: a greeting, the search for help, and the visitor's conversations. */
import { arrange, button, element } from '../dom.js';
import { say } from '../texts.js';
import { Finder } from './finder.js';

/** @typedef {import('../../types/chat').Conversation} Conversation */

/** @typedef {object} Around What it needs of the panel.
 * @property {(one: Conversation) => void} talk Shows a conversation.
 * @property {(slug: string, locale: string) => void} read Shows an article.
 * @property {(text: string) => void} tell Says something to who listens.
 * @property {() => void} refresh */

export class Home {
  #parts;
  #around;
  #finder;
  #list;
  #more;
  #letters;
  /** @type {HTMLElement | undefined} What led away from here, and gets the focus on the way back. */
  #cameFrom;
  /** @type {WeakMap<Conversation, {item: HTMLElement, opens: HTMLElement, title: HTMLElement, badge: HTMLElement, text: HTMLElement}>} */
  #cards = new WeakMap();

  /** @param {import('../../types/chat').ViewParts} parts
   * @param {Around} around */
  constructor(parts, around) {
    this.#parts = parts;
    this.#around = around;
    const { config, texts, inbox } = parts;
    this.#finder = new Finder(parts, {
      ...around,
      read: (opens, slug, locale) => {
        this.#cameFrom = opens;
        around.read(slug, locale);
      },
    });
    this.#list = element('ul', { class: 'cards' });
    this.#more = button({ class: 'quiet' }, texts.more);
    this.#more.addEventListener('click', () => inbox.more());
    this.#letters = element('section', { 'aria-labelledby': 'list' }, element('h3', { id: 'list' }, texts.list), this.#list, this.#more);
    const greeting = element('p', { class: 'greeting', lang: '', hidden: config.greeting ? null : '' }, config.greeting ?? '');
    const begin = button({ class: 'primary' }, texts.begin);
    begin.addEventListener('click', () => {
      this.#cameFrom = begin;
      around.talk(inbox.fresh());
    });
    const scroll = element('div', { class: 'scroll' }, greeting, this.#finder.form, this.#finder.found, this.#letters);
    this.element = element('div', { class: 'view' }, scroll, begin);
  }

  get focusable() {
    const from = this.#cameFrom;
    return from?.isConnected && !from.closest('[hidden]') ? from : undefined;
  }

  /** Forgets whom it was about. */
  forget() {
    this.#cameFrom = undefined;
    this.#finder.clear();
  }

  refresh() {
    const { conversations, hasMore } = this.#parts.inbox;
    const { isAsked } = this.#finder;
    this.#letters.hidden = isAsked || !conversations.length;
    this.#finder.found.hidden = !isAsked;
    this.#more.hidden = !hasMore;
    arrange(this.#list, conversations.map((one) => this.#cardOf(one)));
  }

  /** The card of a conversation, as it is now.
   * @param {import('../../types/chat').Listed} one */
  #cardOf(one) {
    const { texts, words } = this.#parts;
    const card = this.#cards.get(one) ?? this.#makeCard(one);
    const message = one.last_message;
    card.title.textContent = `${words.nameOf(message)} · ${words.whenOf(message.created_at)}`;
    card.text.textContent = message.content.slice(0, 200);
    card.badge.hidden = !one.unread_count;
    card.badge.replaceChildren(element('span', { class: 'unseen' }, say(texts.unread, '')), String(one.unread_count ?? ''));
    card.opens.classList.toggle('new', Boolean(one.unread_count));
    return card.item;
  }

  /** @param {Conversation} one */
  #makeCard(one) {
    const [title, badge] = [element('span', { class: 'title' }), element('span', { class: 'badge' })];
    const text = element('span', { class: 'text', dir: 'auto', lang: '' });
    const opens = button({ class: 'card' }, title, badge, text);
    opens.addEventListener('click', () => {
      this.#cameFrom = opens;
      this.#around.talk(one);
    });
    const card = { item: element('li', {}, opens), opens, title, badge, text };
    this.#cards.set(one, card);
    return card;
  }
}

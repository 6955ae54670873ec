/** Searches the help center: the field, and what was found. */
import { button, element } from '../dom.js';
import { say } from '../texts.js';
import { built } from './html.js';

const Pause = 250;

/** @typedef {object} Around What it needs of the panel.
 * @property {(opens: HTMLElement, slug: string, locale: string) => void} read Shows an article.
 * @property {(text: string) => void} tell Says something to who listens.
 * @property {() => void} refresh */

export class Finder {
  #parts;
  #around;
  #search;
  #words = '';
  /** @type {AbortController | undefined} */
  #asking;

  /** @param {import('../../types/chat').ViewParts} parts
   * @param {Around} around */
  constructor(parts, around) {
    this.#parts = parts;
    this.#around = around;
    const { config, texts } = parts;
    this.#search = element('input', {
      type: 'search', 'aria-label': texts.search, placeholder: texts.search, maxlength: '200', autocomplete: 'off', enterkeyhint: 'search',
    });
    const hidden = config.help_center_enabled ? null : '';
    this.form = element('form', { role: 'search', class: 'search', hidden }, this.#search);
    this.found = element('ul', { class: 'cards found', hidden: '' });

    let soon = 0;
    this.#search.addEventListener('input', () => {
      clearTimeout(soon);
      soon = setTimeout(() => this.#ask(), Pause);
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(soon);
      this.#ask();
    });
  }

  /** Whether something is searched for. */
  get isAsked() {
    return Boolean(this.#words);
  }

  clear() {
    this.#search.value = this.#words = '';
    this.found.replaceChildren();
  }

  async #ask() {
    const { help, texts } = this.#parts;
    this.#asking?.abort();
    const words = this.#words = this.#search.value.trim();
    if (!words) {
      this.found.replaceChildren();
      this.#around.tell('');
      this.#around.refresh();
      return;
    }
    const { signal } = this.#asking = new AbortController();
    try {
      const { articles, locale } = await help.find(words, signal);
      if (signal.aborted) return;
      this.found.replaceChildren(...articles.map((one) => this.#cardOf(one, locale)), ...(articles.length ? [] : [this.#hint(texts.none)]));
      this.#around.tell(articles.length ? say(texts.found, articles.length) : texts.none);
    } catch {
      if (signal.aborted) return;
      this.found.replaceChildren(this.#hint(texts.unloaded));
    }
    this.#around.refresh();
  }

  /** @param {string} text */
  #hint(text) {
    return element('li', { class: 'hint' }, text);
  }

  /** @param {import('../../types/service').FoundArticle} one
   * @param {string} locale */
  #cardOf(one, locale) {
    const opens = button({ class: 'card' },
      element('span', { class: 'title', dir: 'auto' }, built(one.title_html)),
      element('span', { class: 'text', dir: 'auto' }, built(one.excerpt_html)));
    opens.addEventListener('click', () => this.#around.read(opens, one.slug, locale));
    return element('li', { lang: '' }, opens);
  }
}

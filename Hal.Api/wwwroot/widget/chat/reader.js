/** The view of an article of the help center. */
import { element } from '../dom.js';
import { built } from './html.js';
import { link, safeLink } from './links.js';

export class Reader {
  #parts;

  /** @param {import('../../types/chat').ViewParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.focusable = element('article', { class: 'scroll', tabindex: '0' });
    this.element = element('div', { class: 'view' }, this.focusable);
  }

  /** Shows an article, once it has been loaded.
   * @param {string} slug
   * @param {string} locale The language in which it was found. */
  async read(slug, locale) {
    const { help, texts } = this.#parts;
    const place = element('p', { class: 'hint' }, texts.loading);
    this.focusable.replaceChildren(place);
    this.focusable.scrollTop = 0;
    try {
      const one = await help.read(slug, locale);
      if (place.isConnected) this.#show(one);
    } catch {
      place.textContent = texts.unloaded;
    }
  }

  /** @param {import('../../types/service').Article} one */
  #show(one) {
    const page = safeLink(one.url);
    this.focusable.replaceChildren(
      element('h3', { id: 'title', dir: 'auto', lang: one.locale }, one.title),
      element('div', { class: 'text', lang: one.locale, dir: 'auto' }, built(one.html)),
      ...(page ? [element('p', {}, link(page, this.#parts.texts.page))] : []));
  }
}

/**
 * Makes elements of HTML that the service answers. The browser is not given it as such: it is read here, and only what is on the list is
 * made of it.
 */
import { element } from '../dom.js';
import { link, safeLink } from './links.js';

/** @type {Record<string, string>} */
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: '\u00a0' };

/** Reads the entities of a text.
 * @param {string} html */
const plain = (html) => html.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, number, name) => {
  const code = hex ? parseInt(hex, 16) : Number(number);
  if (name) return entities[name] ?? all;
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
});

const made = new Set([
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'em', 'b', 'i', 'del', 'mark',
  'table', 'thead', 'tbody', 'tr', 'th', 'td', 'hr', 'br', 'a',
]);
const empty = new Set(['hr', 'br']);
const Token = /<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|<!--[^]*?-->|[^<]+|</gi;

/** @type {(text: string, name: string) => string} */
const attribute = (text, name) => {
  const [, one, other] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(text) ?? [];
  return plain(one ?? other ?? '');
};

/** An element of the list, without attributes but for the address of a link.
 * @param {string} name
 * @param {string} attributes */
const elementOf = (name, attributes) => {
  if (name !== 'a') return element(/^h[1-6]$/.test(name) ? 'h4' : name);
  const href = safeLink(attribute(attributes, 'href'));
  return href ? link(href) : element('span');
};

/** What stands for a picture: a link to it with its description, or the description alone within a link.
 * @param {string} attributes
 * @param {boolean} isInLink */
const pictureOf = (attributes, isInLink) => {
  const [href, said] = [safeLink(attribute(attributes, 'src')), attribute(attributes, 'alt')];
  if (!href) return '';
  return isInLink ? said : link(href, said || href);
};

/** Makes elements of HTML: those of the list; of all others their text.
 * @param {string} html */
export const built = (html) => {
  const root = document.createDocumentFragment();
  /** @type {Array<{name: string, node: Node & ParentNode}>} */
  const open = [{ name: '', node: root }];
  for (const [text, end, tag, attributes] of String(html).matchAll(Token)) {
    const name = tag?.toLowerCase();
    const { node } = open[open.length - 1];
    if (!name) {
      if (!text.startsWith('<!--')) node.append(plain(text));
    } else if (name === 'img') {
      node.append(pictureOf(attributes, open.some((o) => o.name === 'a')));
    } else if (made.has(name) && end) {
      const at = open.findLastIndex((o) => o.name === name);
      if (at > 0) open.length = at;
    } else if (made.has(name)) {
      const one = elementOf(name, attributes);
      node.append(one);
      if (!empty.has(name)) open.push({ name, node: one });
    }
  }
  return root;
};

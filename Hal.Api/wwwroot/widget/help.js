/** The help center in the panel. What the service answers as HTML is not given to the browser as such: it is read here, and only what is on the list is made of it. */
import { element } from './launcher.js';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: '\u00a0' };
const plain = (html) => html.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, number, name) => {
  const code = hex ? parseInt(hex, 16) : Number(number);
  return name ? entities[name] ?? all : code <= 0x10ffff ? String.fromCodePoint(code) : '';
});

/** The address, if it leads to the web. */
export const safeLink = (address) => {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
};

/** A link that opens beside the page.
 * @param {string} href
 * @param {...(Node | string)} children */
export const link = (href, ...children) => element('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children);

const made = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'em', 'b', 'i', 'del', 'mark', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'hr', 'br', 'a']);
const empty = new Set(['hr', 'br']);
const Token = /<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|<!--[^]*?-->|[^<]+|</gi;
const attribute = (text, name) => {
  const [, one, other] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(text) ?? [];
  return plain(one ?? other ?? '');
};

/** Makes elements of HTML: those of the list, without attributes but for the address of a link; of all others their text, of pictures what they are described by.
 * @param {string} html */
export const built = (html) => {
  const root = document.createDocumentFragment();
  const open = [{ name: '', node: root }];
  for (const [text, end, tag, attributes] of String(html).matchAll(Token)) {
    const name = tag?.toLowerCase();
    const { node } = open.at(-1);
    if (!name) {
      if (!text.startsWith('<!--')) node.append(plain(text));
    } else if (name === 'img') {
      const [href, said] = [safeLink(attribute(attributes, 'src')), attribute(attributes, 'alt')];
      if (href) node.append(open.some((o) => o.name === 'a') ? said : link(href, said || href));
    } else if (made.has(name) && end) {
      const at = open.findLastIndex((o) => o.name === name);
      if (at > 0) open.length = at;
    } else if (made.has(name)) {
      const href = name === 'a' && safeLink(attribute(attributes, 'href'));
      const one = href ? link(href) : element(name === 'a' ? 'span' : /^h[1-6]$/.test(name) ? 'h4' : name);
      node.append(one);
      if (!empty.has(name)) open.push({ name, node: one });
    }
  }
  return root;
};

/** What asks the help center.
 * @param {import('./launcher.js').Core} core
 * @param {string} asked The language. */
export const helpOf = (core, asked) => {
  const locale = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(asked) ? { locale: asked } : {};
  return {
    find: (q, signal) => core.request('articles', { isOpen: true, signal, query: { q, limit: 10, ...locale } }),
    /** @param {string} spoken The language in which it was found, which is the nearest there was. */
    read: (slug, spoken) => core.request(`articles/${encodeURIComponent(slug)}`, { isOpen: true, query: { locale: spoken } }).then((answer) => answer.article),
  };
};

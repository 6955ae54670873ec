/** Links that lead from the panel to the web, and nowhere else. */
import { element } from '../dom.js';

/** The address, if it leads to the web.
 * @param {string} address */
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

/** The parts of a text in which what leads to the web can be followed.
 * @param {string} text */
export const linked = (text) => text.split(/(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])/i).map((part, i) => {
  const href = i % 2 ? safeLink(part) : null;
  return href ? link(href, part) : part;
});

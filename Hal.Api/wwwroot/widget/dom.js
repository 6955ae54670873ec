/** Makes elements of the widget's shadow tree. */

/** Makes an element.
 * @template {string} N
 * @param {N} name
 * @param {Record<string, string | null | undefined>} [attributes] Without a value there is none.
 * @param {...(Node | string)} children
 * @returns {N extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[N] : HTMLElement} */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value);
  made.append(...children);
  return /** @type {any} */ (made);
};

/** Makes a button.
 * @param {Record<string, string | null | undefined>} attributes
 * @param {...(Node | string)} children */
export const button = (attributes, ...children) => element('button', { type: 'button', ...attributes }, ...children);

/** Makes an icon of one path.
 * @param {string} path */
export const icon = (path) => {
  const space = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  image.append(line);
  return image;
};

/** Brings the children of an element into an order. What is in its place is not moved: it would lose the focus, and be read out again.
 * @param {HTMLElement} parent
 * @param {Element[]} children */
export const arrange = (parent, children) => {
  const focused = /** @type {HTMLElement | null} */ (/** @type {ShadowRoot} */ (parent.getRootNode()).activeElement);
  [...parent.children].forEach((child) => children.includes(child) || child.remove());
  children.forEach((child, i) => parent.children[i] === child || parent.insertBefore(child, parent.children[i] ?? null));
  if (focused && parent.contains(focused)) focused.focus({ preventScroll: true });
};

/**
 * The button that opens the chat. It and the panel live in a shadow tree, so that neither the page's styles nor theirs reach across.
 * The panel is ./chat.js, loaded when it is opened for the first time; what it shows comes from ./inbox.js, loaded before only for who may have something to read.
 */
import { styles } from './styles.js';
import { say, textsOf } from './texts.js';

/** @typedef {{base: string, project: string, config: () => Promise<object>, locale: () => Promise<string>, visitor: () => object, known: () => object | null, call: Function, request: Function, on: Function, off: Function, emit: Function}} Core What widget.js offers; described at its head. */

/** Makes an element of the shadow tree.
 * @param {string} name
 * @param {Record<string, string | null | undefined>} [attributes] Without a value there is none.
 * @param {...(Node | string)} children */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** Makes an icon of one path.
 * @param {string} path */
export const icon = (path) => {
  const space = 'http://www.w3.org/2000/svg';
  const [image, line] = ['svg', 'path'].map((name) => document.createElementNS(space, name));
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  image.append(line);
  return image;
};

/** White or black, whichever is easier to read on a colour.
 * @param {string} color #rrggbb */
const inkOn = (color) => {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff';
};

const parsed = () => document.body ? Promise.resolve() : new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));

/** Puts the launcher into the page.
 * @param {Core} core */
export const mount = async (core) => {
  const [config, locale] = await Promise.all([core.config(), core.locale(), parsed()]);
  const texts = textsOf(locale);
  const host = element('hal-widget', { dir: texts.dir });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host { --hal: ${config.primary_color}; --hal-ink: ${inkOn(config.primary_color)}; }`);
  root.adoptedStyleSheets = [styles, sheet];

  const button = element('button', { type: 'button', class: 'launcher', 'aria-label': texts.open, 'aria-haspopup': 'dialog', 'aria-expanded': 'false', lang: texts.locale },
    icon('M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z'));
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const status = element('p', { class: 'unseen', role: 'status', lang: texts.locale });
  button.append(badge);
  root.append(button, status);
  document.body.append(host);

  /** @type {Promise<{open: () => void, close: () => void}> | undefined} */
  let chat;
  const failed = {};
  let isOpen = false;
  /** @type {Promise<object> | undefined} */
  let inbox;
  const load = (name) => import(`./${name}.js${failed[name] ? `?${failed[name]}` : ''}`).catch((error) => {
    failed[name] = (failed[name] ?? 0) + 1; // A browser does not load again what failed under the same address.
    throw error;
  });
  const letters = () => inbox ??= load('inbox').then((module) => {
    const begun = module.begin(core);
    begun.watch(({ arrived }) => {
      turn(isOpen, begun.unread);
      if (arrived && !isOpen) status.textContent = say(texts.unread, unread);
    });
    return begun;
  }).catch((error) => {
    inbox = undefined; // So that the next call tries again.
    throw error;
  });
  const panel = () => chat ??= Promise.all([letters().then((begun) => begun.ready.then(() => begun)), load('chat')])
    .then(([inbox, module]) => module.mount({ root, core, config, texts, inbox, close })).catch((error) => {
      chat = undefined;
      throw error;
    });
  let unread = 0;
  const turn = (open, count = unread) => {
    [isOpen, unread] = [open, count];
    badge.hidden = !count;
    badge.textContent = count > 99 ? '99+' : count;
    button.setAttribute('aria-expanded', String(open));
    button.setAttribute('aria-label', open ? texts.close : count ? `${texts.open}. ${say(texts.unread, count)}` : texts.open);
  };
  const open = async () => {
    if (isOpen) return;
    turn(true);
    try {
      const shown = await panel();
      if (!isOpen) return; // Closed again while it was loading.
      shown.open();
      core.emit('open');
    } catch (error) {
      turn(false);
      throw error;
    }
  };
  const close = async () => {
    if (!isOpen) return;
    turn(false);
    (await chat)?.close();
    if (!host.hidden) button.focus({ preventScroll: true });
    core.emit('close');
  };
  const toggle = () => isOpen ? close() : open();
  const show = () => {
    host.hidden = false;
    core.emit('show');
  };
  const hide = async () => {
    await close();
    host.hidden = true;
    core.emit('hide');
  };
  button.addEventListener('click', () => toggle().catch((error) => core.emit('error', { call: 'open', error })));
  // Without a proof there is nothing to be read, and nothing to be asked; but there may be something that a page before could not send.
  const hasLeft = () => {
    try {
      return localStorage.getItem(`hal:${core.project}:chat`);
    } catch {
      return null;
    }
  };
  const peek = () => {
    const known = core.known();
    if (known?.token || known?.user_hash || hasLeft()) letters().catch(() => {});
  };
  core.on('answer', ({ call }) => /^(identify|conversations)/.test(call) && peek());
  peek();
  return { open, close, toggle, show, hide };
};

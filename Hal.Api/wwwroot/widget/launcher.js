/**
 * The button that opens the chat, and what loads the rest: the panel (./chat.js) when it is opened for the first time, and what it shows
 * (./inbox.js) before that only for a visitor who may have something to read.
 */
import { placeButton } from './launcher/button.js';
import { serviceOf } from './service.js';
import { say, textsOf } from './texts.js';

/** @typedef {import('../types/service').Config} Config */
/** @typedef {import('../types/chat').Texts} Texts */

const parsed = async () => {
  if (!document.body) await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
};

/** @type {Record<string, number>} */
const failed = {};

/** Loads a module beside this one.
 * @param {string} name */
const load = (name) => import(`./${name}.js${failed[name] ? `?${failed[name]}` : ''}`).catch((error) => {
  failed[name] = (failed[name] ?? 0) + 1; // A browser does not load again what failed under the same address.
  throw error;
});

class Launcher {
  #core;
  #service;
  #config;
  #texts;
  #button;
  /** @type {Promise<import('./inbox.js').Inbox> | undefined} */
  #inbox;
  /** @type {Promise<import('./chat.js').Panel> | undefined} */
  #panel;
  #isOpen = false;
  #unread = 0;

  /** @param {import('../types/widget').Core} core
   * @param {import('../types/widget').Service} service
   * @param {Config} config
   * @param {Texts} texts */
  constructor(core, service, config, texts) {
    this.#core = core;
    this.#service = service;
    this.#config = config;
    this.#texts = texts;
    this.#button = placeButton(config, texts);
    this.#button.opens.addEventListener('click', () => this.toggle().catch((error) => core.emit('error', { call: 'open', error })));
    core.on('answer', ({ call }) => /^(identify|conversations)/.test(call) && this.#peek());
    this.#peek();
  }

  async open() {
    if (this.#isOpen) return;
    this.#turn(true);
    try {
      const panel = await this.#loadPanel();
      if (!this.#isOpen) return; // Closed again while it was loading.
      panel.open();
      this.#core.emit('open');
    } catch (error) {
      this.#turn(false);
      throw error;
    }
  }

  async close() {
    if (!this.#isOpen) return;
    this.#turn(false);
    (await this.#panel)?.close();
    if (!this.#button.host.hidden) this.#button.opens.focus({ preventScroll: true });
    this.#core.emit('close');
  }

  toggle() {
    return this.#isOpen ? this.close() : this.open();
  }

  show() {
    this.#button.host.hidden = false;
    this.#core.emit('show');
  }

  async hide() {
    await this.close();
    this.#button.host.hidden = true;
    this.#core.emit('hide');
  }

  #turn(isOpen = this.#isOpen, unread = this.#unread) {
    [this.#isOpen, this.#unread] = [isOpen, unread];
    this.#button.turn(isOpen, unread);
  }

  /** Loads the inbox if there may be something to read, or something that an earlier page could not send. */
  #peek() {
    const known = this.#core.known();
    if (known?.token || known?.user_hash || this.#hasLeft()) this.#loadInbox().catch(() => {});
  }

  #hasLeft() {
    try {
      return localStorage.getItem(`hal:${this.#core.project}:chat`);
    } catch {
      return null;
    }
  }

  #loadInbox() {
    return this.#inbox ??= load('inbox').then((module) => {
      /** @type {import('./inbox.js').Inbox} */
      const inbox = new module.Inbox(this.#core, this.#service);
      inbox.watch(({ arrived }) => {
        this.#turn(this.#isOpen, inbox.unread);
        if (arrived && !this.#isOpen) this.#button.status.textContent = say(this.#texts.unread, this.#unread);
      });
      return inbox;
    }).catch((error) => {
      this.#inbox = undefined; // So that the next call tries again.
      throw error;
    });
  }

  #loadPanel() {
    const ready = async () => {
      const inbox = await this.#loadInbox();
      await inbox.ready;
      return inbox;
    };
    return this.#panel ??= Promise.all([ready(), load('chat')]).then(([inbox, module]) => new module.Panel({
      root: this.#button.root, service: this.#service, config: this.#config, texts: this.#texts, inbox,
      close: () => this.close(),
    })).catch((error) => {
      this.#panel = undefined;
      throw error;
    });
  }
}

/** Puts the launcher into the page.
 * @param {import('../types/widget').Core} core
 * @returns {Promise<import('../types/widget').Launcher>} */
export const mount = async (core) => {
  const service = serviceOf(core);
  const [config, locale] = await Promise.all([service.config(), service.locale(), parsed()]);
  return new Launcher(core, service, config, textsOf(locale));
};

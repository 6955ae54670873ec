/** The chat's panel, loaded when it is opened for the first time. */
import { element, icon } from './launcher.js';

/** Puts the panel, closed, into the launcher's shadow tree.
 * @param {object} given
 * @param {ShadowRoot} given.root
 * @param {import('./launcher.js').Core} given.core
 * @param {{name: string, greeting: string | null}} given.config The project's settings.
 * @param {{open: string, close: string, locale: string}} given.texts
 * @param {() => Promise<void>} given.close Closes the panel; the launcher then calls `close` of what is answered here.
 * @returns {{open: () => void, close: () => void}} */
export const mount = ({ root, config, texts, close }) => {
  const dismiss = element('button', { type: 'button', 'aria-label': texts.close }, icon('M6 4.6 4.6 6l6 6-6 6L6 19.4l6-6 6 6 1.4-1.4-6-6 6-6L18 4.6l-6 6z'));
  const body = element('div', { class: 'body', tabindex: '0' }, element('p', {}, config.greeting ?? ''));
  const panel = element('section', { class: 'panel', role: 'dialog', 'aria-labelledby': 'name', hidden: '', lang: texts.locale },
    element('header', { class: 'head' }, element('h2', { id: 'name' }, config.name), dismiss), body);
  dismiss.addEventListener('click', close);
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  root.prepend(panel);
  return {
    open: () => {
      panel.hidden = false;
      dismiss.focus({ preventScroll: true });
    },
    close: () => { panel.hidden = true; },
  };
};

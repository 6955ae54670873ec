/** The launcher's element in the page, and how its button tells what there is to read. */
import { button, element, icon } from '../dom.js';
import { say } from '../texts.js';
import { styles } from './styles.js';

const Bubble = 'M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z';

/** White or black, whichever is easier to read on a colour.
 * @param {string} color #rrggbb */
const inkOn = (color) => {
  const part = (/** @type {number} */ at) => {
    const c = parseInt(color.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) > 0.179 ? '#000' : '#fff';
};

/** Puts the button into the page, in a shadow tree, so that neither the page's styles nor ours reach across.
 * @param {import('../../types/service').Config} config
 * @param {import('../../types/chat').Texts} texts */
export const placeButton = (config, texts) => {
  const host = element('hal-widget', { dir: texts.dir });
  const root = host.attachShadow({ mode: 'open' });
  const colors = new CSSStyleSheet();
  colors.replaceSync(`:host { --hal: ${config.primary_color}; --hal-ink: ${inkOn(config.primary_color)}; }`);
  root.adoptedStyleSheets = [styles, colors];

  const opens = button({
    class: 'launcher', 'aria-label': texts.open, 'aria-haspopup': 'dialog', 'aria-expanded': 'false', lang: texts.locale,
  }, icon(Bubble));
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const status = element('p', { class: 'unseen', role: 'status', lang: texts.locale });
  opens.append(badge);
  root.append(opens, status);
  document.body.append(host);

  /** @type {(isOpen: boolean, unread: number) => void} */
  const turn = (isOpen, unread) => {
    badge.hidden = !unread;
    badge.textContent = unread > 99 ? '99+' : String(unread);
    opens.setAttribute('aria-expanded', String(isOpen));
    const label = unread ? `${texts.open}. ${say(texts.unread, unread)}` : texts.open;
    opens.setAttribute('aria-label', isOpen ? texts.close : label);
  };
  return { host, root, opens, status, turn };
};

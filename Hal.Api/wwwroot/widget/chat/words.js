/** How the panel names who wrote a message, and when. */
import { isOwn } from '../inbox/conversations.js';

/** @typedef {ReturnType<typeof wordsOf>} Words */

/** @param {import('../../types/service').Config} config
 * @param {import('../../types/chat').Texts} texts */
export const wordsOf = (config, texts) => {
  const formatOf = (/** @type {Intl.DateTimeFormatOptions} */ options) => {
    try {
      return new Intl.DateTimeFormat(texts.asked, options);
    } catch {
      return new Intl.DateTimeFormat(texts.locale, options);
    }
  };
  const [hour, day] = [formatOf({ timeStyle: 'short' }), formatOf({ dateStyle: 'medium' })];
  return {
    /** @param {Pick<import('../../types/service').Message, 'author'>} message */
    nameOf: (message) => isOwn(message) ? texts.you : message.author.name || config.name,
    /** @param {string} at */
    whenOf: (at) => {
      const date = new Date(at);
      return (date.toDateString() === new Date().toDateString() ? '' : `${day.format(date)}, `) + hour.format(date);
    },
  };
};

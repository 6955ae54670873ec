/** What the widget says by itself, in the languages it knows; English for all others. */
const all = {
  en: { open: 'Open chat', close: 'Close chat' },
  de: { open: 'Chat öffnen', close: 'Chat schließen' },
  fr: { open: 'Ouvrir le chat', close: 'Fermer le chat' },
  es: { open: 'Abrir el chat', close: 'Cerrar el chat' },
  it: { open: 'Apri la chat', close: 'Chiudi la chat' },
};

/** The texts of a language, and which it is.
 * @param {string} locale such as de or pt-BR */
export const textsOf = (locale) => {
  const language = String(locale).slice(0, 2).toLowerCase();
  const known = Object.hasOwn(all, language) ? language : 'en';
  return { ...all[known], locale: known };
};

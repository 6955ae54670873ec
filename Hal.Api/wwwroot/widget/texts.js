/** What the widget says by itself, in the languages it knows; English for all others. */
const all = {
  en: {
    open: 'Open chat', close: 'Close chat', unread: 'Unread messages: {0}', back: 'Back', begin: 'New conversation',
    list: 'Your conversations', more: 'Show more', talk: 'Conversation',
    write: 'Write a message…', send: 'Send', you: 'You', pending: 'Sending…', failed: 'Not sent.', retry: 'Try again',
    typing: '{0} is typing…', resolved: 'This conversation is closed. Write to open it again.',
    arrived: 'New message from {0}: {1}', offline: 'You are offline. Messages are sent when you are back.',
    unloaded: 'This could not be loaded.', loading: 'Loading…',
    search: 'Search for help', found: 'Articles found: {0}', none: 'Nothing was found.', page: 'Open in the help center',
  },
  de: {
    open: 'Chat öffnen', close: 'Chat schließen', unread: 'Ungelesene Nachrichten: {0}', back: 'Zurück', begin: 'Neue Unterhaltung',
    list: 'Ihre Unterhaltungen', more: 'Mehr anzeigen', talk: 'Unterhaltung',
    write: 'Nachricht schreiben …', send: 'Senden', you: 'Sie', pending: 'Wird gesendet …', failed: 'Nicht gesendet.',
    retry: 'Erneut versuchen', typing: '{0} schreibt …',
    resolved: 'Diese Unterhaltung ist abgeschlossen. Schreiben Sie, um sie wieder zu öffnen.',
    arrived: 'Neue Nachricht von {0}: {1}', offline: 'Sie sind offline. Nachrichten werden gesendet, sobald Sie wieder verbunden sind.',
    unloaded: 'Das konnte nicht geladen werden.', loading: 'Wird geladen …',
    search: 'Hilfe durchsuchen', found: 'Gefundene Artikel: {0}', none: 'Nichts gefunden.', page: 'Im Hilfe-Center öffnen',
  },
  fr: {
    open: 'Ouvrir le chat', close: 'Fermer le chat', unread: 'Messages non lus : {0}', back: 'Retour', begin: 'Nouvelle conversation',
    list: 'Vos conversations', more: 'Afficher plus', talk: 'Conversation',
    write: 'Écrivez un message…', send: 'Envoyer', you: 'Vous', pending: 'Envoi…', failed: 'Non envoyé.', retry: 'Réessayer',
    typing: '{0} est en train d’écrire…', resolved: 'Cette conversation est close. Écrivez pour la rouvrir.',
    arrived: 'Nouveau message de {0} : {1}', offline: 'Vous êtes hors ligne. Les messages partiront dès votre retour en ligne.',
    unloaded: 'Le chargement a échoué.', loading: 'Chargement…',
    search: 'Rechercher dans l’aide', found: 'Articles trouvés : {0}', none: 'Aucun résultat.', page: 'Ouvrir dans le centre d’aide',
  },
  sl: {
    open: 'Odpri klepet', close: 'Zapri klepet', unread: 'Neprebrana sporočila: {0}', back: 'Nazaj', begin: 'Nov pogovor',
    list: 'Vaši pogovori', more: 'Pokaži več', talk: 'Pogovor',
    write: 'Napišite sporočilo …', send: 'Pošlji', you: 'Vi', pending: 'Pošiljanje …', failed: 'Ni poslano.', retry: 'Poskusi znova',
    typing: '{0} piše …', resolved: 'Ta pogovor je zaključen. Pišite, da ga znova odprete.',
    arrived: 'Novo sporočilo, {0}: {1}', offline: 'Niste povezani. Sporočila bodo poslana, ko boste spet na spletu.',
    unloaded: 'Nalaganje ni uspelo.', loading: 'Nalaganje …',
    search: 'Iskanje pomoči', found: 'Najdeni članki: {0}', none: 'Ni zadetkov.', page: 'Odpri v centru za pomoč',
  },
  hr: {
    open: 'Otvori razgovor', close: 'Zatvori razgovor', unread: 'Nepročitane poruke: {0}', back: 'Natrag', begin: 'Novi razgovor',
    list: 'Vaši razgovori', more: 'Prikaži više', talk: 'Razgovor',
    write: 'Napišite poruku…', send: 'Pošalji', you: 'Vi', pending: 'Šalje se…', failed: 'Nije poslano.', retry: 'Pokušaj ponovno',
    typing: '{0} piše…', resolved: 'Ovaj je razgovor zatvoren. Pišite da biste ga ponovno otvorili.',
    arrived: 'Nova poruka, {0}: {1}', offline: 'Niste na mreži. Poruke će se poslati kad se ponovno povežete.',
    unloaded: 'Učitavanje nije uspjelo.', loading: 'Učitavanje…',
    search: 'Pretraži pomoć', found: 'Pronađeni članci: {0}', none: 'Nema rezultata.', page: 'Otvori u centru za pomoć',
  },
};

const fromTheRight = /^(ar|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)(-|$)|-(arab|hebr)(-|$)/i;

/** The texts of a language, which it is, and from which side it is read: that of what is asked for, also where English stands in for it.
 * @param {string} locale such as de or pt-BR */
export const textsOf = (locale) => {
  const language = String(locale).split(/[-_]/)[0].toLowerCase();
  const known = /** @type {keyof typeof all} */ (Object.hasOwn(all, language) ? language : 'en');
  const isFromTheRight = fromTheRight.test(String(locale).replace('_', '-'));
  return { ...all[known], locale: known, asked: String(locale), dir: isFromTheRight ? 'rtl' : 'ltr' };
};

/** Puts values in the places of a text.
 * @param {string} text
 * @param {...(string | number)} values */
export const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at]));

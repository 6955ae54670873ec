/*
 * Hal in a page: who the visitor is, and a queue of calls that outlives the page. The launcher and the chat are modules in widget/,
 * loaded when they are needed and handed `core`. The types of all this are in types/widget.d.ts.
 */
if (!window.HalWidget || window.HalWidget.q) {
  const stub = window.HalWidget;
  const MaxBytes = 60000; // A browser lets 64 KiB be on their way from a page that is left.
  const MaxBatch = 100;
  const MaxKept = 1000;
  const Minute = 60000;
  const nothing = () => {};
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
  /** @param {string} route */
  const isChat = (route) => String(route).startsWith('conversations');
  /** @param {string} text */
  const sizeOf = (text) => new Blob([text]).size;

  // ---- Storage: the page's, or memory for what it does not take.

  /** @type {Map<string, string>} */
  const memory = new Map();
  /** @type {import('./types/widget').Store} */
  const store = {
    read: (key) => {
      try {
        return JSON.parse(memory.get(key) ?? localStorage.getItem(key) ?? 'null');
      } catch {
        return null;
      }
    },
    write: (key, value) => {
      const text = JSON.stringify(value);
      try {
        localStorage.setItem(key, text);
        memory.delete(key);
      } catch {
        memory.set(key, text);
      }
    },
    erase: (key) => {
      memory.delete(key);
      try {
        localStorage.removeItem(key);
      } catch { /* It is not there either. */ }
    },
    keys: () => {
      try {
        return Object.keys(localStorage ?? {});
      } catch {
        return [];
      }
    },
  };

  // ---- Events of the widget itself.

  /** @type {Map<string, Set<import('./types/widget').Listener>>} */
  const listeners = new Map();
  /** @type {(fn: import('./types/widget').Listener, detail?: unknown) => void} */
  const tell = (fn, detail) => {
    try {
      fn(detail);
    } catch (error) {
      console.error(error);
    }
  };
  /** @type {import('./types/widget').Events} */
  const events = {
    on: (event, fn) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(fn));
      if (event === 'ready' && project) tell(fn);
    },
    off: (event, fn) => void listeners.get(event)?.delete(fn),
    emit: (event, detail) => [...(listeners.get(event) ?? [])].forEach((fn) => tell(fn, detail)),
  };

  // ---- The visitor.

  let base = '';
  let project = '';
  /** @type {string | undefined} */
  let spoken;
  const space = () => `hal:${project}`;
  /** @returns {import('./types/widget').Visitor} */
  const visitor = () => {
    const known = store.read(space());
    return typeof known?.visitor_id === 'string' ? known : renew();
  };
  const renew = () => {
    const fresh = { visitor_id: random() };
    store.write(space(), fresh);
    return fresh;
  };
  // What an answer tells about the visitor that the call was made for, if it still is the one.
  /** @type {import('./types/widget').Core['learn']} */
  const learn = (id, told) => {
    const known = visitor();
    if (known.visitor_id === id) store.write(space(), { ...known, ...told });
  };
  /** @type {(one: unknown, other: unknown) => unknown} */
  const differ = (one, other) => one && other && String(one).trim().toLowerCase() !== String(other).trim().toLowerCase();

  // ---- Requests.

  /** @type {import('./types/widget').Core['failure']} */
  const failure = (problem, status) => Object.assign(new Error(problem?.detail ?? problem?.title ?? `HTTP ${status}`), {
    code: problem?.code ?? 'http_error', status: problem?.status ?? status, errors: problem?.errors, request_id: problem?.request_id,
  });
  /** @type {import('./types/widget').Core['fetched']} */
  const fetched = (path, options, known) => fetch(`${base}api/widget/${path}`, {
    credentials: 'omit',
    ...options,
    // Without headers of its own a call costs no preflight.
    headers: known?.token ? { authorization: `Visitor ${known.token}`, ...(options.body && { 'content-type': 'application/json' }) } : {},
  });

  // ---- Calls: a queue that is sent in order. Each has a place of its own in storage, so that tabs do not overwrite each other's.

  /** @typedef {import('./types/widget').Entry} Entry */
  /** @type {Entry[]} */
  let queue = [];
  const tab = random().slice(0, 8);
  let made = 0;
  let tries = 0;
  let flying = 0;
  let pumping = false;
  /** @type {Promise<void>} */
  let claimed;
  let wake = nothing;

  /** @param {Entry} entry */
  const keep = ({ id, key, project, at, route, who, body, sent, free }) =>
    store.write(key, { id, project, at, route, who, body, sent, free });

  /** @type {import('./types/widget').Core['call']} */
  const call = (route, said) => new Promise((resolve, reject) => {
    const { user_id, user_hash, visitor_id, project_id, app_id, ...body } = said ?? {};
    const known = visitor();
    const proof = user_hash ?? known.user_hash;
    const id = Date.now().toString(36) + (made++).toString(36).padStart(5, '0');
    const entry = JSON.parse(JSON.stringify({
      id, project, route, body, at: Date.now(), key: `${space()}:${id}${tab}`,
      who: { visitor_id: known.visitor_id, user_id: user_id ?? (proof ? known.user_id : undefined), user_hash: proof },
    }));
    queue.push(Object.assign(entry, { resolve, reject }));
    if (queue.length <= MaxKept) keep(entry);
    // Events of the same moment go together.
    setTimeout(pump, route === 'track' ? 100 : 0);
  });

  /** @param {Entry[]} entries */
  const textOf = (entries) => {
    const [{ project, route, who, body }] = entries;
    const common = { project_id: project, ...who };
    if (route !== 'track') return JSON.stringify({ ...body, ...common });
    const isFresh = (/** @type {Entry} */ e) => Date.now() - e.at < 5000;
    return JSON.stringify({
      ...common, events: entries.map((e) => isFresh(e) ? e.body : { occurred_at: new Date(e.at).toISOString(), ...e.body }),
    });
  };

  /** The calls that go next: one, or events of one visitor.
   * @param {Entry[]} entries */
  const take = (entries) => {
    const [head] = entries;
    let size = 0;
    const ends = entries.findIndex((e, i) => {
      size += sizeOf(JSON.stringify(e.body)) + 50;
      return i && (head.alone || e.alone || i === MaxBatch || size > MaxBytes - 2000 || e.route !== 'track' || head.route !== 'track'
        || e.project !== head.project || JSON.stringify(e.who) !== JSON.stringify(head.who));
    });
    return entries.slice(0, ends < 0 ? entries.length : ends); // A copy, since more are queued while these are on their way.
  };

  /** @type {(entry: Entry, error: import('./types/widget').WidgetError | null, answer?: unknown) => void} */
  const settle = (entry, error, answer) => {
    store.erase(entry.key);
    queue = queue.filter((e) => e !== entry);
    if (error) {
      console.warn('HalWidget:', entry.route, error.code, error.message);
      entry.reject?.(error);
      events.emit('error', { call: entry.route, error });
    } else {
      entry.resolve?.(answer);
      events.emit('answer', { call: entry.route, answer });
    }
  };

  /** Sends calls; the milliseconds to wait if they have to be sent again.
   * @param {Entry[]} entries
   * @param {boolean} [isLeft] Whether the page is being left. */
  const send = async (entries, isLeft) => {
    const [{ route, who }] = entries;
    const text = textOf(entries);
    const size = sizeOf(text);
    const known = visitor();
    entries.forEach((e) => {
      e.sent = Date.now();
      e.flies = true;
      if (route !== 'track' && queue.length <= MaxKept) keep(e);
    });
    flying += size;
    let response;
    /** @type {any} */
    let answer;
    try {
      response = await fetched(route === 'track' ? 'track/batch' : route, {
        method: 'POST', body: text, keepalive: flying <= MaxBytes, signal: isLeft ? null : AbortSignal.timeout?.(30000),
      }, known.visitor_id === who.visitor_id && !(isLeft && !isChat(route)) ? known : {});
      answer = await response.json();
    } catch { /* The network; or an answer that is none of ours. */ }
    flying -= size;
    entries.forEach((e) => { e.flies = e.sent = undefined; });

    const status = response?.status ?? 0;
    if (response?.ok && answer) {
      if (answer.visitor_token) learn(who.visitor_id, { token: answer.visitor_token });
      entries.forEach((e, i) => {
        const result = answer.results?.[i];
        if (route !== 'track') settle(e, null, answer);
        else settle(e, result?.event ? null : failure(result?.problem, status), result?.event && { event: result.event });
      });
      return 0;
    }
    if (isLeft) return 0; // It stays in storage: out of order it may be refused what in order it is not.
    if (response && !response.ok && status < 500 && ![408, 425, 429].includes(status)) {
      const isUnproven = answer?.code === 'identity_verification_failed';
      if (isUnproven && known.user_hash === who.user_hash) learn(who.visitor_id, { user_hash: undefined });
      // One event shall not take the others with it.
      if (entries.length > 1 && [400, 413, 422].includes(status)) entries.forEach((e) => { e.alone = true; });
      else entries.forEach((e) => settle(e, failure(answer, status)));
      return 0;
    }
    return Number(response?.headers.get('retry-after')) * 1000 || Math.min(2 ** tries * 500 * (1 + Math.random()), Minute);
  };

  const pump = async () => {
    if (pumping) return;
    pumping = true;
    await claimed; // What is older goes first.
    while (queue.length) {
      const wait = await send(take(queue));
      tries = wait ? tries + 1 : 0;
      if (wait) {
        await /** @type {Promise<void>} */ (new Promise((resume) => {
          wake = resume;
          setTimeout(resume, wait);
        }));
      }
    }
    pumping = false;
  };

  /** Takes over what pages that have gone could not send. */
  const adopt = () => {
    let later = false;
    for (const key of store.keys()) {
      if (!key.startsWith(`${space()}:`) || queue.some((e) => e.key === key)) continue;
      const entry = store.read(key);
      if (!entry?.body || !entry.who || !(entry.at > 0)) continue;
      if (!entry.free && Date.now() - entry.at < Minute / 4) {
        later = true; // It may be that of an open tab.
        continue;
      }
      store.erase(key);
      // An event or a message is known by its key however late it comes; a stage or a deal that may have arrived long ago could undo what
      // others have set since.
      const isKnown = entry.route === 'track' || isChat(entry.route);
      if (Date.now() - (entry.sent ?? entry.at) > (isKnown || !entry.sent ? 7 * 1440 : 1) * Minute) continue;
      Object.assign(entry, { key: `${space()}:${entry.id}${tab}`, free: undefined, sent: undefined });
      queue.push(entry);
      keep(entry);
    }
    queue.sort((one, other) => one.id < other.id ? -1 : 1);
    if (later) setTimeout(claim, Minute / 3);
  };
  const claim = () => {
    claimed = Promise.resolve(navigator.locks?.request(`${space()}:`, adopt) ?? adopt()).catch(nothing);
    claimed.then(pump);
  };

  addEventListener('pagehide', () => {
    // What leaves now may arrive in any order. A conversation has one, so only the first message leaves; the next page sends the others.
    let hasMessage = queue.some((e) => e.flies && isChat(e.route));
    let rest = queue.filter((e) => !e.flies);
    while (rest.length) {
      const batch = take(rest);
      rest = rest.slice(batch.length);
      const isMessage = isChat(batch[0].route);
      if (isMessage && hasMessage) continue;
      if (flying + sizeOf(textOf(batch)) > MaxBytes) break;
      hasMessage ||= isMessage;
      send(batch, true);
    }
    queue.slice(0, MaxKept).forEach((e) => keep({ ...e, free: true }));
  });
  addEventListener('pageshow', () => wake());
  addEventListener('online', () => {
    tries = 0; // The first try may still come too early, and the next one shall not be long in coming.
    wake();
  });
  document.addEventListener('visibilitychange', () => document.hidden && !queue.some((e) => e.flies) && pump());

  // ---- The API of the page.

  let isHidden = false;
  /** @type {Promise<import('./types/widget').Launcher> | undefined} */
  let launcher;
  let loads = 0;
  // A browser does not load again what failed under the same address.
  const load = () => import(`${base}widget/launcher.js${loads++ ? `?${loads}` : ''}`).then((module) => module.mount(core));
  const ui = () => launcher ??= load().catch((error) => {
    launcher = undefined; // So that the next call tries again.
    throw error;
  });

  /** @type {Array<() => void>} */
  const waiting = [];
  /** @param {import('./types/widget').InitOptions} [options] */
  const start = ({ projectId, appId, locale, apiBase } = {}) => {
    const id = projectId ?? appId ?? project;
    if (apiBase) base = new URL(apiBase.replace(/\/*$/, '/'), location.href).href;
    if (!id || !base) throw failure({ code: 'not_configured', detail: 'Give projectId, and apiBase if the page has no tag of widget.js.' });
    spoken = locale ?? spoken;
    if (project === id) return;
    project = String(id);
    claim();
    waiting.splice(0).forEach((run) => run());
    events.emit('ready');
    (window.requestIdleCallback ?? setTimeout)(() => isHidden || ui().catch(nothing));
  };

  /** @type {import('./types/widget').Calls} */
  const calls = {
    identify: (said = {}) => {
      const known = visitor();
      const { user_id, email, user_hash } = said;
      // Somebody else at the same browser is another visitor; what was called before stays with the first.
      if (known.user_id && user_id ? known.user_id !== user_id : differ(known.email, email)) calls.reset();
      const now = visitor();
      store.write(space(), { ...now, user_id: user_id ?? now.user_id, email: email ?? now.email, user_hash: user_hash ?? now.user_hash });
      return call('identify', said);
    },
    setProperties: (said, more) => call('set-properties', { ...(said?.metadata ?? said?.properties ? said : { metadata: said }), ...more }),
    track: (name, value, options) => call('track', { ...options, event_key: options?.event_key || random(), name, value }),
    setStage: (said) => call('set-stage', typeof said === 'object' ? said : { stage: said }),
    setDeal: (said) => call('set-deal', typeof said === 'object' ? said : { deal_value: said }),
    reset: () => {
      renew();
      events.emit('reset');
    },
    open: () => ui().then((shown) => shown.open()),
    close: () => launcher?.then((shown) => shown.close()),
    toggle: () => ui().then((shown) => shown.toggle()),
    show: () => {
      isHidden = false;
      return ui().then((shown) => shown.show());
    },
    hide: () => {
      isHidden = true;
      return launcher?.then((shown) => shown.hide());
    },
  };
  /** @type {import('./types/widget').Core} */
  const core = {
    get base() { return base; },
    get project() { return project; },
    get spoken() { return spoken; },
    known: () => store.read(space()),
    visitor, learn, call, fetched, failure, ...events, reset: calls.reset, identify: calls.identify,
  };

  /** @param {() => unknown} run */
  const promised = (run) => {
    const promise = new Promise((resolve) => resolve(run()));
    promise.catch(nothing); // Who does not look at it shall not find it in the page's errors.
    return promise;
  };
  /** @type {any} */
  const api = {
    init: (/** @type {object} */ options) => promised(() => start(options)),
    on: (/** @type {string} */ event, /** @type {() => void} */ fn) => promised(() => events.on(event, fn)),
    off: (/** @type {string} */ event, /** @type {() => void} */ fn) => promised(() => events.off(event, fn)),
  };
  for (const [name, run] of Object.entries(calls)) {
    api[name] = (/** @type {unknown[]} */ ...args) => promised(() => project
      ? run(...args) : new Promise((resolve) => waiting.push(() => resolve(promised(() => run(...args))))));
  }

  /** @param {any} tag @returns {tag is HTMLScriptElement} */
  const isOurs = (tag) => Boolean(tag?.dataset) && /\/widget\.js$/.test(String(tag.src).split(/[?#]/)[0]);
  const tagged = document.querySelectorAll('script[data-project-id], script[data-app-id]');
  const tags = [document.currentScript, ...tagged, ...document.scripts].filter(isOurs);
  const tag = tags.find((t) => t.dataset.projectId || t.dataset.appId) ?? tags[0];
  if (tag) base = new URL('.', tag.src).href;

  window.HalWidget = api;
  const { projectId, appId, locale } = tag?.dataset ?? {};
  if (projectId || appId) api.init({ projectId, appId, locale });
  /** @param {import('./types/widget').EarlyCall} call */
  const replay = ([name, args, resolve, reject]) =>
    (api[name] ?? (() => Promise.reject(new TypeError(`HalWidget.${name} is no call.`))))(...args).then(resolve, reject);
  stub?.q.splice(0).forEach(replay);
  if (stub) stub.q.push = replay; // For who has kept the stub.
}

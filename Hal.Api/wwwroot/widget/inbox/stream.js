/** Reads server-sent events over fetch, since EventSource cannot show a token. */

/** @typedef {import('../../types/chat').Block} Block */

const MaxSilence = 40000; // A comment comes every 15 seconds; without any sign the connection is dead, whatever the browser thinks.

/** Reads a stream until it ends.
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {AbortSignal} signal Ends it.
 * @param {(block: Block) => void} told Hears each block, also one without data.
 * @returns {Promise<void>} Rejected, with a status if there is one, when it could not be read at all; resolved however it ended. */
export const listen = async (url, headers, signal, told) => {
  const connection = new AbortController();
  const stop = () => connection.abort();
  let watch = 0;
  const expect = () => {
    clearTimeout(watch);
    watch = setTimeout(stop, MaxSilence);
  };
  signal.addEventListener('abort', stop);
  expect();
  try {
    const response = await fetch(url, { headers, signal: connection.signal, credentials: 'omit', cache: 'no-store' });
    if (!response.ok || !response.body) throw Object.assign(new Error(`HTTP ${response.status}`), { status: response.status });
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done || signal.aborted) return;
      expect();
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach((block) => told(blockOf(block)));
    }
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', stop);
  }
};

/** @param {string} text */
const blockOf = (text) => {
  /** @type {Block} */
  const block = { event: 'message' };
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === 'data') block.data = (block.data ?? '') + value;
    else if (name === 'retry') block.retry = Number(value) || undefined;
    else if (name === 'event' || name === 'id') block[name] = value;
  }
  return block;
};

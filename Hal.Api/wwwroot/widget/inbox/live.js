/** Keeps a stream open for as long as it is wanted, and opens it again where it was when it breaks. */
import { credentialsOf } from '../service.js';
import { listen } from './stream.js';

const LongestPause = 60000;

/** @typedef {object} Around What it needs of the inbox.
 * @property {() => boolean} isWanted
 * @property {() => boolean} hasFailed Whether the last attempt to load failed.
 * @property {() => void} load Asks for what a stream cannot tell.
 * @property {(event: string, data: any) => void} hear */

export class Live {
  #core;
  #proof;
  #around;
  /** @type {AbortController | undefined} */
  #stream;
  /** @type {string | undefined} The id of the last event, to go on from there. */
  #last;
  #wake = () => {};

  /** @param {import('../../types/widget').Core} core
   * @param {import('./proof.js').Proof} proof
   * @param {Around} around */
  constructor(core, proof, around) {
    this.#core = core;
    this.#proof = proof;
    this.#around = around;
  }

  /** Begins or ends listening, whichever is wanted now. */
  steer() {
    if (!this.#around.isWanted()) this.stop();
    else if (!this.#stream) this.#follow(this.#stream = new AbortController());
  }

  stop() {
    this.#stream?.abort();
    this.#stream = undefined;
    this.wake();
  }

  /** Ends listening, and forgets where it was. */
  forget() {
    this.#last = undefined;
    this.stop();
  }

  /** Ends a pause before the next attempt. */
  wake() {
    this.#wake();
  }

  /** @param {AbortController} stream */
  async #follow({ signal }) {
    let pause = 2000;
    for (let tries = 0; !signal.aborted; tries++) {
      const isResumed = Boolean(this.#last);
      let heard = 0;
      try {
        await this.#read(signal, (block) => {
          if (signal.aborted) return;
          tries = 0;
          if (block.id !== undefined) this.#last = block.id;
          pause = block.retry ?? pause;
          if (!heard++ && (!isResumed || this.#around.hasFailed())) this.#around.load();
          if (block.data) this.#around.hear(block.event, JSON.parse(block.data));
        });
      } catch (error) {
        if (signal.aborted) return;
        if (/** @type {{status?: number}} */ (error).status === 401) {
          this.#around.load(); // Which then finds out who the visitor is.
          return;
        }
      }
      if (signal.aborted) return;
      if (!heard && tries) this.#around.load(); // Where streams do not come through, one asks.
      await this.#rest(Math.min(pause * 2 ** tries, LongestPause) * (0.5 + Math.random() / 2));
    }
  }

  /** @param {AbortSignal} signal
   * @param {(block: import('../../types/chat').Block) => void} told */
  #read(signal, told) {
    const { known } = this.#proof;
    const headers = {
      ...(known.token && { authorization: `Visitor ${known.token}` }),
      ...(this.#last && { 'last-event-id': this.#last }),
    };
    const who = new URLSearchParams(credentialsOf(this.#core.project, known));
    return listen(`${this.#core.base}api/widget/stream?${who}`, headers, signal, told);
  }

  /** @param {number} pause
   * @returns {Promise<void>} */
  #rest(pause) {
    return new Promise((resume) => {
      this.#wake = resume;
      setTimeout(resume, pause);
    });
  }
}

/** Whether the visitor can prove who it is, and how it comes to be able to. */

const nothing = () => {};

export class Proof {
  /** Whether the visitor is being replaced so that it can write again. */
  isRenewing = false;
  #core;
  /** @type {Promise<void> | undefined} */
  #proving;

  /** @param {import('../../types/widget').Core} core */
  constructor(core) {
    this.#core = core;
  }

  /** @returns {Partial<import('../../types/widget').Visitor>} */
  get known() {
    return this.#core.known() ?? {};
  }

  get isThere() {
    const { token, user_hash } = this.known;
    return Boolean(token || user_hash);
  }

  /** Makes another visitor, as who this one said to be. */
  beginAnew() {
    const { user_id, email } = this.known;
    this.isRenewing = true;
    this.#core.reset();
    if (user_id || email) this.#core.identify({ user_id, email }).catch(nothing);
    this.isRenewing = false;
  }

  /**
   * Gets a proof, if there is none. It has to be there before the first message: a message that is sent again is only known by who can
   * show to have sent it. A visitor whose token nobody has read never gets one; another begins instead.
   */
  prove() {
    return this.#proving ??= this.#ask().finally(() => { this.#proving = undefined; });
  }

  async #ask() {
    for (let tries = 0; tries < 3 && !this.isThere; tries++) {
      if (tries) this.beginAnew();
      await this.#core.call('set-properties', { metadata: {} });
    }
  }
}

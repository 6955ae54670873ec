/** Asks the help center. */

/** @typedef {ReturnType<typeof helpOf>} Help */

/** Makes what asks the help center.
 * @param {import('../../types/widget').Service} service
 * @param {string} asked The language. */
export const helpOf = (service, asked) => {
  /** @type {Record<string, string>} */
  const locale = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(asked) ? { locale: asked } : {};
  return {
    /** @param {string} q
     * @param {AbortSignal} signal
     * @returns {Promise<import('../../types/service').FoundArticles>} */
    find: (q, signal) => service.request('articles', { isOpen: true, signal, query: { q, limit: '10', ...locale } }),
    /** @param {string} slug
     * @param {string} spoken The language in which it was found, which is the nearest there was.
     * @returns {Promise<import('../../types/service').Article>} */
    read: async (slug, spoken) =>
      (await service.request(`articles/${encodeURIComponent(slug)}`, { isOpen: true, query: { locale: spoken } })).article,
  };
};

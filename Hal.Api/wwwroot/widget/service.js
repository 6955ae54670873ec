/** Asks the service at once and once; what has to be queued goes through the core's `call`. */

const nothing = () => {};

/** What a request says of the visitor.
 * @param {string} project
 * @param {Partial<import('../types/widget').Visitor>} visitor
 * @returns {Record<string, string>} */
export const credentialsOf = (project, { visitor_id, user_hash, user_id }) =>
  JSON.parse(JSON.stringify({ project_id: project, visitor_id, user_hash, user_id: user_hash && user_id }));

/** Makes what asks the service.
 * @param {import('../types/widget').Core} core
 * @returns {import('../types/widget').Service} */
export const serviceOf = (core) => {
  /** @type {import('../types/widget').Service['request']} */
  const request = async (path, { query, body, signal, isOpen } = {}) => {
    /** @type {Partial<import('../types/widget').Visitor>} */
    const known = isOpen ? {} : core.visitor();
    const { visitor_id } = known;
    const who = credentialsOf(core.project, known);
    const response = await core.fetched(body ? path : `${path}?${new URLSearchParams({ ...query, ...who })}`, {
      method: body ? 'POST' : 'GET', body: body && JSON.stringify({ ...body, ...who }), signal,
    }, known);
    const answer = await response.json().catch(nothing);
    if (visitor_id && answer?.visitor_token) core.learn(visitor_id, { token: answer.visitor_token });
    if (visitor_id && answer?.code === 'visitor_token_invalid') core.learn(visitor_id, { token: undefined });
    if (!response.ok) throw core.failure(answer, response.status);
    return answer;
  };

  /** @type {Promise<import('../types/service').Config> | undefined} */
  let settings;
  const config = () => settings ??= request('config', { isOpen: true }).then((answer) => answer.config, (error) => {
    settings = undefined;
    throw error;
  });
  const locale = async () => core.spoken ?? (await config().catch(nothing))?.default_locale ?? navigator.language;
  return { request, config, locale };
};

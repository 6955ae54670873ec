// One button for each call of the widget, with arguments that can be changed, and a log of the answers.
/** @type {Record<string, unknown[]>} */
const calls = {
  identify: [{ user_id: 'u-1', email: 'ana@acme.example', name: 'Ana Novak', company: { id: 'acme', name: 'Acme', stage: 'Qualified' } }],
  setProperties: [{ plan: 'pro', seats: 12 }],
  track: ['trial_started', 14, { entity: 'company' }],
  setStage: ['Proposal'],
  setDeal: [{ deal_value: 12000.5 }],
  open: [],
  close: [],
  toggle: [],
  show: [],
  hide: [],
  reset: [],
};

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const log = byId('log');

/** Adds a line to the log.
 * @param {string} text
 * @param {'answered' | 'refused'} kind */
const note = (text, kind) => {
  const line = document.createElement('li');
  line.className = kind;
  line.textContent = text;
  log.prepend(line);
};

for (const [name, args] of Object.entries(calls)) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  const given = document.createElement('input');
  given.value = args.map((arg) => JSON.stringify(arg)).join(', ');
  given.setAttribute('aria-label', `Arguments of ${name}`);
  given.spellcheck = false;
  button.addEventListener('click', async () => {
    try {
      const answer = await /** @type {any} */ (window.HalWidget)[name](...JSON.parse(`[${given.value}]`));
      note(`${name}: ${answer === undefined ? 'done' : JSON.stringify(answer)}`, 'answered');
    } catch (refusal) {
      const error = /** @type {import('../types/widget').WidgetError} */ (refusal);
      note(`${name}: ${error.code ?? error.name}: ${error.message} ${error.errors ? JSON.stringify(error.errors) : ''}`, 'refused');
    }
  });
  const line = document.createElement('li');
  line.append(button, given);
  byId('calls').append(line);
}

byId('clear').addEventListener('click', () => log.replaceChildren());

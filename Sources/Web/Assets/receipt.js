import { element } from './element.js';
import { ReceiptError, steps, verifyReceipt } from './receipt-proof.js';

export { ReceiptError, verifyReceipt };

const words = {
  form: ['The receipt is whole and in the known form.', 'The receipt is not in the known form'],
  key: ['The log’s key is whole.', 'The log’s key is wrong'],
  entry: ['The entry could be read, and its SHA-256 taken.', 'The entry could not be read'],
  path: ['The path is right', 'The path is wrong'],
  signature: ['The signature is right', 'The signature is wrong'],
  search: ['The entry is about this search.', 'The entry is about another search.'],
};

/**
 * Puts in a button that verifies a search's receipt in the browser, and shows each step.
 *
 * @param {HTMLElement} place with `data-receipt-url` and `data-receipt-key`; the search's id is taken from the URL.
 */
export function receiptChecker(place) {
  const button = element('button', { type: 'button', class: 'button quiet small' }, 'Check this receipt here');
  const answer = element('div', { class: 'receipt-answer', role: 'status' });
  place.append(button, answer);
  button.addEventListener('click', async () => {
    button.disabled = true;
    answer.replaceChildren(element('p', {}, 'Checking …'));
    try {
      answer.replaceChildren(...await check(place.dataset.receiptUrl, place.dataset.receiptKey ?? ''));
    } finally {
      button.disabled = false;
      // A disabled button loses the focus, and with it the reader's place.
      button.focus({ preventScroll: true });
    }
  });
}

async function check(url, key) {
  // Browsers keep their cryptography from pages that could have been altered on the way.
  if (!globalThis.crypto?.subtle) {
    return [verdict('unsure', 'This page is not on HTTPS: the browser checks no receipt here. Nothing was checked.')];
  }
  let bytes;
  try {
    // Once signed out, the sign-in page would come instead: no receipt, so nothing to call wrong.
    const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', redirect: 'error' });
    if (!response.ok) throw new Error(String(response.status));
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch {
    return [verdict('unsure', 'The receipt could not be fetched: perhaps you are signed out. Nothing was checked.')];
  }
  const id = /\/searches\/([^/?#]+)/.exec(url)?.[1];
  try {
    const proof = await verifyReceipt(bytes, key);
    return passed(proof, id, key);
  } catch (error) {
    if (!(error instanceof ReceiptError)) throw error;
    return failed(error);
  }
}

function passed(proof, id, key) {
  const { entry, signature } = proof;
  const found = entry.ids?.search;
  const about = id === undefined || found === id;
  const hashes = proof.hashes === 1 ? '1 hash leads' : `${proof.hashes} hashes lead`;
  const way = proof.hashes === 0 ? 'the entry’s own hash is' : `from the entry ${hashes} to`;
  const list = [
    step('right', words.form[0]),
    step('right', words.key[0]),
    step('right', words.entry[0]),
    step('right', `${words.path[0]}: ${way} the checkpoint’s root.`),
    signature === 'right'
      ? step('right', `${words.signature[0]}: the checkpoint is signed by ${proof.log}.`)
      : step('unsure', 'The signature could not be checked: this browser knows no Ed25519.'),
    ...(id === undefined ? [] : [step(about ? 'right' : 'wrong', words.search[about ? 0 : 1])]),
  ];
  const place = `entry ${proof.index} in a log of ${proof.size}`;
  const sum = !about ? verdict('wrong', 'This receipt is sound, but it is not this search’s.')
    : signature === 'right' ? verdict('right', `This receipt is right: the search is ${place}.`)
      : verdict('unsure', `The path is right: the search is ${place}. Who signed that could not be checked here.`);
  const facts = [['Entry', entry.type], ['Time', moment(entry.time)], ['Search', found ?? 'none'], ['Log’s key', key]];
  if (proof.others.length > 0) facts.push(['Also signed by', `${proof.others.join(', ')} (not checked here)`]);
  return [sum, element('ol', { class: 'receipt-steps' }, ...list),
    element('dl', { class: 'receipt-facts' }, ...facts.flatMap(([name, value]) => [
      element('dt', {}, name), element('dd', {}, value instanceof Node ? value : element('code', {}, value)),
    ])),
    element('p', { class: 'receipt-note' }, 'This check and the key came from this server. To rely on neither, compare '
      + 'the key with your overseer’s, or run likeness ledger verify-receipt on another machine.')];
}

function failed(error) {
  const place = steps.indexOf(error.step);
  const list = steps.map((name, index) => {
    if (index < place) return step('right', words[name][0].replace(/\.?$/, '.'));
    if (index === place) return step('wrong', `${words[name][1]}: ${error.message}.`);
    return step('unsure', `Not checked: the ${name}.`);
  });
  return [verdict('wrong', 'This receipt is not right. It proves nothing.'),
    element('ol', { class: 'receipt-steps' }, ...list)];
}

const signs = { right: '✓', wrong: '✗', unsure: '–' };
const sign = (state) => element('span', { class: 'receipt-sign', 'aria-hidden': 'true' }, signs[state]);
const step = (state, text) => element('li', { class: `is-${state}` }, sign(state), element('span', {}, text));
const verdict = (state, text) => element('p', { class: `receipt-verdict is-${state}` }, sign(state),
  element('strong', {}, text));

function moment(iso) {
  const known = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(iso);
  return known ? element('time', { datetime: iso }, iso.replace('T', ' ').replace('Z', ' UTC')) : iso;
}

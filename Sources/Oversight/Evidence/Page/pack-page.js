import { element } from './element.js';
import { verifyPack } from './pack-proof.js';
import { logWords } from './pack-words.js';

let files = {};
const place = (id) => document.getElementById(id);
const moment = (iso) => String(iso).replace('T', ' ').replace('Z', ' UTC');
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** `2026-10-05T14:03:09Z` in a sentence: 5 October 2026, 14:03 UTC; in tables times stay as the log has them. */
const inWordsOf = (iso) => {
  const [, year, month, day, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(String(iso)) ?? [];
  return year === undefined ? moment(iso) : `${Number(day)} ${months[Number(month) - 1]} ${year}, ${minute} UTC`;
};
/** The day of it, and the last day before a moment. */
const dayOf = (iso) => inWordsOf(iso).split(',')[0];
const dayBefore = (iso) => dayOf(Number.isNaN(Date.parse(iso)) ? iso : new Date(Date.parse(iso) - 1000).toISOString());
const counted = (number, one, many = `${one}s`) => `${Number(number).toLocaleString('en')} ${number === 1 ? one : many}`;

async function start() {
  try {
    files = JSON.parse(place('pack').textContent);
    await verify();
  } catch {
    // Whatever was put into it, it is to be said that it is wrong.
    say('wrong', 'Not verified: the pack is not of the known form', 'Do not rely on it. One of the two other ways below says what is wrong with it.');
  }
}

async function verify() {
  const typed = place('key').value.trim();
  place('verdict').className = 'verdict';
  place('verdict').replaceChildren(element('p', {}, 'Verifying …'));
  if (!globalThis.crypto?.subtle) {
    return say('unsure', 'Nothing was verified', 'This browser does no cryptography on pages from a file. Use another, or one of the two other ways below.');
  }
  const found = await verifyPack(files, typed, (done, all) => {
    place('verdict').replaceChildren(element('p', {}, `Verifying entry ${done} of ${all} …`));
  });
  show(found);
  conclude(found, typed);
}

function conclude({ problems, more, manifest, signature, entries, cosigned }, typed) {
  if (problems.length > 0) {
    const list = problems.map(({ file, entry, what }) => element('li', {}, element('code', {}, entry === undefined ? file : `${file}, entry ${entry}`), `: ${what}.`));
    return say('wrong', `Not verified: ${more ? 'more than ' : ''}${counted(problems.length, 'problem')}`,
      'This pack is not what was exported, or is not of the log whose key was given. Do not rely on it. What is wrong:', element('ul', {}, ...list));
  }
  const shown = files['entries.jsonl'] !== null;
  const what = shown ? `All ${counted(entries.length, 'entry', 'entries')} are in the log, each disclosed text is what the log committed to, and no file that this page holds was altered.` : '';
  const witnessed = cosigned.map(({ name, time }) => `The witness ${name} saw this state of the log on ${inWordsOf(time.toISOString())}.`).join(' ');
  if (!shown) {
    return say('unsure', 'Not all could be verified on this page',
      `The pack has ${counted(manifest.entries.count, 'entry', 'entries')}: too many for a page. ${signature === 'right' ? 'Its manifest and checkpoint are right.' : 'Its signatures could not be checked in this browser.'} Verify the entries by one of the two other ways below. ${witnessed}`);
  }
  if (signature !== 'right') {
    return say('unsure', 'Verified, but for the signatures',
      `${what} This browser knows no Ed25519, so who signed it could not be checked: use another browser, or one of the two other ways below.`);
  }
  if (typed === '') {
    return say('unsure', 'Not yet proven genuine: it agrees with the key that lies in the pack',
      `${what} ${witnessed} One thing is left to you: whoever forges a pack puts in a key of their own. Paste below the key that the operator published, or that you were given before.`);
  }
  return say('right', 'Verified', `${what} The log’s signatures are by the key that you gave. ${witnessed}`);
}

function say(state, title, ...words) {
  place('verdict').className = `verdict is-${state}`;
  place('verdict').replaceChildren(element('h2', {}, title), ...words.map((one) => (one instanceof Node ? one : element('p', {}, one))));
}

function show({ manifest, checkpoint, entries }) {
  const facts = [];
  if (manifest?.scope) {
    const { scope, exported } = manifest;
    facts.push(scope.kind === 'period'
      ? ['About', `the period ${scope.period}: ${daysOf(scope)}, in UTC`]
      : ['About', `the case ${scope.reference ?? ''}`, code(scope.case)]);
    facts.push(['Entries', `${counted(manifest.entries.count, 'entry', 'entries')}: ${manifest.entries.disclosed} disclosed, ${manifest.entries.erased} erased, `
      + `${manifest.entries.withheld} withheld, ${manifest.entries.empty} that say nothing more`]);
    if (scope.kind === 'period') facts.push(['Of these', ofPeriod(manifest.entries)]);
    facts.push(['Exported', `on ${inWordsOf(exported.time)} by ${nameOf(entries, exported.account) ?? 'the account'}`, code(exported.account)]);
    facts.push(['Pack', '', code(manifest.pack)]);
  }
  if (checkpoint) {
    facts.push(['Log', `${checkpoint.log}, ${counted(Number(checkpoint.size), 'entry', 'entries')} by then`]);
    facts.push(['Root', '', code(btoa(String.fromCharCode(...checkpoint.root)))]);
  }
  facts.push(['Key in the pack', '', code((files['key.txt'] ?? '').trim())]);
  place('facts').replaceChildren(...facts.flatMap(([name, text, ...more]) => [element('dt', {}, name), element('dd', {}, text, ' ', ...more)]));
  place('completeness').textContent = manifest?.scope?.kind === 'case'
    ? 'A case’s entries are picked from the whole log. That each is genuine is proven; that none was left out is not, and cannot be from a pack: ask for the whole period to see that.'
    : 'A period’s entries are all that the log has between two places, without a gap. The entry before the first and the one after the last are there too, so that you can see that the period begins and ends there. '
      + 'Where a search of the period rests on an approval from before it, the request and the approval are there as well: you can see on whose word it ran.';
  list(entries, manifest);
}

/** `1 July 2026 to 30 September 2026`; of one day, the day. */
function daysOf({ from, to }) {
  const [first, last] = [dayOf(from), dayBefore(to)];
  return first === last ? first : `${first} to ${last}`;
}

/** How many entries are the period's own, and why the others are there. */
function ofPeriod({ count, first, end, earlier }) {
  const grounds = earlier ? `, ${counted(earlier, 'earlier one')} that searches of it rest on` : '';
  return `${counted(end - first, 'entry', 'entries')} of the period${grounds}, and ${count - (end - first) - earlier} beside these: its edges, and this export`;
}

const code = (text) => element('code', {}, text);

/** Names stand in what entries say of whoever did them. */
function nameOf(entries, account) {
  return entries.find((one) => one.event.ids.account === account && typeof one.said?.account === 'string' && one.problems.length === 0)?.said.account;
}

function list(entries, manifest) {
  const names = new Map();
  for (const { event, said, problems } of entries) {
    if (problems.length === 0 && typeof said?.account === 'string' && event.ids.account) names.set(event.ids.account, said.account);
    if (problems.length === 0 && typeof said?.subject === 'string' && event.ids.subject) names.set(event.ids.subject, said.subject);
  }
  const types = [...new Set(entries.map((one) => one.event.type))].sort();
  const chooser = place('type');
  const chosen = chooser.value;
  chooser.replaceChildren(element('option', { value: '' }, `all (${entries.length})`),
    ...types.map((type) => element('option', { value: type, selected: type === chosen }, logWords[type] ?? type)));
  const rows = entries.map((entry) => row(entry, names, manifest));
  place('rows').replaceChildren(...rows);
  const filter = () => {
    for (const [index, one] of rows.entries()) one.hidden = chooser.value !== '' && entries[index].event.type !== chooser.value;
    place('shown').textContent = counted(rows.filter((one) => !one.hidden).length, 'entry', 'entries');
  };
  chooser.onchange = filter;
  filter();
  place('list').hidden = entries.length === 0;
}

function row({ index, event, said, state, problems }, names, manifest) {
  const { first, end } = manifest?.entries ?? {}, isOwn = index === manifest?.exported?.entry;
  const isPeriod = manifest?.scope?.kind === 'period';
  const note = isOwn ? 'this export' : isPeriod && index < first - 1 ? 'from before the period: a search in it rests on this' : isPeriod && index < first ? 'the last before the period' : isPeriod && index >= end ? 'the first after the period' : '';
  const who = event.ids.account;
  const ids = Object.entries(event.ids).filter(([name]) => name !== 'account');
  const sure = problems.length === 0;
  return element('tr', { class: sure ? undefined : 'is-wrong' },
    element('th', { scope: 'row' }, String(index)),
    element('td', {}, moment(event.time)),
    element('td', {}, element('span', {}, logWords[event.type] ?? event.type), ...(note ? [element('small', {}, ` (${note})`)] : []), element('div', { class: 'soft' }, code(event.type))),
    element('td', {}, ...(who ? [element('span', {}, names.get(who) ?? 'name not disclosed'), element('div', { class: 'soft' }, code(who))] : ['nobody in particular'])),
    element('td', {}, ...details(state, said, ids)),
    element('td', { class: sure ? 'right' : 'wrong' }, sure ? '✓ verified' : `✗ ${problems.join('; ')}`));
}

function details(state, said, ids) {
  const pairs = [...ids.map(([name, id]) => [name, code(id)]),
    ...Object.entries(said ?? {}).filter(([name, value]) => name !== 'account' && value !== null).map(([name, value]) => [plain(name), inWords(value)])];
  const missing = { erased: 'What it said was erased, and cannot be known any more.', withheld: 'What it said was left out of this pack.' }[state];
  return [...(pairs.length ? [element('dl', {}, ...pairs.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))] : []),
    ...(missing ? [element('p', { class: 'soft' }, missing)] : [])];
}

/** `lawfulBasis`: lawful basis; `probeSHA256`: probe SHA256. */
const plain = (name) => name.replace(/([a-z])([A-Z])/g, '$1 $2').split(' ')
  .map((word) => (/^[A-Z0-9]+$/.test(word) ? word : word.toLowerCase())).join(' ');

function inWords(value) {
  if (Array.isArray(value)) return value.map(inWords).join(', ') || 'none';
  if (value === true || value === false) return value ? 'yes' : 'no';
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

place('check').addEventListener('submit', (event) => {
  event.preventDefault();
  start();
});
start();

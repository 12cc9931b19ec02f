import { element } from './element.js';

const actions = { x: 'dismiss', s: 'keep', e: 'examine' };
const views = { g: 'grid', l: 'list' };
const storedChoice = 'likeness.keys';

/**
 * Moves through a list by single keys and presses what its items offer. All it does can be done by the links and
 * buttons themselves.
 *
 * @param {HTMLElement} list with `[data-key-item]`s
 */
export function keyList(list) {
  const items = () => [...list.querySelectorAll('[data-key-item]')];
  if (items().length === 0) return;
  const help = helpFor(list);
  const place = document.querySelector('[data-keys-help]');
  if (place) place.append(help.button); else list.before(help.button);

  // One stop for the Tab key, not one for each item; what is in the items stays reachable.
  function roam(item) {
    for (const each of items()) each.tabIndex = each === item ? 0 : -1;
  }
  roam(items()[0]);
  list.addEventListener('focusin', (event) => {
    const item = event.target.closest('[data-key-item]');
    if (item) roam(item);
  }, { passive: true });

  const focused = () => document.activeElement?.closest?.('[data-key-item]');
  function go(item) {
    if (!item) return;
    roam(item);
    item.focus({ preventScroll: true });
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    item.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }

  function step(by) {
    const all = items();
    const place = all.indexOf(focused());
    go(place < 0 ? all.find((item) => item.tabIndex === 0) : all[place + by]);
  }

  function press(item, name) {
    const button = item?.querySelector(`[data-key-${name}]`);
    if (!button || button.disabled) return;
    // The action loads the page anew; who works through a hundred candidates wants to go on where they were.
    remember(items().indexOf(item));
    button.click();
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input, textarea, select, [contenteditable], dialog')) return;
    if (!help.isOn()) return;
    const { key } = event;
    const item = focused();
    let done = true;
    if (key === '?') help.open();
    else if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    // Outside of the list the arrows scroll the page.
    else if (item && key.startsWith('Arrow')) go(neighbour(items(), item, key));
    else if (item && actions[key]) press(item, actions[key]);
    else if (item === event.target && key === 'Enter') item.querySelector('[data-key-open]')?.click();
    else if (views[key]) document.querySelector(`[data-key-${views[key]}]`)?.click();
    else done = false;
    if (done) event.preventDefault();
  });

  const before = recall();
  if (before >= 0) go(items()[Math.min(before, items().length - 1)]);
}

/** The item beside, above or below, as they are laid out: a grid has rows. */
function neighbour(all, item, key) {
  const place = all.indexOf(item);
  if (key === 'ArrowRight') return all[place + 1];
  if (key === 'ArrowLeft') return all[place - 1];
  const from = item.getBoundingClientRect();
  const down = key === 'ArrowDown';
  const middle = (box) => box.left + box.width / 2;
  let best, bestDistance = Infinity;
  for (const other of all) {
    const box = other.getBoundingClientRect();
    const away = down ? box.top - from.top : from.top - box.top;
    // The row first, then the column: no row is a thousand times as wide as it is far.
    const distance = away * 1000 + Math.abs(middle(box) - middle(from));
    if (away > 1 && distance < bestDistance) [best, bestDistance] = [other, distance];
  }
  return best;
}

function helpFor(list) {
  const has = (name) => document.querySelector(`[data-key-${name}]`) !== null;
  const rows = [
    ['j, k', 'next, previous'], ['← ↑ → ↓', 'move, once you are in the list'],
    has('open') && ['Enter', 'open'], has('keep') && ['s', 'keep'], has('dismiss') && ['x', 'dismiss'],
    has('examine') && ['e', 'send to examiners'], has('grid') && ['g', 'show as a grid'],
    has('list') && ['l', 'show as a list'], ['?', 'show these keys'],
  ].filter(Boolean);
  const title = `keys-${Math.random().toString(36).slice(2)}`;
  const choice = element('input', { type: 'checkbox' });
  choice.checked = isStoredOn();
  choice.addEventListener('change', () => store(choice.checked));
  const close = element('button', { type: 'button', class: 'button quiet small' }, 'Close');
  const dialog = element('dialog', { class: 'keys-dialog', 'aria-labelledby': title },
    element('h2', { id: title }, 'Keys'),
    element('dl', {}, ...rows.flatMap(([key, words]) => [
      element('dt', {}, ...key.split(' ').flatMap((one) => [element('kbd', {}, one.replace(',', '')), ' '])),
      element('dd', {}, words),
    ])),
    // Speech input types letters: who uses it must be able to turn single keys off (WCAG 2.1.4).
    element('label', {}, choice, ' Single keys work on this page'), close);
  close.addEventListener('click', () => dialog.close());
  const button = element('button', { type: 'button', class: 'button quiet small keys-help' },
    'Keys ', element('kbd', {}, '?'));
  const open = () => { if (!dialog.open) dialog.showModal(); };
  button.addEventListener('click', open);
  document.body.append(dialog);
  return { button, open, isOn: () => choice.checked };
}

// Storage can be forbidden; then the keys simply forget.
function isStoredOn() {
  try { return localStorage.getItem(storedChoice) !== 'off'; } catch { return true; }
}
function store(isOn) {
  try { localStorage.setItem(storedChoice, isOn ? 'on' : 'off'); } catch { /* see above */ }
}
function remember(place) {
  try { sessionStorage.setItem(storedChoice + location.pathname, String(place)); } catch { /* see above */ }
}
function recall() {
  try {
    const place = sessionStorage.getItem(storedChoice + location.pathname);
    sessionStorage.removeItem(storedChoice + location.pathname);
    return place === null ? -1 : Number(place);
  } catch { return -1; }
}

import { element } from './element.js';

/**
 * A toolbar of buttons: one stop for the Tab key, the arrow keys go from button to button (ARIA's toolbar pattern).
 *
 * @param {string} label
 * @param {Array<Array<HTMLElement>>} groups
 * @returns {HTMLElement}
 */
export function toolbar(label, groups) {
  const bar = element('div', { role: 'toolbar', 'aria-label': label, class: 'compare-tools' },
    ...groups.map((group) => element('div', { class: 'compare-group' }, ...group)));
  const buttons = () => [...bar.querySelectorAll('button')];
  const roam = (button) => { for (const each of buttons()) each.tabIndex = each === button ? 0 : -1; };
  roam(buttons()[0]);
  bar.addEventListener('focusin', (event) => roam(event.target), { passive: true });
  bar.addEventListener('keydown', (event) => {
    const all = buttons();
    const place = all.indexOf(event.target);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || place < 0) return;
    event.preventDefault();
    all.at(next % all.length).focus();
  });
  return bar;
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {Object<string, string | boolean>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/**
 * A slider with its name before it and its value, in words, behind it.
 *
 * @param {string} label
 * @param {{min: number, max: number, step: number, value: number}} range
 * @param {(value: number) => string} say
 * @param {(value: number) => void} act
 */
export function slider(label, range, say, act) {
  const input = element('input', { type: 'range', ...range });
  // What it says is in aria-valuetext already.
  const shown = element('span', { class: 'compare-value', 'aria-hidden': 'true' });
  const box = element('div', { class: 'compare-slider' },
    element('label', {}, element('span', { class: 'compare-name' }, label), input), shown);
  function set(value) {
    input.value = String(value);
    shown.textContent = say(input.valueAsNumber);
    input.setAttribute('aria-valuetext', shown.textContent);
  }
  input.addEventListener('input', () => {
    set(input.valueAsNumber);
    act(input.valueAsNumber);
  });
  set(range.value);
  return { box, input, set, reset() { set(range.value); act(range.value); } };
}

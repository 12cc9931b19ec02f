import { light } from './compare-light.js';
import { flicker, overlay, split } from './compare-modes.js';
import { zoom } from './compare-zoom.js';
import { element } from './element.js';
import { button, toolbar } from './toolbar.js';

let widgets = 0;

/**
 * Puts the tools for comparing two faces into a section that shows them side by side.
 *
 * @param {HTMLElement} section
 */
export function compare(section) {
  const stage = section.querySelector('[data-compare-stage]');
  const probe = section.querySelector('[data-compare-probe]');
  const candidate = section.querySelector('[data-compare-candidate]');
  if (!stage || !probe || !candidate) return;
  const id = `compare-${++widgets}`;
  frame(probe);
  const candidateFrame = frame(candidate);
  probe.closest('figure').classList.add('compare-of-probe');
  candidate.closest('figure').classList.add('compare-of-candidate');

  const hint = element('p', { class: 'compare-settings compare-hint', id: `${id}-hint` },
    'Zoom with + and −, back with 0. Then drag, tap or use the arrow keys: both pictures move together.');

  /** @type {Object<string, import('./compare-modes.js').Mode>} */
  const modes = {
    side: { label: 'Side by side', settings: hint },
    flicker: flicker(section),
    split: split(stage, candidateFrame),
    overlay: overlay(candidate),
  };
  let mode = 'side';
  function enter(next) {
    modes[mode].leave?.();
    mode = section.dataset.mode = next;
    modes[mode].enter?.();
    for (const [name, { settings }] of Object.entries(modes)) {
      modeButtons[name].setAttribute('aria-pressed', String(name === mode));
      if (settings) settings.hidden = name !== mode;
    }
  }

  const level = element('output', { class: 'compare-level' }, '1×');
  const view = zoom(stage, [probe, candidate], {
    changed(now) { level.textContent = `${Number(now.toFixed(1))}×`; },
    tapped(place) {
      if (modes[mode].tapped?.(place)) return;
      // Whoever cannot drag gets everywhere by taps (WCAG 2.5.7).
      if (view.isZoomed()) view.center(place);
    },
  });
  const lamp = light({ probe, candidate }, `${id}-light`);
  lamp.panel.id = `${id}-light`;

  const modeButtons = Object.fromEntries(Object.entries(modes).map(([name, { label }]) => [
    name, button(label, () => enter(name), { 'aria-pressed': 'false' }),
  ]));
  const grid = button('Grid', () => setGrid(!section.hasAttribute('data-grid')), { 'aria-pressed': 'false' });
  function setGrid(isOn) {
    section.toggleAttribute('data-grid', isOn);
    grid.setAttribute('aria-pressed', String(isOn));
  }
  const lightButton = button('Light', () => {
    lamp.panel.hidden = !lamp.panel.hidden;
    lightButton.setAttribute('aria-expanded', String(!lamp.panel.hidden));
  }, { 'aria-expanded': 'false', 'aria-controls': lamp.panel.id });
  const smaller = button('−', view.out, { 'aria-label': 'Zoom out' });
  const larger = button('+', view.in, { 'aria-label': 'Zoom in' });
  const reset = button('Reset', () => {
    view.reset();
    lamp.reset();
    setGrid(false);
    for (const one of Object.values(modes)) one.reset?.();
  });

  const tools = toolbar('Ways to compare', [
    Object.values(modeButtons), [grid, lightButton], [smaller, larger], [reset],
  ]);
  larger.before(level);
  const settings = Object.values(modes).flatMap((one) => one.settings ?? []);
  stage.before(tools, element('div', { class: 'compare-panels' }, ...settings, lamp.panel));

  stage.tabIndex = 0;
  stage.setAttribute('role', 'group');
  stage.setAttribute('aria-label', 'Probe and candidate');
  stage.setAttribute('aria-describedby', hint.id);
  section.addEventListener('keydown', (event) => keyed(event, stage, view));
  section.classList.add('is-ready');
  enter('side');
}

/** Cuts off what is zoomed beyond the picture's own place, and carries the grid's lines. */
function frame(image) {
  const made = element('div', { class: 'compare-frame' });
  image.replaceWith(made);
  made.append(image);
  return made;
}

function keyed(event, stage, view) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = { '+': view.in, '=': view.in, '-': view.out, 0: view.reset };
  const arrows = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const arrow = event.target === stage && view.isZoomed() && arrows[event.key];
  if (arrow) view.move(arrow[0] / 10, arrow[1] / 10);
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
}

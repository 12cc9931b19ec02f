import { element } from './element.js';
import { button, slider } from './toolbar.js';

const percent = (value) => `${Math.round(value)} %`;

/**
 * The ways to compare. Each may have settings, is told when it is entered and left, and `tapped` answers whether a tap
 * on the stage was for it.
 *
 * @typedef {{label: string, settings?: HTMLElement, enter?: () => void, leave?: () => void, reset?: () => void,
 *   tapped?: (place: {x: number, y: number}) => boolean}} Mode
 */

/**
 * One picture in the place of the other, in turns.
 *
 * @param {HTMLElement} section
 * @returns {Mode}
 */
export function flicker(section) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let timer, isRunning = true, isEntered = false;
  const turn = () => { section.dataset.shown = section.dataset.shown === 'probe' ? 'candidate' : 'probe'; };
  // Four changes are two flashes a second; more than three can bring on a seizure (WCAG 2.3.1).
  const speed = slider('Changes a second', { min: 0.5, max: 4, step: 0.5, value: 1.5 }, String, () => run());
  const other = button('Show the other', () => {
    isRunning = false;
    run();
    turn();
  });
  const pause = button('Pause', () => {
    isRunning = !isRunning;
    run();
  });

  function run() {
    clearInterval(timer);
    const isTurning = isEntered && isRunning && !calm.matches;
    if (isTurning) timer = setInterval(turn, 1000 / speed.input.valueAsNumber);
    pause.textContent = isRunning ? 'Pause' : 'Go on';
    // Who asked their system for less motion changes the pictures by a press.
    pause.hidden = speed.box.hidden = calm.matches;
  }
  calm.addEventListener('change', run);

  return {
    label: 'Flicker',
    settings: element('div', { class: 'compare-settings' }, other, pause, speed.box),
    enter() { isEntered = isRunning = true; section.dataset.shown = 'probe'; run(); },
    leave() { isEntered = false; run(); delete section.dataset.shown; },
    reset() { isRunning = true; speed.reset(); },
  };
}

/**
 * The probe to the left of a line, the candidate to the right of it.
 *
 * @param {HTMLElement} stage
 * @param {HTMLElement} frame the candidate's, which lies above
 * @returns {Mode}
 */
export function split(stage, frame) {
  const track = element('div', { class: 'compare-track' });
  const divider = element('div', { class: 'compare-divider', role: 'slider', tabindex: 0, 'aria-valuemin': 0,
    'aria-valuemax': 100, 'aria-orientation': 'horizontal', 'aria-label': 'Line between probe and candidate' });
  track.append(divider);
  stage.append(track);
  let value = 50, isEntered = false;

  function draw() {
    frame.style.clipPath = isEntered ? `inset(0 0 0 ${value}%)` : '';
    divider.style.left = `${value}%`;
    divider.setAttribute('aria-valuenow', String(Math.round(value)));
    divider.setAttribute('aria-valuetext', `Probe ${percent(value)}, candidate ${percent(100 - value)}`);
  }
  function set(next) {
    value = Math.min(100, Math.max(0, next));
    draw();
  }

  divider.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
    const ends = { Home: 0, End: 100 };
    const next = ends[event.key] ?? (steps[event.key] && value + steps[event.key] * (event.shiftKey ? 10 : 1));
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  });
  divider.addEventListener('pointerdown', (event) => {
    if (event.button === 0) divider.setPointerCapture(event.pointerId);
  }, { passive: true });
  divider.addEventListener('pointermove', (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const box = track.getBoundingClientRect();
    set((event.clientX - box.left) / box.width * 100);
  }, { passive: true });

  draw();
  return {
    label: 'Split',
    settings: element('p', { class: 'compare-settings compare-hint' },
      'Drag the line, tap where it should stand, or use the arrow keys on it.'),
    enter() { isEntered = true; draw(); },
    leave() { isEntered = false; draw(); },
    reset: () => set(50),
    tapped(place) { set((place.x + 0.5) * 100); return true; },
  };
}

/**
 * The candidate over the probe, more or less transparent.
 *
 * @param {HTMLImageElement} candidate
 * @returns {Mode}
 */
export function overlay(candidate) {
  let isEntered = false;
  const draw = () => { candidate.style.opacity = isEntered ? String(strength.input.valueAsNumber / 100) : ''; };
  const strength = slider('Candidate over probe', { min: 0, max: 100, step: 1, value: 50 }, percent, draw);
  return {
    label: 'Overlay',
    settings: element('div', { class: 'compare-settings' }, strength.box),
    enter() { isEntered = true; draw(); },
    leave() { isEntered = false; draw(); },
    reset: () => strength.reset(),
  };
}

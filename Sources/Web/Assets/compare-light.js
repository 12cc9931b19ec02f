import { element } from './element.js';
import { slider } from './toolbar.js';

const percent = (value) => `${value} %`;

/**
 * Brightness and contrast of the probe, of the candidate, or of both.
 *
 * @param {{probe: HTMLImageElement, candidate: HTMLImageElement}} images
 * @param {string} name unlike any other widget's on the page
 */
export function light(images, name) {
  const plain = { brightness: 100, contrast: 100 };
  const state = { probe: { ...plain }, candidate: { ...plain } };
  const range = { min: 30, max: 300, step: 5, value: 100 };
  const brightness = slider('Brightness', range, percent, (value) => change({ brightness: value }));
  const contrast = slider('Contrast', range, percent, (value) => change({ contrast: value }));

  const choices = ['both', 'probe', 'candidate'].map((which) => {
    const input = element('input', { type: 'radio', name, value: which, checked: which === 'both' });
    input.addEventListener('change', showChosen);
    return { which, input, label: element('label', {}, input, ` ${which}`) };
  });
  const chosen = () => choices.find(({ input }) => input.checked).which;

  function draw() {
    for (const [which, image] of Object.entries(images)) {
      const { brightness: bright, contrast: hard } = state[which];
      image.style.filter = bright === 100 && hard === 100 ? '' : `brightness(${bright}%) contrast(${hard}%)`;
    }
  }
  function change(values) {
    const which = chosen();
    for (const one of which === 'both' ? ['probe', 'candidate'] : [which]) Object.assign(state[one], values);
    draw();
  }
  /** The sliders stand where the chosen picture has them; for both, where the probe has them. */
  function showChosen() {
    const values = state[chosen() === 'candidate' ? 'candidate' : 'probe'];
    brightness.set(values.brightness);
    contrast.set(values.contrast);
  }

  const panel = element('div', { class: 'compare-settings compare-light', hidden: true },
    element('fieldset', {}, element('legend', {}, 'Light of'), ...choices.map(({ label }) => label)),
    brightness.box, contrast.box,
    element('p', { class: 'compare-hint' }, 'Changes what you see here, not the photos.'));
  return {
    panel,
    reset() {
      choices[0].input.checked = true;
      Object.assign(state.probe, plain);
      Object.assign(state.candidate, plain);
      showChosen();
      draw();
    },
  };
}

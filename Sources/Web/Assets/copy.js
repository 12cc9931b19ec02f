import { announce, element } from './element.js';

/**
 * Makes a button copy what stands in its `data-copy`. The page may hide the button, as without this script it does
 * nothing.
 *
 * @param {HTMLButtonElement} button
 */
export function copyButton(button) {
  const label = button.textContent;
  let timer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const words = await copy(button.dataset.copy) ? 'Copied' : 'Not copied: select it and press Ctrl+C';
    button.textContent = words;
    announce(words);
    clearTimeout(timer);
    timer = setTimeout(() => { button.textContent = label; }, 2500);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

/** A page that is not on HTTPS, on an organisation's own network say, has no navigator.clipboard. */
function copyTheOldWay(text) {
  const before = document.activeElement;
  const area = element('textarea', { class: 'unseen', 'aria-hidden': 'true', readonly: true });
  area.value = text;
  // In an open dialog nothing outside of it can be selected.
  (document.querySelector('dialog:modal') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  before?.focus?.();
  return done;
}

/**
 * Makes an element. Text only ever gets in as text, so data from a server can do no harm here.
 *
 * @param {string} tag
 * @param {Object<string, string | number | boolean | undefined>} [attributes] false and undefined leave one out.
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

let voice;

/**
 * Says something to a screen reader, where what is seen says it already.
 *
 * @param {string} words
 */
export function announce(words) {
  if (!voice?.isConnected) {
    voice = element('p', { class: 'unseen', role: 'status' });
    document.body.append(voice);
  }
  // The same words twice are announced once; emptied first, and filled a moment later, they are announced again.
  voice.textContent = '';
  setTimeout(() => { voice.textContent = words; }, 50);
}

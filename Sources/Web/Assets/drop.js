import { element } from './element.js';

// Some systems do not know what a .heic or .tif is, and give the file no type.
const endings = /\.(jpe?g|png|webp|tiff?|hei[cf]|avif|gif)$/i;

/**
 * Why a file cannot be sent, in words; empty when it can.
 *
 * @param {{name: string, type: string, size: number}} file
 * @param {number} limit bytes, 0 for none
 * @returns {string}
 */
export function objection(file, limit) {
  const isPhoto = file.type === '' ? endings.test(file.name) : file.type.startsWith('image/');
  // An SVG is a drawing that can load others: no photo.
  if (!isPhoto || file.type === 'image/svg+xml') {
    return `${file.name} is not a photo. Use JPEG, PNG, WebP, TIFF, HEIC, AVIF or GIF.`;
  }
  if (file.size === 0) return `${file.name} is empty.`;
  if (limit > 0 && file.size > limit) {
    return `${file.name} is larger than what can be sent: ${size(limit)}.`;
  }
  return '';
}

function size(bytes) {
  const megabytes = bytes / (1 << 20);
  return megabytes >= 0.1 ? `${Number(megabytes.toFixed(1))} MiB` : `${Math.ceil(bytes / 1024)} KiB`;
}

/**
 * Lets a photo be dropped onto a form, or pasted anywhere on its page. It goes through the form's own file input, so
 * the server sees what it would see without this script.
 *
 * @param {HTMLFormElement} form `data-drop-limit` is the most bytes that the server takes.
 */
export function dropPlace(form) {
  const input = form.querySelector('input[type=file]');
  if (!input) return;
  const limit = Number(form.dataset.dropLimit) || 0;
  const find = (selector, made) => form.querySelector(selector) ?? form.appendChild(made);
  const preview = find('[data-drop-preview]', element('img', { class: 'drop-preview', alt: '', hidden: true }));
  const says = find('[data-drop-says]', element('p', { class: 'drop-says', role: 'status' }));
  let isSending = false, address;

  function say(words, isWrong = false) {
    says.textContent = words;
    says.classList.toggle('is-wrong', isWrong);
  }

  function show(file) {
    if (address) URL.revokeObjectURL(address);
    address = file && URL.createObjectURL(file);
    preview.hidden = true;
    if (address) preview.src = address; else preview.removeAttribute('src');
  }
  // What the browser cannot draw (HEIC, TIFF) the server can still read: it stays unseen.
  preview.addEventListener('load', () => { preview.hidden = false; });

  function take(files) {
    if (isSending) return;
    if (files.length === 0) {
      return say('That is not a file. Save the photo first: nothing is fetched from the web.', true);
    }
    if (files.length > 1) return say('One photo at a time, please.', true);
    const why = objection(files[0], limit);
    if (why) return say(why, true);
    const box = new DataTransfer();
    box.items.add(files[0]);
    input.files = box.files;
    show(files[0]);
    form.requestSubmit();
  }

  input.addEventListener('change', () => {
    const file = input.files[0];
    const why = file ? objection(file, limit) : '';
    // Sent all the same, it would be refused after the whole upload.
    if (why) input.value = '';
    show(why ? undefined : file);
    say(why || (file ? `${file.name}, ${size(file.size)}. Not sent yet.` : ''), why !== '');
  });

  form.addEventListener('submit', (event) => {
    if (isSending) return event.preventDefault();
    if (event.defaultPrevented || !input.files[0]) return;
    isSending = true;
    form.classList.add('is-sending');
    form.setAttribute('aria-busy', 'true');
    say(`Sending ${input.files[0].name}, ${size(input.files[0].size)} …`);
  });

  // Back from the next page the form may be as it was left: sending.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    isSending = false;
    form.classList.remove('is-sending', 'is-over');
    form.removeAttribute('aria-busy');
    say('');
  });

  acceptDrops(form, take, say);
  addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
    // Copied from a document, a picture comes with its text; in a field the text is meant.
    const inField = event.target.closest?.('input, textarea, [contenteditable]');
    if (files.length === 0 || (inField && event.clipboardData.types.includes('text/plain'))) return;
    event.preventDefault();
    take(files);
  });
}

function acceptDrops(form, take, say) {
  const isText = (event) => event.target.closest?.('input:not([type=file]), textarea, [contenteditable]');
  const isOver = (event) => form.contains(event.target);
  addEventListener('dragover', (event) => {
    if (isText(event)) return;
    // Beside the form too: else the browser leaves the page and opens the photo.
    event.preventDefault();
    event.dataTransfer.dropEffect = isOver(event) ? 'copy' : 'none';
    form.classList.toggle('is-over', isOver(event));
  });
  addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove('is-over');
  }, { passive: true });
  addEventListener('drop', (event) => {
    if (isText(event)) return;
    event.preventDefault();
    form.classList.remove('is-over');
    if (isOver(event)) take([...event.dataTransfer.files]);
    else say('Drop the photo onto this place.', true);
  });
}

import { announce, element } from './element.js';

const number = new Intl.NumberFormat('en-GB');
const mostFiles = 5;

/**
 * How long something still takes, in words; empty when nobody knows.
 *
 * @param {number | null | undefined} seconds
 * @returns {string}
 */
export function estimate(seconds) {
  if (typeof seconds !== 'number' || !(seconds >= 0)) return '';
  if (seconds < 60) return 'Less than a minute left.';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `About ${minutes} min left.`;
  if (minutes < 48 * 60) return `About ${Math.floor(minutes / 60)} h ${minutes % 60} min left.`;
  return `About ${Math.round(minutes / 1440)} days left.`;
}

/**
 * Follows an index run by server-sent events. Without this script the page shows how far it was when it was loaded.
 *
 * @param {HTMLElement} place `data-progress` is the URL of the events.
 */
export function progress(place) {
  const bar = place.querySelector('progress')
    ?? place.appendChild(element('progress', { 'aria-label': 'Indexing' }));
  const text = place.querySelector('[data-progress-text]')
    ?? place.appendChild(element('p', { 'data-progress-text': true }));
  const trouble = element('p', { class: 'progress-trouble', role: 'status' });
  const current = element('p', { class: 'progress-current' });
  const files = element('ul', { class: 'progress-unreadable', 'aria-label': 'Files that could not be read' });
  text.after(trouble, current, files);

  let tenth = -1;
  function show(state) {
    const { done = 0, total = 0, faces = 0, unreadable = 0 } = state;
    if (total > 0) {
      bar.max = total;
      bar.value = Math.min(done, total);
    } else {
      bar.removeAttribute('value');
    }
    const many = Array.isArray(unreadable) ? unreadable.length : unreadable;
    const counted = total > 0 ? `${number.format(done)} of ${number.format(total)}` : number.format(done);
    const summary = `${counted} photos, ${number.format(faces)} faces, ${number.format(many)} not readable.`;
    text.textContent = `${summary} ${estimate(state.etaSeconds)}`.trim();
    current.textContent = state.current ?? '';
    if (Array.isArray(unreadable)) files.replaceChildren(...unreadable.slice(-mostFiles).map(line));
    // Ten sentences in an hour's run are news; one at each event is noise.
    const now = total > 0 ? Math.floor(10 * done / total) : 0;
    if (now !== tenth && tenth !== -1) announce(text.textContent);
    tenth = now;
  }

  function line(file) {
    if (typeof file === 'string') return element('li', {}, file);
    return element('li', {}, element('code', {}, file.path ?? ''), ` ${file.reason ?? ''}`);
  }

  function unreadableFile(file) {
    files.append(line(file));
    while (files.children.length > mostFiles) files.firstElementChild.remove();
  }

  follow(place.dataset.progress, { show, unreadableFile, say: (words) => {
    if (trouble.textContent !== words) trouble.textContent = words;
  } });
}

function follow(url, { show, unreadableFile, say }) {
  let wait = 2000;
  function connect() {
    const source = new EventSource(url);
    const read = (then) => (event) => {
      try { then(JSON.parse(event.data)); }
      catch { say('A report from the server could not be read. The next may be.'); }
    };
    source.addEventListener('open', () => { wait = 2000; say(''); });
    source.addEventListener('progress', read(show));
    source.addEventListener('unreadable', read(unreadableFile));
    source.addEventListener('end', () => {
      source.close();
      say('Done.');
      // Should the server still show the run when it has just ended, the page must not reload without a pause.
      setTimeout(() => location.reload(), Math.max(0, 3000 - performance.now()));
    });
    source.addEventListener('error', () => {
      say('The connection was lost. Indexing goes on without it; trying to connect again …');
      // A browser tries again by itself after a break, but gives up for good on an answer such as 502.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(connect, wait);
      wait = Math.min(2 * wait, 30_000);
    });
  }
  connect();
}

import { compare } from './compare.js';
import { copyButton } from './copy.js';
import { deadlines } from './deadline.js';
import { dropPlace } from './drop.js';
import { keyList } from './keys.js';
import { progress } from './progress.js';
import { receiptChecker } from './receipt.js';

const parts = {
  '[data-compare]': compare,
  '[data-copy]': copyButton,
  'form[data-drop]': dropPlace,
  '[data-keys]': keyList,
  '[data-progress]': progress,
  '[data-receipt]': receiptChecker,
};

for (const [selector, wire] of Object.entries(parts)) {
  for (const place of document.querySelectorAll(selector)) {
    // One part that fails leaves the page as it is without scripts; it must not take the others with it.
    try { wire(place); } catch (error) { reportError(error); }
  }
}

deadlines(document.querySelectorAll('time[data-deadline]'));

const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

/**
 * What is left until a deadline, in words.
 *
 * @param {number} left milliseconds, negative when it has passed
 * @returns {{words: string, urgency: '' | 'soon' | 'urgent' | 'overdue'}}
 */
export function countdown(left) {
  if (left <= 0) {
    return { words: left > -minute ? 'overdue' : `overdue by ${span(-left)}`, urgency: 'overdue' };
  }
  if (left < hour) return { words: `urgent: ${span(left, left < 5 * minute)} left`, urgency: 'urgent' };
  if (left < 6 * hour) return { words: `soon: ${span(left)} left`, urgency: 'soon' };
  return { words: `${span(left)} left`, urgency: '' };
}

function span(time, withSeconds = false) {
  const days = Math.floor(time / day);
  const hours = Math.floor(time % day / hour);
  const minutes = Math.floor(time % hour / minute);
  if (days >= 2) return `${days} days ${hours} h`;
  if (time >= hour) return `${days * 24 + hours} h ${minutes} min`;
  if (!withSeconds) return `${minutes} min`;
  const seconds = Math.floor(time % minute / second);
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
}

/**
 * Counts down at each `<time data-deadline="…">`, after the moment that stands there already.
 *
 * @param {Iterable<HTMLTimeElement>} times
 */
export function deadlines(times) {
  const all = [...times]
    .map((time) => ({ time, due: Date.parse(time.dataset.deadline), left: document.createElement('span') }))
    .filter((deadline) => !Number.isNaN(deadline.due));
  if (all.length === 0) return;

  for (const { time, left } of all) {
    // A countdown that speaks each second drowns everything else.
    time.setAttribute('aria-live', 'off');
    left.className = 'deadline-left';
    time.append(time.textContent.trim() === '' ? '' : ' · ', left);
  }

  let timer;
  function update() {
    clearTimeout(timer);
    let next = minute;
    for (const { time, due, left } of all) {
      const remaining = due - Date.now();
      const { words, urgency } = countdown(remaining);
      if (left.textContent !== words) left.textContent = words;
      for (const name of ['soon', 'urgent', 'overdue']) time.classList.toggle(`is-${name}`, name === urgency);
      // The words change when the last whole minute, or second, is over: wake then, not some time after.
      const step = remaining > 0 && remaining < 5 * minute ? second : minute;
      const untilChange = remaining > 0 ? remaining % step : minute - (-remaining % minute);
      next = Math.min(next, Math.max(untilChange, 0) + 20);
    }
    timer = setTimeout(update, next);
  }
  // A tab in the background wakes late, and a laptop that slept not at all.
  document.addEventListener('visibilitychange', update, { passive: true });
  update();
}

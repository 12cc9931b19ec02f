const levels = [1, 1.5, 2, 3, 4, 6, 8, 12, 16];
const most = levels.at(-1);

/**
 * Zooms and moves several pictures as one. Places are fractions of a frame, from its middle, so that frames may differ
 * in size.
 *
 * @param {HTMLElement} stage holds the frames
 * @param {HTMLImageElement[]} images each in a `.compare-frame` that cuts it off
 * @param {{changed: (zoom: number) => void, tapped: (place: {x: number, y: number}) => boolean}} tell `tapped` answers
 *   whether the tap was for it.
 */
export function zoom(stage, images, { changed, tapped }) {
  let level = 1, x = 0, y = 0;

  function draw() {
    const bound = (level - 1) / 2;
    x = Math.min(bound, Math.max(-bound, x));
    y = Math.min(bound, Math.max(-bound, y));
    stage.toggleAttribute('data-zoomed', level > 1);
    for (const image of images) {
      image.style.transform = level === 1 ? '' : `translate(${x * 100}%, ${y * 100}%) scale(${level})`;
      // Smoothing invents what the photo has not: past twice its size it shows its pixels.
      const magnified = image.clientWidth * level / (image.naturalWidth || Infinity);
      image.classList.toggle('is-crisp', level > 1 && magnified > 2);
    }
    changed(level);
  }

  /** Zooms so that what lay under `from` lies under `place`: in one step, as the edge may stop either half of it. */
  function to(next, place = { x: 0, y: 0 }, from = place) {
    const wanted = Math.min(most, Math.max(1, next));
    x = place.x - (from.x - x) * wanted / level;
    y = place.y - (from.y - y) * wanted / level;
    level = wanted;
    draw();
  }

  function move(byX, byY) {
    x += byX;
    y += byY;
    draw();
  }

  const view = {
    in: () => to(levels.find((one) => one > level + 0.01) ?? most),
    out: () => to(levels.findLast((one) => one < level - 0.01) ?? 1),
    reset() { [level, x, y] = [1, 0, 0]; draw(); },
    center: (place) => move(-place.x, -place.y),
    isZoomed: () => level > 1,
    move,
  };

  stage.addEventListener('wheel', (event) => {
    const frame = event.target.closest('.compare-frame');
    // Without Ctrl the wheel scrolls the page, as everywhere. (A pinch on a touchpad comes as a wheel with Ctrl.)
    if (!event.ctrlKey || !frame) return;
    event.preventDefault();
    to(level * Math.exp(-event.deltaY * 0.004), placeIn(frame.getBoundingClientRect(), event));
  }, { passive: false });

  followPointers(stage, { to, move, tapped, level: () => level });
  // A frame that became wider magnifies more.
  const resized = new ResizeObserver(draw);
  for (const image of images) {
    image.draggable = false;
    image.addEventListener('load', draw);
    resized.observe(image);
  }
  return view;
}

function placeIn(box, { clientX, clientY }) {
  return { x: (clientX - box.left) / box.width - 0.5, y: (clientY - box.top) / box.height - 0.5 };
}

/** One pointer moves, two pinch, one that stays where it came down taps. */
function followPointers(stage, { to, move, tapped, level }) {
  const held = new Map();
  let box, travelled = 0;

  stage.addEventListener('pointerdown', (event) => {
    const frame = event.target.closest('.compare-frame');
    if (!frame || event.button !== 0) return;
    if (held.size === 0) [box, travelled] = [frame.getBoundingClientRect(), 0];
    held.set(event.pointerId, event);
    stage.setPointerCapture(event.pointerId);
  });

  stage.addEventListener('pointermove', (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, event);
    const [byX, byY] = [event.clientX - before.clientX, event.clientY - before.clientY];
    travelled += Math.abs(byX) + Math.abs(byY);
    if (other) {
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      const middle = (one) => placeIn(box, {
        clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2,
      });
      to(level() * apart(event) / apart(before), middle(event), middle(before));
    } else if (level() > 1) {
      move(byX / box.width, byY / box.height);
    }
  }, { passive: true });

  function release(event) {
    // Two fingers travel apart: the last of them to leave is no tap.
    if (!held.delete(event.pointerId) || held.size > 0) return;
    if (event.type === 'pointerup' && travelled < 6) tapped(placeIn(box, event));
  }
  stage.addEventListener('pointerup', release, { passive: true });
  stage.addEventListener('pointercancel', release, { passive: true });
}

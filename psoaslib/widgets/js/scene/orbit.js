/** Turning a picture: by drag or touch, and by keys while the picture has the focus. */

/** Degrees a pixel of a drag, and of a key. */
const DRAG = { azimuth: 0.5, elevation: 0.4 };
const KEY = 15;
/** @type {Object<string, [number, number]>} */
const KEYS = { ArrowLeft: [KEY, 0], ArrowRight: [-KEY, 0], ArrowUp: [0, KEY], ArrowDown: [0, -KEY] };

/**
 * Let a picture be turned.
 *
 * @param {HTMLElement} element
 * @param {{turn: function(number, number): void, reset: function(): void}} does azimuth and elevation in degrees
 * @returns {function(): void} takes the listeners away
 */
export function letTurn(element, { turn, reset }) {
  const listening = new AbortController();
  const on = (type, heard) => element.addEventListener(type, heard, { signal: listening.signal });
  let held = null;
  // A finger that goes up or down scrolls the page; sideways it turns the picture.
  element.style.touchAction = 'pan-y';
  on('pointerdown', (event) => {
    if (event.button) return;
    held = { id: event.pointerId, x: event.clientX, y: event.clientY };
    element.setPointerCapture(event.pointerId);
  });
  on('pointermove', (event) => {
    if (held?.id !== event.pointerId) return;
    turn((held.x - event.clientX) * DRAG.azimuth, (event.clientY - held.y) * DRAG.elevation);
    Object.assign(held, { x: event.clientX, y: event.clientY });
  });
  for (const type of ['pointerup', 'pointercancel']) on(type, () => { held = null; });
  on('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Home') reset();
    else if (KEYS[event.key]) turn(...KEYS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => listening.abort();
}

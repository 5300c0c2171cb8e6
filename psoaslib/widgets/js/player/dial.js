/** The dial: a ring that empties, the time left of the step, and in holds the pace of breathing. */

import {make, makeSvg, setAttribute, setText} from '../shared/dom.js';

const RADIUS = 54;
const AROUND = 2 * Math.PI * RADIUS;

/** The pacer's disc, as a share of its full size, after breathing out. */
const SMALLEST = 0.62;

/**
 * @returns {{element: HTMLElement, paint: function(object, boolean): void}}  paint a screen; `still` is
 *   for people who asked for less motion: the ring goes by whole seconds, the disc steps
 */
export function createDial() {
  const ring = makeSvg('circle', { class: 'pp-ring-left', r: RADIUS, cx: 60, cy: 60 });
  setAttribute(ring, 'stroke-dasharray', AROUND);
  const drawing = makeSvg(
    'svg',
    { class: 'pp-ring', viewBox: '0 0 120 120', 'aria-hidden': 'true' },
    makeSvg('circle', { class: 'pp-ring-track', r: RADIUS, cx: 60, cy: 60 }),
    ring,
  );
  const disc = make('span', { class: 'pp-pacer', 'aria-hidden': 'true' });
  const timer = make('span', {
    class: 'pp-countdown',
    role: 'timer',
    'aria-label': 'Time left in this step',
  });
  const breath = make('span', { class: 'pp-breathe' });
  const element = make('div', { class: 'pp-dial' }, drawing, disc, timer, breath);

  function paint(screen, still) {
    const gone = still ? screen.secondsShare : screen.share;
    setAttribute(ring, 'stroke-dashoffset', (AROUND * gone).toFixed(2));
    setText(timer, screen.countdown);
    setText(breath, screen.breath?.words ?? '');
    setAttribute(element, 'data-breath', screen.breath?.phase ?? 'none');
    const size = screen.breath ? discSize(screen.breath, still) : 0;
    const transform = `scale(${Math.round(1000 * size) / 1000})`;
    if (disc.style.transform !== transform) disc.style.transform = transform;
  }

  return { element, paint };
}

function discSize({ phase, fraction }, still) {
  const step = still ? 1 : (1 - Math.cos(Math.PI * fraction)) / 2;
  const full = phase === 'in' ? step : 1 - step;
  return SMALLEST + (1 - SMALLEST) * full;
}

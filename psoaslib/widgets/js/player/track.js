/** The progress of the whole session: one bar with every segment marked, side by side. */

import {make, setAttribute, setText} from '../shared/dom.js';

/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object): void}}
 */
export function createTrack(programme) {
  const fills = [];
  const labels = [];
  const blocks = programme.blocks.map((block) => {
    const segments = programme.segments.slice(block.first, block.last + 1);
    const bar = make('span', { class: 'pp-track-bar' }, ...segments.map(makeSegment));
    const label = make('span', { class: 'pp-track-side' });
    labels.push(label);
    return grown(make('span', { class: 'pp-track-block' }, bar, label), sum(segments));
  });

  function makeSegment(segment) {
    const fill = make('span', { class: 'pp-track-fill' });
    fills.push(fill);
    const part = make('span', { class: 'pp-track-part', 'data-kind': segment.kind }, fill);
    return grown(part, segment.ms);
  }

  const element = make(
    'div',
    {
      class: 'pp-track',
      role: 'progressbar',
      'aria-label': 'Session',
      'aria-valuemin': '0',
    },
    ...blocks,
  );

  function paint(screen) {
    const here = screen.turn === 'change' ? 0 : screen.share;
    fills.forEach((fill, index) => {
      const share = index === screen.segment ? here : Number(index < screen.segment);
      // Scaled, not widened: a new width at every frame would lay the whole page out again.
      const transform = `scaleX(${Math.round(1000 * share) / 1000})`;
      if (fill.style.transform !== transform) fill.style.transform = transform;
      setAttribute(fill.parentNode, 'data-now', String(index === screen.segment));
    });
    labels.forEach((label, block) => {
      setText(label, screen.sides[block] === 'left' ? 'Left side' : 'Right side');
    });
    setAttribute(element, 'aria-valuemax', Math.round(screen.total / 1000));
    setAttribute(element, 'aria-valuenow', Math.floor(screen.position / 1000));
    setAttribute(element, 'aria-valuetext', screen.session);
  }

  return { element, paint };
}

function sum(segments) {
  return segments.reduce((total, segment) => total + segment.ms, 0);
}

/** Let an element take its share of the bar. */
function grown(element, ms) {
  element.style.flexGrow = ms;
  return element;
}

/**
 * How long the psoas is in the picture, against standing: a row a side, in words and as a bar from
 * the line of standing, with a whisker over the band of the two models. All bars have one scale,
 * so that steps can be compared. Nothing of it is spoken.
 */

import {make, makeSvg, setText} from './dom.js';

/** Millimetres from end to end of the scale; what is longer or shorter ends there. */
const SHORTEST_MM = -75;
const LONGEST_MM = 25;
const HEIGHT = 20;
const THICK = 10;

/**
 * Place a row on the scale, which is as many units wide as millimetres.
 * @param {{change: number|null, low: number|null, high: number|null}} row  millimetres
 * @returns {{zero: number, from: number, to: number, whisker: number[]|null}|null}  null where
 *   there is no figure; the whisker is null where only one model reaches
 */
export function placeLength({ change, low, high }) {
  if (change === null) return null;
  const at = (mm) => Math.min(LONGEST_MM, Math.max(SHORTEST_MM, mm)) - SHORTEST_MM;
  const [zero, end] = [at(0), at(change)];
  return {
    zero,
    from: Math.min(zero, end),
    to: Math.max(zero, end),
    whisker: low === null ? null : [at(low), at(high)],
  };
}

/** @returns {{element: HTMLElement, paint: function(object=)}}  paint the rows of a picture */
export function createLengths() {
  const rows = make('ul', { class: 'pp-length-rows' });
  const note = make('p', { class: 'pp-length-note' });
  const element = make('div', { class: 'pp-lengths' }, rows, note);
  let shown;

  function paint(told) {
    if (shown === told) return;
    shown = told;
    element.hidden = !told;
    rows.replaceChildren(...(told?.rows ?? []).map(rowOf));
    setText(note, told?.note ?? '');
    note.hidden = !told?.note;
  }

  element.hidden = true;
  return { element, paint };
}

function rowOf(row) {
  const words = make('span', { class: 'pp-length-words' }, `${row.words} `);
  const band = make('span', { class: 'pp-length-band-words' }, `(${row.band})`);
  return make('li', { class: 'pp-length', 'data-state': row.state }, barOf(row), words, band);
}

function barOf(row) {
  const place = placeLength(row);
  const middle = HEIGHT / 2;
  const line = (name, x1, x2, y1, y2) => makeSvg('line', { class: name, x1, x2, y1, y2 });
  const parts = [line('pp-length-scale', 0, LONGEST_MM - SHORTEST_MM, middle, middle)];
  if (place) {
    const { zero, from, to, whisker } = place;
    const box = { x: from, width: to - from, y: middle - THICK / 2, height: THICK };
    parts.push(makeSvg('rect', { class: 'pp-length-bar', ...box }));
    if (whisker) {
      parts.push(line('pp-length-band', ...whisker, middle, middle));
      parts.push(...whisker.map((x) => line('pp-length-band', x, x, middle - 4, middle + 4)));
    }
    parts.push(line('pp-length-zero', zero, zero, 0, HEIGHT));
  }
  return makeSvg(
    'svg',
    {
      class: 'pp-length-drawing',
      viewBox: `0 0 ${LONGEST_MM - SHORTEST_MM} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    ...parts,
  );
}

/**
 * How long the psoas is in the picture, against standing: a row a side, in words and as a bar from
 * the line of standing, with a whisker over the band of the two models. All bars have one scale,
 * so that steps can be compared. While the body moves the bars go with it, and the words already
 * say the step that it goes to. Nothing of it is spoken.
 */

import {make, makeSvg, setAttribute, setText} from './dom.js';
import {changeWords, stateOf} from './wording.js';

/** Millimetres from end to end of the scale; what is longer or shorter ends there. */
export const SHORTEST_MM = -75;
export const LONGEST_MM = 25;
const HEIGHT = 20;
const THICK = 10;

const BETWEEN_STEPS = 'between two steps';
const BEYOND = 'beyond the models';

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

/**
 * A row as it is on the way between two steps, where there is no band.
 * @param {{side: string}} row  the row of the step
 * @param {number|null} change  millimetres against standing
 * @param {{lengthened_from: number, shortened_from: number}} bounds  from where on a change is
 *   called one, millimetres
 */
export function rowBetween({ side }, change, bounds) {
  const state = stateOf({ change, low: null, high: null }, bounds);
  const words = `${side[0].toUpperCase()}${side.slice(1)} psoas: ${changeWords(change, state)}`;
  const band = change === null ? BEYOND : BETWEEN_STEPS;
  return { side, state, change, low: null, high: null, words, band };
}

/**
 * @param {object|undefined} bounds  see `rowBetween`; without them the bars rest
 * @returns {{element: HTMLElement, paint: function(object|undefined, object): void}}  paint the rows of
 *   a picture, and how it is on the way: {psoas: number[]|null, byHand: boolean}
 */
export function createLengths(bounds) {
  const list = make('ul', { class: 'pp-length-rows' });
  const note = make('p', { class: 'pp-length-note' });
  const reach = make('p', { class: 'pp-length-reach' });
  const element = make('div', { class: 'pp-lengths' }, list, note, reach);
  let shown;
  let rows = [];

  function paint(told, { psoas, byHand }) {
    if (shown !== told) lay(told);
    (told?.rows ?? []).forEach((row, at) => {
      const now = psoas && bounds ? rowBetween(row, psoas[at], bounds) : row;
      rows[at].paint(now, byHand ? now : row);
    });
  }

  function lay(told) {
    shown = told;
    element.hidden = !told;
    rows = (told?.rows ?? []).map(createRow);
    list.replaceChildren(...rows.map((row) => row.element));
    for (const [place, words] of [[note, told?.note], [reach, told?.reach]]) {
      setText(place, words ?? '');
      place.hidden = !words;
    }
  }

  element.hidden = true;
  return { element, paint };
}

function createRow() {
  const words = make('span', { class: 'pp-length-words' });
  const band = make('span', { class: 'pp-length-band-words' });
  const bar = createBar();
  const element = make('li', { class: 'pp-length' }, bar.element, words, band);

  /** @param {object} now  the row for the bar  @param {object} said  the row for the words */
  function paint(now, said) {
    setAttribute(element, 'data-state', now.state);
    bar.paint(now);
    setText(words, `${said.words} `);
    const models = said.low === null || said.band.includes('models') ? '' : '; two models';
    setText(band, `(${said.band}${models})`);
  }

  return { element, paint };
}

function createBar() {
  const middle = HEIGHT / 2;
  const line = (name, x1, x2, y1, y2) => makeSvg('line', { class: name, x1, x2, y1, y2 });
  const box = makeSvg('rect', { class: 'pp-length-bar', y: middle - THICK / 2, height: THICK });
  const whiskers = makeSvg('g');
  const zeroLine = line('pp-length-zero', 0, 0, 0, HEIGHT);
  const element = makeSvg(
    'svg',
    {
      class: 'pp-length-drawing',
      viewBox: `0 0 ${LONGEST_MM - SHORTEST_MM} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    line('pp-length-scale', 0, LONGEST_MM - SHORTEST_MM, middle, middle),
  );
  let drawn;

  function paint(row) {
    const key = `${row.change} ${row.low} ${row.high}`;
    if (drawn === key) return;
    drawn = key;
    const place = placeLength(row);
    for (const part of [box, whiskers, zeroLine]) part.remove();
    if (!place) return;
    const { zero, from, to, whisker } = place;
    setAttribute(box, 'x', from);
    setAttribute(box, 'width', to - from);
    for (const end of ['x1', 'x2']) setAttribute(zeroLine, end, zero);
    whiskers.replaceChildren(...(whisker ? [
      line('pp-length-band', ...whisker, middle, middle),
      ...whisker.map((x) => line('pp-length-band', x, x, middle - 4, middle + 4)),
    ] : []));
    element.append(box, whiskers, zeroLine);
  }

  return { element, paint };
}

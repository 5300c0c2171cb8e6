/**
 * How long the psoas is against standing, under a picture of the body: a bar a side on the scale of
 * the player, with a whisker over the span of two models. All attributes stand in the drawing, so
 * that it can be saved as it is.
 */

import {makeSvg} from '../shared/dom.js';
import {LONGEST_MM, placeLength, SHORTEST_MM} from '../shared/lengths.js';

const WIDE = 400;
const TICKS = [SHORTEST_MM, -50, -25, 0, LONGEST_MM];
const SIZE = 15;
const ROW = { words: 15, bar: 32, band: 54, height: 66 };
const THICK = 12;
const FONT = "system-ui,'Segoe UI',Arial,'Liberation Sans','DejaVu Sans',sans-serif";

/**
 * @param {object[]} rows  of `psoaslib.mechanics.wording.rows`
 * @param {function(string): string} colour  of a name of the palette
 */
export function barsOf(rows, colour) {
  const unit = WIDE / (LONGEST_MM - SHORTEST_MM);
  const line = (x1, y1, x2, y2, name, width) => makeSvg('line', { x1, y1, x2, y2, stroke: colour(name), 'stroke-width': width });
  const text = (words, x, y, name, anchor) => makeSvg('text', { x, y, fill: colour(name), 'font-size': SIZE, 'font-family': FONT, 'text-anchor': anchor }, words);
  const ticks = (top, foot) => TICKS.map((mm) => line((mm - SHORTEST_MM) * unit, top, (mm - SHORTEST_MM) * unit, foot, 'note-soft', 1));
  const parts = rows.flatMap((row, number) => {
    const top = number * ROW.height;
    const y = top + ROW.bar;
    const said = [text(row.words, 0, top + ROW.words, 'note', 'start'), text(`(${row.band})`, 0, top + ROW.band, 'note-soft', 'start')];
    const scale = [line(0, y, WIDE, y, 'note-soft', 1), ...ticks(y - 3, y + 3), line(-SHORTEST_MM * unit, y - 9, -SHORTEST_MM * unit, y + 9, 'note', 2)];
    const place = placeLength(row);
    if (!place) return [...said, ...scale];
    const { from, to, whisker } = place;
    const bar = makeSvg('rect', {
      x: from * unit, y: y - THICK / 2, width: (to - from) * unit, height: THICK, fill: colour(row.state), stroke: colour(`${row.state}-line`), 'stroke-width': 1,
    });
    const span = whisker
      ? [line(whisker[0] * unit, y, whisker[1] * unit, y, 'note', 2), ...whisker.map((at) => line(at * unit, y - 5, at * unit, y + 5, 'note', 2))]
      : [];
    return [...said, ...scale, bar, ...span];
  });
  const foot = rows.length * ROW.height + 6;
  const marked = TICKS.map((mm) => {
    const anchor = mm === SHORTEST_MM ? 'start' : mm === LONGEST_MM ? 'end' : 'middle';
    const sign = mm > 0 ? '+' : mm < 0 ? '−' : '';
    return text(`${sign}${Math.abs(mm)}`, (mm - SHORTEST_MM) * unit, foot + 22, 'note-soft', anchor);
  });
  const height = foot + 48;
  return makeSvg('svg', { class: 'px-bars', 'aria-hidden': 'true', viewBox: `-2 0 ${WIDE + 4} ${height}`, width: WIDE + 4, height },
    ...parts, line(0, foot, WIDE, foot, 'note-soft', 1), ...ticks(foot, foot + 5), ...marked,
    text('mm against standing', WIDE / 2, foot + 42, 'note-soft', 'middle'));
}

/** The bars of the length lab: change from standing, zero in the middle, with the models' span. */

import {make, setAttribute, setText} from '../shared/dom.js';
import {rowOf, shareWords} from './words.js';
import {bandWords, movedWords, stateOf} from '../shared/wording.js';

const FULL_MM = 100;
const TICKS = [-50, 0, 50];

/** Make a list of bars; `rows` are [name, words]. */
export function createBars(rows, note = '') {
  const made = rows.map(([name, words]) => [name, createBar(words)]);
  const axis = make('div', { class: 'pl-axis', 'aria-hidden': 'true' }, ...TICKS.map((tick) => {
    const label = make('span', {}, tick ? `${Math.abs(tick)} mm ${tick < 0 ? 'shorter' : 'longer'}` : '0');
    label.style.insetInlineStart = percentOf(tick);
    return label;
  }));
  const list = make('ul', { class: 'pl-bars' }, ...made.map(([, bar]) => bar.root));
  const root = make('div', { class: 'pl-chart' }, list, axis);
  if (note) root.append(make('p', { class: 'pl-small' }, note));

  /** @param {object} figures  by name; @param {object|null} kept  the kept pose's */
  function paint(figures, kept, bounds) {
    for (const [name, bar] of made) bar.paint(figures[name], kept ? kept[name] : null, bounds);
  }

  return { root, paint };
}

function createBar(words) {
  const bar = make('span', { class: 'pl-bar' });
  const span = make('span', { class: 'pl-span' });
  const ghost = make('span', { class: 'pl-bar-kept' });
  const millimetres = make('span', {});
  const share = make('span', { class: 'pl-share' });
  const value = make('span', { class: 'pl-value' }, millimetres, share);
  const track = make('span', { class: 'pl-track', 'aria-hidden': 'true' }, bar, ghost, span);
  const root = make('li', { class: 'pl-row' }, make('span', { class: 'pl-label' }, words), track, value);

  function paint(figure, kept, bounds) {
    setAttribute(bar, 'data-state', stateOf(rowOf(figure), bounds));
    stretch(bar, figure && [0, figure.change.value]);
    stretch(span, figure && figure.models > 1 && [figure.change.low, figure.change.high]);
    stretch(ghost, kept && [0, kept.change.value]);
    setText(millimetres, valueWords(figure));
    const drawnOut = figure && figure.share.value > 0;
    setText(share, drawnOut ? `at most ${shareWords(figure)} of the fibre length` : '');
  }

  return { root, paint };
}

/** Say a figure in few words. */
export function valueWords(figure) {
  if (!figure) return 'outside this model';
  const moved = movedWords(figure.change.value);
  return figure.alone ? `${moved} (one model)` : `${moved} (${bandWords(rowOf(figure))})`;
}

function stretch(element, ends) {
  element.style.display = ends ? '' : 'none';
  if (!ends) return;
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  element.style.insetInlineStart = percentOf(from);
  element.style.inlineSize = `${((to - from) / FULL_MM) * 50}%`;
}

function percentOf(mm) {
  return `${50 + (Math.min(Math.max(mm, -FULL_MM), FULL_MM) / FULL_MM) * 50}%`;
}

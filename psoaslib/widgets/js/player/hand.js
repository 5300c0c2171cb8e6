/**
 * The moves of a stretch in a row, gone through by hand, and words for where one is. Pure
 * functions; places count frames from 0.
 */

import {framesOf} from './motion.js';

/**
 * @param {object} timeline  see `timelineOf`
 * @param {function(string): boolean} plays  tells whether a step is played: where a move leads past
 *   one that is not, that move is taken
 * @returns {{from: string, to: string, frames: number[], at: number}[]}  `at` is the place of a
 *   move's first frame in the row; a move ends at the place where the next begins
 */
export function handMoves({ moves }, plays = () => true) {
  const row = [];
  const been = new Set();
  let at = 0;
  for (let [move] = moves; move; ) {
    const frames = framesOf(move);
    row.push({ from: move.from, to: move.to, frames, at });
    at += frames.length - 1;
    been.add(move.from).add(move.to);
    const here = move.to;
    const next = moves.filter(({ from, to }) => from === here && !been.has(to));
    move = next.find(({ to }) => plays(to)) ?? next[0];
  }
  return row;
}

/** @returns {number} the last place in a row of moves; the first is 0 */
export function handEnd(row) {
  const last = row.at(-1);
  return last ? last.at + last.frames.length - 1 : 0;
}

/** @returns {number|null} the place in a row at which a step stands still; null where none does */
export function handPlaceOf(row, step) {
  const begun = row.find(({ from }) => from === step);
  if (begun) return begun.at;
  return row.at(-1)?.to === step ? handEnd(row) : null;
}

/**
 * @param {object[]} row  see `handMoves`
 * @param {number} place
 * @param {function(string): string|undefined} titleOf  the title of a step, where it is known
 * @returns {{frame: number, step: string|null, words: string}}  `step` is null between two steps
 */
export function handAt(row, place, titleOf) {
  const move = row.findLast(({ at }) => at <= place);
  const within = Math.min(place - move.at, move.frames.length - 1);
  const frame = move.frames[within];
  const share = within / (move.frames.length - 1);
  const step = { 0: move.from, 1: move.to }[share] ?? null;
  const named = (id) => `“${titleOf(id) ?? plain(id)}”`;
  // What changes is said first: a screen reader says it all at every key.
  const words = step
    ? `at ${named(step)}`
    : `${shareWords(share)} from ${named(move.from)} to ${named(move.to)}`;
  return { frame, step, words };
}

/** A step that is not played has no words in the programme but its id. */
function plain(id) {
  const words = id.replaceAll('_', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

function shareWords(share) {
  const percent = Math.round(100 * share);
  return percent >= 47 && percent <= 53 ? 'half way' : `${percent} % of the way`;
}

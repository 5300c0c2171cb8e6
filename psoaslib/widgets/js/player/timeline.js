/**
 * The moves of a stretch counted in frames, so that motion and hand can go through them: a frame is a
 * twentieth of a second, and any moment between two frames can be shown. Pure functions.
 */

/** Frames a second. */
const RATE = 20;

/**
 * @param {{moves: {from: string, to: string, ms: number}[]}} ways  see scene/ways.js
 * @returns {{rate: number, moves: {from: string, to: string, first: number, last: number,
 *   number: number, ms: number}[]}}  `number` is that of the move in the ways
 */
export function timelineOf({ moves }) {
  let first = 0;
  const counted = moves.map(({ from, to, ms }, number) => {
    const last = first + Math.max(1, Math.round((ms * RATE) / 1000));
    const move = { from, to, ms, number, first, last };
    first = last + 1;
    return move;
  });
  return { rate: RATE, moves: counted };
}

/** @returns {{move: number, ms: number}} the moment at a frame, which may lie between two */
export function momentOf({ moves }, frame) {
  const { number, first, last, ms } = moves.findLast((move) => move.first <= frame);
  return { move: number, ms: (Math.min(1, (frame - first) / (last - first))) * ms };
}

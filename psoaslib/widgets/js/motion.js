/**
 * Which frame of a film shows when. Pure functions; times in milliseconds, frames count from 0.
 */

/** Several moves in a row take no longer than this: the person does not wait for the picture. */
const LONGEST_ROUTE_MS = 6000;

/** From a step back to the one that a rest shows: the way through a stretch is not longer. */
export const MOST_MOVES = 4;

/**
 * The frames by which a body goes from one step to another, both within.
 * @param {object} header  of a film
 * @param {string} from
 * @param {string} to
 * @param {number} most  how many moves it may take
 * @returns {number[]|null}  null where no moves lead there
 */
export function routeOf(header, from, to, most) {
  const ways = new Map([[from, []]]);
  for (let moves = 0; moves < most && !ways.has(to); moves += 1) {
    for (const [place, frames] of [...ways]) {
      for (const move of header.moves) {
        const ends = [[move.from, move.to, 1], [move.to, move.from, -1]];
        for (const [here, there, way] of ends) {
          if (here !== place || ways.has(there)) continue;
          ways.set(there, joined(frames, way > 0 ? framesOf(move) : framesOf(move).reverse()));
        }
      }
    }
  }
  return from !== to && ways.has(to) ? ways.get(to) : null;
}

function framesOf({ first, last }) {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** One move ends in the frame in which the next begins. */
function joined(frames, more) {
  return frames.at(-1) === more[0] ? [...frames, ...more.slice(1)] : [...frames, ...more];
}

/**
 * Begin a motion along a route. One that is under way is not torn off: back along the same frames
 * it turns where it stands; else what is left of it is played first, in the new one's own time.
 *
 * @param {number[]} route
 * @param {number} rate  frames a second
 * @param {number} now
 * @param {object|null} under  the motion under way
 * @returns {{route: number[], began: number, ms: number}}
 */
export function beginMotion(route, rate, now, under = null) {
  const timeOf = (frames) => Math.min(LONGEST_ROUTE_MS, (1000 * (frames.length - 1)) / rate);
  if (!under) return { route, began: now, ms: timeOf(route) };
  const place = placeIn(under, now);
  const turn = route.indexOf(under.route[place]);
  if (turn >= 0) return { route: route.slice(turn), began: now, ms: timeOf(route.slice(turn)) };
  return { route: joined(under.route.slice(place), route), began: now, ms: timeOf(route) };
}

/** @returns {number|null} the frame of a motion at a time; null once it is over */
export function frameOf(motion, now) {
  return now - motion.began >= motion.ms ? null : motion.route[placeIn(motion, now)];
}

function placeIn({ route, began, ms }, now) {
  const share = ms > 0 ? Math.min(1, Math.max(0, (now - began) / ms)) : 1;
  return Math.floor(share * (route.length - 1));
}

/**
 * The frame of a breath, from breathed out to breathed in and back.
 * @param {{first: number, last: number}} frames
 * @param {{phase: 'in'|'out', fraction: number}} breath  see `breathAt` in programme.js
 */
export function breathFrame({ first, last }, { phase, fraction }) {
  const eased = (1 - Math.cos(Math.PI * fraction)) / 2;
  return first + Math.round((last - first) * (phase === 'in' ? eased : 1 - eased));
}

/**
 * The moves of a stretch in a row, to be gone through by hand.
 * @returns {{from: string, to: string, frames: number[], at: number}[]}  `at` is the place of a
 *   move's first frame in the row; a move ends at the place where the next begins
 */
export function handMoves({ moves }) {
  const row = [];
  let at = 0;
  for (const move of moves) {
    if (row.length > 0 && move.from !== row.at(-1).to) continue;
    const frames = framesOf(move);
    row.push({ from: move.from, to: move.to, frames, at });
    at += frames.length - 1;
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
 * @returns {{frame: number, step: string|null, words: string}}  `step` is null between two steps
 */
export function handAt(row, place) {
  const move = row.findLast(({ at }) => at <= place);
  const within = Math.min(place - move.at, move.frames.length - 1);
  const frame = move.frames[within];
  const share = within / (move.frames.length - 1);
  const step = { 0: move.from, 1: move.to }[share] ?? null;
  if (step) return { frame, step, words: nameOf(step) };
  const way = `${nameOf(move.from)} to ${nameOf(move.to).toLowerCase()}`;
  return { frame, step, words: `${way}, ${shareWords(share)}` };
}

function nameOf(step) {
  const words = step.replaceAll('_', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

function shareWords(share) {
  const percent = Math.round(100 * share);
  return percent >= 47 && percent <= 53 ? 'half way' : `${percent} %`;
}

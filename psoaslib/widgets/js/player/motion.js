/**
 * Which frame of a stretch's moves shows when (`timeline.js`). Pure functions; times in milliseconds.
 */

/** Several moves in a row take no longer than this: the person does not wait for the picture. */
const LONGEST_ROUTE_MS = 6000;

/** From a step back to the one that a rest shows: the way through a stretch is not longer. */
export const MOST_MOVES = 4;

/**
 * The frames by which a body goes from one step to another, both within.
 * @param {object} timeline  see `timelineOf`
 * @param {string} from
 * @param {string} to
 * @param {number} most  how many moves it may take
 * @returns {number[]|null}  null where no moves lead there
 */
export function routeOf(timeline, from, to, most) {
  const ways = new Map([[from, []]]);
  for (let moves = 0; moves < most && !ways.has(to); moves += 1) {
    for (const [place, frames] of [...ways]) {
      for (const move of timeline.moves) {
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

/** The frames of a move, first to last. */
export function framesOf({ first, last }) {
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
  const place = Math.floor(placeIn(under, now));
  const turn = route.indexOf(under.route[place]);
  if (turn >= 0) return { route: route.slice(turn), began: now, ms: timeOf(route.slice(turn)) };
  return { route: joined(under.route.slice(place), route), began: now, ms: timeOf(route) };
}

/** @returns {number|null} the frame of a motion at a time, or between two; null once it is over */
export function frameOf(motion, now) {
  if (now - motion.began >= motion.ms) return null;
  const { route } = motion;
  const place = placeIn(motion, now);
  const [here, next] = [route[Math.floor(place)], route[Math.floor(place) + 1] ?? route.at(-1)];
  // Where one move ends and another begins the body stands as it did.
  return Math.abs(next - here) === 1 ? here + (next - here) * (place % 1) : here;
}

function placeIn({ route, began, ms }, now) {
  const share = ms > 0 ? Math.min(1, Math.max(0, (now - began) / ms)) : 1;
  return share * (route.length - 1);
}

/** Of a breath so many steps are told apart: a phone's battery is spared. */
const BREATH_STEPS = 12;

/**
 * How far the body has breathed in, from 0 to 1.
 * @param {{phase: 'in'|'out', fraction: number}} breath  see `breathAt` in programme.js
 */
export function breathOf({ phase, fraction }) {
  const eased = (1 - Math.cos(Math.PI * fraction)) / 2;
  return Math.round(BREATH_STEPS * (phase === 'in' ? eased : 1 - eased)) / BREATH_STEPS;
}

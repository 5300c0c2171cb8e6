/**
 * What a pointer means on a plate. Pure geometry, in the plate's units: tenths of a millimetre of
 * the body, x to the right and y down.
 */

/** A spot no wider than twice this is thin, such as a nerve: it may be meant from beside it. */
export const THIN = 40;
/** So far outside its edge every spot still counts as hit. */
const SLACK = 20;
/** A thin spot goes before the broad one that it lies on, within this share of its reach. */
const CLAIM = 0.35;
/** What lies aside counts as this much farther off, for the keys up and down. */
const ASIDE = 2;

/**
 * List the spots that a place may mean: first the one that is meant, then those that lie there too.
 * Of several that hold the place the one counts whose leader points nearest to it.
 *
 * @param {{at: number[], half: number, shapes: number[][]}[]} spots  `half` is the radius of the
 *   largest disc within the shapes, which are closed runs x, y, x, y, … filled by the even-odd rule
 * @param {number[]} place  x, y
 * @param {number} finger  how far off the pointer may be: more for a finger than for a mouse
 * @returns {number[]} numbers of spots; none where nothing is near
 */
export function spotsAt(spots, place, finger = THIN) {
  const near = [];
  spots.forEach(({ at, half, shapes }, number) => {
    const off = distanceTo(shapes, place);
    const reach = Math.max(SLACK, Math.max(THIN, finger) - half);
    const rank = (half > THIN ? CLAIM : 0) + off / reach;
    if (off <= reach) near.push({ number, off, rank, lead: Math.hypot(at[0] - place[0], at[1] - place[1]) });
  });
  near.sort((one, other) => one.rank - other.rank || one.lead - other.lead);
  return near.filter(({ off }, order) => order === 0 || off <= SLACK).map(({ number }) => number);
}

/**
 * Where a key goes from a spot: up and down to the one that lies there on the picture, left and
 * right through all of them in their order.
 * @returns {?number} null where the key leads nowhere
 */
export function nextSpot(spots, from, key) {
  if (key === 'Home') return 0;
  if (key === 'End') return spots.length - 1;
  if (key === 'ArrowRight') return from + 1 < spots.length ? from + 1 : null;
  if (key === 'ArrowLeft') return from > 0 ? from - 1 : null;
  const way = { ArrowDown: 1, ArrowUp: -1 }[key];
  const [x, y] = spots[from].at;
  let wanted = null;
  let least = Infinity;
  spots.forEach(({ at }, number) => {
    const down = way * (at[1] - y);
    const far = down + ASIDE * Math.abs(at[0] - x);
    if (down > 0 && far < least) [wanted, least] = [number, far];
  });
  return wanted;
}

/** Return how far a place lies outside shapes; 0 inside them. */
export function distanceTo(shapes, place) {
  if (isInside(shapes, place)) return 0;
  const [x, y] = place;
  let nearest = Infinity;
  for (const shape of shapes) {
    let [x0, y0] = shape.slice(-2);
    for (let i = 0; i < shape.length; i += 2) {
      const [x1, y1] = [shape[i], shape[i + 1]];
      nearest = Math.min(nearest, toSegment(x - x0, y - y0, x1 - x0, y1 - y0));
      [x0, y0] = [x1, y1];
    }
  }
  return nearest;
}

/**
 * Tell whether a place lies in shapes, by the even-odd rule.
 * @param {number[][]} shapes  @param {number[]} place
 */
export function isInside(shapes, [x, y]) {
  let inside = false;
  for (const shape of shapes) {
    let x0 = shape[shape.length - 2];
    let y0 = shape[shape.length - 1];
    for (let i = 0; i < shape.length; i += 2) {
      const x1 = shape[i];
      const y1 = shape[i + 1];
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
      x0 = x1;
      y0 = y1;
    }
  }
  return inside;
}

function toSegment(px, py, dx, dy) {
  const length = dx * dx + dy * dy;
  const share = length ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
  return Math.hypot(px - share * dx, py - share * dy);
}

/**
 * How finely and how often a moving picture is drawn, from what its own frames have cost. Sampling is
 * lowered first, then the rate; both rise again where frames have long been cheap.
 */

/** From best to cheapest: share of the pixels a side, geometry cells a pixel, also at rest, pictures a second. */
export const LEVELS = [
  { scale: 1, cells: 2, rest: 4, rate: 60 },
  { scale: 1, cells: 1, rest: 4, rate: 60 },
  { scale: 0.7, cells: 1, rest: 4, rate: 60 },
  { scale: 0.7, cells: 1, rest: 2.5, rate: 30 },
  { scale: 0.5, cells: 1, rest: 2, rate: 15 },
  { scale: 0.5, cells: 1, rest: 2, rate: 8 },
];
/** The level at which drawing in software begins. */
export const SOFTWARE = 3;
/** A frame may take this share of its interval; one that takes less than the second share is cheap. */
const DEAR = 0.7;
const CHEAP = 0.2;
const SEEN = 4;
const LONG = 90;

const intervalOf = ({ rate }) => 1000 / rate;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** @returns a pace that begins at the best level, or lower where it is known to be slow */
export function createPace(first = 0) {
  let level = first;
  let costs = [];
  let cheap = 0;
  let last = -Infinity;
  const step = (to) => {
    level = to;
    costs = [];
    cheap = 0;
  };
  return {
    get level() { return level; },
    /** Cost of a moving frame, ms; not known before there were some. */
    get cost() { return costs.length ? median(costs) : Infinity; },
    /** Tell whether a moving picture is due. */
    due: (now) => now - last >= intervalOf(LEVELS[level]) - 2,
    began(now) { last = now; },
    /** Take in what a moving frame has cost, ms. */
    took(ms) {
      costs = [...costs.slice(1 - SEEN), ms];
      const interval = intervalOf(LEVELS[level]);
      cheap = ms < CHEAP * interval ? cheap + 1 : 0;
      if (costs.length === SEEN && median(costs) > DEAR * interval && level < LEVELS.length - 1) step(level + 1);
      else if (cheap >= LONG && level > first) step(level - 1);
    },
  };
}

/** Return how finely a picture is drawn at a level: pixels of a canvas pixel, and cells of a pixel. */
export function samplingOf(level, { moving, dense }) {
  const { scale, cells, rest } = LEVELS[level];
  return { scale: moving ? scale : 1, cells: Math.max(1, (moving ? cells : rest) / dense) };
}

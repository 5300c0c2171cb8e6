/**
 * Where the tags of a plate lie: beside what they name, inside the picture, none on another. Pure
 * geometry in the plate's units, as in labelling_spots.js.
 */

import {isInside} from './spots.js';

/** In pixels: what is left free around a tag and around a place, and the steps of the search. */
const GAP = 5;
const STEP = 7;
const REACH = 24;
/** A tag on what it names counts as so many pixels farther off: at all, and where wholly on it. */
const TOUCHES = 30;
const COVERS = 70;
const HIDES = 400;
const OVERLAPS = 1e5;
const ACROSS = Array.from({ length: 21 }, (_, k) => k / 20);
const DOWN = [0, 0.33, 0.67, 1];

/**
 * @param {{at: number[], size: number[], shapes: number[][], number: boolean}[]} tags  the last
 *   has the first choice; a `number` stands on its place, a name beside it
 * @param {number[]} frame  left, top, width, height
 * @param {number} unit  units of the plate to a pixel of the screen
 * @returns {number[][]} the left upper corner of each tag
 */
export function placeTags(tags, frame, unit) {
  const placed = [];
  const bounded = tags.map((tag) => ({ ...tag, bounds: boundsOf(tag.shapes) }));
  for (let k = tags.length - 1; k >= 0; k -= 1) {
    const others = bounded.filter((_, other) => other !== k);
    placed.unshift(bestOf(bounded[k], placed, others, frame, unit));
  }
  return placed.map(([x, y]) => [x, y]);
}

/**
 * Where a line from a place meets a tag: the nearest point of its box.
 * @param {number[]} box  @param {number[]} place
 */
export function nearestOf([x, y, width, height], [px, py]) {
  return [Math.min(Math.max(px, x), x + width), Math.min(Math.max(py, y), y + height)];
}

/**
 * @param {object} tag  @param {number[][]} placed  @param {object[]} others
 * @param {number[]} frame  @param {number} unit
 */
function bestOf(tag, placed, others, [left, top, width, height], unit) {
  const { at, size: [wide, high], number } = tag;
  const gap = GAP * unit;
  let best = null;
  let least = Infinity;
  for (const across of stepsOf(wide, unit)) {
    for (const down of stepsOf(high, unit)) {
      const x = clamp(at[0] + across, left + gap, left + width - wide - gap);
      const y = clamp(at[1] + down, top + gap, top + height - high - gap);
      const box = [x, y, wide, high];
      let cost = distance(number ? [x + wide / 2, y + high / 2] : nearestOf(box, at), at);
      if (!number && holds(box, at, gap)) cost += HIDES * unit;
      if (cost >= least) continue;
      if (!number) cost += HIDES * unit * others.filter((each) => holds(box, each.at, gap)).length;
      cost += OVERLAPS * unit * placed.filter((each) => overlap(box, each, gap)).length;
      if (cost >= least) continue;
      if (!number) cost += hidden(box, tag) * unit;
      if (cost >= least) continue;
      if (!number) cost += others.reduce((sum, each) => sum + hidden(box, each) * unit, 0) / 2;
      if (cost >= least) continue;
      [best, least] = [box, cost];
    }
  }
  return best;
}

/** Offsets from a place to a corner, the middle of the tag on it first, then farther and farther. */
function stepsOf(size, unit) {
  const reach = Math.ceil(size / 2 / unit / STEP) + REACH;
  const steps = [-size / 2];
  for (let k = 1; k <= reach; k += 1) steps.push(-size / 2 + k * STEP * unit, -size / 2 - k * STEP * unit);
  return steps;
}

/** @param {number[]} box  @param {object} tag */
function hidden(box, { shapes, bounds }) {
  if (!overlap(box, bounds, 0)) return 0;
  const [x, y, wide, high] = box;
  const points = ACROSS.flatMap((u) => DOWN.map((v) => [x + u * wide, y + v * high]));
  const share = points.filter((point) => isInside(shapes, point)).length / points.length;
  return share > 0 ? TOUCHES + COVERS * share : 0;
}

function boundsOf(shapes) {
  const [xs, ys] = [0, 1].map((odd) => shapes.flatMap((shape) => shape.filter((_, i) => i % 2 === odd)));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** @param {number[]} box  @param {number[]} place  @param {number} gap */
function holds([x, y, wide, high], [px, py], gap) {
  return px > x - gap && px < x + wide + gap && py > y - gap && py < y + high + gap;
}

/** @param {number[]} box  @param {number[]} other  @param {number} gap */
function overlap([x, y, wide, high], [x1, y1, wide1, high1], gap) {
  return x < x1 + wide1 + gap && x1 < x + wide + gap && y < y1 + high1 + gap && y1 < y + high + gap;
}

/** @param {number[]} place  @param {number[]} other */
function distance([x, y], [x1, y1]) {
  return Math.hypot(x - x1, y - y1);
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}

/**
 * Where labels of bones and of the psoas point in a picture. What an arm, the head or a prop covers,
 * or the view does not show, has no spot. Millimetres in the plane of the picture, y down.
 */
import { psoasLine } from './arrows.js';
import { project } from './camera.js';
import { COVER } from './cover.js';
import { forSide } from './faults.js';
import { pointOf } from './frames.js';
import { distance } from './plane.js';

/**
 * For each label its places, the best first: frame, and place in it for 1.75 m, m, on the right.
 * @type {Object<string, [string, number[]][]>}
 */
const PLACES = {
  t12: [['T12', [0, 0.013, 0]], ['T12', [0.01, 0.013, 0]], ['T12', [-0.012, 0.013, 0]], ['T12', [0, 0.013, -0.012]], ['T12', [-0.045, 0.004, 0]]],
  l5: [['L5', [0, 0.016, 0]], ['L5', [0.012, 0.014, 0]], ['L5', [0, 0.016, -0.014]], ['L5', [-0.014, 0.016, 0]], ['L5', [-0.045, 0.006, 0]]],
  sacrum: [['pelvis', [-0.062, 0.072, 0]], ['pelvis', [-0.07, 0.05, 0]], ['pelvis', [-0.08, 0.074, 0]], ['pelvis', [-0.04, 0.096, 0]], ['pelvis', [-0.08, 0.02, 0]], ['pelvis', [-0.082, 0.004, 0]]],
  brim: [['pelvis', [0.036, -0.012, 0.052]], ['pelvis', [0.046, -0.02, 0.04]], ['pelvis', [0.054, -0.026, 0.03]]],
  greater_trochanter: [['right_femur', [-0.014, -0.016, 0.058]], ['right_femur', [-0.012, -0.03, 0.062]], ['right_femur', [-0.008, -0.044, 0.056]]],
  lesser_trochanter: [['right_femur', [-0.0185, -0.062, 0.012]], ['right_femur', [-0.014, -0.061, 0.02]], ['right_femur', [-0.008, -0.063, 0.028]]],
  femur: [['right_femur', [0.008, -0.24, 0.022]], ['right_femur', [0.01, -0.19, 0.028]], ['right_femur', [0.006, -0.3, 0.014]], ['right_femur', [0.004, -0.14, 0.034]]],
};
const MUSCLE = 'psoas_major';
/** The ids of all labels, in the order in which they are told. */
export const LABELS = [MUSCLE, ...Object.keys(PLACES)];
/** The psoas ends on it: its spot may lie under the muscle. */
const UNDER = 'lesser_trochanter';
/** It lies before the hip bone: no spot where the pelvis is seen from behind, by a cosine. */
const BEFORE = 'brim';
const FROM_BEHIND = -0.1;
/** mm: how far a spot of the muscle may lie from its line, and how deep it must lie in it. */
const NEAR = 32;
const STEP = 4;
const EDGE = 3;

/**
 * Return where each label points: {id: [x, y]}, of what is seen.
 *
 * @param {object} figure that has taken its pose
 * @param {object} cover see cover.js
 * @param {{axes: import('./camera.js').Axes, side?: 'right'|'left', names?: string[]}} of the picture, the
 *   side that is stretched, and the labels asked for
 */
export function spotsOf(figure, cover, { axes, side = 'right', names = LABELS }) {
  const size = figure.frames.stature / 1.75;
  /** @type {Object<string, number[]>} */
  const found = {};
  const forward = figure.axisOf('pelvis', 0);
  const behind = forward.reduce((sum, part, k) => sum + part * axes.toward[k], 0) < FROM_BEHIND;
  const shows = ([x, y]) => cover.at(x, y) === COVER.trunk;
  const onBone = (at) => shows(at) && cover.boneAt(...at);
  for (const name of names) {
    if (behind && name === BEFORE) continue;
    let spot;
    if (name === MUSCLE) spot = thickest(figure, cover, axes, side);
    else {
      const places = PLACES[name].map(([frame, at]) => {
        const [of, place] = forSide(frame, at, side);
        return project(axes, pointOf([0, 0, 0], figure.frames, of, place.map((part) => size * part))).slice(0, 2);
      }).filter(onBone);
      spot = places.find((at) => !cover.muscleAt(...at)) ?? (name === UNDER ? places[0] : undefined);
    }
    if (spot && !Object.values(found).some(([x, y]) => Math.hypot(x - spot[0], y - spot[1]) < 1e-3)) found[name] = spot;
  }
  return found;
}

/** Return the place deepest within what is seen of a muscle near its line. */
function thickest(figure, cover, axes, side) {
  const line = psoasLine(figure.frames, side).map((point) => project(axes, point).slice(0, 2));
  const bit = side === 'left' ? 2 : 1;
  const [xs, ys] = [0, 1].map((k) => line.map((point) => point[k]));
  let [best, deepest] = [undefined, EDGE];
  for (let x = Math.min(...xs) - NEAR; x <= Math.max(...xs) + NEAR; x += STEP) {
    for (let y = Math.min(...ys) - NEAR; y <= Math.max(...ys) + NEAR; y += STEP) {
      if (!(cover.muscleAt(x, y) & bit) || cover.at(x, y) !== COVER.trunk || distance([x, y], line) >= NEAR) continue;
      let deep = deepest;
      const inside = (r) => cover.clear([x - r, y - r, x + r, y + r], (cell) => !(cell.muscle & bit) || cell.kind !== COVER.trunk);
      while (inside(deep + 1)) deep += 1;
      if (deep > deepest) [best, deepest] = [[x, y], deep];
    }
  }
  return best;
}

/**
 * What the models say of a pose: psoas, iliacus and rectus femoris, each with its band, and each
 * model alone. Millimetres of change from standing; `share` is the change over the optimal fibre
 * length with the tendon taken as rigid, an upper bound.
 */

import {readTable} from './grid.js';
import {hipLength} from './hip.js';

const HAIR_DEG = 1e-6;
const STILL = { hip_flexion: 0, hip_adduction: 0, hip_rotation: 0 };

/**
 * Make the function that says what the models say.
 * @param {object} muscles  by "model.muscle", as `psoaslib.exercises.length_tables` packs them
 * @param {object} tables
 * @param {Int16Array} numbers
 * @returns {function(object): Object<string, {change: number, share: number}|null>} of a right
 *   limb's joint angles, degrees; null where the pose lies beyond a model
 */
export function createModels(muscles, tables, numbers) {
  const standing = Object.fromEntries(
    Object.entries(muscles)
      .filter(([, each]) => each.way)
      .map(([name, each]) => [name, hipLength(each.way, STILL)]),
  );
  const one = (name, { ranges, way, table, scale, share_table: shares, share_per_mm: perMm }, angles) => {
    const inside = Object.entries(ranges).every(
      ([angle, [low, high]]) => angles[angle] >= low - HAIR_DEG && angles[angle] <= high + HAIR_DEG,
    );
    if (!inside) return null;
    const hip = way ? 1000 * (hipLength(way, angles) - standing[name]) : 0;
    const tabled = table ? readTable(tables[table], numbers, angles) : 0;
    const share = shares
      ? readTable(tables[shares], numbers, angles) + hip * perMm
      : (hip + tabled) * perMm;
    return { change: scale * (hip + tabled), share };
  };
  return (angles) => Object.fromEntries(
    Object.entries(muscles).map(([name, each]) => [name, one(name, each, angles)]),
  );
}

/**
 * Join two models' figures: the mean with the span of the two. Where only one reaches, its figure
 * with no span; null where neither does.
 */
export function joinedModels(a, b) {
  const found = [a, b].filter(Boolean);
  if (!found.length) return null;
  const of = (name) => {
    const values = found.map((each) => each[name]);
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    return { value, low: Math.min(...values), high: Math.max(...values) };
  };
  return { change: of('change'), share: of('share'), models: found.length };
}

/** Tables of the length lab: even grids of angles, read by a cubic through four nodes an axis. */

import {unzipped} from '../scene/packed.js';

/** Unpack gzipped numbers of 16 bits. @returns {Promise<Int16Array>} */
export async function unpackNumbers(gzipped) {
  const view = new DataView((await unzipped(gzipped)).buffer);
  return Int16Array.from({ length: view.byteLength / 2 }, (_, i) => view.getInt16(2 * i, true));
}

/**
 * Read a table between its nodes.
 * @param {object} table  angles, unit and blocks, as `psoaslib.exercises.length_tables` packs them
 * @param {Int16Array} numbers
 * @param {Object<string, number>} angles  degrees, within the table's range
 */
export function readTable(table, numbers, angles) {
  const first = angles[table.angles[0]];
  const block = table.blocks.find((each) => first <= each.spans[0][1]) ?? table.blocks.at(-1);
  let places = [{ at: 0, weight: 1 }];
  table.angles.forEach((name, axis) => {
    const [low, high, count] = block.spans[axis];
    const along = ((angles[name] - low) / (high - low)) * (count - 1);
    const from = Math.min(Math.max(Math.floor(along) - 1, 0), count - 4);
    const weights = cubicWeights(along - from);
    places = places.flatMap(({ at, weight }) =>
      weights.map((w, k) => ({ at: at * count + from + k, weight: weight * w })));
  });
  return table.unit * places.reduce((sum, p) => sum + p.weight * numbers[block.at + p.at], 0);
}

/** Return the weights of four nodes at 0, 1, 2 and 3. */
function cubicWeights(u) {
  return [
    -((u - 1) * (u - 2) * (u - 3)) / 6,
    (u * (u - 2) * (u - 3)) / 2,
    -(u * (u - 1) * (u - 3)) / 2,
    (u * (u - 1) * (u - 2)) / 6,
  ];
}

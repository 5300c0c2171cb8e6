/**
 * What covers what in a picture, on a coarse grid: by it marks and labels find room, and their spots.
 * Millimetres in the plane of the picture, y down (see camera.js).
 */
import { project } from './camera.js';
import { cornersOf, standing } from './geometry.js';
import { turnOf } from './plane.js';
import { FULL } from './xray.js';

/** What is nearest in a cell; an arm and the head hide what shows through. */
export const COVER = { none: 0, trunk: 1, arm: 2, prop: 3 };
const HIDING = ['head', 'upper_arm', 'forearm', 'hand'];
/** mm: side of a cell. */
const CELL = 6;

/**
 * @param {object} figure that has taken its pose (see figure.js)
 * @param {object[]} props that are seen
 * @param {object} axes of the camera
 * @param {number[]} frame [x, y, width, height] of the picture
 */
export function coverOf(figure, props, axes, [left, top, width, height]) {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const cells = columns * rows;
  const kinds = new Uint8Array(cells);
  const bones = new Uint8Array(cells);
  const muscles = new Uint8Array(cells);
  const nearest = new Float32Array(cells).fill(-Infinity);
  const column = (x) => Math.floor((x - left) / CELL);
  const row = (y) => Math.floor((y - top) / CELL);
  const cellAt = (x, y) => {
    const [u, v] = [column(x), row(y)];
    return u < 0 || v < 0 || u >= columns || v >= rows ? -1 : v * columns + u;
  };
  const flat = (out, k, stride) => project(axes, [out[stride * k], out[stride * k + 1], out[stride * k + 2]]);

  /** Call with each cell within bounds, and its middle, until that returns true; tell whether it has. */
  function within([x0, y0, x1, y1], heard) {
    for (let v = Math.max(0, row(y0)); v <= Math.min(rows - 1, row(y1)); v += 1) {
      for (let u = Math.max(0, column(x0)); u <= Math.min(columns - 1, column(x1)); u += 1) {
        if (heard(v * columns + u, left + (u + 0.5) * CELL, top + (v + 0.5) * CELL)) return true;
      }
    }
    return false;
  }

  /** Call with each cell that triangles of places touch, the triangle's first vertex, and its depth. */
  function touched({ triangles }, out, heard) {
    const at = new Float32Array((3 * out.length) / 4);
    for (let k = 0; k < out.length / 4; k += 1) at.set(flat(out, k, 4), 3 * k);
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
      const [ux, uy, vx, vy] = [at[b] - at[a], at[b + 1] - at[a + 1], at[c] - at[a], at[c + 1] - at[a + 1]];
      const depth = (at[a + 2] + at[b + 2] + at[c + 2]) / 3;
      const steps = Math.ceil(Math.sqrt(Math.max(ux * ux + uy * uy, vx * vx + vy * vy, (ux - vx) ** 2 + (uy - vy) ** 2)) / CELL) || 1;
      for (let i = 0; i <= steps; i += 1) {
        for (let j = 0; i + j <= steps; j += 1) {
          const cell = cellAt(at[a] + (i * ux + j * vx) / steps, at[a + 1] + (i * uy + j * vy) / steps);
          if (cell >= 0) heard(cell, triangles[t], depth);
        }
      }
    }
  }

  const { mesh, body } = figure;
  const covers = mesh.labels.map(({ part }) => (HIDING.includes(part) ? COVER.arm : COVER.trunk));
  touched(mesh, body.out, (cell, vertex, depth) => {
    if (depth <= nearest[cell]) return;
    nearest[cell] = depth;
    kinds[cell] = covers[mesh.label[vertex]];
  });
  touched(figure.bones.mesh, figure.bones.out, (cell) => { bones[cell] = 1; });
  for (const [bit, side] of [[1, 'right'], [2, 'left']]) {
    const { lines, radii } = figure.psoas;
    for (let k = 0; k < radii.length; k += 1) {
      const [[u, v], r] = [flat(lines[side], k, 3), 1000 * FULL * radii[k]];
      within([u - r, v - r, u + r, v + r], (cell, x, y) => {
        // @ts-expect-error: tsc mixes the types of what a literal row holds.
        if (Math.hypot(x - u, y - v) <= r) muscles[cell] |= bit;
      });
    }
  }
  for (const prop of props.filter(({ shape }) => shape !== 'wall')) {
    const [, , deep] = project(axes, standing(prop).middle);
    const outline = prop.shape === 'ball' ? roundOf(prop, axes) : hullOf(cornersOf(prop).map((corner) => project(axes, corner)));
    const [xs, ys] = [0, 1].map((k) => outline.map((point) => point[k]));
    within([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], (cell, x, y) => {
      if (deep > nearest[cell] && holds(outline, x, y)) kinds[cell] = COVER.prop;
    });
  }

  return {
    at: (x, y) => kinds[Math.max(0, cellAt(x, y))],
    boneAt: (x, y) => Boolean(bones[Math.max(0, cellAt(x, y))]),
    muscleAt: (x, y) => muscles[Math.max(0, cellAt(x, y))],
    /** Tell whether nothing of a kind lies in a box. */
    clear(bounds, asked) {
      return !within(bounds, (cell, x, y) => asked({ kind: kinds[cell], bone: bones[cell], muscle: muscles[cell] }, x, y));
    },
  };
}

const ROUND = 32;

/** Return the outline of a ball, its half axes along those of the room. */
function roundOf(ball, axes) {
  const { middle, half } = standing(ball);
  return Array.from({ length: ROUND }, (_, k) => {
    const turn = (k / ROUND) * 2 * Math.PI;
    const way = axes.right.map((part, d) => half[d] * (Math.cos(turn) * part + Math.sin(turn) * axes.down[d]));
    const length = Math.hypot(...way);
    return project(axes, middle.map((part, d) => part + (half[d] * way[d]) / length));
  });
}

/** Return the convex outline of points, in the order in which `holds` asks for them. */
function hullOf(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (some) => {
    const kept = [];
    for (const point of some) {
      while (kept.length > 1 && turnOf(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Tell whether a convex outline holds a place. */
function holds(outline, x, y) {
  return outline.every((point, k) => turnOf(point, outline[(k + 1) % outline.length], [x, y]) >= 0);
}

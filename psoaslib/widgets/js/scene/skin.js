/**
 * A body in a pose: its places in the room, and how the light falls on them. All room is made
 * once; `update` takes none.
 *
 * @typedef {object} Body
 * @property {import('./mesh.js').Mesh} mesh
 * @property {number} stature  metres
 * @property {Float32Array} out  four numbers a vertex: x, y, z in the room, and the tone, -1 to 1
 * @property {function(object, object=): void} update
 * @property {function(number[]): void} relight
 */

import { beadOf, shape } from './capsules.js';
import { curlFingers } from './mesh.js';

/**
 * @param {import('./mesh.js').Mesh} mesh
 * @param {number} stature  metres
 * @returns {Body}
 */
export function createBody(mesh, stature = mesh.stature) {
  const { count, bones, shares, header } = mesh;
  const size = stature / mesh.stature;
  const places = mesh.rest.map((value) => size * value);
  const normals = mesh.normals.slice();
  const out = new Float32Array(4 * count);
  const lit = new Float32Array(3 * (header.frames.length + 1));
  const joints = mesh.capsules.filter(({ joint }) => joint);
  const breathing = createBreath(mesh);
  const now = { breath: 0, right_hand: header.curl, left_hand: header.curl, frames: null };
  const [a, b, hint] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];

  /**
   * Carry the body into a pose.
   * @param {import('./frames.js').Frames} frames
   * @param {{curl?: object, breath?: number, light?: number[]}} more  curl of the fingers
   *   in degrees; breath from 0 (out) to 1 (in); light: the direction to it in the room
   */
  function update(frames, { curl, breath = 0, light } = {}) {
    now.frames = frames;
    if (curl && header.fingers) {
      settle('right', curl.right_hand ?? header.curl);
      settle('left', curl.left_hand ?? header.curl);
    }
    if (breath !== now.breath) {
      breathing.add(places, size * (breath - now.breath));
      now.breath = breath;
    }
    for (let k = 0; k < joints.length; k += 1) span(joints[k], frames);
    carry(frames.carry);
    if (light) relight(light);
  }

  function settle(side, curl) {
    const hand = `${side}_hand`;
    if (now[hand] === curl) return;
    now[hand] = curl;
    curlFingers(mesh, places, normals, side, curl);
    for (const { finger, first, form } of size === 1 ? [] : mesh.capsules) {
      if (finger?.side === side) for (let k = 3 * first; k < 3 * (first + form.count); k += 1) places[k] *= size;
    }
  }

  /** Shape a fill between two frames; it lies in the room already. */
  function span({ ends, first, form }, frames) {
    const turn = 9 * ends[0][3];
    for (let d = 0; d < 3; d += 1) hint[d] = frames.turns[turn + 3 * d + 2];
    beadOf(a, frames, ends[0], size);
    beadOf(b, frames, ends[1], size);
    shape(places, normals, first, form, a, size * ends[0][6], b, size * ends[1][6], hint);
  }

  function carry(m) {
    for (let i = 0; i < count; i += 1) {
      const x = places[3 * i];
      const y = places[3 * i + 1];
      const z = places[3 * i + 2];
      const k = 12 * bones[2 * i];
      let u = m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3];
      let v = m[k + 4] * x + m[k + 5] * y + m[k + 6] * z + m[k + 7];
      let w = m[k + 8] * x + m[k + 9] * y + m[k + 10] * z + m[k + 11];
      const s = shares[i];
      if (s > 0) {
        const l = 12 * bones[2 * i + 1];
        u += s * (m[l] * x + m[l + 1] * y + m[l + 2] * z + m[l + 3] - u);
        v += s * (m[l + 4] * x + m[l + 5] * y + m[l + 6] * z + m[l + 7] - v);
        w += s * (m[l + 8] * x + m[l + 9] * y + m[l + 10] * z + m[l + 11] - w);
      }
      out[4 * i] = u;
      out[4 * i + 1] = v;
      out[4 * i + 2] = w;
    }
  }

  /**
   * Let the light fall from elsewhere on the body as it is.
   * @param {number[]} light
   */
  function relight([x, y, z]) {
    const m = now.frames.carry;
    for (let k = 0, l = 0; l < lit.length; k += 12, l += 3) {
      for (let d = 0; d < 3; d += 1) lit[l + d] = m[k + d] * x + m[k + 4 + d] * y + m[k + 8 + d] * z;
    }
    for (let i = 0; i < count; i += 1) {
      const nx = normals[3 * i];
      const ny = normals[3 * i + 1];
      const nz = normals[3 * i + 2];
      const k = 3 * bones[2 * i];
      let tone = lit[k] * nx + lit[k + 1] * ny + lit[k + 2] * nz;
      const s = shares[i];
      if (s > 0) {
        const l = 3 * bones[2 * i + 1];
        tone += s * (lit[l] * nx + lit[l + 1] * ny + lit[l + 2] * nz - tone);
      }
      out[4 * i + 3] = tone;
    }
  }

  return { mesh, stature, out, update, relight };
}

/** How a breath widens the trunk, the first tube of a body: as `figures.subject` has it. */
function createBreath({ header, rest }) {
  if (!header.breath) return { add: () => {} };
  const [rows, many] = header.tubes[0];
  const way = new Float32Array(3 * rows * many);
  for (let row = 0; row < rows; row += 1) {
    const middle = [0, 0, 0];
    for (let k = row * many; k < (row + 1) * many; k += 1) for (let d = 0; d < 3; d += 1) middle[d] += rest[3 * k + d] / many;
    const by = header.breath.reduce((sum, [at, reach, most]) => sum + most * Math.exp(-(((middle[1] - at) / reach) ** 2)), 0);
    for (let k = row * many; k < (row + 1) * many; k += 1) {
      const from = middle.map((value, d) => rest[3 * k + d] - value);
      const [x, y, z] = from.map((value) => value / Math.hypot(...from));
      const share = x > 0 ? 0.4 + 0.6 * x * x : 0.4 * z * z;
      [x, y, z].forEach((value, d) => { way[3 * k + d] = by * share * value; });
    }
  }
  return { add(places, breath) { for (let k = 0; k < way.length; k += 1) places[k] += breath * way[k]; } };
}

/**
 * The psoas of both sides in a pose: lines of its fascicles over the brim of the pelvis, as
 * `psoaslib/mesh/strands.py` finds them. Metres.
 *
 * @typedef {object} Psoas
 * @property {number} many  fascicles of a side
 * @property {number} steps  points along each
 * @property {{right: Float32Array, left: Float32Array}} lines  fascicle after fascicle, origin first
 * @property {Float32Array} radii  along each fascicle, the same on both sides
 * @property {function(import('./frames.js').Frames): void} update
 */

/** Where the hip is turned, on the way between straight and round the brim, points stand here. */
const STRAIGHT = [0.4, 0.4];

/**
 * @param {import('./mesh.js').Mesh} bones
 * @param {number} stature  metres
 * @returns {Psoas}
 */
export function createPsoas({ header }, stature = header.stature) {
  const { starts, ends, cylinder, thick, arc, smooth } = header.psoas;
  const size = stature / header.stature;
  const origins = starts.flatMap(([frame, points]) => points.map((point) => ({ frame, point: scaled(point) })));
  const last = ends.map(scaled);
  const centre = scaled(cylinder.centre);
  const axes = cylinder.axes.flat();
  const radii = cylinder.radii.map((value) => size * value);
  const many = origins.length;
  const steps = thick[0].length;
  const thighs = ['right', 'left'].map((side) => header.frames.findIndex(([name]) => name === `${side}_femur`));
  const corners = arc + 3;
  // Room for one fascicle: its corners, how far they lie along it, and the line as it is evened.
  const bent = new Float64Array(3 * corners);
  const along = new Float64Array(corners);
  const [line, next] = [new Float64Array(3 * steps), new Float64Array(3 * steps)];
  const [a, b, tip, flat] = [new Float64Array(3), new Float64Array(3), new Float64Array(3), new Float64Array(3)];
  const psoas = {
    many,
    steps,
    lines: { right: new Float32Array(3 * many * steps), left: new Float32Array(3 * many * steps) },
    radii: Float32Array.from(thick.flat(), (value) => size * value),
    update,
  };

  function scaled(point) {
    return point.map((value) => size * value);
  }

  function update(frames) {
    fill(psoas.lines.right, frames, 1, thighs[0]);
    fill(psoas.lines.left, frames, -1, thighs[1]);
  }

  function fill(out, frames, side, thigh) {
    inPelvis(flat, frames, thigh, last[0], side);
    intoCylinder(b, flat);
    inPelvis(tip, frames, thigh, last[1], side);
    for (let k = 0; k < many; k += 1) {
      inPelvis(flat, frames, origins[k].frame, origins[k].point, side);
      intoCylinder(a, flat);
      bend(radii[k]);
      even();
      for (let i = 0; i < steps; i += 1) inRoom(out, 3 * (k * steps + i), frames, line, 3 * i, side);
    }
  }

  /** Where a point of a frame lies in the pelvis, as if it were of the right side. */
  function inPelvis(out, { turns, origins: at }, frame, [x, y, z], side) {
    const t = 9 * frame;
    for (let d = 0; d < 3; d += 1) out[d] = 0;
    for (let d = 0; d < 3; d += 1) {
      const way = turns[t + 3 * d] * x + turns[t + 3 * d + 1] * y + turns[t + 3 * d + 2] * side * z + at[3 * frame + d] - at[d];
      for (let e = 0; e < 3; e += 1) out[e] += turns[3 * d + e] * way;
    }
    out[2] *= side;
  }

  function inRoom(out, to, { turns, origins: at }, from, k, side) {
    for (let d = 0; d < 3; d += 1) {
      out[to + d] = at[d] + turns[3 * d] * from[k] + turns[3 * d + 1] * from[k + 1] + turns[3 * d + 2] * side * from[k + 2];
    }
  }

  function intoCylinder(out, point) {
    for (let row = 0; row < 3; row += 1) {
      out[row] = 0;
      for (let d = 0; d < 3; d += 1) out[row] += axes[3 * row + d] * (point[d] - centre[d]);
    }
  }

  /** Find the corners of the shortest way from `a` round the cylinder to `b`, and on to the tip. */
  function bend(radius) {
    const [farA, farB] = [Math.max(Math.hypot(a[0], a[1]), 1.001 * radius), Math.max(Math.hypot(b[0], b[1]), 1.001 * radius)];
    const from = Math.atan2(-a[1], a[0]);
    const turn = (((Math.atan2(-b[1], b[0]) - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
    const to = from + (turn > 1.5 * Math.PI ? turn - 2 * Math.PI : turn);
    const [leave, meet] = [from + Math.acos(radius / farA), to - Math.acos(radius / farB)];
    corner(0, a[0], a[1]);
    for (let k = 0; k < arc; k += 1) {
      const share = k / (arc - 1);
      if (meet > leave) {
        const angle = leave + (meet - leave) * share;
        corner(k + 1, radius * Math.cos(angle), -radius * Math.sin(angle));
      } else {
        const there = STRAIGHT[0] + STRAIGHT[1] * share;
        corner(k + 1, a[0] + (b[0] - a[0]) * there, a[1] + (b[1] - a[1]) * there);
      }
    }
    corner(arc + 1, b[0], b[1]);
    const long = along[arc + 1];
    for (let k = 0; k < arc + 2; k += 1) {
      flat[0] = bent[3 * k];
      flat[1] = bent[3 * k + 1];
      flat[2] = a[2] + ((b[2] - a[2]) * along[k]) / long;
      for (let d = 0; d < 3; d += 1) bent[3 * k + d] = centre[d] + axes[d] * flat[0] + axes[3 + d] * flat[1] + axes[6 + d] * flat[2];
    }
    for (let d = 0; d < 3; d += 1) bent[3 * (arc + 2) + d] = tip[d];
  }

  function corner(k, x, y) {
    bent[3 * k] = x;
    bent[3 * k + 1] = y;
    along[k] = k ? along[k - 1] + Math.hypot(x - bent[3 * k - 3], y - bent[3 * k - 2]) : 0;
  }

  /** Set points evenly along the corners, and smooth them where they bend. */
  function even() {
    for (let k = 1; k < corners; k += 1) {
      along[k] = along[k - 1] + Math.hypot(bent[3 * k] - bent[3 * k - 3], bent[3 * k + 1] - bent[3 * k - 2], bent[3 * k + 2] - bent[3 * k - 1]);
    }
    for (let k = 0, j = 0; k < steps; k += 1) {
      const at = (along[corners - 1] * k) / (steps - 1);
      while (j < corners - 2 && along[j + 1] < at) j += 1;
      const share = (at - along[j]) / (along[j + 1] - along[j] || 1);
      for (let d = 0; d < 3; d += 1) line[3 * k + d] = bent[3 * j + d] + share * (bent[3 * j + 3 + d] - bent[3 * j + d]);
    }
    for (let time = 0; time < smooth; time += 1) {
      next.set(line);
      for (let k = 3; k < line.length - 3; k += 1) line[k] = (next[k - 3] + 2 * next[k] + next[k + 3]) / 4;
    }
  }

  return psoas;
}

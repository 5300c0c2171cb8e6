/**
 * A muscle's way over the hip, as `psoaslib.mechanics.hip` and `cylinder` follow it: straight, over a
 * via point while the hip's flexion lies between two bounds, or round a cylinder. Right limb,
 * metres, the pelvis's frame: x forward, y up, z right.
 */

const DEGREE = Math.PI / 180;

/** Return the length of a way; angles in degrees. */
export function hipLength(way, angles) {
  const { hip_flexion: flexion, hip_adduction: adduction, hip_rotation: rotation } = angles;
  const first = added(way.centre, turnedZ(flexion, turnedX(adduction, turnedY(rotation, way.first))));
  const fixed = way.before + way.after;
  if (way.cylinder) {
    const { middle, axes } = way.cylinder;
    const inward = (point) => axes.map((axis) => dotted(axis, taken(point, middle)));
    return fixed + woundLength(way.cylinder, inward(way.last), inward(first));
  }
  if (way.via && flexion >= way.bounds[0] && flexion <= way.bounds[1]) {
    return fixed + distance(way.last, way.via) + distance(way.via, first);
  }
  return fixed + distance(way.last, first);
}

/** Return the length of the shortest way round a cylinder, its axis along z. */
function woundLength({ radius, half, below }, start, end) {
  const near = tangentFrom(start, radius);
  const far = tangentFrom(end, radius);
  const turned = below
    ? Math.atan2(end[0], -end[1]) - Math.atan2(start[0], -start[1])
    : Math.atan2(start[0] * end[1] - start[1] * end[0], start[0] * end[0] + start[1] * end[1]);
  const theta = Math.abs(turned) - near.angle - far.angle;
  const apart = end[2] - start[2];
  const flat = near.tangent + far.tangent + radius * Math.max(theta, 0);
  const rise = apart / flat;
  const past = Math.abs(start[2] + rise * near.tangent) > half
    && Math.abs(end[2] - rise * far.tangent) > half;
  const touches = theta > 0 && near.outside && far.outside && !past;
  return touches ? Math.hypot(flat, apart) : distance(start, end);
}

function tangentFrom([x, y], radius) {
  const squared = x * x + y * y;
  const tangent = Math.sqrt(Math.max(squared - radius * radius, 0));
  return { tangent, angle: Math.atan2(tangent, radius), outside: squared >= radius * radius };
}

/** @param {number} degrees  @param {number[]} point */
function turnedX(degrees, [x, y, z]) {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [x, c * y - s * z, s * y + c * z];
}

/** @param {number} degrees  @param {number[]} point */
function turnedY(degrees, [x, y, z]) {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [c * x + s * z, y, c * z - s * x];
}

/** @param {number} degrees  @param {number[]} point */
function turnedZ(degrees, [x, y, z]) {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [c * x - s * y, s * x + c * y, z];
}

const dotted = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const added = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const taken = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const distance = (a, b) => Math.hypot(...taken(a, b));

/**
 * The pose of a body, and where its frames lie in it: forward kinematics as in `joints.place`.
 * Metres, x forward, y up, z right; angles in degrees, names and signs of `content/joints.toml`.
 *
 * @typedef {object} Pose
 * @property {string[]} names
 * @property {Float64Array} angles  in the order of `names`; those of the pelvis are not used
 * @property {Float64Array} turn  of the pelvis, a quaternion: x, y, z, w
 * @property {Float64Array} root  midway between the hip joints
 * @property {{right_hand: number, left_hand: number}} curl  of the fingers
 * @property {number} stature  for which `root` holds, and the room
 * @property {number[]} mirrored  where each angle of the mirror image comes from, counted from 1
 * @property {[number, number, number][]} pelvis  how its three angles make its turn
 * @property {Float64Array} room  for a copy of the angles
 *
 * @typedef {object} Frames
 * @property {number} stature  metres
 * @property {{parent: number, turns_with: number, turns: number[][], arm: number}[]} chain
 * @property {Map<string, number>} index  of a frame by name
 * @property {Float64Array} at  origins at rest
 * @property {{rise: number, inwards: number, from: number, to: number}} shoulder
 * @property {Float64Array} turns  rotations, row by row, nine numbers a frame
 * @property {Float64Array} origins
 * @property {Float32Array} carry  what carries places at rest: three rows of four numbers a frame;
 *   one more frame at the end leaves them where they are
 */

const RADIANS = Math.PI / 180;

/** Products, which need room but none that lasts. */
const own = new Float64Array(9);

/**
 * @param {object} of  a body, bones or ways: whatever has a header that names the angles
 * @returns {Pose}  the body at rest
 */
export function createPose({ header, stature }) {
  const { names, mirror: mirrored, pelvis, curl = 0 } = header;
  return {
    names,
    angles: new Float64Array(names.length),
    turn: Float64Array.of(0, 0, 0, 1),
    root: new Float64Array(3),
    curl: { right_hand: curl, left_hand: curl },
    stature,
    mirrored,
    pelvis,
    room: new Float64Array(names.length),
  };
}

/**
 * Set a pose by named angles, those that are not named being 0.
 * @param {Pose} pose
 * @param {Object<string, number>} angles
 * @param {ArrayLike<number>} root
 */
export function setAngles(pose, angles, root) {
  const unknown = Object.keys(angles).find((name) => !pose.names.includes(name));
  if (unknown) throw new Error(`${unknown} is no joint of the body.`);
  pose.names.forEach((name, k) => { pose.angles[k] = angles[name] ?? 0; });
  pose.root.set(root);
  turned(own, pose.pelvis, pose.angles);
  quaternion(pose.turn, own);
}

/** Make a pose its mirror image, left and right changed. */
export function mirror(pose) {
  const { angles, turn, root, curl, mirrored, room } = pose;
  room.set(angles);
  mirrored.forEach((from, k) => { angles[k] = Math.sign(from) * room[Math.abs(from) - 1]; });
  turn[0] = -turn[0];
  turn[1] = -turn[1];
  root[2] = -root[2];
  [curl.right_hand, curl.left_hand] = [curl.left_hand, curl.right_hand];
}

/**
 * @param {object} mesh
 * @param {number} stature  metres
 * @returns {Frames}
 */
export function createFrames({ header }, stature = header.stature) {
  const size = stature / header.stature;
  const count = header.frames.length;
  const { rise, inwards, from, to } = header.shoulder;
  const frames = {
    stature,
    chain: header.frames.map(([name, parent, turns_with, turns]) => ({
      parent,
      turns_with,
      turns,
      arm: name.endsWith('_humerus') ? (name.startsWith('right') ? 1 : -1) : 0,
    })),
    index: new Map(header.frames.map(([name], k) => [name, k])),
    at: Float64Array.from(header.at.flat(), (value) => size * value),
    shoulder: { rise: stature * rise, inwards, from, to },
    turns: new Float64Array(9 * count),
    origins: new Float64Array(3 * count),
    carry: new Float32Array(12 * (count + 1)),
  };
  [0, 5, 10].forEach((k) => { frames.carry[12 * count + k] = 1; });
  return frames;
}

/**
 * Place the frames of a body in a pose.
 * @param {Frames} frames
 * @param {Pose} pose
 */
export function place(frames, pose) {
  const { chain, at, turns, origins, stature } = frames;
  const size = stature / pose.stature;
  for (let k = 0; k < chain.length; k += 1) {
    const { parent, turns_with, turns: steps, arm } = chain[k];
    if (parent < 0) {
      matrix(turns, pose.turn);
      for (let d = 0; d < 3; d += 1) origins[d] = size * pose.root[d];
      continue;
    }
    const [x, y, z] = [at[3 * k] - at[3 * parent], at[3 * k + 1] - at[3 * parent + 1], at[3 * k + 2] - at[3 * parent + 2]];
    for (let d = 0; d < 3; d += 1) {
      const row = 9 * parent + 3 * d;
      origins[3 * k + d] = origins[3 * parent + d] + turns[row] * x + turns[row + 1] * y + turns[row + 2] * z;
    }
    turned(own, steps, pose.angles);
    if (arm) raise(frames, k, turns_with, arm);
    for (let row = 0; row < 3; row += 1) {
      const [a, b, c] = [turns[9 * turns_with + 3 * row], turns[9 * turns_with + 3 * row + 1], turns[9 * turns_with + 3 * row + 2]];
      for (let d = 0; d < 3; d += 1) turns[9 * k + 3 * row + d] = a * own[d] + b * own[3 + d] + c * own[6 + d];
    }
  }
  carryAlong(frames);
}

/** The shoulder joint moves up and inwards as the arm is raised: `own` is how it is turned. */
function raise({ shoulder, turns, origins }, k, turns_with, side) {
  const raised = Math.acos(Math.min(1, Math.max(-1, own[4]))) / RADIANS;
  const share = Math.min(1, Math.max(0, (raised - shoulder.from) / (shoulder.to - shoulder.from)));
  const up = shoulder.rise * share;
  const across = -side * shoulder.inwards * up;
  for (let d = 0; d < 3; d += 1) {
    const row = 9 * turns_with + 3 * d;
    origins[3 * k + d] += turns[row + 1] * up + turns[row + 2] * across;
  }
}

function carryAlong({ chain, at, turns, origins, carry }) {
  for (let k = 0; k < chain.length; k += 1) {
    for (let d = 0; d < 3; d += 1) {
      const [row, to] = [9 * k + 3 * d, 12 * k + 4 * d];
      const [a, b, c] = [turns[row], turns[row + 1], turns[row + 2]];
      carry[to] = a;
      carry[to + 1] = b;
      carry[to + 2] = c;
      carry[to + 3] = origins[3 * k + d] - a * at[3 * k] - b * at[3 * k + 1] - c * at[3 * k + 2];
    }
  }
}

/**
 * Where a point of a frame's own space lies in the room.
 * @template {number[]|Float64Array} Out
 * @param {Out} out  three numbers
 * @param {Frames} frames
 * @param {string|number} frame
 * @param {ArrayLike<number>} point
 * @returns {Out}
 */
export function pointOf(out, frames, frame, point) {
  const k = typeof frame === 'number' ? frame : frames.index.get(frame);
  if (k === undefined) throw new Error(`${frame} is no frame of the body.`);
  for (let d = 0; d < 3; d += 1) {
    const row = 9 * k + 3 * d;
    out[d] = frames.origins[3 * k + d] + frames.turns[row] * point[0] + frames.turns[row + 1] * point[1] + frames.turns[row + 2] * point[2];
  }
  return out;
}

/** Turn about one axis after the other: [angle, axis, factor]. */
function turned(out, steps, angles) {
  out.fill(0);
  out[0] = out[4] = out[8] = 1;
  for (let k = 0; k < steps.length; k += 1) {
    const [angle, axis, factor] = steps[k];
    const by = factor * angles[angle] * RADIANS;
    const [c, s] = [Math.cos(by), Math.sin(by)];
    const [i, j] = [(axis + 1) % 3, (axis + 2) % 3];
    for (let row = 0; row < 9; row += 3) {
      const [a, b] = [out[row + i], out[row + j]];
      out[row + i] = a * c + b * s;
      out[row + j] = b * c - a * s;
    }
  }
}

/**
 * The rotation of a quaternion.
 * @param {Float64Array} out  @param {Float64Array} turn
 */
function matrix(out, [x, y, z, w]) {
  const n = 2 / (x * x + y * y + z * z + w * w);
  out[0] = 1 - n * (y * y + z * z);
  out[1] = n * (x * y - z * w);
  out[2] = n * (x * z + y * w);
  out[3] = n * (x * y + z * w);
  out[4] = 1 - n * (x * x + z * z);
  out[5] = n * (y * z - x * w);
  out[6] = n * (x * z - y * w);
  out[7] = n * (y * z + x * w);
  out[8] = 1 - n * (x * x + y * y);
}

/** The quaternion of a rotation: from the largest of its four numbers, so that none is lost. */
function quaternion(out, m) {
  const squares = [1 + m[0] - m[4] - m[8], 1 - m[0] + m[4] - m[8], 1 - m[0] - m[4] + m[8], 1 + m[0] + m[4] + m[8]];
  const most = squares.indexOf(Math.max(...squares));
  const n = 0.5 / Math.sqrt(squares[most]);
  const [a, b, c] = [n * (m[7] - m[5]), n * (m[2] - m[6]), n * (m[3] - m[1])];
  const [d, e, f] = [n * (m[3] + m[1]), n * (m[2] + m[6]), n * (m[7] + m[5])];
  const rows = [[0, d, e, a], [d, 0, f, b], [e, f, 0, c], [a, b, c, 0]];
  out.set(rows[most]);
  out[most] = squares[most] * n;
}

/**
 * Where the drawn bones lie in a pose: for each piece the matrix of an SVG transform, in the view
 * from the side and in that from the front. x forward, y up, z right, right limb; the hip's centre
 * stays where it is. Drawn lengths are tenths of a millimetre, y downwards.
 */

const RADIANS = Math.PI / 180;
const LEVELS = ['L5', 'L4', 'L3', 'L2', 'L1'];
const KNEECAP_SHARE = 0.55;
const THINNEST = 0.1;

/**
 * Return the matrix of each piece.
 * @param {object} joints  joint angles, as `jointsOfPose` returns them
 * @param {number} tilt  of the pelvis in the picture
 * @param {object} shares  each lumbar joint's share of the whole, L5 first
 * @param {object} places  `{side, front}`: joints of the drawn pieces
 */
export function bodyMatrices(joints, tilt, shares, places) {
  const pelvis = turnZ(tilt);
  const femur = times(pelvis, turnZ(joints.hip_flexion), turnX(joints.hip_adduction),
    turnY(joints.hip_rotation));
  const vertebrae = [];
  let above = pelvis;
  for (let i = 0; i < LEVELS.length; i += 1) {
    above = times(above, turnZ(-shares.lumbar_flexion[i] * joints.lumbar_flexion),
      turnX(shares.lumbar_bend_right[i] * joints.lumbar_bend_right),
      turnY(shares.lumbar_rot_left[i] * joints.lumbar_rot_left));
    vertebrae.push([LEVELS[i], above]);
  }
  vertebrae.push(['T12', above]);
  const shin = times(femur, turnZ(-joints.knee_flexion));
  const kneecap = times(femur, turnZ(-KNEECAP_SHARE * joints.knee_flexion));
  return {
    side: chain(aside, places.side, { pelvis, femur, vertebrae, shin, kneecap }),
    front: chain(ahead, places.front, { pelvis, femur, vertebrae }),
  };
}

/** Return where a point of a piece lies in the picture. */
export function placed([a, b, c, d, e, f], [x, y]) {
  return [a * x + c * y + e, b * x + d * y + f];
}

function chain(seen, places, { pelvis, femur, vertebrae, shin, kneecap }) {
  const base = about(seen(pelvis), places.hip, places.hip);
  const result = { pelvis: base, femur: about(thick(seen(femur)), places.hip, places.hip) };
  let below = base;
  for (const [name, turned] of vertebrae) {
    below = about(seen(turned), places[name], placed(below, places[name]));
    result[name] = below;
  }
  if (places.knee) {
    const knee = placed(result.femur, places.knee);
    result.shin = about(seen(shin), places.knee, knee);
    result.kneecap = about(seen(kneecap), places.knee, knee);
  }
  return result;
}

/** Return the matrix that turns about a pivot and takes it to a place. */
function about([a, b, c, d], [px, py], [x, y]) {
  return [a, b, c, d, x - a * px - c * py, y - b * px - d * py];
}

const aside = (r) => [r[0][0], -r[1][0], -r[0][1], r[1][1]];
const ahead = (r) => [r[2][2], r[1][2], r[2][1], r[1][1]];

/** A thigh that points at the eye keeps a little of its length, so that it is still seen. */
function thick([a, b, c, d]) {
  const length = Math.hypot(c, d);
  if (length >= THINNEST) return [a, b, c, d];
  return [a, b, length ? (c / length) * THINNEST : 0, length ? (d / length) * THINNEST : THINNEST];
}

function turnX(degrees) {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [[1, 0, 0], [0, c, -s], [0, s, c]];
}

function turnY(degrees) {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [[c, 0, s], [0, 1, 0], [-s, 0, c]];
}

function turnZ(degrees) {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [[c, -s, 0], [s, c, 0], [0, 0, 1]];
}

function times(first, ...others) {
  return others.reduce(
    (a, b) => a.map((row) => b[0].map((_, k) => row[0] * b[0][k] + row[1] * b[1][k] + row[2] * b[2][k])),
    first,
  );
}

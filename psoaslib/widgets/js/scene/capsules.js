/**
 * Capsules: the hull of two balls, for what no tube can be. Fills of joints reach from one frame
 * to another, fingers curl, toes are small.
 */

/** Points round a capsule, and rings on each of its ends, by the radius from which they are so many. */
const FORMS = [{ from: 0.012, round: 20, rings: 4 }, { from: 0, round: 12, rings: 2 }].map(
  ({ from, round, rings }) => ({
    from,
    round,
    rings,
    count: 2 + 2 * rings * round,
    triangles: trianglesOf(round, 2 * rings),
    circle: Array.from({ length: round }, (_, k) => {
      const angle = (2 * Math.PI * k) / round;
      return [Math.cos(angle), Math.sin(angle)];
    }),
  }),
);

/** Two poles, first and last, and rings between them. */
function trianglesOf(round, rings) {
  const found = [];
  const last = 1 + rings * round;
  for (let k = 0; k < round; k += 1) {
    const next = (k + 1) % round;
    found.push(0, 1 + next, 1 + k);
    for (let ring = 0; ring + 1 < rings; ring += 1) {
      const [a, b] = [1 + ring * round + k, 1 + ring * round + next];
      found.push(a, b, b + round, a, b + round, a + round);
    }
    found.push(last, last - round + k, last - round + next);
  }
  return found;
}

/**
 * List the capsules of a body: chains of beads by twos, then the fingers.
 * @param {object} header  of a body
 * @returns {{label: number, form: object, ends: number[][]|null, finger: object|null}[]}
 *   `ends` are beads as in the file: place at rest, frame, frame, share of the second, radius
 */
export function capsulesOf(header) {
  const found = [];
  for (const { label, beads } of header.capsules) {
    for (let k = 0; k + 1 < Math.max(beads.length, 2); k += 1) {
      const ends = [beads[k], beads[Math.min(k + 1, beads.length - 1)]];
      found.push({ label, ends, finger: null, form: formOf(Math.max(ends[0][6], ends[1][6])) });
    }
  }
  for (const [side, labels] of Object.entries(header.fingers ?? {})) {
    const frame = header.frames.findIndex(([name]) => name === `${side}_hand`);
    labels.forEach((label, number) => {
      for (let joint = 0; joint < 3; joint += 1) {
        found.push({ label, ends: null, finger: { side, frame, number, joint }, form: FORMS[1] });
      }
    });
  }
  return found;
}

function formOf(radius) {
  return FORMS.find(({ from }) => radius >= from);
}

/** Whether a capsule reaches from one frame to another, so that it is shaped anew in each pose. */
export function isJoint({ ends }) {
  return ends !== null && [0, 1].some((k) => ends[k][5] > 0 || ends[k][3] !== ends[0][3]);
}

const [along, one, two] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];

/**
 * Shape a capsule.
 * @param {Float32Array} places
 * @param {Float32Array} normals
 * @param {number} first  its first vertex
 * @param {object} form
 * @param {ArrayLike<number>} a  middle of the first ball
 * @param {number} radius  of it
 * @param {ArrayLike<number>} b  middle of the other
 * @param {number} other  radius of that
 * @param {ArrayLike<number>} hint  a direction that turns with the body, so that no ring spins
 */
export function shape(places, normals, first, { round, rings, circle }, a, radius, b, other, hint) {
  for (let d = 0; d < 3; d += 1) along[d] = b[d] - a[d];
  const long = Math.hypot(along[0], along[1], along[2]);
  if (long > 1e-6) for (let d = 0; d < 3; d += 1) along[d] /= long;
  else along.set([0, 1, 0]);
  // Where the hint lies along the way, another direction serves.
  const level = Math.abs(hint[0] * along[0] + hint[1] * along[1] + hint[2] * along[2]) > 0.95 ? 1 : 0;
  for (let d = 0; d < 3; d += 1) {
    const [i, j] = [(d + 1) % 3, (d + 2) % 3];
    one[d] = along[i] * hint[(j + level) % 3] - along[j] * hint[(i + level) % 3];
  }
  const n = Math.hypot(one[0], one[1], one[2]);
  for (let d = 0; d < 3; d += 1) one[d] /= n;
  for (let d = 0; d < 3; d += 1) {
    const [i, j] = [(d + 1) % 3, (d + 2) % 3];
    two[d] = along[i] * one[j] - along[j] * one[i];
  }
  const lean = Math.asin(Math.max(-1, Math.min(1, (radius - other) / Math.max(long, 1e-9))));
  let at = put(places, normals, 3 * first, a, radius, -1, 0, 0);
  for (let ring = 0; ring < 2 * rings; ring += 1) {
    const begins = ring < rings;
    const share = begins ? (ring + 1) / rings : (ring - rings) / rings;
    const up = begins ? -Math.PI / 2 + share * (Math.PI / 2 + lean) : lean + share * (Math.PI / 2 - lean);
    const [c, s] = [Math.cos(up), Math.sin(up)];
    for (let k = 0; k < round; k += 1) {
      at = put(places, normals, at, begins ? a : b, begins ? radius : other, s, c * circle[k][0], c * circle[k][1]);
    }
  }
  put(places, normals, at, b, other, 1, 0, 0);
}

function put(places, normals, at, middle, radius, s, u, v) {
  for (let d = 0; d < 3; d += 1) {
    const way = s * along[d] + u * one[d] + v * two[d];
    normals[at + d] = way;
    places[at + d] = middle[d] + radius * way;
  }
  return at + 3;
}

/**
 * Where the joints of the fingers of a hand lie, in its frame, as `body.shape.hand` has them.
 * @param {object} header  of a body
 * @param {string} side
 * @param {number} curl  degrees
 * @returns {{at: number[][], radii: number[]}[]}  four fingers, then the thumb
 */
export function fingersOf({ hand, stature }, side, curl) {
  const bend = (curl * Math.PI) / 180;
  const across = side === 'right' ? 1 : -1;
  /** @param {number[]} point */
  const scaled = ([x, y, z]) => [stature * x, stature * y, stature * across * z];
  const found = hand.fingers.map(({ x, length, spread }) => {
    const aside = Math.sin((spread * Math.PI) / 180);
    let point = [x, hand.knuckles, 0];
    let angle = bend / 2;
    const at = [scaled(point)];
    for (const share of hand.phalanges) {
      const [long, [px, py, pz]] = [length * share, point];
      point = [px + long * aside, py - long * Math.cos(angle), pz - long * Math.sin(angle)];
      at.push(scaled(point));
      angle += bend;
    }
    return { at, radii: hand.radii.map((radius) => stature * radius) };
  });
  const flat = Math.min(curl / 20, 1);
  const thumb = hand.thumb.map(([x, y, z]) => scaled([x, y, z * flat]));
  return [...found, { at: thumb, radii: hand.thumb_radii.map((radius) => stature * radius) }];
}

/** Where a bead lies in a pose: `size` is the body's against that of the file. */
export function beadOf(out, frames, [x, y, z, first, second, share], size) {
  const { carry } = frames;
  for (let d = 0; d < 3; d += 1) {
    const [a, b] = [12 * first + 4 * d, 12 * second + 4 * d];
    const one = carry[a] * size * x + carry[a + 1] * size * y + carry[a + 2] * size * z + carry[a + 3];
    const two = carry[b] * size * x + carry[b + 1] * size * y + carry[b + 2] * size * z + carry[b + 3];
    out[d] = one + share * (two - one);
  }
  return out;
}

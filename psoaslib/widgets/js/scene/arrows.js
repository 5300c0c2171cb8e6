/**
 * Arrows of what has changed from one pose to another: few, and they tell the truth.
 *
 * An arrow follows a landmark on its way. None is drawn for less than `LEAST`, and none over the psoas.
 * A pelvis that tilts by `TURN` degrees or more has an arrow of its own before all others: bent about
 * the hip where the turn is seen; else, from before or behind, straight on the side of the pelvis that
 * is seen. Where nothing moves as far as `LEAST`, arrows are short and begin at `SMALL`.
 *
 * Millimetres in the plane of the picture, y down (see camera.js).
 */
import { project } from './camera.js';
import { createFrames, createPose, place, pointOf } from './frames.js';
import { apart, distance, gapBetween, upTo, wayAlong } from './plane.js';

/** mm: who moved less has no arrow; and none where nobody moved further than LEAST. */
const LEAST = 60;
const SMALL = 30;
/** Arrows in one picture; places on the way of a landmark, and on the arrow of a tilt. */
const MOST = 4;
const STEPS = 17;
/** mm between an arrow and a psoas, the middle line of the head, another arrow, the frame. */
const CLEAR = 75;
const BENT_CLEAR = 40;
const OFF_HEAD = 85;
const APART = 55;
const INSET = 40;
/** mm: who moved less has no arrow beside the way that was gone, and where it is then tried. */
const AFAR = 150;
const BESIDE = [150, -150, 230, -230];
/** A move that differs less than this share from the trunk's goes with the trunk. */
const ALONG = 0.35;
/** mm by which an arrow ends before the landmark. */
const SHORT_OF = 30;
/** mm: length and half-width of a head; half-width of a short one, of its length. */
const HEAD = 62;
const WIDE = 25;
const SLIM = 0.6;
/** Degrees of tilt: from here an arrow; from there the whole body turns, as where the axis tips so far. */
const TURN = 6;
const WHOLE = 40;
const TIPPED = 25;
/** m, degrees: radius and length of the arrow about the hip; where it is tried. */
const ROUND = 0.205;
const SPAN = 84;
const BENT = [[180, ROUND], [0, ROUND], [0, 1.3 * ROUND]];
/** mm: a straight line leaves its chord by less. */
const BEND = 12;
/** Cosines: a circle seen more from its edge shows no turn; front or back of the pelvis is seen. */
const EDGEWAYS = 0.35;
const FACING = 0.5;
/** m before the hips, of the straight arrow, or behind them; over the hips, its ends; to its side. */
const BEFORE = 0.11;
const BEHIND = -0.13;
const HEIGHTS = [-0.18, 0.03];
const ASIDE = [0, 0.05, -0.05, 0.2, -0.2];
/** m: the stature for which places are told. */
const MADE_FOR = 1.75;

/** Landmarks of which a part of the body shows one: frame, and place in it. */
/**
 * What moves: a name, and landmarks of it as a frame and a place in it.
 * @typedef {[string, [string, number[]][]]} Group
 */
/** @type {function(string, [string, number[]][]): Group[]} */
const limbs = (name, marks) => ['right', 'left'].map((side) => [`${side} ${name}`, marks.map(([frame, at]) => [`${side}_${frame}`, at])]);
/** @type {Group[]} */
const GROUPS = [
  ['trunk', [['head', [0, 0.24, 0]], ['T3', [-0.14, 0, 0]], ['pelvis', [-0.17, 0.05, 0]]]],
  ...limbs('leg', [['foot', [0, -0.02, 0]], ['tibia', [0.045, 0, 0]]]),
  ...limbs('arm', [['hand', [0, -0.04, 0]], ['forearm', [0, 0, 0]]]),
];
/** Landmarks besides, where little moves. */
const HEELS = limbs('heel', [['foot', [-0.06, -0.05, 0]]]);
const ALL = [...GROUPS, ...HEELS];
/**
 * The line of the right psoas.
 * @type {[string, number[]][]}
 */
const PSOAS = [['T12', [0, 0, 0.024]], ['L3', [0.004, 0.01, 0.026]], ['L5', [0.006, 0.01, 0.028]], ['pelvis', [0.047, 0.009, 0.076]], ['femur', [-0.019, -0.06, 0.01]]];

const scaled = (at, size) => at.map((value) => size * value);
const farOf = (line) => apart(line[0], line.at(-1));

/** Return about where the psoas of a side runs, from T12 to the lesser trochanter: room, metres. */
export function psoasLine(frames, side) {
  const sign = side === 'left' ? -1 : 1;
  const size = frames.stature / MADE_FOR;
  return PSOAS.map(([frame, [x, y, z]]) => pointOf([0, 0, 0], frames, frame === 'femur' ? `${side}_femur` : frame, scaled([x, y, sign * z], size)));
}

/** Return poses on the way from one to another, all joints turning evenly. */
export function evenly(mesh, from, to, steps = STEPS) {
  return Array.from({ length: steps }, (_, step) => {
    const share = step / (steps - 1);
    const mixed = (a, b) => a + (b - a) * share;
    const pose = Object.assign(createPose(mesh), { stature: to.stature });
    const sign = Math.sign(from.turn.reduce((sum, part, k) => sum + part * to.turn[k], 0)) || 1;
    for (const name of ['angles', 'root', 'turn']) {
      pose[name].forEach((__, k) => { pose[name][k] = mixed((name === 'turn' ? sign : 1) * from[name][k], to[name][k]); });
    }
    return pose;
  });
}

/**
 * Tell what has changed on a way of poses; two poses stand for even turns between them.
 *
 * @param {import('./mesh.js').Mesh} mesh of the body
 * @param {import('./frames.js').Pose[]} poses the first before, the last now
 * @param {{side?: 'right'|'left', stature?: number}} of the side that is stretched, and metres
 * @returns {{nothing: boolean, turned: number, arrows: function(object, number[]): object[]}}
 *   whether almost nothing moved; degrees of posterior tilt; arrows for the axes and frame of a camera
 */
export function createChange(mesh, poses, { side = 'right', stature = mesh.stature } = {}) {
  const size = stature / MADE_FOR;
  const frames = createFrames(mesh, stature);
  const way = poses.length > 2 ? poses : evenly(mesh, poses[0], poses.at(-1));
  const tracks = new Map(ALL.flatMap(([, marks]) => marks.map((mark) => [mark, []])));
  const pelvis = [];
  for (const pose of way) {
    place(frames, pose);
    for (const [[frame, at], track] of tracks) track.push(pointOf([0, 0, 0], frames, frame, scaled(at, size)));
    const first = 9 * frames.index.get('pelvis');
    pelvis.push(Array.from(frames.turns.subarray(first, first + 9)));
  }
  const { turned, tipped } = tiltBetween(pelvis[0], pelvis.at(-1));
  const tilts = Math.abs(turned) >= TURN && Math.abs(turned) <= WHOLE && tipped <= TIPPED;
  const furthest = 1000 * Math.max(...[...tracks.values()].map((track) => Math.hypot(...track[0].map((part, k) => track.at(-1)[k] - part))));
  const psoas = ['right', 'left'].map((each) => psoasLine(frames, each));
  const head = [0.03, 0.13].map((y) => pointOf([0, 0, 0], frames, 'head', [0.02, y, 0]));
  const nothing = Math.abs(turned) < TURN && furthest < SMALL;
  const sign = side === 'left' ? -1 : 1;

  /** Yield the ways of a tilt's arrow in the frame of the pelvis, the best first. */
  function* tiltWays(toward) {
    const cosine = (column) => [0, 1, 2].reduce((sum, row) => sum + toward[row] * pelvis.at(-1)[3 * row + column], 0);
    const steps = Array.from({ length: STEPS }, (_, k) => k / (STEPS - 1));
    if (Math.abs(cosine(2)) >= EDGEWAYS) {
      for (const [middle, radius] of BENT) {
        yield steps.map((share) => {
          const angle = ((middle + Math.sign(turned) * SPAN * (share - 0.5)) * Math.PI) / 180;
          return [radius * Math.cos(angle), radius * Math.sin(angle), 0];
        });
      }
    }
    const facing = cosine(0);
    if (Math.abs(facing) < FACING) return;
    const [from, to] = turned * facing > 0 ? HEIGHTS : [...HEIGHTS].reverse();
    for (const z of ASIDE) yield steps.map((share) => [facing > 0 ? BEFORE : BEHIND, from + share * (to - from), sign * z]);
  }

  function tilt(axes, holds, muscles) {
    if (!tilts) return null;
    for (const points of tiltWays(axes.toward)) {
      const line = points.map((at) => project(axes, pointOf([0, 0, 0], frames, 'pelvis', scaled(at, size))).slice(0, 2));
      const clear = muscles.every((muscle) => gapBetween(line, muscle) > BENT_CLEAR);
      if (clear && farOf(line) >= LEAST && holds(line)) return line;
    }
    return null;
  }

  /**
   * Return the lines of the arrows, tip last, the most telling first.
   * @param {import('./camera.js').Axes} axes  @param {number[]} frame
   */
  function lines(axes, [x, y, w, h]) {
    const flat = (points) => points.map((point) => project(axes, point).slice(0, 2));
    /** @param {number[][]} line */
    const holds = (line) => line.every(([u, v]) => u >= x + INSET && u <= x + w - INSET && v >= y + INSET && v <= y + h - INSET);
    const muscles = psoas.map(flat);
    const turning = tilt(axes, holds, muscles);
    const chosen = turning ? [{ of: 'tilt', line: turning }] : [];
    const little = !turning && furthest < LEAST;
    const [least, shortOf] = little ? [SMALL, 0] : [LEAST, SHORT_OF];
    const groups = (little ? ALL : GROUPS).map(([name, marks]) => {
      const own = marks.map((mark) => flat(tracks.get(mark)));
      return { name, own, far: Math.max(...own.map(farOf)) };
    });
    const trunk = groups[0].own.at(-1);
    const carried = [0, 1].map((k) => trunk.at(-1)[k] - trunk[0][k]);
    const clear = [...muscles.map((muscle) => [muscle, CLEAR]), [flat(head), OFF_HEAD]];
    for (const { name, own } of groups.sort((a, b) => b.far - a.far)) {
      if (chosen.length === MOST) break;
      const tried = name === 'trunk' ? [...own, ...beside(trunk, sign)] : [...own].sort((a, b) => farOf(b) - farOf(a));
      for (const line of tried) {
        if (farOf(line) < least || (name !== 'trunk' && goesWith(line, carried, least))) continue;
        const arrow = shortOf ? ended(line, shortOf) : line;
        if (!arrow || !holds(arrow)) continue;
        const taken = [...clear, ...chosen.map((other) => [other.line, APART])];
        if (taken.every(([other, far]) => gapBetween(arrow, other) > far)) {
          chosen.push({ of: name, line: arrow });
          break;
        }
      }
    }
    return chosen;
  }

  return { nothing, turned, arrows: (axes, frame) => (nothing ? [] : lines(axes, frame).map(arrowOf)) };
}

const degrees = (radians) => (radians * 180) / Math.PI;

/** Return the degrees by which a pelvis has turned about its axis from left to right, and tipped that axis. */
function tiltBetween(from, to) {
  const turned = (row, column) => [0, 1, 2].reduce((sum, k) => sum + from[3 * k + row] * to[3 * k + column], 0);
  const about = Math.atan2(turned(1, 0) - turned(0, 1), turned(0, 0) + turned(1, 1));
  return { turned: degrees(about), tipped: degrees(Math.acos(Math.min(1, Math.max(-1, turned(2, 2))))) };
}

/**
 * Tell whether a part is only carried along by the trunk.
 * @param {number[][]} line  @param {number[]} carried  @param {number} least
 */
function goesWith(line, [u, v], least) {
  const own = Math.hypot(line.at(-1)[0] - line[0][0] - u, line.at(-1)[1] - line[0][1] - v);
  return own < Math.max(least, ALONG * farOf(line));
}

/** Return a line moved to either side of itself, for where it would lie over the psoas. */
function beside(line, sign) {
  const size = farOf(line);
  if (size < AFAR) return [];
  const [u, v] = [0, 1].map((k) => (line.at(-1)[k] - line[0][k]) / size);
  return BESIDE.map((reach) => line.map(([x, y]) => [x - sign * reach * v, y + sign * reach * u]));
}

/** Return a line that stops a little before its end; null where too little is left. */
function ended(line, shortOf) {
  const last = wayAlong(line).at(-1) - shortOf;
  return last < 0.8 * LEAST ? null : upTo(line, last);
}

/** Return an arrow of a part: its shaft, a line, and its head, three corners. */
function arrowOf({ of, line }) {
  const all = wayAlong(line).at(-1);
  const shaft = upTo(line, Math.max(all - Math.min(HEAD, 0.6 * all), 0));
  const [[x, y], tip] = [shaft.at(-1), line.at(-1)];
  const length = Math.max(apart([x, y], tip), 1e-9);
  const wide = Math.min(WIDE, SLIM * length);
  const [u, v] = [(-wide * (tip[1] - y)) / length, (wide * (tip[0] - x)) / length];
  const bent = line.some((point) => distance(point, [line[0], tip]) > BEND);
  return { kind: 'arrow', of, bent, shaft, head: [[x + u, y + v], tip, [x - u, y - v]] };
}

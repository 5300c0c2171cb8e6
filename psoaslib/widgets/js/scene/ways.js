/**
 * Read how the body moves between the steps of a stretch, and show a moment of it. What stands in
 * the files, `psoaslib/mesh/ways.py` says.
 *
 * @typedef {object} Ways
 * @property {object} header
 * @property {import('./packed.js').Packed['arrays']} arrays
 * @property {string} stretch
 * @property {string} build
 * @property {number} stature
 * @property {Object<string, object>} keys  steps and errors by id: view, contacts
 * @property {{from: string, to: string, ms: number, rests: number[], parts: {stage: object, back: boolean}[]}[]} moves
 *
 * @typedef {object} Shown  one moment, filled anew by `showKey` and `showMove`
 * @property {import('./frames.js').Pose} pose
 * @property {object[]} props  id, shape, at, size, turn, squash, up, unseen
 * @property {Float64Array} row  numbers of the pose, as in a file
 * @property {Float64Array} share  of the way through a stage, one number
 * @property {Map<string, object>} pool  room for props, by id
 * @property {{right: object, left: object}} psoas  change, low, high (mm, NaN where there is none), state
 */

import { createCurve, curveAt } from './curve.js';
import { createPose, mirror } from './frames.js';
import { unpack } from './packed.js';

const SHARE = 65535;
const NONE = -32768;
const HANDS = ['right_hand', 'left_hand'];
const FIGURES = ['change', 'low', 'high'];

/**
 * @param {Uint8Array} bytes  a file, unzipped
 * @returns {Ways}
 * @throws {Error} where the bytes are none of ways
 */
export function readWays(bytes) {
  const { header, arrays } = unpack(bytes, 'ways');
  const { positions, moves } = header;
  const stages = header.stages.map((stage) => createStage(stage, header, arrays));
  return {
    header,
    arrays,
    stretch: header.stretch,
    build: header.build,
    stature: header.stature,
    keys: Object.fromEntries(Object.entries(positions).filter(([, { view }]) => view)),
    moves: moves.map(({ from, to, stages: own }) => {
      const parts = own.map(([number, back]) => ({ stage: stages[number], back }));
      let ms = 0;
      const rests = parts.map(({ stage }) => { ms += stage.ms; return ms; });
      return { from, to, ms, rests, parts };
    }),
  };
}

/** A stage: the curve of its knots by share, of its shares by time, and what stands by. */
function createStage({ through, row, knots, ms, times, ...stage }, header, arrays) {
  const { positions, units } = header;
  const shares = [0];
  knots.forEach((many, pair) => {
    for (let k = 1; k <= many; k += 1) shares.push((pair + k / many) / knots.length);
  });
  const { columns, values } = arrays.poses;
  const scale = Float64Array.from({ length: columns }, (_, k) => units[k < 4 ? 0 : k < 7 ? 1 : 2]);
  const rows = Float64Array.from(values.subarray(row * columns, (row + shares.length) * columns), (value, k) => value * scale[k % columns]);
  const [first, many] = times;
  const when = Float64Array.from({ length: many }, (_, k) => (ms * k) / (many - 1));
  const gone = Float64Array.from(arrays.times.values.subarray(first, first + many), (value) => value / SHARE);
  return {
    ...stage,
    ms,
    first,
    many,
    knots: createCurve(Float64Array.from(shares), rows, columns),
    shares: createCurve(when, gone, 1),
    begins: between(positions[through[0]], positions[through[0]]),
    ends: between(positions[through.at(-1)], positions[through.at(-1)]),
    pairs: through.slice(1).map((id, k) => between(positions[through[k]], positions[id])),
  };
}

/** What stands in the room from one position to the next: how it is at both, and the fingers. */
function between(first, last) {
  const both = new Map(first.props.map((prop) => [prop.id, [prop, prop]]));
  for (const prop of last.props) both.set(prop.id, [both.get(prop.id)?.[0] ?? prop, prop]);
  return { props: [...both.values()], curl: HANDS.map((hand) => [first.curl[hand], last.curl[hand]]) };
}

/**
 * @param {Ways} ways
 * @returns {Shown}
 */
export function createShown(ways) {
  const figures = () => ({ change: NaN, low: NaN, high: NaN, state: 'beyond' });
  return {
    pose: createPose(ways),
    props: [],
    psoas: { right: figures(), left: figures() },
    row: new Float64Array(ways.arrays.poses.columns),
    share: new Float64Array(1),
    pool: new Map(),
  };
}

/**
 * Show a position: a step or a common error.
 * @param {Shown} shown
 * @param {Ways} ways
 * @param {string} id
 * @param {'right'|'left'} side  the side stretched
 */
export function showKey(shown, ways, id, side) {
  const key = ways.keys[id];
  if (!key) throw new Error(`${id} is no position of ${ways.stretch}.`);
  const { columns, values } = ways.arrays.poses;
  for (let k = 0; k < columns; k += 1) shown.row[k] = values[key.row * columns + k] * unitOf(ways.header, k);
  setPose(shown, ways.header);
  HANDS.forEach((hand) => { shown.pose.curl[hand] = key.curl[hand]; });
  shown.props.length = 0;
  key.props.forEach((prop) => setProp(shown, prop, prop, 0));
  setPsoas(shown, ways, key.length, key.length, 0);
  turnTo(shown, side);
}

/**
 * Show a moment of a move.
 * @param {Shown} shown
 * @param {Ways} ways
 * @param {number} move
 * @param {number} ms  since it began
 * @param {'right'|'left'} side  the side stretched
 */
export function showMove(shown, ways, move, ms, side) {
  const { parts } = ways.moves[move];
  let time = Math.max(0, ms);
  let part = 0;
  while (part < parts.length - 1 && time > parts[part].stage.ms) {
    time -= parts[part].stage.ms;
    part += 1;
  }
  const { stage, back } = parts[part];
  time = Math.min(time, stage.ms);
  if (back) time = stage.ms - time;
  curveAt(shown.share, stage.shares, time);
  const share = shown.share[0];
  curveAt(shown.row, stage.knots, share);
  setPose(shown, ways.header);
  const pairs = stage.pairs.length;
  const pair = Math.min(pairs - 1, Math.floor(share * pairs));
  // At either end only that position's own things are there.
  const { props, curl } = (share <= 0 && stage.begins) || (share >= 1 && stage.ends) || stage.pairs[pair];
  const own = share * pairs - pair;
  for (let k = 0; k < 2; k += 1) shown.pose.curl[HANDS[k]] = curl[k][0] + own * (curl[k][1] - curl[k][0]);
  shown.props.length = 0;
  for (let k = 0; k < props.length; k += 1) setProp(shown, props[k][0], props[k][1], own);
  const at = (time / stage.ms) * (stage.many - 1);
  const before = Math.min(stage.many - 2, Math.floor(at));
  setPsoas(shown, ways, stage.first + before, stage.first + before + 1, at - before);
  turnTo(shown, side);
}

function unitOf({ units }, k) {
  if (k < 4) return units[0];
  return k < 7 ? units[1] : units[2];
}

function setPose({ pose, row }, { used }) {
  for (let k = 0; k < 4; k += 1) pose.turn[k] = row[k];
  for (let k = 0; k < 3; k += 1) pose.root[k] = row[4 + k];
  pose.angles.fill(0);
  for (let k = 0; k < used.length; k += 1) pose.angles[used[k]] = row[7 + k];
}

/** Show a thing on its way from one place to another; the room for it is made when it first shows. */
function setProp({ props, pool }, first, last, share) {
  let prop = pool.get(first.id);
  if (!prop) {
    prop = { ...first, at: [0, 0] };
    pool.set(first.id, prop);
  }
  prop.shape = first.shape;
  prop.size = first.size;
  prop.unseen = first.unseen;
  for (let d = 0; d < 2; d += 1) prop.at[d] = first.at[d] + share * (last.at[d] - first.at[d]);
  prop.turn = first.turn + share * (last.turn - first.turn);
  prop.squash = first.squash + share * (last.squash - first.squash);
  prop.up = first.up + share * (last.up - first.up);
  props.push(prop);
}

/** Show how long the psoas is between two rows: the side stretched is the right one here. */
function setPsoas({ psoas }, { arrays, header: { states } }, first, last, share) {
  const { columns, values } = arrays.lengths;
  for (let side = 0; side < 2; side += 1) {
    const told = side ? psoas.left : psoas.right;
    for (let k = 0; k < 3; k += 1) {
      const a = values[first * columns + 3 * side + k];
      const b = values[last * columns + 3 * side + k];
      told[FIGURES[k]] = a === NONE || b === NONE ? NaN : (a + share * (b - a)) / 10;
    }
    const state = arrays.states.values;
    told.state = states[state[2 * (share < 0.5 ? first : last) + side]];
  }
}

/** Make what is shown its mirror image where the left side is stretched. */
function turnTo({ pose, props, psoas }, side) {
  if (side === 'right') return;
  mirror(pose);
  for (let k = 0; k < props.length; k += 1) {
    props[k].at[1] = -props[k].at[1];
    props[k].turn = -props[k].turn;
  }
  const { right } = psoas;
  psoas.right = psoas.left;
  psoas.left = right;
}

/** Where all stands in a picture: its axes and frame, the light, and the parts that are drawn. */
import { axesOf, frameOf, project } from './camera.js';
import { fillsOf, tonesOf } from './rules.js';
import { tileRuns } from './tiles.js';

/** Towards the light, in the picture's axes: from above left, before the picture, whatever turns. */
export const LIGHT = unit([-0.5, -0.62, 0.6]);
/** mm: how far what shows through reaches beyond its joints. */
const INNER = 130;
const INNER_FRAMES = ['pelvis', 'T12', 'T9', 'right_femur', 'left_femur', 'right_tibia', 'left_tibia'];

function unit(v) {
  const length = Math.hypot(...v);
  return v.map((part) => part / length);
}

/** Return the direction of the light in the room, which stays with the picture. */
export function lightOf({ right, down, toward }) {
  return right.map((part, k) => LIGHT[0] * part + LIGHT[1] * down[k] + LIGHT[2] * toward[k]);
}

/**
 * Return the part [x, y, w, h] of a picture, 0 to 1 from below left, that holds places with a margin in mm.
 * @param {number[][]} places  @param {number[]} frame  @param {number} margin
 */
function boundsOf(places, [x, y, w, h], margin) {
  const cut = (value) => Math.min(1, Math.max(0, value));
  const across = places.map((place) => place[0]);
  const down = places.map((place) => place[1]);
  const left = cut((Math.min(...across) - margin - x) / w);
  const right = cut((Math.max(...across) + margin - x) / w);
  const low = cut(1 - (Math.max(...down) + margin - y) / h);
  const high = cut(1 - (Math.min(...down) - margin - y) / h);
  return [left, low, right - left, high - low];
}

/**
 * Return a part of a picture, 0 to 1, in whole cells.
 * @param {number[]} part  @param {number} width  @param {number} height
 */
export const inCells = ([x, y, w, h], width, height) => [
  Math.floor(x * width),
  Math.floor(y * height),
  Math.ceil(w * width) + 1,
  Math.ceil(h * height) + 1,
];

/** Return where all stands in the picture of a shot (see renderer.js). */
export function placed(shot) {
  const { figure, camera } = shot;
  const axes = axesOf(camera);
  const frame = frameOf(camera, shot.width / shot.height);
  const [W, H] = [shot.width, shot.height].map((side) => Math.round(side * shot.cells));
  const props = shot.props.filter(({ shape }) => shape !== 'wall');
  return {
    axes,
    frame,
    W,
    H,
    mm: frame[2] / W,
    props,
    runs: tileRuns(figure.body.out, props, axes, frame),
    deep: project(axes, figure.originOf('pelvis'))[2],
    inner: boundsOf(INNER_FRAMES.map((name) => project(axes, figure.originOf(name))), frame, INNER),
    facing: figure.headTurned(axes.toward)[0],
    fills: fillsOf(shot.palette),
    tones: tonesOf(shot.palette),
  };
}

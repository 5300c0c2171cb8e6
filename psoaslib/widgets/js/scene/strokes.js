/** Lines and areas: the face, drawn in the round, and a wall, painted behind all. */
import { project } from './camera.js';

/** Metres: the wall's height, and how far it runs to either side. */
const WALL = { height: 0.09, half: 3.2, edge: 3 };
/** Look of a mark on the face: colour, and width of a line in mm; an area has none. */
const MARKS = {
  eye: ['eye', 0],
  iris: ['line', 0],
  lid: ['line', 4.4],
  'lid-dark': ['line', 6],
  brow: ['hair', 7],
  'brow-thin': ['hair', 5],
  crease: ['skin-shade', 4],
  mouth: ['lip', 4.6],
  fine: ['line', 3.2],
};
const ROUND = 10;

const VS = `
layout(location=0) in vec3 aPlace; layout(location=1) in vec3 aColour; // picture places, mm
uniform vec4 uFrame; uniform float uDeep, uBefore; out vec3 vColour;
void main(){ vColour = aColour; gl_Position = vec4((aPlace.x-uFrame.x)/uFrame.z*2.-1., 1.-(aPlace.y-uFrame.y)/uFrame.w*2., (uDeep-aPlace.z-uBefore)/2048., 1.); }`;
const FS = `in vec3 vColour; layout(location=0) out vec4 oColour; void main(){ oColour = vec4(vColour, 1.); }`;

export const STROKES = { stroke: [VS, FS] };

/** Append a line of even width with round ends: vertices of three picture places and a colour. */
export function addLine(out, points, width, colour) {
  const half = width / 2;
  const last = points.length - 1;
  const sides = points.map(([x, y, z], k) => {
    const [a, b] = [points[Math.max(k - 1, 0)], points[Math.min(k + 1, last)]];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const [u, v] = [(-(b[1] - a[1]) / length) * half, ((b[0] - a[0]) / length) * half];
    return [[x + u, y + v, z], [x - u, y - v, z]];
  });
  const put = (place) => out.push(...place, ...colour);
  for (let k = 0; k < last; k += 1) {
    const [[a, b], [c, d]] = [sides[k], sides[k + 1]];
    [a, b, c, c, b, d].forEach(put);
  }
  for (const [x, y, z] of [points[0], points[last]]) {
    const edge = (k) => [x + half * Math.cos((k / ROUND) * 2 * Math.PI), y + half * Math.sin((k / ROUND) * 2 * Math.PI), z];
    for (let k = 0; k < ROUND; k += 1) [[x, y, z], edge(k), edge(k + 1)].forEach(put);
  }
}

/** Append a convex area. */
export function addArea(out, points, colour) {
  for (let k = 1; k + 1 < points.length; k += 1) [points[0], points[k], points[k + 1]].forEach((place) => out.push(...place, ...colour));
}

/**
 * Return the strokes of a face: marks on the skull, as far as they are turned towards the viewer.
 *
 * @param {object[]} marks see the mesh's format
 * @param {function(number[]): number[]} place from the head's frame to the room
 * @param {number[]} toward the direction of the viewer in the head's frame
 */
export function faceStrokes(marks, place, toward, axes, palette) {
  const out = [];
  for (const { look, closed, when, points, normals } of marks) {
    if (when === 'front' && toward[0] <= 0.66) continue;
    if (when === 'ear' && toward[2] <= 0.25) continue;
    if (when === 'ear-' && -toward[2] <= 0.25) continue;
    const at = [];
    const faces = [];
    for (let k = 0; k < points.length; k += 3) {
      at.push(project(axes, place([points[k], points[k + 1], points[k + 2]])));
      faces.push(normals[k] * toward[0] + normals[k + 1] * toward[1] + normals[k + 2] * toward[2] > 0.1);
    }
    if (when === 'all' && !faces.every(Boolean)) continue;
    const [name, width] = MARKS[look];
    if (closed) addArea(out, at, palette[name]);
    else if (when === 'facing') runs(faces).forEach(([a, b]) => addLine(out, at.slice(a, b + 1), width, palette[name]));
    else addLine(out, at, width, palette[name]);
  }
  return out;
}

/** Return the runs [first, last] of true values that are at least two long. */
export function runs(shown) {
  const out = [];
  for (let a = 0; a < shown.length; a += 1) {
    if (!shown[a]) continue;
    let b = a;
    while (shown[b + 1]) b += 1;
    if (b > a) out.push([a, b]);
    a = b;
  }
  return out;
}

/** Return the walls among the props: a low board along each, as corners in picture places. */
export function wallsOf(props, axes) {
  return props.filter(({ shape }) => shape === 'wall').map(({ at, turn }) => {
    const angle = (turn * Math.PI) / 180;
    const corner = (along, y) => project(axes, [at[0] + Math.sin(angle) * along, y, at[1] + Math.cos(angle) * along]);
    return [corner(-WALL.half, 0), corner(WALL.half, 0), corner(WALL.half, WALL.height), corner(-WALL.half, WALL.height)];
  });
}

/**
 * Paint walls on a 2-D canvas, over which the picture is then laid.
 * @param {CanvasRenderingContext2D} context  @param {number[][][]} walls  @param {number[]} frame
 * @param {number} width  @param {{wall: string, line: string}} colours
 */
export function paintWalls(context, walls, [x, y, w], width, colours) {
  const scale = width / w;
  /** @returns {[number, number]} */
  const place = ([u, v]) => [(u - x) * scale, (v - y) * scale];
  context.lineWidth = Math.max(1, WALL.edge * scale);
  context.fillStyle = colours.wall;
  context.strokeStyle = colours.line;
  for (const board of walls) {
    const [a, b, c, d] = board.map(place);
    context.beginPath();
    [a, b, c, d].forEach(([u, v]) => context.lineTo(u, v));
    context.fill();
    context.beginPath();
    context.moveTo(...a);
    context.lineTo(...b);
    context.moveTo(...c);
    context.lineTo(...d);
    context.stroke();
  }
}

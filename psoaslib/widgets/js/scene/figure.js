/** A person as the renderer draws one: frames, flesh, bones and muscles that follow one pose. */
import { createFrames, place } from './frames.js';
import { createPsoas } from './psoas.js';
import { createBody } from './skin.js';
import { faceStrokes } from './strokes.js';

/**
 * @param {import('./mesh.js').Mesh} mesh of a body
 * @param {import('./mesh.js').Mesh} skeleton the bones
 * @param {number} [stature] metres
 */
export function createFigure(mesh, skeleton, stature = mesh.stature) {
  const frames = createFrames(mesh, stature);
  const body = createBody(mesh, stature);
  const bones = createBody(skeleton, stature);
  const psoas = createPsoas(skeleton, stature);
  const at = Object.fromEntries(mesh.frames.map((name, k) => [name, k]));
  const originOf = (name) => Array.from(frames.origins.subarray(3 * at[name], 3 * at[name] + 3));
  const axisOf = (name, column) => [0, 3, 6].map((row) => frames.turns[9 * at[name] + row + column]);
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const headTurned = (way) => [0, 1, 2].map((column) => dot(axisOf('head', column), way));
  return {
    mesh,
    frames,
    body,
    bones,
    psoas,
    originOf,
    axisOf,
    /** Return a direction of the room in the head's frame. */
    headTurned,
    origins: () => mesh.frames.map(originOf),
    rightOfPelvis: () => axisOf('pelvis', 2),
    /** Take a pose; breath from 0, out, to 1, in. */
    take(pose, breath = 0) {
      place(frames, pose);
      body.update(frames, { curl: pose.curl, breath });
      bones.update(frames);
      psoas.update(frames);
    },
    /** Let the light fall from a direction of the room. */
    light(way) {
      body.relight(way);
      bones.relight(way);
    },
    /** Return the strokes of the face. */
    face(axes, palette) {
      const [x, y, z] = [0, 1, 2].map((column) => axisOf('head', column));
      const o = originOf('head');
      const onHead = ([u, v, w]) => o.map((part, k) => part + u * x[k] + v * y[k] + w * z[k]);
      return faceStrokes(mesh.face, onHead, headTurned(axes.toward), axes, palette);
    },
  };
}

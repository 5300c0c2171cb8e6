/**
 * How pictures of a stretch are framed, live and still alike: at one scale, so that a body keeps its
 * size from step to step and from view to view, with all of it in the middle and the floor low.
 */
import { VIEWS, axesOf, cameraOn, frameOf, project, propsSeen, viewOf } from './camera.js';
import { createFrames, place, pointOf } from './frames.js';
import { cornersOf } from './geometry.js';
import { createShown, showKey } from './ways.js';

/** mm round what a picture holds at rest, and on the way from one step to the next. */
const MARGIN = 70;
const NARROW = 30;
/** The views that share a scale: one from above would need a smaller one. */
const LEVEL = Object.keys(VIEWS).filter((name) => name !== 'above');
/** Directions in which a part's farthest points are sought. */
const WAYS = [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z) => [x, y, z])));

/**
 * @param {import('./mesh.js').Mesh} mesh of a body
 * @param {import('./ways.js').Ways} ways of a stretch
 */
export function framingOf(mesh, ways) {
  const frames = createFrames(mesh);
  const shown = createShown(ways);
  const ends = endsOf(mesh);

  /** Return the box [left, top, right, bottom], mm, that holds a person and the props that are seen. */
  function boxOf({ pose, props }, direction, side, margin) {
    place(frames, pose);
    const axes = axesOf(direction);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const point = [0, 0, 0];
    const hold = (place) => {
      const [x, y] = project(axes, place);
      box[0] = Math.min(box[0], x - margin);
      box[1] = Math.min(box[1], y - margin);
      box[2] = Math.max(box[2], x + margin);
      box[3] = Math.max(box[3], y + margin);
    };
    for (const { frame, at } of ends) hold(pointOf(point, frames, frame, at));
    for (const prop of propsSeen(props, direction, side)) if (prop.shape !== 'wall') cornersOf(prop).forEach(hold);
    return box;
  }

  function boxAt(id, direction, side) {
    showKey(shown, ways, id, side);
    return boxOf(shown, direction, side, MARGIN);
  }

  const sizes = Object.keys(ways.keys).flatMap((id) => LEVEL.map((view) => {
    const [left, top, right, bottom] = boxAt(id, viewOf(view), 'right');
    return [right - left, bottom - top];
  }));

  return {
    /**
     * Return the camera for a step or error.
     * @param {string} id
     * @param {string|{azimuth: number, elevation: number}} view by name, or from anywhere
     * @param {'right'|'left'} side that is stretched
     * @param {number} aspect width by height
     * @returns {import('./camera.js').Camera}
     */
    camera(id, view, side, aspect) {
      const direction = typeof view === 'string' ? viewOf(view, side) : view;
      const [left, top, right, bottom] = boxAt(id, direction, side);
      const height = Math.max(...[...sizes, [right - left, bottom - top]].map(([w, h]) => Math.max(h, w / aspect)));
      const width = height * aspect;
      return cameraOn(direction, [(left + right - width) / 2, bottom - height, width, height]);
    },
    /** Return a camera on its way between two steps, moved just so far that it holds what is shown. */
    holding(camera, moment, side, aspect) {
      const [x, y, width, height] = frameOf(camera, aspect);
      const [left, top, right, bottom] = boxOf(moment, camera, side, NARROW);
      return cameraOn(camera, [within(x, right - width, left), within(y, bottom - height, top), width, height]);
    },
  };
}

/** Return a value between two limits; their middle where they leave no room. */
const within = (value, low, high) => (low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value)));

/** Return the farthest points of each part of a body, {frame, at} in that frame's own space. */
function endsOf({ rest, bones, shares, header, count }) {
  const best = header.frames.map(() => WAYS.map(() => ({ far: -Infinity, vertex: -1 })));
  for (let k = 0; k < count; k += 1) {
    const own = best[bones[2 * k + (shares[k] > 0.5 ? 1 : 0)]];
    own?.forEach((found, way) => {
      const far = WAYS[way].reduce((sum, part, d) => sum + part * rest[3 * k + d], 0);
      if (far > found.far) Object.assign(found, { far, vertex: k });
    });
  }
  return best.flatMap((own, frame) => [...new Set(own.map(({ vertex }) => vertex))]
    .filter((vertex) => vertex >= 0)
    .map((vertex) => ({ frame, at: [0, 1, 2].map((d) => rest[3 * vertex + d] - header.at[frame][d]) })));
}

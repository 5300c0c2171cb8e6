/**
 * The camera: from which side a picture is seen, and how much of the room it holds.
 *
 * Room: x forward, y up, z right, metres. Picture: x to the right, y down, depth towards the viewer,
 * millimetres. The projection is orthographic, so one scale holds all over a picture. Azimuth 0 looks
 * at the right side of a body that faces +x; a larger one walks round towards its front.
 *
 * @typedef {{azimuth: number, elevation: number, centre: number[], height: number}} Camera
 *   degrees; centre of the picture in metres; height of the picture in millimetres
 * @typedef {{right: number[], down: number[], toward: number[]}} Axes
 */

/** Named sides, azimuth and elevation in degrees. A body that stretches its left side is seen from the mirrored ones. */
export const VIEWS = {
  side: [22, 8],
  three_quarter: [62, 12],
  front: [90, 10],
  back: [-90, 10],
  above: [62, 55],
};
const LOWEST = -5;
const HIGHEST = 85;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** Return a named view for a side: the left one is the mirror image of the right one. */
export function viewOf(name, side = 'right') {
  const [azimuth, elevation] = VIEWS[name];
  return { azimuth: side === 'left' ? 180 - azimuth : azimuth, elevation };
}

/** @returns {Axes} unit vectors of the picture in the room */
export function axesOf({ azimuth, elevation }) {
  const [a, e] = [radians(azimuth), radians(elevation)];
  const right = [Math.cos(a), 0, -Math.sin(a)];
  const toward = [Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e)];
  const down = [
    right[1] * toward[2] - right[2] * toward[1],
    right[2] * toward[0] - right[0] * toward[2],
    right[0] * toward[1] - right[1] * toward[0],
  ];
  return { right, down, toward };
}

const along = (axis, point) => 1000 * (axis[0] * point[0] + axis[1] * point[1] + axis[2] * point[2]);

/** Project a point of the room, metres, to x, y and depth in millimetres. */
export function project({ right, down, toward }, point) {
  return [along(right, point), along(down, point), along(toward, point)];
}

/** Return the frame [x, y, width, height] in millimetres that a camera shows at an aspect (w / h). */
export function frameOf(camera, aspect) {
  const axes = axesOf(camera);
  const [x, y] = project(axes, camera.centre);
  const width = camera.height * aspect;
  return [x - width / 2, y - camera.height / 2, width, camera.height];
}

/**
 * Return the camera whose frame is [x, y, width, height], at a direction.
 * @param {{azimuth: number, elevation: number}} direction  @param {number[]} frame
 */
export function cameraOn({ azimuth, elevation }, [x, y, width, height]) {
  const { right, down } = axesOf({ azimuth, elevation });
  const [u, v] = [(x + width / 2) / 1000, (y + height / 2) / 1000];
  return { azimuth, elevation, centre: right.map((part, k) => u * part + v * down[k]), height };
}

/** Return the camera that holds points of the room, with a margin, at an aspect; the floor stays low. */
export function fitted({ azimuth, elevation }, points, aspect, margin = 70) {
  const axes = axesOf({ azimuth, elevation });
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const point of points) {
    const place = project(axes, point);
    for (let k = 0; k < 2; k += 1) {
      low[k] = Math.min(low[k], place[k] - margin);
      high[k] = Math.max(high[k], place[k] + margin);
    }
  }
  const [w, h] = [high[0] - low[0], high[1] - low[1]];
  const height = Math.max(h, w / aspect);
  const width = height * aspect;
  return cameraOn({ azimuth, elevation }, [low[0] - (width - w) / 2, high[1] - height, width, height]);
}

/** Turn a camera by degrees; it never looks from below the floor, nor over the top. */
export function turned(camera, byAzimuth, byElevation) {
  const elevation = Math.min(HIGHEST, Math.max(LOWEST, camera.elevation + byElevation));
  return { ...camera, azimuth: camera.azimuth + byAzimuth, elevation };
}

const eased = (share) => share * share * (3 - 2 * share);

/** Return the camera on its way from one to another, share 0 to 1, the short way round. */
export function between(from, to, share) {
  const s = eased(Math.min(1, Math.max(0, share)));
  const mixed = (a, b) => a + (b - a) * s;
  const turn = ((((to.azimuth - from.azimuth) % 360) + 540) % 360) - 180;
  return {
    azimuth: from.azimuth + turn * s,
    elevation: mixed(from.elevation, to.elevation),
    centre: from.centre.map((part, k) => mixed(part, to.centre[k])),
    height: mixed(from.height, to.height),
  };
}

/** Degrees: a prop that would hide the person in a named view is left out this near to it. */
const NEAR_A_VIEW = 25;

/** Return the props that do not hide the person from a camera's side. */
export function propsSeen(props, camera, side) {
  const apart = (name) => Math.abs(((((camera.azimuth - viewOf(name, side).azimuth) % 360) + 540) % 360) - 180);
  return props.filter(({ unseen = [] }) => !unseen.some((name) => apart(name) < NEAR_A_VIEW));
}

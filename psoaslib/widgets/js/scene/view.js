/** A view: what one canvas shows, from where, and whether that is drawn yet. */
import { axesOf, between, frameOf, project, propsSeen, turned } from './camera.js';
import { pointOf } from './frames.js';
import { samplingOf } from './pace.js';
import { ghostOf } from './rules.js';
import { paintWalls, wallsOf } from './strokes.js';

/** ms without change until a picture is drawn finely; ms for which the camera eases to a side. */
const REST = 160;
const EASE = 700;
/** How much of a ghost shows. */
const GHOST = 0.5;

/** Make a view; `ask` asks the stage to look what is to be drawn, `level` is that of its pace. */
export function createView({ document, target, now, ask, onDrawn, level }) {
  const window = document.defaultView;
  const context = target.getContext('2d');
  const ghostly = document.createElement('canvas');
  let scene = null;
  let camera = null;
  let ease = null;
  let changed = false;
  let fine = true;
  let changedAt = -Infinity;
  let seen = true;
  let drawn = null;
  let timer = 0;
  const watching = new window.IntersectionObserver((entries) => {
    seen = entries.at(-1).isIntersecting;
    if (seen) ask();
  });
  const sizing = new window.ResizeObserver(() => view.change());
  watching.observe(target);
  sizing.observe(target);

  const sizeOf = () => {
    const dense = Math.min(window.devicePixelRatio || 1, 2);
    return { dense, width: Math.round(target.clientWidth * dense), height: Math.round(target.clientHeight * dense) };
  };

  function behind(picture, width, height) {
    context.save();
    context.globalCompositeOperation = 'destination-over';
    context.globalAlpha = GHOST;
    context.drawImage(picture, 0, 0, width, height);
    context.restore();
  }

  const view = {
    drawnAt: -Infinity,
    get moving() { return Boolean(ease || scene?.moving || now() - changedAt < REST); },
    get camera() { return camera; },
    /** What the canvas holds: camera, axes, frame in mm, frames, palette, side; null before the first picture. */
    get drawn() { return drawn; },
    /** Show a scene: figure, pose, breath, props, muscles, side, xray, palette, dark, moving, ghost, hold. */
    show(next) {
      scene = next;
      view.change();
    },
    /** Look from somewhere: at once, or by easing there. */
    look(next, ms = 0) {
      if (ms && camera && !window.matchMedia('(prefers-reduced-motion: reduce)').matches) ease = { from: camera, to: next, began: now(), ms };
      else [camera, ease] = [next, null];
      view.change();
    },
    easeTo: (next) => view.look(next, EASE),
    turn(azimuth, elevation) {
      if (camera) view.look(turned(camera, azimuth, elevation));
    },
    change() {
      changed = true;
      fine = false;
      changedAt = now();
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, REST + 20);
      ask();
    },
    /** Tell whether there is something to draw. */
    wants() {
      const { width, height } = sizeOf();
      return Boolean(seen && scene && camera && width && height && (changed || ease || (!fine && !view.moving)));
    },
    /** Return what is to be drawn now, and the size it has on the canvas. */
    picture(time) {
      if (ease) {
        const share = (time - ease.began) / ease.ms;
        camera = between(ease.from, ease.to, share);
        if (share >= 1) ease = null;
      }
      const { moving } = view;
      const { dense, width, height } = sizeOf();
      const from = scene.hold ? scene.hold(camera, width / height) : camera;
      const { scale, cells } = samplingOf(level(), { moving, dense });
      const props = propsSeen(scene.props, from, scene.side);
      const shot = { ...scene, moving, camera: from, cells, props, width: Math.round(width * scale), height: Math.round(height * scale) };
      const ghost = scene.ghost && { ...shot, pose: scene.ghost, props: [], xray: 0, dark: false, palette: ghostOf(scene.palette) };
      changed = false;
      fine = !moving;
      view.drawnAt = time;
      return { shot, ghost, width, height };
    },
    /** Take a finished frame. */
    receive(canvas, { shot, width, height }) {
      if (target.width !== width || target.height !== height) Object.assign(target, { width, height });
      const frame = frameOf(shot.camera, shot.width / shot.height);
      context.clearRect(0, 0, width, height);
      const colour = (name) => `rgb(${shot.palette[name].map((part) => Math.round(255 * part)).join()})`;
      paintWalls(context, wallsOf(shot.props, axesOf(shot.camera)), frame, width, { wall: colour('wall'), line: colour('wall-line') });
      context.drawImage(canvas, 0, canvas.height - shot.height, shot.width, shot.height, 0, 0, width, height);
      if (scene?.ghost) behind(ghostly, width, height);
      const { turns, origins } = shot.figure.frames;
      const { camera: from, palette, side, figure } = shot;
      drawn = { shot, camera: from, axes: axesOf(from), frame, palette, side, frames: { ...figure.frames, turns: turns.slice(), origins: origins.slice() } };
      onDrawn();
    },
    /** Keep the picture of the ghost, which lies behind the next frame. */
    receiveGhost(canvas, { width, height }) {
      Object.assign(ghostly, { width, height });
      ghostly.getContext('2d').drawImage(canvas, 0, canvas.height - height, width, height, 0, 0, width, height);
    },
    /** Project an anchor {frame, at} of the body, or {at} of the room, to CSS pixels: {x, y, depth}. */
    project({ frame, at }) {
      if (!drawn) return null;
      const point = frame ? pointOf([0, 0, 0], drawn.frames, frame, at) : at;
      const [x, y, depth] = project(drawn.axes, point);
      const scale = target.clientWidth / drawn.frame[2];
      return { x: (x - drawn.frame[0]) * scale, y: (y - drawn.frame[1]) * scale, depth };
    },
    /** What tests look at. */
    state: () => ({ camera, moving: view.moving, fine, seen, drawn: drawn && { cells: drawn.shot.cells, width: drawn.shot.width } }),
    close() {
      window.clearTimeout(timer);
      watching.disconnect();
      sizing.disconnect();
    },
  };
  return view;
}

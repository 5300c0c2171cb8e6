/**
 * The stage of a document: one WebGL2 context that draws for all views, each a 2-D canvas. It draws
 * where a view is seen and has changed, and waits for the graphics card without holding the page up:
 * while a frame is under way no other is begun, and it is copied once it is there.
 */
import { createFigure } from './figure.js';
import { SOFTWARE, createPace } from './pace.js';
import { createRenderer, startRenderer } from './renderer.js';
import { createView } from './view.js';

/** Where the stage of a document is kept, whichever copy of this module made it. */
const KEPT = Symbol.for('psoaslib.stage.1');
/** ms: frames that cost less are copied at once. */
const PROMPT = 8;
const NAMED = /swiftshader|llvmpipe|software|basic render/i;
/**
 * Return the document's stage, which makes its context once it is asked for its `kind` or for a view,
 * and its programs with the first view. `kind` says what draws: 'card', 'software', or 'missing' for
 * nothing. A page says by `data-psoas-draws` on its root what it wants: "stills" that nothing is drawn
 * live, "live" that players draw live in software too.
 */
export function stageOf(document) {
  document[KEPT] ??= createStage({
    document,
    requestFrame: (heard) => document.defaultView.requestAnimationFrame(heard),
    now: () => performance.now(),
  });
  return document[KEPT];
}

/** @param {HTMLCanvasElement} canvas  @param {{psoasDraws?: string}} wanted */
function contextOf(canvas, { psoasDraws } = {}) {
  if (psoasDraws === 'stills') return { gl: null, kind: 'missing' };
  const wanted = { alpha: true, antialias: false, preserveDrawingBuffer: true };
  const fast = canvas.getContext('webgl2', { ...wanted, failIfMajorPerformanceCaveat: true });
  if (fast) return { gl: fast, kind: inSoftware(fast) ? 'software' : 'card' };
  const gl = canvas.getContext('webgl2', wanted);
  return { gl, kind: gl ? 'software' : 'missing' };
}

/** Some browsers draw in software without owning to it. */
const inSoftware = (gl) => {
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  return named && NAMED.test(gl.getParameter(named.UNMASKED_RENDERER_WEBGL));
};

/** @param {{document: Document, requestFrame: function(function): void, now: function(): number}} world */
export function createStage({ document, requestFrame, now }) {
  const canvas = document.createElement('canvas');
  const views = new Set();
  const figures = new Map();
  let context = null;
  let pace = null;
  let programs = null;
  let renderer = null;
  let pending = null;
  let asked = false;
  let frames = 0;

  /** Return context and kind, made when they are first needed. */
  function graphics() {
    if (context) return context;
    context = contextOf(canvas, document.documentElement.dataset);
    pace = createPace(context.kind === 'software' ? SOFTWARE : 0);
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      [programs, renderer, pending] = [null, null, null];
    });
    canvas.addEventListener('webglcontextrestored', () => {
      for (const view of views) view.change();
    });
    return context;
  }

  /** Tell whether there is a renderer; begin to make it where there is none. */
  function prepared() {
    const { gl } = graphics();
    if (!renderer) {
      programs ??= startRenderer(gl);
      const made = programs();
      if (made) renderer = createRenderer(gl, made);
    }
    return Boolean(renderer);
  }

  /** Return the figure of a mesh, made once. */
  function figureOf(mesh, bones, stature = mesh.stature) {
    const key = `${mesh.build} ${stature}`;
    if (!figures.has(key)) figures.set(key, createFigure(mesh, bones, stature));
    return figures.get(key);
  }

  function ask() {
    if (asked || !graphics().gl || graphics().gl.isContextLost()) return;
    asked = true;
    requestFrame(tick);
  }

  function tick() {
    asked = false;
    if (graphics().gl.isContextLost()) return;
    if (!prepared() || (pending && !finished())) {
      ask();
      return;
    }
    const time = now();
    const waiting = [...views].filter((view) => view.wants(time)).sort((a, b) => a.drawnAt - b.drawnAt);
    for (const view of waiting) {
      if (view.moving && !pace.due(time)) continue;
      begin(view, time);
      if (pace.cost > PROMPT || context.kind === 'software') break;
      copy(pending);
    }
    if (pending || [...views].some((view) => view.wants(time))) ask();
  }

  /** Begin a frame of a view. */
  function begin(view, time) {
    const { gl } = context;
    const { shot, ghost, ...size } = view.picture(time);
    if (shot.moving) pace.began(time);
    if (ghost) {
      fitAndDraw(ghost);
      view.receiveGhost(canvas, ghost);
    }
    fitAndDraw(shot);
    if (pending) gl.deleteSync(pending.fence);
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    pending = { ...size, shot, view, fence, began: time, copied: false };
    frames += 1;
  }

  function fitAndDraw(shot) {
    if (canvas.width < shot.width || canvas.height < shot.height) {
      canvas.width = Math.max(canvas.width, shot.width);
      canvas.height = Math.max(canvas.height, shot.height);
    }
    shot.figure.take(shot.pose, shot.breath);
    renderer.draw(shot);
  }

  /** Tell whether the frame under way is there; then copy it and learn what it has cost. */
  function finished() {
    const { gl } = context;
    if (gl.getSyncParameter(pending.fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.deleteSync(pending.fence);
    if (pending.shot.moving) pace.took(now() - pending.began);
    copy(pending);
    pending = null;
    return true;
  }

  function copy(frame) {
    if (frame.copied) return;
    frame.copied = true;
    frame.view.receive(canvas, frame);
  }

  /**
   * Open a view on a canvas.
   *
   * @param {HTMLCanvasElement} target its size in CSS pixels is that of the picture
   * @param {function(): void} [onDrawn] called after each picture, to place labels
   */
  function open(target, onDrawn = () => {}) {
    graphics();
    const view = createView({ document, target, now, ask, onDrawn, level: () => pace.level });
    const closeView = view.close;
    views.add(view);
    view.close = () => {
      views.delete(view);
      closeView();
      if (pending?.view === view) pending = null;
    };
    return view;
  }

  return {
    get kind() { return graphics().kind; },
    open,
    figureOf,
    /** What tests look at. */
    state: () => ({ kind: graphics().kind, level: pace.level, cost: pace.cost, frames, views: views.size, programs: renderer?.programs, lost: Boolean(context.gl?.isContextLost()), resting: !asked }),
    canvas,
    get gl() { return graphics().gl; },
  };
}

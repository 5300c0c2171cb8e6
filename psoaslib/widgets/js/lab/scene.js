/**
 * The picture of the length lab: a body whose bones and psoas are seen through it, turned by hand,
 * and the same from the front beside it. Where there is no WebGL, a sentence says so.
 */

import {make, makeSvg, setAttribute} from '../shared/dom.js';
import {HIPS, bodyAngles} from './body.js';
import {looksOf} from '../scene/bodies.js';
import {fitted, viewOf} from '../scene/camera.js';
import {coverOf} from '../scene/cover.js';
import {createFrames, createPose, place, pointOf, setAngles} from '../scene/frames.js';
import {labelMarks, paintMarks} from '../scene/marks.js';
import {letTurn} from '../scene/orbit.js';
import {paletteOf} from '../scene/rules.js';
import {spotsOf} from '../scene/spots.js';
import {stageOf} from '../scene/stage.js';
import {watchTheme} from '../shared/theme.js';

const VIEWS = { side: 'Side', three_quarter: 'Three-quarter', front: 'Front', back: 'Back' };
const BESIDE = 'front';
const MISSING = 'This browser offers no WebGL, so the body cannot be drawn here. Words and bars say the same.';
const TURNING = 'Arrow keys turn the picture, Home turns it back.';

/** Metres from the hips: what is always in the picture; and mm round it. */
const SEEN = [[-0.2, 0.36, -0.17], [0.17, 0.36, 0.17], [-0.1, -0.47, -0.17], [0.1, -0.47, 0.17]];
const MARGIN = 30;
/** Metres in the frames of shin and chest: what follows them into the picture. */
const FOLLOWS = { shin: [[0.06, 0.06, 0], [0, -0.12, 0]], T9: [[-0.12, 0, 0.15], [0.12, 0, -0.15]] };

/** Flesh and clothes are paler than elsewhere by this share, so that bones and psoas stand out. */
const PALE = ['skin', 'skin-shade', 'top', 'top-shade', 'shorts', 'shorts-shade', 'hair', 'hair-light'];
const PALER = 0.5;

/** ms: where software draws, fine pictures and the one beside wait until a slider has rested so long. */
const SETTLE = 600;

/** CSS pixels: size of a label's type. */
const TYPE = 14;

/**
 * @param {{mesh: object, bones: object}} bodies  as `bodyOf` reads them
 * @param {Object<string, string>} labels  words by id, as `scene/spots.js` names them
 */
export function createScene({ mesh, bones }, labels) {
  const stage = stageOf(document);
  if (stage.kind === 'missing') {
    return { root: make('p', { class: 'pl-missing' }, MISSING), paint() {}, dispose() {} };
  }
  const canvas = make('canvas', { class: 'pl-turned', role: 'img', tabindex: '0' });
  const beside = make('canvas', { class: 'pl-beside', 'aria-hidden': 'true' });
  const marks = makeSvg('svg', { class: 'pl-marks', 'aria-hidden': 'true' });
  const buttons = Object.entries(VIEWS).map(([name, words]) => {
    const button = make('button', { type: 'button', class: 'pa-button' }, words);
    button.addEventListener('click', () => turnTo(name));
    return button;
  });
  const hint = make('span', { class: 'pl-hint' }, 'Drag to turn.');
  const root = make('div', { class: 'pl-scene' },
    make('div', { class: 'pl-picture' },
      make('div', { class: 'pl-frame' }, canvas, marks), make('div', { class: 'pl-frame' }, beside)),
    make('div', { class: 'pl-views', role: 'group', 'aria-label': 'View' }, ...buttons, hint));
  const [turned, front] = [stage.open(canvas, mark), stage.open(beside)];
  const frames = createFrames(mesh);
  const [pose, ghost] = [createPose(mesh), createPose(mesh)];
  const release = letTurn(canvas, { turn: turned.turn, reset: () => turnTo('side') });
  const watcher = new ResizeObserver(() => { frame(); show(); });
  const theme = watchTheme(root, show);
  let shown = null;
  let timer = 0;
  watcher.observe(canvas);

  /** Show a pose; `states` are those of both psoas, by side. `kept` is a pose that stands behind it, or null. */
  function paint(next, words) {
    const first = !shown || shown.side !== next.side;
    shown = next;
    setAttribute(canvas, 'aria-label', `${words} ${TURNING}`);
    setAngles(pose, bodyAngles(next.pose, next.side), HIPS);
    if (next.kept) setAngles(ghost, bodyAngles(next.kept, next.side), HIPS);
    place(frames, pose);
    if (first || stage.kind !== 'software') show();
    else hurry();
    if (first) turned.look(cameraOf(viewOf('side', next.side), canvas));
    frame();
  }

  function hurry() {
    turned.show({ ...sceneNow(), moving: true });
    clearTimeout(timer);
    timer = setTimeout(show, SETTLE);
  }

  function show() {
    if (!shown) return;
    turned.show(sceneNow());
    front.show(sceneNow());
    front.look(cameraOf(viewOf(BESIDE, shown.side), beside));
  }

  function sceneNow() {
    const dark = theme.dark();
    return {
      figure: stage.figureOf(mesh, bones),
      pose,
      ghost: shown.kept && ghost,
      props: [],
      side: shown.side,
      muscles: shown.muscles,
      xray: 1,
      dark,
      palette: paler(paletteOf(looksOf(), { build: mesh.build, dark })),
    };
  }

  /** Name what is seen, once the picture rests. */
  function mark() {
    const { axes, frame, palette } = turned.drawn;
    if (turned.moving) {
      marks.replaceChildren();
      return;
    }
    const { side } = shown;
    const figure = stage.figureOf(mesh, bones);
    figure.take(pose);
    const cover = coverOf(figure, [], axes, frame);
    const spots = spotsOf(figure, cover, { axes, side, names: Object.keys(labels) });
    const size = (TYPE * frame[2]) / canvas.clientWidth;
    paintMarks(marks, labelMarks(spots, labels, cover, { frame, size }), frame, palette);
  }

  /** Keep in the picture what belongs there. */
  function frame() {
    if (shown) turned.look(cameraOf(turned.camera, canvas));
  }

  function turnTo(name) {
    turned.easeTo(cameraOf(viewOf(name, shown.side), canvas));
  }

  function cameraOf(direction, { clientWidth, clientHeight }) {
    const always = SEEN.map((point) => point.map((part, k) => part + HIPS[k]));
    const follows = Object.entries(FOLLOWS).flatMap(([part, points]) => points.map(
      (point) => pointOf([0, 0, 0], frames, part === 'shin' ? `${shown.side}_tibia` : part, point)));
    return fitted(direction, [...always, ...follows], clientWidth / clientHeight || 1, MARGIN);
  }

  function dispose() {
    clearTimeout(timer);
    watcher.disconnect();
    theme.dispose();
    release();
    turned.close();
    front.close();
  }

  // What tests look at.
  Object.assign(canvas, { scene: { stage, view: turned } });
  return { root, paint, dispose };
}

function paler(palette) {
  const pale = PALE.map((name) => [name, palette[name].map((part) => part + PALER * (1 - part))]);
  return { ...palette, ...Object.fromEntries(pale) };
}

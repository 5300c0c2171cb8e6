/** A posed body that can be turned: the front end of `widgets/live.py`. */
import { VIEWS, fitted, viewOf } from './scene/camera.js';
import { createPose, setAngles } from './scene/frames.js';
import { cornersOf } from './scene/geometry.js';
import { readMesh } from './scene/mesh.js';
import { letTurn } from './scene/orbit.js';
import { unzipped } from './scene/packed.js';
import { paletteOf } from './scene/rules.js';
import { stageOf } from './scene/stage.js';

const NAMES = { side: 'Side', three_quarter: 'Three-quarter', front: 'Front', back: 'Back', above: 'Above' };
const MISSING = 'This browser offers no WebGL, so the body cannot be drawn live here.';
/** Metres round the frames' origins: heads, hands and feet reach that far. */
const REACH = 0.12;

const bytesOf = (view) => new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);

/** Return the points that a picture of a figure among its props must hold. */
function pointsOf(figure, props) {
  const body = figure.origins().flatMap(([x, y, z]) => [[x - REACH, y - REACH, z - REACH], [x + REACH, y + REACH, z + REACH]]);
  return [...body, ...props.filter(({ shape }) => shape !== 'wall').flatMap(cornersOf)];
}

async function render({ model, el }) {
  const stage = stageOf(el.ownerDocument);
  if (stage.kind === 'missing') {
    el.textContent = MISSING;
    return undefined;
  }
  const [mesh, bones] = [
    readMesh(await unzipped(bytesOf(model.get('mesh')))),
    readMesh(await unzipped(bytesOf(model.get('bones'))), 'bones'),
  ];
  const canvas = el.ownerDocument.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  const bar = el.ownerDocument.createElement('div');
  el.classList.add('psoas-live');
  el.replaceChildren(canvas, bar);
  const view = stage.open(canvas);
  /** Return what is shown; `other` traits stand in for those of the model. */
  const shown = (other = {}) => {
    const get = (name) => other[name] ?? model.get(name);
    const { stature, angles, root, curl, props, side, muscles } = get('scene');
    const pose = createPose(mesh);
    setAngles(pose, angles, root);
    Object.assign(pose.curl, curl);
    const [xray, dark] = [get('xray'), get('dark')];
    return {
      figure: stage.figureOf(mesh, bones, stature),
      pose,
      props,
      side,
      muscles: Object.fromEntries(Object.entries(muscles).map(([own, { state, change }]) => [own, { state, change: change ?? NaN }])),
      xray,
      dark,
      palette: paletteOf(get('looks'), { build: mesh.build, skin: get('skin'), dark }),
    };
  };
  const cameraAt = (name) => {
    const { figure, pose, props, side } = shown();
    figure.take(pose);
    return fitted(viewOf(name, side), pointsOf(figure, props), canvas.clientWidth / canvas.clientHeight);
  };
  const show = () => {
    canvas.setAttribute('aria-label', model.get('scene').alt);
    view.show(shown());
  };
  show();
  view.look(cameraAt(model.get('view')));
  for (const name of Object.keys(VIEWS)) {
    const button = el.ownerDocument.createElement('button');
    button.textContent = NAMES[name];
    button.addEventListener('click', () => view.easeTo(cameraAt(name)));
    bar.append(button);
  }
  const still = letTurn(canvas, { turn: view.turn, reset: () => view.easeTo(cameraAt(model.get('view'))) });
  const turned = () => view.easeTo(cameraAt(model.get('view')));
  for (const name of ['scene', 'xray', 'skin', 'dark']) model.on(`change:${name}`, show);
  model.on('change:view', turned);
  // What tests look at.
  canvas.scene = { stage, view, shown };
  return () => {
    for (const name of ['scene', 'xray', 'skin', 'dark']) model.off(`change:${name}`, show);
    model.off('change:view', turned);
    still();
    view.close();
  };
}

function liveWidget() {
  return { initialize() {}, render };
}

export default liveWidget;

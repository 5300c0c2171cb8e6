/** One picture of a figure: a body that can be turned, with its marks over it and its words round it. */

import {make, makeSvg, setAttribute, setWords} from '../shared/dom.js';
import {barsOf} from './bars.js';
import {resized} from '../shared/room.js';
import {createChange} from '../scene/arrows.js';
import {fitted, propsSeen, viewOf} from '../scene/camera.js';
import {coverOf} from '../scene/cover.js';
import {errorMark} from '../scene/faults.js';
import {pointOf} from '../scene/frames.js';
import {cornersOf} from '../scene/geometry.js';
import {labelMarks, paintMarks} from '../scene/marks.js';
import {letTurn} from '../scene/orbit.js';
import {spotsOf} from '../scene/spots.js';
import {createShown, showKey} from '../scene/ways.js';

/** CSS pixels: size of a label's type. */
export const TYPE = 15;
/** mm round a body; labels stand beside it: so much more of the room is shown. */
const MARGIN = 70;
const ROOMY = 1.12;
/**
 * Places, for 1.75 m, that the figure of hips and lower back shows; and millimetres round them.
 * @type {[string, number[]][]}
 */
const NEAR = [
  ['T12', [0.04, 0.06, 0]], ['T12', [-0.1, 0.06, 0]], ['pelvis', [0.06, 0.05, 0.15]], ['pelvis', [0.06, 0.05, -0.15]],
  ['pelvis', [-0.13, 0.05, 0]], ['femur', [0.05, -0.26, 0]], ['other', [0.05, -0.16, 0]],
];
const AROUND = 45;
const TURNING = 'Arrow keys turn the picture, Home turns it back.';

/**
 * @param {object} told  the panel, as `widgets/picture.py` tells it
 * @param {object} figure  the whole figure
 * @param {{stage: object, mesh: object, bones: object, ways: object, others: function(): object[]}} scene
 *   `others` are the panels of the figure
 */
export function createPanel(told, figure, { stage, mesh, bones, ways, others }) {
  const { side, xray, labels } = figure;
  const person = stage.figureOf(mesh, bones);
  const shown = createShown(ways);
  showKey(shown, ways, told.id, side);
  const scale = mesh.stature / ways.stature;
  const { pose } = shown;
  const props = shown.props.map((prop) => resized(prop, scale));
  const muscles = Object.fromEntries(['right', 'left'].map((each) => [each, { ...shown.psoas[each] }]));
  const before = told.before && poseOf(told.before.id);
  const change = before && createChange(mesh, [before, pose], { side, stature: mesh.stature });

  const canvas = make('canvas', { role: 'img', tabindex: '0' });
  const marks = makeSvg('svg', { class: 'px-marks', 'aria-hidden': 'true' });
  const heading = make('p', { class: 'px-heading' });
  const note = make('p', { class: 'px-note' });
  const bars = make('div', { class: 'px-scale' });
  const words = make('p', { class: 'px-words' });
  const root = make('div', { class: 'px-panel' }, heading,
    make('div', { class: 'px-picture' }, canvas, marks), note, bars, words);
  setWords(heading, told.heading);
  setWords(note, change?.nothing ? told.before.nothing : '');
  setWords(words, told.said);
  const view = stage.open(canvas, mark);
  // A pair turns together, so that it can be compared from all sides.
  const release = letTurn(canvas, {
    turn: (...by) => others().forEach((panel) => panel.view.turn(...by)),
    reset: () => others().forEach((panel) => panel.turnTo(panel.told.view)),
  });
  const watcher = new ResizeObserver(() => { if (view.camera) view.look(cameraOf(view.camera)); });
  let palette = null;

  function poseOf(id) {
    const earlier = createShown(ways);
    showKey(earlier, ways, id, side);
    return earlier.pose;
  }

  function show(next, dark) {
    palette = next;
    view.show(sceneIn(palette, dark));
    if (!view.camera) turnTo(told.view, true);
    bars.replaceChildren(...(told.rows.length ? [barsOf(told.rows, colourOf(palette))] : []));
    watcher.observe(canvas);
  }

  function sceneIn(palette, dark) {
    const ghost = change && !change.nothing ? before : null;
    return { figure: person, pose, props, side, muscles, xray, dark, palette, ghost };
  }

  /** Return the camera of a view by name, or from where one looks: all panels have one scale. */
  function cameraOf(direction) {
    const from = typeof direction === 'string' ? viewOf(direction, side) : direction;
    const aspect = canvas.clientWidth / canvas.clientHeight || 1;
    const own = cameraOn(from, aspect);
    const height = Math.max(own.height, ...others().map((panel) => panel.cameraOn(from, aspect).height));
    return { ...own, height: labels.length && !figure.close ? ROOMY * height : height };
  }

  function cameraOn(from, aspect) {
    person.take(pose);
    if (figure.close) return fitted(from, nearPoints(), aspect, AROUND);
    const { out } = person.body;
    const body = Array.from({ length: out.length / 4 }, (_, k) => out.subarray(4 * k, 4 * k + 3));
    const seen = propsSeen(props, from, side).filter(({ shape }) => shape !== 'wall');
    return fitted(from, [...body, ...seen.flatMap(cornersOf)], aspect, MARGIN);
  }

  function nearPoints() {
    const sign = side === 'left' ? -1 : 1;
    const own = { femur: `${side}_femur`, other: `${side === 'left' ? 'right' : 'left'}_femur` };
    return NEAR.map(([frame, [x, y, z]]) =>
      pointOf([0, 0, 0], person.frames, own[frame] ?? frame, [x, y, sign * z].map((part) => (part * mesh.stature) / 1.75)));
  }

  function turnTo(direction, atOnce = false) {
    (atOnce ? view.look : view.easeTo)(cameraOf(direction));
  }

  /** Mark the picture that the canvas holds: all once it rests, arrows while it turns. */
  function mark() {
    const { axes, frame } = view.drawn;
    if (view.moving) {
      paintMarks(marks, arrowsIn(axes, frame), frame, palette);
      return;
    }
    const found = marksIn(view.drawn, canvas.clientWidth);
    paintMarks(marks, found, frame, palette);
    setAttribute(canvas, 'aria-label', wordsOf(found));
  }

  const arrowsIn = (axes, frame) => (change && !change.nothing ? change.arrows(axes, frame) : []);

  /** Return all marks of a picture of so many CSS pixels across. */
  function marksIn({ camera, axes, frame }, width) {
    const arrows = arrowsIn(axes, frame);
    if (!(told.error || labels.length)) return arrows;
    person.take(pose);
    const cover = coverOf(person, propsSeen(props, camera, side), axes, frame);
    const error = told.error ? [errorMark(told.fault, person, cover, { axes, frame, side })] : [];
    if (!labels.length) return [...arrows, ...error];
    const names = labels.map(([id]) => id);
    const size = (TYPE * frame[2]) / width;
    const spots = spotsOf(person, cover, { axes, side, names });
    return [...arrows, ...error, ...labelMarks(spots, Object.fromEntries(labels), cover, { frame, size, marks: [...arrows, ...error] })];
  }

  /** Say what the picture shows, its marks as well. */
  function wordsOf(found) {
    const named = found.filter(({ kind }) => kind === 'label').map(({ text }) => text);
    const arrows = found.filter(({ kind }) => kind === 'arrow');
    const said = [told.heading && `${told.heading}.`, told.alt];
    if (named.length) said.push(`Labelled: ${named.join(', ')}.`);
    if (change?.nothing) said.push(told.before.nothing);
    else if (change) {
      said.push(`A pale shape behind shows the body before, at “${told.before.title}”.`);
      if (arrows.some(({ of }) => of === 'tilt')) said.push(`An arrow at the pelvis: it ${change.turned > 0 ? 'tucks under' : 'tips forward'}.`);
      if (arrows.some(({ of }) => of !== 'tilt')) said.push('Arrows show where the body has moved.');
    }
    return [...said, ...told.rows.map((row) => `${row.words} (${row.band}).`), TURNING].filter(Boolean).join(' ');
  }

  function dispose() {
    watcher.disconnect();
    release();
    view.close();
  }

  // What tests look at.
  Object.assign(canvas, {
    scene: { stage, view, show: (other) => view.show({ ...sceneIn(palette, figure.dark), ...other }) },
  });
  return { root, canvas, cameraOn, view, told, note, show, sceneIn, marksIn, turnTo, dispose };
}

/** Return how a name of a palette is written in a drawing. */
export const colourOf = (palette) => (name) => `rgb(${palette[name].map((part) => Math.round(255 * part)).join()})`;

/**
 * The muscle length lab: one for each model, made in `initialize`, so that two views agree. All is
 * worked out here, without a kernel; Python is told of a pose when the hand rests.
 */

import {otherLimb} from './body.js';
import {unpackNumbers} from './grid.js';
import {createModels, joinedModels} from './model.js';
import {jointsOfPose, SLIDERS, samePose, withoutFixed, withSlider} from './pose.js';
import {createLabView} from './view.js';
import {rowOf} from './words.js';
import {oneForEachModel} from '../shared/lifetime.js';
import {bodyOf} from '../scene/bodies.js';
import {stateOf} from '../shared/wording.js';

const BUILD = 'a';
const SEND_MS = 200;
const MOVE_MS = 450;

/** Make the lab. @param {object} model  the widget's model: get, set, save_changes, on, off */
function createLab(model) {
  const lab = model.get('lab');
  const presets = Object.fromEntries(lab.presets.map((each) => [each.id, each]));
  const views = new Set();
  const waiting = [];
  let models = null;
  /** Done for the first view: the notebook gives a slow phone 2 s to initialize. */
  let unpacking = null;
  let bodies = null;
  let state = readState();
  let kept = null;
  let frame = 0;
  let stale = false;
  let moving = 0;
  let timer = 0;

  model.on('change:pose', hear);
  model.on('change:kept', hear);

  async function start() {
    const numbers = await unpackNumbers(model.get('numbers'));
    bodies = await bodyOf(document, BUILD);
    models = createModels(lab.muscles, lab.tables, numbers);
    kept = readKept();
    waiting.splice(0).forEach((show) => show());
  }

  function readState() {
    const { side, preset, ...pose } = model.get('pose');
    return { side, preset: preset ?? null, pose };
  }

  function readKept() {
    const value = model.get('kept');
    if (!value || !value.pose) return null;
    return { ...value, figures: figuresOf(value.pose) };
  }

  /** Python has set a pose; what a hand has set since, and is about to be sent, counts more. */
  function hear() {
    if (timer) return;
    const next = readState();
    const same = next.side === state.side && samePose(next.pose, state.pose);
    if (!same || next.preset !== state.preset) state = next;
    if (models) kept = readKept();
    draw();
  }

  function figuresOf(pose) {
    const found = models(jointsOfPose(pose));
    const alone = Object.fromEntries(Object.entries(found).map(([name, each]) =>
      [name, each && { ...joinedModels(each, null), change: whole(each.change), alone: true }]));
    return {
      psoas: joinedModels(found['composite_a.psoas'], found['composite_b.psoas']),
      iliacus: joinedModels(found['rajagopal2016.iliacus'], found['gait2392.iliacus']),
      rectus_femoris: joinedModels(
        found['rajagopal2016.rectus_femoris'], found['gait2392.rectus_femoris']),
      alone,
    };
  }

  /** How the psoas of both sides is drawn. */
  function musclesOf({ side, pose }, figures) {
    const found = models(otherLimb(jointsOfPose(pose), pose.pelvic_tilt));
    const own = { psoas: joinedModels(found['composite_a.psoas'], found['composite_b.psoas']) };
    const look = ({ psoas }) => ({ state: stateOf(rowOf(psoas), lab.bounds), change: psoas ? psoas.change.value : NaN });
    return { [side]: look(figures), [side === 'left' ? 'right' : 'left']: look(own) };
  }

  function whole(change) {
    return { value: change, low: change, high: change };
  }

  const actions = {
    preset(id) {
      state = { ...state, preset: id };
      moveTo(presets[id].pose);
    },
    side(side) {
      change({ ...state, side });
    },
    slide(name, value) {
      const pose = withSlider(state.pose, name, value, lab.sliders[name]);
      change({ ...state, preset: null, pose });
    },
    trunk(withPelvis) {
      const pose = { ...state.pose, trunk: withPelvis ? 'with_pelvis' : 'upright' };
      change({ ...state, preset: null, pose });
    },
    free() {
      change({ ...state, preset: null, pose: withoutFixed(state.pose) });
    },
    keep() {
      kept = kept ? null : { title: titleOf(), pose: state.pose, figures: figuresOf(state.pose) };
      change(state);
    },
  };

  function titleOf() {
    if (!state.preset) return 'Own pose';
    const { group, titles } = presets[state.preset];
    return [group, titles[state.side]].filter(Boolean).join(': ');
  }

  function change(next) {
    cancelAnimationFrame(moving);
    state = next;
    draw();
    tell();
  }

  /** Go to a ready pose: in one step for those who want no movement. */
  function moveTo(goal) {
    cancelAnimationFrame(moving);
    const from = state.pose;
    const begin = performance.now();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const step = (now) => {
      const share = still ? 1 : Math.min(Math.max((now - begin) / MOVE_MS, 0), 1);
      state = { ...state, pose: share < 1 ? blended(from, goal, share * share * (3 - 2 * share)) : goal };
      paint();
      if (share < 1) moving = requestAnimationFrame(step);
      else tell();
    };
    step(begin);
  }

  /** Paint at once, and not again before the next frame. */
  function draw() {
    if (frame) {
      stale = true;
      return;
    }
    stale = false;
    paint();
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (stale) draw();
    });
  }

  function paint() {
    if (!models) return;
    const figures = figuresOf(state.pose);
    const shown = { ...state, title: titleOf(), figures, muscles: musclesOf(state, figures), kept };
    for (const view of views) view.paint(shown);
  }

  function tell() {
    clearTimeout(timer);
    timer = setTimeout(send, SEND_MS);
  }

  function send() {
    timer = 0;
    const { side, preset, pose } = state;
    model.set('pose', { side, preset, ...pose });
    model.set('kept', kept ? { title: kept.title, pose: kept.pose } : {});
    model.save_changes();
  }

  /** Show the lab in an element; the function returned takes it away again. */
  function attach(element) {
    let view = null;
    let gone = false;
    const show = () => {
      if (gone) return;
      view = createLabView(lab, bodies, actions);
      views.add(view);
      element.append(view.root);
      paint();
    };
    if (models) show();
    else waiting.push(show);
    unpacking ??= start();
    return () => {
      gone = true;
      views.delete(view);
      view?.dispose();
    };
  }

  function dispose() {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    cancelAnimationFrame(moving);
    model.off('change:pose', hear);
    model.off('change:kept', hear);
    for (const view of views) view.dispose();
    views.clear();
  }

  return { attach, dispose };
}

function blended(from, to, share) {
  const mix = (a, b) => a + share * (b - a);
  const pose = { trunk: to.trunk, fixed: {} };
  for (const name of SLIDERS) pose[name] = mix(from[name], to[name]);
  for (const name of Object.keys(to.fixed)) pose.fixed[name] = mix(from.fixed[name], to.fixed[name]);
  return pose;
}

/** The widget itself; the loader calls this once a model. */
function labWidget() {
  return oneForEachModel(createLab);
}

export default labWidget;

/**
 * The labelling of a plate: one for each model, made in `initialize`, so that two views agree
 * without traffic. Here machine, screen and views meet.
 */

import {labellingAnswers, labellingScore, quizzesOf, reduceLabelling, resumeLabelling} from './machine.js';
import {labellingNote, labellingScreen, labellingSpeech, TAP_AGAIN} from './screen.js';
import {createLabellingView} from './view.js';
import {oneForEachModel} from '../shared/lifetime.js';
import {unpackPictures} from '../shared/pictures.js';
import {STARTS} from '../shared/quiz_machine.js';
import {keptName, readKept, writeKept} from '../shared/storage.js';
import {createViews} from '../shared/views.js';

/**
 * @param {object} model  the widget's model: get, set, save_changes
 * @returns {{attach: function(HTMLElement): function(): void, dispose: function(): void}}
 */
function createLabelling(model) {
  const exercise = model.get('labelling');
  const quizzes = quizzesOf(exercise);
  const views = createViews();
  const name = keptName('labelling', exercise);
  const kept = readKept(name);
  let state = resumeLabelling(exercise, quizzes, kept, model.get('progress'));
  let picked = triedLast();
  let note = '';
  let address = '';
  let unpacking = null;

  // A cell that ran again, or a new kernel, knows nothing of it.
  if (kept) tell();

  /** For the first view: the notebook gives a slow phone 2 s to initialize. */
  async function unpack() {
    const pictures = await unpackPictures(model.get('drawing'));
    address = `data:image/svg+xml,${encodeURIComponent(pictures[exercise.plate])}`;
    views.forEach((view) => view.picture(address));
  }

  /** To name: the option tried last stays chosen. To find: nothing is under the finger. */
  function triedLast() {
    const { tried, at, stage } = state[state.way];
    return state.way === 'name' && stage === 'question' && tried[at].length ? [tried[at].at(-1)] : null;
  }

  function screenNow() {
    return labellingScreen(exercise, quizzes, state, picked);
  }

  function act(view, command) {
    const before = state;
    state = reduceLabelling(quizzes, state, command);
    note = labellingNote(quizzes, before, state, command);
    const said = labellingSpeech(exercise, quizzes, before, state, command) || note;
    const moved = placeOf(before) !== placeOf(state);
    if (moved || state.way === 'find' || STARTS.includes(command.do)) picked = triedLast();
    if (before !== state) save();
    paint();
    if (said) view.say(said);
    if (moved) view.show(true);
    else if (said && state.way === 'find') view.show(false);
  }

  function placeOf(now) {
    const { asked, at, stage, second } = now[now.way];
    return [now.way, asked[at], stage, second].join();
  }

  /** A mouse shows what it means before it is pressed; a finger hides it, so it points twice. */
  function point(view, spots, byFinger) {
    const twice = picked !== null && picked[0] === spots[0];
    if (!byFinger || twice || spots.length === 0) {
      act(view, { do: 'point', spots });
      return;
    }
    picked = spots;
    note = TAP_AGAIN;
    paint();
    view.say(note);
  }

  function press(view, button) {
    const { main } = screenNow();
    if (button === 'main' && !main) return;
    if (button !== 'main' || main.does !== 'check') act(view, { do: button === 'main' ? main.does : button });
    else if (state.way === 'find') act(view, { do: 'point', spots: picked });
    else act(view, { do: 'check', option: picked ? picked[0] : null });
  }

  function choose(option) {
    if (!screenNow().resolved) picked = [option];
    note = '';
    paint();
  }

  function save() {
    writeKept(name, state);
    tell();
  }

  function tell() {
    model.set('progress', state);
    model.set('answers', labellingAnswers(exercise, state));
    model.set('score', labellingScore(exercise, state));
    model.save_changes();
  }

  function paint() {
    const screen = screenNow();
    views.forEach((view) => view.paint({ screen, note }));
  }

  /** Show the labelling in an element; the function returned takes it away again. */
  function attach(element) {
    const view = createLabellingView(exercise, {
      point: (spots, byFinger) => point(view, spots, byFinger),
      choose,
      press: (button) => press(view, button),
      turn: (way) => act(view, { do: 'way', way }),
    });
    const takeAway = views.show(view, element);
    if (address) view.picture(address);
    unpacking ??= unpack();
    paint();
    return takeAway;
  }

  return { attach, dispose: views.dispose };
}

/** The widget itself; the loader calls this once a model. */
function labellingWidget() {
  return oneForEachModel(createLabelling);
}

export default labellingWidget;

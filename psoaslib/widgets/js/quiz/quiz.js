/**
 * The quiz: one for each model, made in `initialize`, so that two views agree without traffic.
 * Here machine, screen and views meet.
 */

import {oneForEachModel} from '../shared/lifetime.js';
import {STARTS, isResolved, questionAt, reduceQuiz, resumeQuiz, scoreOf} from '../shared/quiz_machine.js';
import {quizScreen, quizSpeech} from './screen.js';
import {createQuizView} from './view.js';
import {keptName, readKept, writeKept} from '../shared/storage.js';
import {createViews} from '../shared/views.js';

/**
 * @param {object} model  the widget's model: get, set, save_changes
 * @returns {{attach: function(HTMLElement): function(): void, dispose: function(): void}}
 */
function createQuiz(model) {
  const quiz = model.get('quiz');
  const views = createViews();
  const name = keptName('quiz', quiz);
  const kept = readKept(name);
  let state = resumeQuiz(quiz, kept, model.get('progress'));
  let chosen = lastTried();
  let note = '';

  // A cell that ran again, or a new kernel, knows nothing of it.
  if (state === kept) tell();

  function lastTried() {
    return state.tried[state.at].at(-1) ?? null;
  }

  function choose(option) {
    if (!isResolved(quiz, state)) chosen = option;
    note = '';
    paint();
  }

  function press(view, button) {
    const { main } = quizScreen(quiz, state, chosen);
    const command = { do: button === 'main' ? main.does : button, option: chosen };
    const before = state;
    state = reduceQuiz(quiz, state, command);
    const said = quizSpeech(quiz, before, state, command);
    note = command.do === 'check' && chosen === null ? said : '';
    const moved = before.stage !== state.stage || questionAt(quiz, before) !== questionAt(quiz, state);
    if (moved || STARTS.includes(command.do)) chosen = lastTried();
    if (before !== state) save();
    paint();
    if (said) view.say(said);
    if (moved) view.show();
  }

  function save() {
    writeKept(name, state);
    tell();
  }

  function tell() {
    model.set('progress', state);
    model.set('answers', state.answers);
    model.set('score', scoreOf(quiz, state.answers));
    model.save_changes();
  }

  function paint() {
    const screen = quizScreen(quiz, state, chosen);
    views.forEach((view) => view.paint({ screen, note }));
  }

  /** Show the quiz in an element; the function returned takes it away again. */
  function attach(element) {
    const view = createQuizView({ choose, press: (button) => press(view, button) });
    const takeAway = views.show(view, element);
    paint();
    return takeAway;
  }

  return { attach, dispose: views.dispose };
}

/** The widget itself; the loader calls this once a model. */
function quizWidget() {
  return oneForEachModel(createQuiz);
}

export default quizWidget;

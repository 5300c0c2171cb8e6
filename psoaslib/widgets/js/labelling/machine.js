/**
 * What happens in a labelling: a pure machine of two quizzes over the same spots. To *find* is to
 * choose among all spots of the plate; to *name* is to choose among a few names. Each goes on where
 * it was left when the way is changed.
 *
 * State (plain, so that it is kept as a trait): `way`, and for each way the state of its quiz.
 */

import {isResolved, questionAt, reduceQuiz, resumeQuiz, roundAnswers} from '../shared/quiz_machine.js';

export const WAYS = ['find', 'name'];

/**
 * Make the two quizzes of a labelling. An option's `number` is the spot that it stands for.
 * @param {object} exercise  the payload
 * @returns {{find: object, name: object}}
 */
export function quizzesOf(exercise) {
  const all = exercise.spots.map((spot, number) => number);
  const quizOf = (way, optionsOf) => ({
    questions: exercise[way].map((question) => ({
      id: exercise.spots[question.spot].id,
      spot: question.spot,
      outcome: way,
      options: optionsOf(question).map((number) => ({ number, correct: number === question.spot })),
    })),
  });
  return { find: quizOf('find', () => all), name: quizOf('name', ({ options }) => options) };
}

/** @returns {object} for each way the first of the states kept that fits, or a new one */
export function resumeLabelling(exercise, quizzes, ...kept) {
  const [way = exercise.way] = kept.map((state) => state?.way).filter((each) => WAYS.includes(each));
  const state = { way };
  for (const each of WAYS) state[each] = resumeQuiz(quizzes[each], ...kept.map((state) => state?.[each]));
  return state;
}

/**
 * @param {{find: object, name: object}} quizzes
 * @param {object} state
 * @param {object} command  "way" with `way`; "point" with `spots`, as spotsAt lists them; "stop",
 *   which ends a round early; and the commands of the quiz machine
 * @returns {object} the next state; the same where there is nothing to do
 */
export function reduceLabelling(quizzes, state, command) {
  const { way } = state;
  if (command.do === 'way') return command.way === way ? state : { ...state, way: command.way };
  const quiz = quizzes[way];
  const before = state[way];
  const after = reduceOne(quiz, before, command);
  return after === before ? state : { ...state, [way]: after };
}

function reduceOne(quiz, state, command) {
  if (command.do === 'stop') return stopped(quiz, state);
  if (command.do === 'point') {
    return reduceQuiz(quiz, state, { do: 'check', option: meant(quiz, state, command.spots) });
  }
  return reduceQuiz(quiz, state, command);
}

/** Choose the spot that is asked for where it lies under the pointer too, else what is nearest. */
export function meant(quiz, state, spots) {
  const { spot } = questionAt(quiz, state);
  return spots.includes(spot) ? spot : spots[0];
}

/** End a round with the questions that have been answered. */
function stopped(quiz, state) {
  const done = doneOf(quiz, state);
  if (state.stage === 'end' || done === 0) return state;
  const cut = Object.fromEntries(
    ['asked', 'tried', 'revealed'].map((name) => [name, state[name].slice(0, done)]),
  );
  return { ...state, ...cut, at: done - 1, stage: 'end' };
}

/** Count the questions of a round that have been answered. */
export function doneOf(quiz, state) {
  return state.at + Number(isResolved(quiz, state));
}

/**
 * List the answers of the first rounds: `question` and `choice` are ids of labels, `choice` the one
 * chosen first (null where the answer was asked for at once).
 */
export function labellingAnswers(exercise, state) {
  return WAYS.flatMap((way) => state[way].answers.map((answer) => ({
    way,
    ...answer,
    choice: answer.choice === null ? null : exercise.spots[answer.choice].id,
  })));
}

/** Count the answers of the first rounds, way by way. */
export function labellingScore(exercise, state) {
  const countOfWay = (way) => ({ ...countAnswers(state[way].answers), questions: exercise[way].length });
  return Object.fromEntries(WAYS.map((way) => [way, countOfWay(way)]));
}

/** Count the answers of the present round. */
export function roundCount(quiz, state) {
  return countAnswers(roundAnswers(quiz, state));
}

/**
 * Who asks at once to be shown has not answered, and so not wrongly.
 * @returns {{right: number, answered: number, shown: number}}  `right` at the first try
 */
export function countAnswers(answers) {
  const answered = answers.filter(({ choice }) => choice !== null);
  const right = answered.filter(({ correct }) => correct);
  return { right: right.length, answered: answered.length, shown: answers.length - answered.length };
}

/** Tell whether a question was not tried before it was shown. */
export function wasShown(state, place) {
  return state.revealed[place] && state.tried[place].length === 0;
}

/** What stands on a labelling's screen: words and marks, no elements. Pure functions of the state. */

import {isResolved, missedOf, questionAt, wayBack} from '../shared/quiz_machine.js';
import {countAnswers, doneOf, meant, roundCount, wasShown, WAYS} from './machine.js';

const TITLES = { find: 'Find it', name: 'Name it' };
const LABEL_VERDICTS = { right: 'Right', wrong: 'Not this one', answer: 'Here it is' };
const NOWHERE = 'Nothing with a name lies there. Point at a structure.';
export const TAP_AGAIN = 'Tap it again, or press Check, if you mean this one.';
const HINT = 'Point at it on the picture: click, or tap. With keys, go to the picture with Tab, from spot to '
  + 'spot with the arrows, and press Enter.';
const PICKED = 'Tap again';
const CHOOSE = 'Choose a name first.';
const LETTERS = 'ABCDEF';

/**
 * @param {object} exercise  the payload
 * @param {{find: object, name: object}} quizzes
 * @param {object} state  of the machine
 * @param {?number[]} picked  to find: the spots under the finger; to name: the option, alone
 * @returns {object} see the fields below; `marks` are {spot, mark, tag} on the picture
 */
export function labellingScreen(exercise, quizzes, state, picked) {
  const { way } = state;
  const quiz = quizzes[way];
  const round = state[way];
  const shared = {
    way,
    ways: WAYS.map((each) => ({ way: each, words: TITLES[each], chosen: each === way })),
    name: `Labelling: ${exercise.title}`,
    stage: round.stage,
    steps: round.asked.map((number, place) => stepOf(quiz, round, place)),
  };
  return round.stage === 'end'
    ? { ...shared, ...endOf(exercise, quiz, round) }
    : { ...shared, ...askOf(exercise, quiz, round, way, picked) };
}

function askOf(exercise, quiz, round, way, picked) {
  const { spot } = questionAt(quiz, round);
  const resolved = isResolved(quiz, round);
  const last = round.at + 1 === round.asked.length;
  const asked = exercise.spots[spot];
  const next = { does: 'next', words: last ? 'See the score' : 'Next question' };
  return {
    heading: placeWords(round, way),
    sofar: tallyWords(roundCount(quiz, round)),
    question: questionWords(exercise, quiz, round, way),
    resolved,
    told: way === 'find' ? toldOf(exercise, quiz, round) : null,
    hint: way === 'find' && !resolved && round.tried[round.at].length === 0 ? HINT : '',
    options: way === 'name' ? optionsOf(exercise, quiz, round, resolved) : [],
    chosen: way === 'name' && picked ? picked[0] : null,
    sources: resolved ? asked.sources : [],
    marks: way === 'find' ? findMarks(exercise, quiz, round, picked) : nameMarks(exercise, quiz, round),
    main: resolved ? next : way === 'name' || picked ? { does: 'check', words: 'Check' } : null,
    reveal: way === 'find' ? 'Show me' : 'Show the answer',
    mayStop: doneOf(quiz, round) > 0 && !(last && resolved),
    again: wayBack(round),
  };
}

function questionWords(exercise, quiz, round, way) {
  const number = round.asked[round.at];
  if (way === 'find') return exercise.find[number].question;
  const { place } = exercise.spots[questionAt(quiz, round).spot];
  return `What is this? It is marked: ${place}.`;
}

function placeWords(round, way) {
  const again = round.second ? 'second look, ' : '';
  return `${TITLES[way]}: ${again}question ${round.at + 1} of ${round.asked.length}`;
}

/** What was shown has a count of its own: it is no answer. */
function tallyWords({ right, answered, shown }) {
  const tried = answered ? `${right} of ${answered} right at the first try` : '';
  return [tried, shown ? `${shown} shown` : ''].filter(Boolean).join(', ');
}

function stepOf(quiz, round, place) {
  if (!isResolved(quiz, round, place)) return place === round.at ? 'now' : 'open';
  if (wasShown(round, place)) return 'shown';
  const { options } = quiz.questions[round.asked[place]];
  return options[round.tried[place][0]].correct ? 'right' : 'missed';
}

/** Say of the spot pointed at last, or of the one that was asked for, what it is. */
function toldOf(exercise, quiz, round) {
  const { spot } = questionAt(quiz, round);
  const last = round.tried[round.at].at(-1);
  if (round.revealed[round.at]) return tell(exercise, spot, 'answer');
  if (last === undefined) return null;
  return tell(exercise, last, last === spot ? 'right' : 'wrong');
}

function tell(exercise, spot, mark) {
  const { title, text } = exercise.spots[spot];
  const named = mark === 'wrong' ? `That is: ${title}.` : `${title}.`;
  return { mark, verdict: LABEL_VERDICTS[mark], title: named, text };
}

function findMarks(exercise, quiz, round, picked) {
  const { spot } = questionAt(quiz, round);
  const marks = lastWrong(exercise, round.tried[round.at], spot);
  if (isResolved(quiz, round)) {
    return [...marks, markOn(exercise, spot, round.revealed[round.at] ? 'answer' : 'right')];
  }
  if (!picked) return marks;
  const others = marks.filter((each) => each.spot !== picked[0]);
  return [...others, { spot: picked[0], mark: 'picked', tag: PICKED }];
}

/** Of what was wrong only the last is shown, so that the picture stays clear. */
function lastWrong(exercise, tried, right) {
  return tried.filter((number) => number !== right).slice(-1)
    .map((number) => markOn(exercise, number, 'wrong'));
}

function nameMarks(exercise, quiz, round) {
  const { spot, options } = questionAt(quiz, round);
  const tried = round.tried[round.at].map((option) => options[option].number);
  const wrong = lastWrong(exercise, tried, spot);
  if (!isResolved(quiz, round)) return [...wrong, { spot, mark: 'asked', tag: '' }];
  return [...wrong, markOn(exercise, spot, round.revealed[round.at] ? 'answer' : 'right')];
}

function markOn(exercise, spot, mark) {
  return { spot, mark, tag: exercise.spots[spot].title };
}

function optionsOf(exercise, quiz, round, resolved) {
  const { options } = questionAt(quiz, round);
  return options.map(({ number, correct }, place) => {
    const tried = round.tried[round.at].includes(place);
    const mark = correct ? (tried ? 'right' : resolved ? 'answer' : null) : tried ? 'wrong' : null;
    const { title, text } = exercise.spots[number];
    return {
      letter: LETTERS[place],
      text: title,
      mark,
      verdict: mark ? { ...LABEL_VERDICTS, answer: 'The answer' }[mark] : '',
      feedback: mark ? text : '',
    };
  });
}

function endOf(exercise, quiz, round) {
  const count = roundCount(quiz, round);
  const missed = missedOf(quiz, round);
  const items = missed.map((number) => missedItem(exercise, quiz, round, number));
  const left = quiz.questions.length - count.answered - count.shown;
  const again = { does: 'again', words: 'Start again' };
  return {
    heading: `${round.second ? 'Second look: ' : ''}${tallyWords(count)}`,
    sofar: '',
    left: !round.second && left ? `${left} ${left > 1 ? 'were' : 'was'} not asked.` : '',
    missed: items,
    none: missed.length === 0 ? 'Nothing was missed.' : '',
    marks: items.map(({ spot, mark }, order) => ({ spot, mark, tag: String(order + 1) })),
    main: missed.length > 0 ? { does: 'missed', words: 'Try these again' } : again,
    again: missed.length > 0 ? 'again' : null,
    first: round.second ? `In the first round: ${tallyWords(countAnswers(round.answers))}.` : '',
  };
}

function missedItem(exercise, quiz, round, number) {
  const question = quiz.questions[number];
  const place = round.asked.indexOf(number);
  const shown = wasShown(round, place);
  const { title, text, sources } = exercise.spots[question.spot];
  return {
    title,
    text,
    sources,
    spot: question.spot,
    mark: shown ? 'shown' : 'missed',
    chosen: shown ? '' : exercise.spots[question.options[round.tried[place][0]].number].title,
  };
}

/** Say beside the buttons why a command did nothing; empty where it did something. */
export function labellingNote(quizzes, before, after, command) {
  if (before !== after || isResolved(quizzes[after.way], after[after.way])) return '';
  if (command.do === 'point') return command.spots.length ? '' : NOWHERE;
  return command.do === 'check' && command.option === null ? CHOOSE : '';
}

/**
 * Say for a screen reader what a command has changed; empty where nothing has.
 * @param {object} command  as for the machine
 */
export function labellingSpeech(exercise, quizzes, before, after, command) {
  const { way } = after;
  const quiz = quizzes[way];
  const round = after[way];
  if (before === after) return repeated(exercise, quiz, round, command);
  if (round.stage === 'end') return `Finished. ${labellingScreen(exercise, quizzes, after, null).heading}.`;
  if (command.do === 'point' || command.do === 'check' || command.do === 'reveal') {
    return spoken(way === 'find' ? toldOf(exercise, quiz, round) : toldName(exercise, quiz, round));
  }
  return `${placeWords(round, way)}. ${questionWords(exercise, quiz, round, way)}`;
}

function spoken({ verdict, title, text }) {
  return `${verdict}. ${title} ${text}`;
}

function toldName(exercise, quiz, round) {
  const { spot, options } = questionAt(quiz, round);
  const last = round.tried[round.at].at(-1);
  if (round.revealed[round.at]) return { ...tell(exercise, spot, 'answer'), verdict: 'The answer' };
  const { number, correct } = options[last];
  const { title, text } = exercise.spots[number];
  return { verdict: LABEL_VERDICTS[correct ? 'right' : 'wrong'], title: `${title}.`, text };
}

/** Say again what is known of a spot that was pointed at before. */
function repeated(exercise, quiz, round, command) {
  if (command.do !== 'point' || !command.spots.length || isResolved(quiz, round)) return '';
  return spoken(tell(exercise, meant(quiz, round, command.spots), 'wrong'));
}

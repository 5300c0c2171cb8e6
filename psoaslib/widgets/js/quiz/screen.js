/** What stands on a quiz's screen: words and marks, no elements. Pure functions of the state. */

import {isResolved, missedOf, questionAt, roundAnswers, scoreOf, wayBack} from '../shared/quiz_machine.js';

const VERDICTS = { right: 'Right', wrong: 'Not this one', answer: 'The answer' };
const CHECK = { does: 'check', words: 'Check' };
const MISSED = { does: 'missed', words: 'Try the missed ones' };
const AGAIN = { does: 'again', words: 'Start again' };
const NOTHING_CHOSEN = 'Choose an answer first.';

/**
 * @param {object} quiz  the payload
 * @param {object} state  of the machine
 * @param {number|null} chosen  the option that is marked and not checked yet
 * @returns {object} see the fields below
 */
export function quizScreen(quiz, state, chosen) {
  const shared = {
    name: `Quiz: ${quiz.title}`,
    stage: state.stage,
    steps: state.asked.map((number, place) => stepOf(quiz, state, place)),
  };
  return state.stage === 'end'
    ? { ...shared, ...endScreen(quiz, state) }
    : { ...shared, ...askScreen(quiz, state, chosen) };
}

function askScreen(quiz, state, chosen) {
  const question = questionAt(quiz, state);
  const resolved = isResolved(quiz, state);
  const last = state.at + 1 === state.asked.length;
  return {
    heading: placeText(state),
    sofar: sofarText(quiz, state),
    question: question.question,
    options: question.options.map((option, number) => optionOf(state, resolved, option, number)),
    chosen,
    resolved,
    sources: resolved ? question.sources : [],
    main: resolved ? { does: 'next', words: last ? 'See the score' : 'Next question' } : CHECK,
    again: wayBack(state),
  };
}

function optionOf(state, resolved, option, number) {
  const tried = state.tried[state.at].includes(number);
  const mark = markOf(option.correct, tried, resolved);
  return {
    letter: option.letter,
    text: option.text,
    mark,
    verdict: mark ? VERDICTS[mark] : '',
    feedback: mark ? feedbackOf(option) : '',
  };
}

/** A right option's feedback says yes first, which the verdict before it says already. */
function feedbackOf({ correct, feedback }) {
  return correct ? feedback.replace(/^Yes\. /, '') : feedback;
}

/** Say how an option is marked: a right one also when it was not found but asked for. */
function markOf(correct, tried, resolved) {
  if (correct) return tried ? 'right' : resolved ? 'answer' : null;
  return tried ? 'wrong' : null;
}

function placeText(state) {
  const round = state.second ? 'Second look: question' : 'Question';
  return `${round} ${state.at + 1} of ${state.asked.length}`;
}

function sofarText(quiz, state) {
  const { right, answered } = countOf(roundAnswers(quiz, state));
  return answered ? `${right} of ${answered} right at the first try` : '';
}

function stepOf(quiz, state, place) {
  if (!isResolved(quiz, state, place)) return place === state.at ? 'now' : 'open';
  const { options } = quiz.questions[state.asked[place]];
  return options[state.tried[place][0]]?.correct ? 'right' : 'missed';
}

function endScreen(quiz, state) {
  const answers = roundAnswers(quiz, state);
  const { right, answered } = countOf(answers);
  const missed = missedOf(quiz, state);
  const round = state.second ? 'Second look: ' : '';
  const first = countOf(state.answers);
  return {
    heading: `${round}${right} of ${answered} right at the first try`,
    sofar: '',
    first: state.second ? `In the first round it was ${first.right} of ${first.answered}.` : '',
    outcomes: Object.entries(scoreOf(quiz, answers).outcomes).map(([id, counts]) => ({
      text: quiz.outcomes[id],
      ...counts,
      words: `${counts.right} of ${counts.answered}`,
    })),
    missed: missed.map((number) => missedItem(quiz, state, number)),
    none: missed.length === 0 ? 'Nothing was missed.' : '',
    main: missed.length > 0 ? MISSED : AGAIN,
    again: missed.length > 0 ? 'again' : null,
  };
}

/** Put a missed question beside what was chosen first and what is right. */
function missedItem(quiz, state, number) {
  const { question, options, sources } = quiz.questions[number];
  const told = options.map((option) => ({ ...option, feedback: feedbackOf(option) }));
  return {
    question,
    chosen: told[state.tried[state.asked.indexOf(number)][0]] ?? null,
    answer: told.find((option) => option.correct),
    sources,
  };
}

function countOf(answers) {
  return { right: answers.filter((answer) => answer.correct).length, answered: answers.length };
}

/**
 * Say for a screen reader what a command has changed; empty where nothing has.
 * @param {{do: string, option: number}} command
 */
export function quizSpeech(quiz, before, after, command) {
  if (before === after) return command.do === 'check' ? repeated(quiz, after, command.option) : '';
  if (after.stage === 'end') return `Finished. ${endScreen(quiz, after).heading}.`;
  const question = questionAt(quiz, after);
  const answer = question.options.find((option) => option.correct);
  if (command.do === 'check') {
    const option = question.options[command.option];
    return `${VERDICTS[option.correct ? 'right' : 'wrong']}. ${feedbackOf(option)}`;
  }
  if (command.do === 'reveal') return `${VERDICTS.answer}: ${answer.text}. ${feedbackOf(answer)}`;
  return `${placeText(after)}. ${question.question}`;
}

/** Say again what is known, when Check is pressed with nothing new chosen. */
function repeated(quiz, state, option) {
  const known = questionAt(quiz, state).options[option];
  return known ? `${VERDICTS.wrong}. ${known.feedback}` : NOTHING_CHOSEN;
}

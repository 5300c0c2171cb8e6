/**
 * What happens in a quiz: a pure machine. A round asks a list of questions; the first round asks
 * all of them and is scored, a second look asks those that were missed and leaves the score alone.
 *
 * State (plain, so that it is kept as a trait): `asked` numbers of the questions in this round,
 * `at` place in the round, `tried` numbers of the options tried at each place, in their order,
 * `revealed` whether the answer was asked for at each place, `stage` "question" or "end",
 * `second` whether this is a second look, `answers` of the first round, `earlier` the state before
 * starting again, which can be brought back until something is answered.
 */

/** Commands that leave the round for another. */
export const STARTS = ['again', 'undo'];

/** @returns {object} the state in which a quiz begins */
export function firstRound(quiz) {
  return roundOf(quiz.questions.map((question, number) => number), false, []);
}

function roundOf(asked, second, answers) {
  return {
    asked,
    at: 0,
    tried: asked.map(() => []),
    revealed: asked.map(() => false),
    stage: 'question',
    second,
    answers,
  };
}

/** @returns {object} the first of the states kept that fits the quiz, or a new one */
export function resumeQuiz(quiz, ...kept) {
  return kept.find((state) => fits(quiz.questions, state)) ?? firstRound(quiz);
}

function fits(questions, state) {
  const { asked, at, tried, revealed, answers } = state ?? {};
  if (![asked, tried, revealed, answers].every(Array.isArray)) return false;
  const known = asked.every((number, place) => {
    const options = questions[number]?.options;
    return options && tried[place]?.every((option) => options[option]);
  });
  return known && at in asked && answers.every(({ question }) => questions.some(({ id }) => id === question));
}

/** @returns {'again'|'undo'|null} what can be done about the answers given so far, or before */
export function wayBack({ at, tried, revealed, second, earlier }) {
  if (second || at > 0 || tried[0].length > 0 || revealed[0]) return 'again';
  return earlier ? 'undo' : null;
}

/** @returns {object} the question that is being asked */
export function questionAt(quiz, state) {
  return quiz.questions[state.asked[state.at]];
}

/** Tell whether the right option has been chosen, or the answer asked for. */
export function isResolved(quiz, state, place = state.at) {
  const { options } = quiz.questions[state.asked[place]];
  return state.revealed[place] || state.tried[place].some((option) => options[option].correct);
}

/**
 * @param {object} quiz  the payload
 * @param {object} state
 * @param {{do: string, option: (number|null|undefined)}} command  "check" with an option,
 *   "reveal", "next", "again" (all from the start), "undo" (of that) or "missed" (a second look)
 * @returns {object} the next state; the same where there is nothing to do
 */
export function reduceQuiz(quiz, state, command) {
  switch (command.do) {
    case 'check':
      return check(quiz, state, command.option);
    case 'reveal':
      return reveal(quiz, state);
    case 'next':
      return next(quiz, state);
    case 'again':
      return again(quiz, state);
    case 'undo':
      return undone(quiz, state);
    case 'missed':
      return secondLook(quiz, state);
    default:
      throw new Error(`A quiz knows no command "${command.do}".`);
  }
}

function check(quiz, state, option) {
  const tried = state.tried[state.at];
  const known = questionAt(quiz, state).options[option];
  if (!known || state.stage === 'end' || isResolved(quiz, state) || tried.includes(option)) {
    return state;
  }
  return scored(quiz, { ...state, tried: changedAt(state.tried, state.at, [...tried, option]) });
}

function reveal(quiz, state) {
  if (state.stage === 'end' || isResolved(quiz, state)) return state;
  return scored(quiz, { ...state, revealed: changedAt(state.revealed, state.at, true) });
}

function changedAt(list, place, value) {
  return list.map((old, number) => (number === place ? value : old));
}

/** Note the answer of a question that has just been resolved. */
function scored(quiz, state) {
  if (state.second || !isResolved(quiz, state)) return state;
  return { ...state, answers: roundAnswers(quiz, state) };
}

function next(quiz, state) {
  if (state.stage === 'end' || !isResolved(quiz, state)) return state;
  if (state.at + 1 < state.asked.length) return { ...state, at: state.at + 1 };
  return { ...state, stage: 'end' };
}

function again(quiz, { earlier, ...state }) {
  return { ...firstRound(quiz), earlier: state };
}

function undone(quiz, state) {
  return wayBack(state) === 'undo' && fits(quiz.questions, state.earlier) ? state.earlier : state;
}

function secondLook(quiz, state) {
  const missed = missedOf(quiz, state);
  if (state.stage !== 'end' || missed.length === 0) return state;
  return roundOf(missed, true, state.answers);
}

/**
 * List the answers of the round, as far as it has come: `choice` is the option chosen first, by
 * its number in the content (null where the answer was asked for at once), `correct` whether
 * that one was right, `tries` how many options were tried.
 */
export function roundAnswers(quiz, state) {
  const places = state.asked.map((number, place) => place);
  return places.filter((place) => isResolved(quiz, state, place)).map((place) => {
    const question = quiz.questions[state.asked[place]];
    const chosen = question.options[state.tried[place][0]];
    return {
      question: question.id,
      choice: chosen?.number ?? null,
      correct: chosen?.correct ?? false,
      tries: state.tried[place].length,
    };
  });
}

/** @returns {number[]} the questions of the round not answered at the first try, by number */
export function missedOf(quiz, state) {
  const right = new Set(
    roundAnswers(quiz, state).filter((answer) => answer.correct).map((answer) => answer.question),
  );
  return state.asked.filter((number) => !right.has(quiz.questions[number].id));
}

/**
 * Count answers right at the first try, in all and by outcome.
 * @returns {{right: number, answered: number, questions: number,
 *   outcomes: Object<string, {right: number, answered: number}>}}
 */
export function scoreOf(quiz, answers) {
  /** @type {Object<string, {right: number, answered: number}>} */
  const outcomes = {};
  for (const { question: id, correct } of answers) {
    const { outcome } = quiz.questions.find((question) => question.id === id);
    outcomes[outcome] ??= { right: 0, answered: 0 };
    outcomes[outcome].answered += 1;
    outcomes[outcome].right += Number(correct);
  }
  return {
    right: answers.filter((answer) => answer.correct).length,
    answered: answers.length,
    questions: quiz.questions.length,
    outcomes,
  };
}

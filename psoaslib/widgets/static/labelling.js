// Joined by `python -m psoaslib.build` from js/labelling.js and its imports: edit those.

// quiz_machine.js
/**
 * What happens in a quiz: a pure machine. A round asks a list of questions; the first round asks
 * all of them and is scored, a second look asks those that were missed and leaves the score alone.
 *
 * State (plain, so that it is kept as a trait): `asked` numbers of the questions in this round,
 * `at` place in the round, `tried` numbers of the options tried at each place, in their order,
 * `revealed` whether the answer was asked for at each place, `stage` "question" or "end",
 * `second` whether this is a second look, `answers` of the first round.
 */

/** @returns {object} the state in which a quiz begins */
function firstRound(quiz) {
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

/** @returns {object} the state kept in a trait, or a new one where it does not fit the quiz */
function resumeQuiz(quiz, kept) {
  const fits =
    Array.isArray(kept?.asked) &&
    kept.asked.length > 0 &&
    kept.asked.every((number) => number < quiz.questions.length) &&
    kept.at < kept.asked.length;
  return fits ? kept : firstRound(quiz);
}

/** @returns {object} the question that is being asked */
function questionAt(quiz, state) {
  return quiz.questions[state.asked[state.at]];
}

/** Tell whether the right option has been chosen, or the answer asked for. */
function isResolved(quiz, state, place = state.at) {
  const { options } = quiz.questions[state.asked[place]];
  return state.revealed[place] || state.tried[place].some((option) => options[option].correct);
}

/**
 * @param {object} quiz  the payload
 * @param {object} state
 * @param {{do: string, option: (number|null|undefined)}} command  "check" with an option,
 *   "reveal", "next", "again" (all from the start) or "missed" (a second look)
 * @returns {object} the next state; the same where there is nothing to do
 */
function reduceQuiz(quiz, state, command) {
  switch (command.do) {
    case 'check':
      return check(quiz, state, command.option);
    case 'reveal':
      return reveal(quiz, state);
    case 'next':
      return next(quiz, state);
    case 'again':
      return firstRound(quiz);
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
function roundAnswers(quiz, state) {
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
function missedOf(quiz, state) {
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
function scoreOf(quiz, answers) {
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

// labelling_machine.js
/**
 * What happens in a labelling: a pure machine of two quizzes over the same spots. To *find* is to
 * choose among all spots of the plate; to *name* is to choose among a few names. Each goes on where
 * it was left when the way is changed.
 *
 * State (plain, so that it is kept as a trait): `way`, and for each way the state of its quiz.
 */


const WAYS = ['find', 'name'];

/**
 * Make the two quizzes of a labelling. An option's `number` is the spot that it stands for.
 * @param {object} exercise  the payload
 * @returns {{find: object, name: object}}
 */
function quizzesOf(exercise) {
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

/** @returns {object} the state kept in a trait, or a new one where it does not fit */
function resumeLabelling(exercise, quizzes, kept) {
  const way = WAYS.includes(kept?.way) ? kept.way : exercise.way;
  const state = { way };
  for (const each of WAYS) {
    const resumed = resumeQuiz(quizzes[each], kept?.[each]);
    state[each] = fits(quizzes[each], resumed) ? resumed : firstRound(quizzes[each]);
  }
  return state;
}

/** Tell whether the options tried are options of their questions. */
function fits(quiz, { asked, tried }) {
  return asked.every((number, place) =>
    tried[place]?.every((option) => option in quiz.questions[number].options));
}

/**
 * @param {{find: object, name: object}} quizzes
 * @param {object} state
 * @param {object} command  "way" with `way`; "point" with `spots`, as spotsAt lists them; "stop",
 *   which ends a round early; and the commands of the quiz machine
 * @returns {object} the next state; the same where there is nothing to do
 */
function reduceLabelling(quizzes, state, command) {
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
function meant(quiz, state, spots) {
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
function doneOf(quiz, state) {
  return state.at + Number(isResolved(quiz, state));
}

/**
 * List the answers of the first rounds: `question` and `choice` are ids of labels, `choice` the one
 * chosen first (null where the answer was asked for at once).
 */
function labellingAnswers(exercise, state) {
  return WAYS.flatMap((way) => state[way].answers.map((answer) => ({
    way,
    ...answer,
    choice: answer.choice === null ? null : exercise.spots[answer.choice].id,
  })));
}

/** Count the answers of the first rounds, way by way. */
function labellingScore(exercise, state) {
  const countOfWay = (way) => ({ ...countAnswers(state[way].answers), questions: exercise[way].length });
  return Object.fromEntries(WAYS.map((way) => [way, countOfWay(way)]));
}

/** Count the answers of the present round. */
function roundCount(quiz, state) {
  return countAnswers(roundAnswers(quiz, state));
}

/**
 * Who asks at once to be shown has not answered, and so not wrongly.
 * @returns {{right: number, answered: number, shown: number}}  `right` at the first try
 */
function countAnswers(answers) {
  const answered = answers.filter(({ choice }) => choice !== null);
  const right = answered.filter(({ correct }) => correct);
  return { right: right.length, answered: answered.length, shown: answers.length - answered.length };
}

/** Tell whether a question was not tried before it was shown. */
function wasShown(state, place) {
  return state.revealed[place] && state.tried[place].length === 0;
}

// labelling_screen.js
/** What stands on a labelling's screen: words and marks, no elements. Pure functions of the state. */


const TITLES = { find: 'Find it', name: 'Name it' };
const LABEL_VERDICTS = { right: 'Right', wrong: 'Not this one', answer: 'Here it is' };
const NOWHERE = 'Nothing with a name lies there. Point at a structure.';
const TAP_AGAIN = 'Tap it again, or press Check, if you mean this one.';
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
function labellingScreen(exercise, quizzes, state, picked) {
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
    again: missed.length > 0,
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
function labellingNote(quizzes, before, after, command) {
  if (before !== after || isResolved(quizzes[after.way], after[after.way])) return '';
  if (command.do === 'point') return command.spots.length ? '' : NOWHERE;
  return command.do === 'check' && command.option === null ? CHOOSE : '';
}

/**
 * Say for a screen reader what a command has changed; empty where nothing has.
 * @param {object} command  as for the machine
 */
function labellingSpeech(exercise, quizzes, before, after, command) {
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

// dom.js
/** Small helpers to make elements and to change only what differs. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, string>} attributes  `class` and all others as in HTML
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  return fillElement(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. @returns {SVGElement} */
function makeSvg(tag, attributes = {}, ...children) {
  return fillElement(document.createElementNS(SVG, tag), attributes, children);
}

/** Set a text, unless it stands there already: a live region speaks at every change. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Set an attribute, unless it has this value already. */
function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Show words, or hide their element when there are none. */
function setWords(element, text) {
  setText(element, text || '');
  element.hidden = !text;
}

function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// guard.js
/**
 * Keys pressed inside a widget stay there. JupyterLab sees none of them, or typing `d d` would
 * delete a cell; chords and Tab pass untouched, so that Ctrl+S saves the notebook.
 */

/** JupyterLab and Notebook 7 leave keys alone inside an element with this attribute. */
const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Keep keys inside a widget.
 * @param {HTMLElement} root  the widget's root
 * @param {function(KeyboardEvent)} onKey  gets every key but Tab and chords
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function()} takes the listeners away
 */
function guardKeys(root, onKey, ownsFree = () => false) {
  root.setAttribute(SUPPRESS, 'true');

  // Before JupyterLab's own listener on the document: the attribute would also keep chords away.
  const beforeAll = (event) => {
    if (!root.contains(event.target)) {
      if (document.activeElement === document.body && ownsFree()) onKeydown(event);
      return;
    }
    if (isChord(event)) root.removeAttribute(SUPPRESS);
    else root.setAttribute(SUPPRESS, 'true');
  };

  const onKeydown = (event) => {
    if (isChord(event) || event.key === 'Tab') return;
    event.stopPropagation();
    onKey(event);
  };

  window.addEventListener('keydown', beforeAll, true);
  root.addEventListener('keydown', onKeydown);
  return () => {
    window.removeEventListener('keydown', beforeAll, true);
    root.removeEventListener('keydown', onKeydown);
  };
}

function isChord(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

// asking.js
/** Parts that a quiz and a prediction share: options to choose from, sources, speech, focus. */


const MARK_PATHS = {
  right: 'M5 12.5l4.5 4.5L19 7.5',
  answer: 'M5 12.5l4.5 4.5L19 7.5',
  wrong: 'M6.5 6.5l11 11 M17.5 6.5l-11 11',
};

/**
 * Make a group of radio buttons under a question. Its elements stay while questions come and go,
 * so that the focus does too.
 * @param {function(number)} onChoose  gets the number of the option, from 0
 * @returns {{element: HTMLElement, paint: function(object)}}
 */
function createOptions(onChoose) {
  const group = `pa-${Math.random().toString(36).slice(2)}`;
  const legend = make('legend', { class: 'pa-question' });
  const list = make('div', { class: 'pa-options' });
  const element = make('fieldset', { class: 'pa-group' }, legend, list);
  const rows = [];

  function addRow(number) {
    const row = {
      input: make('input', { type: 'radio', name: group, value: number, class: 'pa-radio' }),
      letter: make('span', { class: 'pa-letter', 'aria-hidden': 'true' }),
      text: make('span', { class: 'pa-text' }),
      sign: makeSvg('path'),
      verdict: make('strong', { class: 'pa-verdict' }),
      words: make('span'),
    };
    const sign = makeSvg('svg', { class: 'pa-sign', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
    sign.append(row.sign);
    row.feedback = make(
      'p',
      { class: 'pa-feedback', id: `${group}-${number}` },
      sign,
      make('span', {}, row.verdict, ' ', row.words),
    );
    row.element = make(
      'div',
      { class: 'pa-option' },
      make('label', { class: 'pa-choice' }, row.input, row.letter, row.text),
      row.feedback,
    );
    row.input.addEventListener('change', () => onChoose(number));
    list.append(row.element);
    rows.push(row);
  }

  /**
   * @param {object} now
   * @param {string} now.question
   * @param {{text: string, letter: string, mark: ?string, verdict: string, feedback: string}[]}
   *   now.options  `mark` is "right", "wrong", "answer" or null
   * @param {?number} now.chosen
   * @param {boolean} now.resolved  whether choosing is over
   */
  function paint({ question, options, chosen, resolved }) {
    setText(legend, question);
    while (rows.length < options.length) addRow(rows.length);
    rows.forEach((row, number) => paintRow(row, options[number], chosen === number, resolved));
  }

  return { element, paint };
}

function paintRow(row, option, chosen, resolved) {
  row.element.hidden = !option;
  row.input.checked = Boolean(option) && chosen;
  if (!option) return;
  setText(row.letter, option.letter);
  setText(row.text, option.text);
  setAttribute(row.element, 'data-mark', option.mark ?? '');
  setAttribute(row.element, 'data-chosen', chosen);
  setAttribute(row.input, 'aria-disabled', resolved);
  row.feedback.hidden = !option.mark;
  if (option.mark) {
    setAttribute(row.sign, 'd', MARK_PATHS[option.mark]);
    setAttribute(row.input, 'aria-describedby', row.feedback.id);
  } else {
    row.input.removeAttribute('aria-describedby');
  }
  setText(row.verdict, option.verdict ? `${option.verdict}.` : '');
  setText(row.words, option.feedback);
}

/** Name sources in a line, which opens to the whole citations. */
function createSources() {
  const summary = make('summary');
  const list = make('ul');
  const element = make('details', { class: 'pa-sources' }, summary, list);
  let shown = null;

  function paint(sources) {
    element.hidden = sources.length === 0;
    if (sources === shown) return;
    shown = sources;
    element.open = false;
    setText(summary, `Sources: ${sources.map(sourceLabel).join('; ')}`);
    list.replaceChildren(...sources.map(sourceItem));
  }

  return { element, paint };
}

function sourceLabel({ label, mark }) {
  return mark ? `${label} (${mark})` : label;
}

function sourceItem({ citation, url, mark }) {
  const item = make('li', {}, citation);
  if (url) {
    const link = make('a', { href: url, target: '_blank', rel: 'noopener' }, url);
    item.append(' ', link);
  }
  if (mark) item.append(` [${mark}]`);
  return item;
}

/** A live region; a new element is read even when its words are the same. */
function createLive() {
  const element = make('div', { class: 'pa-live', role: 'status', 'aria-live': 'polite' });
  const say = (text) => element.replaceChildren(make('p', {}, text));
  return { element, say };
}

/** A button; it is of the submit kind, so Enter in an option presses it, where `main` is true. */
function createButton(words, main, onPress) {
  const kind = main ? 'pa-button pa-main' : 'pa-button';
  const button = make('button', { type: main ? 'submit' : 'button', class: kind }, words);
  if (!main) button.addEventListener('click', onPress);
  return button;
}

/**
 * Keep keys inside, and let a key that is held down press once: it would rush through everything.
 * @returns {function()} takes the listeners away
 */
function guardAnswers(root) {
  return guardKeys(root, (event) => {
    if (event.repeat && event.key === 'Enter' && !event.target.closest('textarea')) {
      event.preventDefault();
    }
  });
}

/** Change what is shown; a focus whose element disappears by that goes to `place`. */
function keepingFocus(root, place, change) {
  const focused = document.activeElement;
  const inside = root.contains(focused);
  change();
  if (inside && focused.getClientRects().length === 0) place.focus();
}

// labelling_told.js
/** What a labelling tells: of a spot that was pointed at, and at the end of those missed. */


/** @returns {{element: HTMLElement, paint: function(?object)}}  paint {mark, verdict, title, text} */
function createTold() {
  const verdict = make('strong', { class: 'pt-verdict' });
  const title = make('strong');
  const text = make('span');
  const element = make('p', { class: 'pt-told' }, verdict, ' ', title, ' ', text);

  function paint(told) {
    element.hidden = !told;
    if (!told) return;
    setAttribute(element, 'data-mark', told.mark);
    setText(verdict, `${told.verdict}.`);
    setText(title, told.title);
    setText(text, told.text);
  }

  return { element, paint };
}

/** @returns {{element: HTMLElement, paint: function(object)}}  paint an end screen */
function createMissed() {
  const element = make('div', { class: 'pt-end' });
  let shown = '';

  function paint(screen) {
    element.hidden = screen.stage !== 'end';
    const now = JSON.stringify([screen.way, screen.missed, screen.first, screen.left]);
    if (element.hidden || now === shown) return;
    shown = now;
    const words = [screen.left, screen.first].filter(Boolean).map((each) => make('p', {}, each));
    const list = screen.none
      ? make('p', {}, screen.none)
      : make('ol', { class: 'pt-missed' }, ...screen.missed.map(missedLine));
    element.replaceChildren(...words, make('h4', {}, 'To look at again'), list);
  }

  return { element, paint };
}

function missedLine({ title, text, mark, chosen, sources }, order) {
  const cited = createSources();
  cited.paint(sources);
  const number = make('span', { class: 'pt-number', 'data-mark': mark, 'aria-hidden': 'true' }, String(order + 1));
  return make(
    'li',
    {},
    make('p', {}, number, ' ', make('strong', {}, `${title}.`), ` ${text}`),
    make('p', { class: 'pt-first' }, chosen ? `Your first answer was: ${chosen}.` : 'You asked to be shown.'),
    cited.element,
  );
}

// labelling_spots.js
/**
 * What a pointer means on a plate. Pure geometry, in the plate's units: tenths of a millimetre of
 * the body, x to the right and y down.
 */

/** A spot no wider than twice this is thin, such as a nerve: it may be meant from beside it. */
const THIN = 40;
/** So far outside its edge every spot still counts as hit. */
const SLACK = 20;
/** A thin spot goes before the broad one that it lies on, within this share of its reach. */
const CLAIM = 0.35;
/** What lies aside counts as this much farther off, for the keys up and down. */
const ASIDE = 2;

/**
 * List the spots that a place may mean: first the one that is meant, then those that lie there too.
 * Of several that hold the place the one counts whose leader points nearest to it.
 *
 * @param {{at: number[], half: number, shapes: number[][]}[]} spots  `half` is the radius of the
 *   largest disc within the shapes, which are closed runs x, y, x, y, … filled by the even-odd rule
 * @param {number[]} place  x, y
 * @param {number} finger  how far off the pointer may be: more for a finger than for a mouse
 * @returns {number[]} numbers of spots; none where nothing is near
 */
function spotsAt(spots, place, finger = THIN) {
  const near = [];
  spots.forEach(({ at, half, shapes }, number) => {
    const off = distanceTo(shapes, place);
    const reach = Math.max(SLACK, Math.max(THIN, finger) - half);
    const rank = (half > THIN ? CLAIM : 0) + off / reach;
    if (off <= reach) near.push({ number, off, rank, lead: Math.hypot(at[0] - place[0], at[1] - place[1]) });
  });
  near.sort((one, other) => one.rank - other.rank || one.lead - other.lead);
  return near.filter(({ off }, order) => order === 0 || off <= SLACK).map(({ number }) => number);
}

/**
 * Where a key goes from a spot: up and down to the one that lies there on the picture, left and
 * right through all of them in their order.
 * @returns {?number} null where the key leads nowhere
 */
function nextSpot(spots, from, key) {
  if (key === 'Home') return 0;
  if (key === 'End') return spots.length - 1;
  if (key === 'ArrowRight') return from + 1 < spots.length ? from + 1 : null;
  if (key === 'ArrowLeft') return from > 0 ? from - 1 : null;
  const way = { ArrowDown: 1, ArrowUp: -1 }[key];
  const [x, y] = spots[from].at;
  let wanted = null;
  let least = Infinity;
  spots.forEach(({ at }, number) => {
    const down = way * (at[1] - y);
    const far = down + ASIDE * Math.abs(at[0] - x);
    if (down > 0 && far < least) [wanted, least] = [number, far];
  });
  return wanted;
}

/** Return how far a place lies outside shapes; 0 inside them. */
function distanceTo(shapes, [x, y]) {
  let inside = false;
  let nearest = Infinity;
  for (const shape of shapes) {
    let [x0, y0] = shape.slice(-2);
    for (let i = 0; i < shape.length; i += 2) {
      const [x1, y1] = [shape[i], shape[i + 1]];
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
      nearest = Math.min(nearest, toSegment(x - x0, y - y0, x1 - x0, y1 - y0));
      [x0, y0] = [x1, y1];
    }
  }
  return inside ? 0 : nearest;
}

function toSegment(px, py, dx, dy) {
  const length = dx * dx + dy * dy;
  const share = length ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
  return Math.hypot(px - share * dx, py - share * dy);
}

// labelling_tags.js
/**
 * Where the tags of a plate lie: beside what they name, inside the picture, none on another. Pure
 * geometry in the plate's units, as in labelling_spots.js.
 */


/** In pixels: what is left free around a tag and around a place, and the steps of the search. */
const GAP = 5;
const STEP = 7;
const REACH = 24;
/** A tag on what it names counts as so many pixels farther off: at all, and where wholly on it. */
const TOUCHES = 30;
const COVERS = 70;
const HIDES = 400;
const OVERLAPS = 1e5;
const ACROSS = Array.from({ length: 21 }, (_, k) => k / 20);
const DOWN = [0, 0.33, 0.67, 1];

/**
 * @param {{at: number[], size: number[], shapes: number[][], number: boolean}[]} tags  the last
 *   has the first choice; a `number` stands on its place, a name beside it
 * @param {number[]} frame  left, top, width, height
 * @param {number} unit  units of the plate to a pixel of the screen
 * @returns {number[][]} the left upper corner of each tag
 */
function placeTags(tags, frame, unit) {
  const placed = [];
  for (let k = tags.length - 1; k >= 0; k -= 1) {
    const others = tags.filter((_, other) => other !== k);
    placed.unshift(bestOf(tags[k], placed, others, frame, unit));
  }
  return placed.map(([x, y]) => [x, y]);
}

/** Where a line from a place meets a tag: the nearest point of its box. */
function nearestOf([x, y, width, height], [px, py]) {
  return [Math.min(Math.max(px, x), x + width), Math.min(Math.max(py, y), y + height)];
}

function bestOf(tag, placed, others, [left, top, width, height], unit) {
  const { at, size: [wide, high], number } = tag;
  const gap = GAP * unit;
  let best = null;
  let least = Infinity;
  for (const across of stepsOf(wide, unit)) {
    for (const down of stepsOf(high, unit)) {
      const x = clamp(at[0] + across, left + gap, left + width - wide - gap);
      const y = clamp(at[1] + down, top + gap, top + height - high - gap);
      const box = [x, y, wide, high];
      let cost = distance(number ? [x + wide / 2, y + high / 2] : nearestOf(box, at), at);
      if (!number && holds(box, at, gap)) cost += HIDES * unit;
      if (cost >= least) continue;
      if (!number) cost += HIDES * unit * others.filter((each) => holds(box, each.at, gap)).length;
      cost += OVERLAPS * unit * placed.filter((each) => overlap(box, each, gap)).length;
      if (cost >= least) continue;
      if (!number) cost += hidden(box, tag.shapes) * unit;
      if (cost >= least) continue;
      if (!number) cost += others.reduce((sum, each) => sum + hidden(box, each.shapes) * unit, 0) / 2;
      if (cost >= least) continue;
      [best, least] = [box, cost];
    }
  }
  return best;
}

/** Offsets from a place to a corner, the middle of the tag on it first, then farther and farther. */
function stepsOf(size, unit) {
  const reach = Math.ceil(size / 2 / unit / STEP) + REACH;
  const steps = [-size / 2];
  for (let k = 1; k <= reach; k += 1) steps.push(-size / 2 + k * STEP * unit, -size / 2 - k * STEP * unit);
  return steps;
}

function hidden([x, y, wide, high], shapes) {
  const points = ACROSS.flatMap((u) => DOWN.map((v) => [x + u * wide, y + v * high]));
  const share = points.filter((point) => distanceTo(shapes, point) === 0).length / points.length;
  return share > 0 ? TOUCHES + COVERS * share : 0;
}

function holds([x, y, wide, high], [px, py], gap) {
  return px > x - gap && px < x + wide + gap && py > y - gap && py < y + high + gap;
}

function overlap([x, y, wide, high], [x1, y1, wide1, high1], gap) {
  return x < x1 + wide1 + gap && x1 < x + wide + gap && y < y1 + high1 + gap && y1 < y + high + gap;
}

function distance([x, y], [x1, y1]) {
  return Math.hypot(x - x1, y - y1);
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}

// labelling_picture.js
/**
 * The plate on which is pointed: its drawing, marks on it, and a button for each spot. What a
 * pointer means is found by its place, wherever it lands; the buttons are for keys and readers. Tab
 * comes to one of them, the arrows go on from there.
 */


/** How far off a pointer may be, in pixels of the screen: half of what a finger covers. */
const FINGER = { touch: 22, mouse: 6 };

/**
 * @param {object} exercise  the payload
 * @param {object} actions
 * @param {function(number[], boolean)} actions.point  the spots that a person points at, and
 *   whether by a finger, which covers what it points at
 * @returns {{element: HTMLElement, paint: function(object), show: function(string),
 *            holds: function(Element): boolean}}
 */
function createPlate(exercise, actions) {
  const { spots, frame: [left, top, width, height] } = exercise;
  const image = make('img', { class: 'pt-drawing', alt: exercise.alt, draggable: 'false' });
  const marks = makeSvg('g');
  const leads = makeSvg('g');
  const over = makeSvg('path', { class: 'pt-mark', 'data-mark': 'over' });
  const layer = makeSvg('svg', {
    class: 'pt-marks', viewBox: exercise.frame.join(' '), 'aria-hidden': 'true', focusable: 'false',
  }, marks, leads, over);
  const tags = make('div', { class: 'pt-tags', 'aria-hidden': 'true' });
  const buttons = spots.map((spot, number) => make('button', {
    type: 'button',
    class: 'pt-spot',
    style: `left: ${share(spot)[0]}%; top: ${share(spot)[1]}%`,
    'aria-label': `Spot ${number + 1} of ${spots.length}, ${spot.place}`,
  }));
  const element = make('div', {
    class: 'pt-plate', role: 'group', tabindex: '-1', 'aria-label': 'Picture',
    style: `--pt-aspect: ${width / height}`,
  }, image, layer, tags, ...buttons);
  /** The one spot to which Tab comes; the arrows go on from there. */
  let current = 0;
  let live = false;
  let kind = 'mouse';
  let shown = '';
  /** The marks that have a tag. */
  let named = [];

  function share({ at: [x, y] }) {
    return [(100 * (x - left)) / width, (100 * (y - top)) / height];
  }

  function under(event, pointer) {
    const box = element.getBoundingClientRect();
    const unit = width / box.width;
    const place = [left + (event.clientX - box.left) * unit, top + (event.clientY - box.top) * unit];
    return spotsAt(spots, place, FINGER[pointer] * unit);
  }

  function outline(spot) {
    setAttribute(over, 'd', spot === undefined ? '' : pathOf(spots[spot].shapes));
  }

  element.addEventListener('pointerdown', (event) => {
    kind = event.pointerType === 'touch' ? 'touch' : 'mouse';
  });
  // The focus goes to the picture, not to the button that lies there: keys stay in the widget.
  element.addEventListener('mousedown', (event) => {
    event.preventDefault();
    element.focus({ preventScroll: true });
  });
  element.addEventListener('pointermove', (event) => {
    if (live && event.pointerType !== 'touch') outline(under(event, 'mouse')[0]);
  });
  element.addEventListener('pointerleave', () => outline());
  element.addEventListener('focusin', ({ target }) => {
    const number = buttons.indexOf(target);
    if (number < 0) return;
    current = number;
    rove();
    outline(number);
  });
  element.addEventListener('focusout', () => outline());
  element.addEventListener('click', (event) => {
    if (!live) return;
    const number = buttons.indexOf(event.target);
    const byKey = event.detail === 0 && number >= 0;
    if (byKey) actions.point(pointedBy(number), false);
    else actions.point(under(event, kind), kind === 'touch');
  });
  element.addEventListener('keydown', (event) => {
    const number = buttons.indexOf(event.target);
    if (!live || number < 0) return;
    const wanted = nextSpot(spots, number, event.key);
    if (wanted === null) return;
    event.preventDefault();
    buttons[wanted].focus();
  });

  function rove() {
    buttons.forEach((button, number) => setAttribute(button, 'tabindex', number === current ? 0 : -1));
  }

  rove();

  function pointedBy(number) {
    const others = spotsAt(spots, spots[number].at).filter((each) => each !== number);
    return [number, ...others];
  }

  /** @param {object} screen  `marks` of labelling_screen.js, and whether one may point */
  function paint(screen) {
    live = screen.stage === 'question' && screen.way === 'find' && !screen.resolved;
    setAttribute(element, 'data-live', live);
    for (const button of buttons) {
      button.hidden = screen.stage !== 'question' || screen.way !== 'find';
      setAttribute(button, 'aria-disabled', !live);
    }
    if (!live) outline();
    const now = JSON.stringify(screen.marks);
    if (now === shown) return;
    shown = now;
    marks.replaceChildren(...screen.marks.flatMap(markParts));
    named = screen.marks.filter(({ tag }) => tag);
    tags.replaceChildren(...named.map(tagOf));
    arrange();
  }

  function markParts({ spot, mark }) {
    const { at: [x, y], shapes } = spots[spot];
    const parts = [makeSvg('path', { class: 'pt-mark', 'data-mark': mark, d: pathOf(shapes) })];
    if (mark === 'asked') {
      parts.push(makeSvg('circle', { class: 'pt-ring', cx: x, cy: y, r: width / 28 }));
    }
    return parts;
  }

  function tagOf({ mark, tag }) {
    const made = make('span', { class: 'pt-tag', 'data-mark': mark, 'data-number': isNumber(tag) });
    setText(made, tag);
    return made;
  }

  /** A number stands on its place; a name beside it, with a line to what it names. */
  function arrange() {
    const shownWidth = element.clientWidth;
    if (!shownWidth) return;
    const unit = width / shownWidth;
    const sized = named.map(({ spot, tag }, k) => ({
      ...spots[spot],
      number: isNumber(tag),
      size: [tags.children[k].offsetWidth * unit, tags.children[k].offsetHeight * unit],
    }));
    const corners = placeTags(sized, exercise.frame, unit);
    corners.forEach(([x, y], k) => {
      setAttribute(tags.children[k], 'style',
        `left: ${(100 * (x - left)) / width}%; top: ${(100 * (y - top)) / height}%`);
    });
    leads.replaceChildren(...sized.flatMap(({ at, size, number }, k) => {
      const end = nearestOf([...corners[k], ...size], at);
      const line = { class: 'pt-lead', 'data-mark': named[k].mark, d: `M${at.join(' ')}L${end.join(' ')}` };
      return number ? [] : [makeSvg('path', line)];
    }));
  }

  // Tags keep the size of their words when the picture changes its own.
  new ResizeObserver(arrange).observe(element);

  return {
    element,
    paint,
    show: (address) => setAttribute(image, 'src', address),
    holds: (focused) => element.contains(focused),
  };
}

function isNumber(tag) {
  return /^\d+$/.test(tag);
}

function pathOf(shapes) {
  return shapes.map((run) => `M${run.join(' ')}z`).join('');
}

// labelling_view.js
/**
 * One view of a labelling in the page: it makes the elements once, and paints what the labelling
 * tells. The focus stays where a person has put it, unless what had it is done with.
 */


/**
 * @param {object} exercise  the payload
 * @param {object} actions  what a person can ask for
 * @param {function(number[], boolean)} actions.point  see labelling_picture.js
 * @param {function(number)} actions.choose  marks a name
 * @param {function(string)} actions.press  'main', 'reveal', 'stop' or 'again'
 * @param {function(string)} actions.turn  to the other way
 */
function createLabellingView(exercise, actions) {
  const plate = createPlate(exercise, actions);
  const options = createOptions(actions.choose);
  const sources = createSources();
  const told = createTold();
  const missed = createMissed();
  const live = createLive();
  const main = createButton('Check', true);
  const reveal = createButton('Show me', false, () => actions.press('reveal'));
  const again = createButton('Start again', false, () => actions.press('again'));
  const stop = createButton('End here', false, () => actions.press('stop'));
  const larger = createButton('Larger picture', false, enlarge);
  const ways = {};
  const at = {
    title: make('p', { class: 'pa-title' }),
    sofar: make('p', { class: 'pt-sofar' }),
    ways: make('div', { class: 'pt-ways', role: 'group', 'aria-label': 'Way to practise' }),
    track: make('div', { class: 'pt-track', 'aria-hidden': 'true' }),
    heading: make('h3', { class: 'pt-heading', tabindex: '-1' }),
    question: make('p', { class: 'pa-question' }),
    hint: make('p', { class: 'pt-hint' }),
    note: make('p', { class: 'pa-note' }),
  };
  const scroll = make('div', { class: 'pt-scroll' }, plate.element);
  const form = make(
    'form',
    { class: 'pt-form', novalidate: '' },
    make('div', { class: 'pt-asked' }, at.heading, at.question),
    make('div', { class: 'pt-picture' }, scroll, make('p', { class: 'pt-below' }, `${exercise.view}.`)),
    make(
      'div',
      { class: 'pt-panel' },
      options.element,
      at.hint,
      told.element,
      missed.element,
      sources.element,
      make('div', { class: 'pa-buttons' }, main, reveal, again, stop, at.note),
    ),
  );
  const root = make(
    'section',
    { class: 'psoas-asking psoas-labelling', role: 'region', tabindex: '-1', lang: 'en-GB' },
    make('div', { class: 'pa-head' }, at.title, at.sofar),
    make('div', { class: 'pt-tools' }, at.ways, larger),
    at.track,
    form,
    live.element,
  );
  const removeKeys = guardAnswers(root);
  setAttribute(larger, 'aria-pressed', false);
  setAttribute(root, 'data-large', false);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.press('main');
  });

  /** Show the picture larger than fits, to be scrolled; only in this view. */
  function enlarge() {
    const large = root.getAttribute('data-large') !== 'true';
    setAttribute(root, 'data-large', large);
    setAttribute(larger, 'aria-pressed', large);
    if (large) {
      setAttribute(scroll, 'tabindex', '0');
      setAttribute(scroll, 'role', 'group');
      setAttribute(scroll, 'aria-label', 'Picture, to be scrolled');
      scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) scroll.removeAttribute(name);
    }
  }

  function paint(now) {
    keepingFocus(root, at.heading, () => change(now));
  }

  /** @param {object} now  `screen` of labelling_screen.js, `note` where nothing could be done */
  function change({ screen, note }) {
    const asking = screen.stage === 'question';
    const wasIn = plate.holds(document.activeElement);
    setAttribute(root, 'aria-label', screen.name);
    setAttribute(root, 'data-stage', screen.stage);
    setAttribute(root, 'data-way', screen.way);
    setText(at.title, screen.name);
    setText(at.sofar, screen.sofar);
    setText(at.heading, screen.heading);
    setWords(at.question, asking && screen.way === 'find' ? screen.question : '');
    setWords(at.hint, screen.hint);
    setWords(at.note, note);
    paintWays(screen.ways);
    plate.paint(screen);
    options.element.hidden = !asking || screen.way !== 'name';
    if (!options.element.hidden) options.paint(screen);
    told.paint(asking ? screen.told : null);
    missed.paint(screen);
    sources.paint(asking ? screen.sources : []);
    main.hidden = !screen.main;
    if (screen.main) setText(main, screen.main.words);
    reveal.hidden = !asking;
    setText(reveal, screen.reveal ?? '');
    setAttribute(reveal, 'aria-disabled', Boolean(screen.resolved));
    stop.hidden = !screen.mayStop;
    again.hidden = asking || !screen.again;
    // What was pressed is done with, and the next thing to press stands before it.
    if (screen.resolved && (wasIn || document.activeElement === reveal)) main.focus();
    paintTrack(screen.steps);
  }

  function paintWays(listed) {
    for (const { way, words, chosen } of listed) {
      if (!ways[way]) {
        ways[way] = createButton(words, false, () => actions.turn(way));
        at.ways.append(ways[way]);
      }
      setAttribute(ways[way], 'aria-pressed', chosen);
    }
  }

  function paintTrack(steps) {
    while (at.track.children.length > steps.length) at.track.lastChild.remove();
    while (at.track.children.length < steps.length) at.track.append(make('span'));
    steps.forEach((step, place) => setAttribute(at.track.children[place], 'data-step', step));
  }

  /** Bring into sight what is new: the question, or what has been told. */
  function show(asked) {
    (asked ? at.heading : told.element).scrollIntoView({ block: 'nearest' });
  }

  function dispose() {
    removeKeys();
    root.remove();
  }

  return { root, paint, picture: plate.show, say: live.say, show, dispose };
}

// lifetime.js
/** How long a widget's thing lives: as long as its model, over all the views that come and go. */

/**
 * Make a widget's two functions around one thing; the loader calls them for each model.
 *
 * @param {function(object): {attach: function(HTMLElement): function(), dispose: function()}} create
 *   makes the thing of a model
 */
function oneForEachModel(create) {
  let made = null;
  return {
    initialize({ model }) {
      made = create(model);
      return made.dispose;
    },
    render({ el }) {
      return made.attach(el);
    },
  };
}

// pictures.js
/** Unpack the pictures and make them ready to stand in the page. */

/**
 * Unpack gzipped JSON `{key: svg text}`.
 * @param {DataView|ArrayBuffer|Uint8Array|null} bytes
 * @returns {Promise<Object<string, string>>}
 */
async function unpackPictures(bytes) {
  if (!bytes || bytes.byteLength === 0) return {};
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/**
 * Make the drawing of an SVG text. Its name stands on the element around it, and it brings no
 * script of its own into the page.
 * @param {string} text
 * @returns {SVGElement|null} null when the text is no drawing
 */
function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') return null;
  const svg = document.importNode(parsed, true);
  for (const node of svg.querySelectorAll('script, foreignObject, title, desc')) node.remove();
  for (const node of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name } of [...node.attributes]) {
      if (/^on/i.test(name)) node.removeAttribute(name);
    }
  }
  for (const name of ['role', 'aria-label', 'aria-labelledby', 'width', 'height']) {
    svg.removeAttribute(name);
  }
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  return svg;
}

// views.js
/** The views of a widget that are on the page at this moment. */

/** Make room for views; each has a `root` to show and a `dispose`. */
function createViews() {
  const shown = new Set();

  /** Show a view in an element; the function returned takes it away again. */
  function show(view, element) {
    shown.add(view);
    element.append(view.root);
    return () => {
      shown.delete(view);
      view.dispose();
    };
  }

  function dispose() {
    for (const view of shown) view.dispose();
    shown.clear();
  }

  return { show, dispose, forEach: (act) => shown.forEach((view) => act(view)) };
}

// labelling.js
/**
 * The labelling of a plate: one for each model, made in `initialize`, so that two views agree
 * without traffic. Here machine, screen and views meet.
 */


/**
 * @param {object} model  the widget's model: get, set, save_changes
 * @returns {{attach: function(HTMLElement): function(), dispose: function()}}
 */
function createLabelling(model) {
  const exercise = model.get('labelling');
  const quizzes = quizzesOf(exercise);
  const views = createViews();
  let state = resumeLabelling(exercise, quizzes, model.get('progress'));
  let picked = triedLast();
  let note = '';
  let address = '';

  unpackPictures(model.get('drawing')).then((pictures) => {
    address = `data:image/svg+xml,${encodeURIComponent(pictures[exercise.plate])}`;
    views.forEach((view) => view.picture(address));
  });

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
    if (moved || state.way === 'find') picked = triedLast();
    if (before !== state) save();
    paint();
    if (said) view.say(said);
    if (moved) view.show(true);
    else if (said && state.way === 'find') view.show(false);
  }

  function placeOf({ way, [way]: { asked, at, stage, second } }) {
    return [way, asked[at], stage, second].join();
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

  function press(view, name) {
    const { main } = screenNow();
    if (name === 'main' && !main) return;
    if (name !== 'main' || main.does !== 'check') act(view, { do: name === 'main' ? main.does : name });
    else if (state.way === 'find') act(view, { do: 'point', spots: picked });
    else act(view, { do: 'check', option: picked ? picked[0] : null });
  }

  function choose(option) {
    if (!screenNow().resolved) picked = [option];
    note = '';
    paint();
  }

  function save() {
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
      press: (name) => press(view, name),
      turn: (way) => act(view, { do: 'way', way }),
    });
    const takeAway = views.show(view, element);
    if (address) view.picture(address);
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

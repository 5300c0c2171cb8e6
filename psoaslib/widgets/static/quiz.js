// Joined by `python -m psoaslib.build` from js/quiz.js and its imports: edit those.

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

// quiz_screen.js
/** What stands on a quiz's screen: words and marks, no elements. Pure functions of the state. */


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
function quizScreen(quiz, state, chosen) {
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
      id,
      text: quiz.outcomes[id],
      ...counts,
      words: `${counts.right} of ${counts.answered}`,
    })),
    missed: missed.map((number) => missedItem(quiz, state, number)),
    none: missed.length === 0 ? 'Nothing was missed.' : '',
    main: missed.length > 0 ? MISSED : AGAIN,
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
function quizSpeech(quiz, before, after, command) {
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

// quiz_end.js
/** The end of a quiz: the score by outcome, and what was missed beside what is right. */


/** @returns {{element: HTMLElement, paint: function(object)}}  paint an end screen */
function createEnd() {
  const element = make('div', { class: 'pq-end' });
  let shown = '';

  function paint(screen) {
    element.hidden = screen.stage !== 'end';
    const now = JSON.stringify(screen);
    if (element.hidden || now === shown) return;
    shown = now;
    element.replaceChildren(...parts(screen));
  }

  return { element, paint };
}

function parts(screen) {
  const list = [];
  if (screen.first) list.push(make('p', {}, screen.first));
  list.push(make('h4', {}, 'By outcome'), scoreTable(screen.outcomes));
  list.push(make('h4', {}, 'To look at again'));
  if (screen.none) list.push(make('p', {}, screen.none));
  else list.push(make('ol', { class: 'pq-missed' }, ...screen.missed.map(missedRow)));
  return list;
}

function scoreTable(outcomes) {
  const head = (text) => make('th', { scope: 'col' }, text);
  return make(
    'table',
    { class: 'pq-score' },
    make('thead', {}, make('tr', {}, head('You can …'), head('Right at the first try'))),
    make('tbody', {}, ...outcomes.map(scoreRow)),
  );
}

function scoreRow({ id, text, right, answered, words }) {
  const fill = make('span', { class: 'pq-fill', style: `inline-size: ${(100 * right) / answered}%` });
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, text, ' ', make('span', { class: 'pq-id' }, id)),
    make('td', {}, words, make('span', { class: 'pq-bar', 'aria-hidden': 'true' }, fill)),
  );
}

function missedRow({ question, chosen, answer, sources }) {
  const cited = createSources();
  cited.paint(sources);
  const first = chosen
    ? make('p', {}, make('strong', {}, 'You chose first: '), chosen.text)
    : make('p', {}, 'You asked for the answer.');
  const why = chosen ? [make('p', { class: 'pq-why' }, chosen.feedback)] : [];
  return make(
    'li',
    {},
    make('p', { class: 'pq-asked' }, question),
    first,
    ...why,
    make('p', {}, make('strong', {}, 'Right: '), answer.text),
    make('p', { class: 'pq-why' }, answer.feedback),
    cited.element,
  );
}

// quiz_view.js
/**
 * One view of a quiz in the page: it makes the elements once, and paints what the quiz tells. The
 * focus stays where a person has put it, unless what had it is gone.
 */


/**
 * @param {object} actions  what a person can ask for
 * @param {function(number)} actions.choose  marks an option
 * @param {function(string)} actions.press  'main', 'reveal' or 'again'
 * @returns {{root: HTMLElement, paint: function(object), say: function(string),
 *            show: function(), dispose: function()}}
 */
function createQuizView(actions) {
  const options = createOptions(actions.choose);
  const sources = createSources();
  const end = createEnd();
  const live = createLive();
  const main = createButton('Check', true);
  const reveal = createButton('Show the answer', false, () => actions.press('reveal'));
  const again = createButton('Start again', false, () => actions.press('again'));
  const at = {
    title: make('p', { class: 'pa-title' }),
    sofar: make('p', { class: 'pq-sofar' }),
    track: make('div', { class: 'pq-track', 'aria-hidden': 'true' }),
    heading: make('h3', { class: 'pq-heading', tabindex: '-1' }),
    note: make('p', { class: 'pa-note' }),
  };
  const form = make(
    'form',
    { class: 'pq-form', novalidate: '' },
    at.heading,
    options.element,
    end.element,
    sources.element,
    make('div', { class: 'pa-buttons' }, main, reveal, again, at.note),
  );
  const root = make(
    'section',
    { class: 'psoas-asking psoas-quiz', role: 'region', tabindex: '-1' },
    make('div', { class: 'pa-head' }, at.title, at.sofar),
    at.track,
    form,
    live.element,
  );
  const removeKeys = guardAnswers(root);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.press('main');
  });

  function paint(now) {
    keepingFocus(root, at.heading, () => change(now));
  }

  /** @param {object} now  `screen` of quiz_screen.js, `note` to whoever pressed too early */
  function change({ screen, note }) {
    const asking = screen.stage === 'question';
    setAttribute(root, 'aria-label', screen.name);
    setAttribute(root, 'data-stage', screen.stage);
    setText(at.title, screen.name);
    setText(at.sofar, screen.sofar);
    setText(at.heading, screen.heading);
    setText(main, screen.main.words);
    setWords(at.note, note);
    options.element.hidden = !asking;
    if (asking) options.paint(screen);
    sources.paint(asking ? screen.sources : []);
    end.paint(screen);
    reveal.hidden = !asking;
    setAttribute(reveal, 'aria-disabled', Boolean(screen.resolved));
    // What was pressed is done with, and the next thing to press stands before it.
    if (screen.resolved && document.activeElement === reveal) main.focus();
    again.hidden = asking || screen.main.does === 'again';
    paintTrack(screen.steps);
  }

  function paintTrack(steps) {
    while (at.track.children.length > steps.length) at.track.lastChild.remove();
    while (at.track.children.length < steps.length) at.track.append(make('span'));
    steps.forEach((step, place) => setAttribute(at.track.children[place], 'data-step', step));
  }

  /** Bring a new question into sight, for whom the last one was long. */
  function show() {
    at.heading.scrollIntoView({ block: 'nearest' });
  }

  function dispose() {
    removeKeys();
    root.remove();
  }

  return { root, paint, say: live.say, show, dispose };
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

// quiz.js
/**
 * The quiz: one for each model, made in `initialize`, so that two views agree without traffic.
 * Here machine, screen and views meet.
 */


/**
 * @param {object} model  the widget's model: get, set, save_changes
 * @returns {{attach: function(HTMLElement): function(), dispose: function()}}
 */
function createQuiz(model) {
  const quiz = model.get('quiz');
  const views = createViews();
  let state = resumeQuiz(quiz, model.get('progress'));
  let chosen = lastTried();
  let note = '';

  function lastTried() {
    return state.tried[state.at].at(-1) ?? null;
  }

  function choose(option) {
    if (!isResolved(quiz, state)) chosen = option;
    note = '';
    paint();
  }

  function press(view, name) {
    const { main } = quizScreen(quiz, state, chosen);
    const command = { do: name === 'main' ? main.does : name, option: chosen };
    const before = state;
    state = reduceQuiz(quiz, state, command);
    const said = quizSpeech(quiz, before, state, command);
    note = command.do === 'check' && chosen === null ? said : '';
    const moved = before.stage !== state.stage || questionAt(quiz, before) !== questionAt(quiz, state);
    if (moved) chosen = lastTried();
    if (before !== state) save();
    paint();
    if (said) view.say(said);
    if (moved) view.show();
  }

  function save() {
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
    const view = createQuizView({ choose, press: (name) => press(view, name) });
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

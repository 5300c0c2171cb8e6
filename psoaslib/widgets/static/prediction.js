// Joined by `python -m psoaslib.build` from js/prediction.js and its imports: edit those.

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

// prediction_machine.js
/**
 * A prediction's commitment and what stands on the screen for it: pure functions.
 *
 * A commitment is `{turn, status, choice, words}`; the status goes from "open" to "committed" to
 * "compared", when the answer has been seen. Every change counts `turn` up.
 */

const NO_COMMITMENT = { turn: 0, status: 'open', choice: null, words: '' };
const TOO_EARLY = 'Choose an answer first.';
const TOO_SHORT = 'Write a few words first.';

/** Of two commitments the later one counts: a late message does not undo what came after it. */
function laterOf(one, other) {
  const [a, b] = [one ?? NO_COMMITMENT, other ?? NO_COMMITMENT];
  return (b.turn ?? 0) > (a.turn ?? 0) ? b : a;
}

/**
 * @param {object} prediction  the payload
 * @param {object} commitment
 * @param {{do: string, choice: ?number, words: string}} command  "commit", "change", "compare"
 *   or "again"
 * @returns {object} the next commitment; the same where there is nothing to do
 */
function reducePrediction(prediction, commitment, command) {
  const { status } = commitment;
  const turned = (changes) => ({ ...commitment, turn: commitment.turn + 1, ...changes });
  switch (command.do) {
    case 'commit':
      if (status !== 'open' || tooEarly(prediction, command)) return commitment;
      return turned({ status: 'committed', choice: command.choice, words: command.words.trim() });
    case 'change':
      return status === 'committed' ? turned({ status: 'open' }) : commitment;
    case 'compare':
      if (status === 'compared') return commitment;
      // What was not committed to is no prediction.
      return turned(
        status === 'committed'
          ? { status: 'compared' }
          : { status: 'compared', choice: null, words: '' },
      );
    case 'again':
      return status === 'compared'
        ? turned({ status: 'open', choice: null, words: '' })
        : commitment;
    default:
      throw new Error(`A prediction knows no command "${command.do}".`);
  }
}

/** Say what is missing before a person can commit; empty when nothing is. */
function tooEarly(prediction, { choice, words }) {
  if (prediction.options.length > 0) return prediction.options[choice] ? '' : TOO_EARLY;
  return words.trim() ? '' : TOO_SHORT;
}

const MAIN_WORDS = { open: 'Commit to this', committed: 'Committed', compared: 'Answer seen' };
const KEPT = 'Kept. You meet it again where the answer stands.';
const SEEN = 'The answer has been shown, beside your prediction.';
const SEEN_WITHOUT = 'The answer has been shown, without a prediction of yours.';

/** What the question shows. `draft` is what is marked and written and not committed to yet. */
function askPart(prediction, commitment, draft) {
  const { status } = commitment;
  const open = status === 'open';
  const shown = open ? draft : commitment;
  return {
    name: 'Prediction',
    question: prediction.question,
    free: prediction.options.length === 0,
    options: prediction.options.map(({ letter, text }) => ({
      letter,
      text,
      mark: null,
      verdict: '',
      feedback: '',
    })),
    chosen: shown.choice,
    words: shown.words,
    resolved: !open,
    main: MAIN_WORDS[status],
    changeable: status === 'committed',
    state: open ? '' : status === 'committed' ? KEPT : hasPrediction(commitment) ? SEEN : SEEN_WITHOUT,
  };
}

/** What the answer shows, which is nothing of it before a person asks for it. */
function answerPart(prediction, commitment) {
  const compared = commitment.status === 'compared';
  const committed = commitment.status !== 'open' && hasPrediction(commitment);
  const chosen = prediction.options[commitment.choice];
  const free = prediction.options.length === 0;
  return {
    name: 'Your prediction and the answer',
    heading: compared ? 'Your prediction and the answer' : 'Your prediction',
    question: prediction.question,
    predicted: committed ? predictedText(chosen, commitment) : null,
    reason: committed && !free ? commitment.words : '',
    none: committed ? '' : compared ? 'You made no prediction.' : NOT_YET,
    compared,
    answer: compared ? prediction.answer : '',
    explanation: compared ? prediction.explanation : '',
    sources: compared ? prediction.sources : [],
    fits: compared && committed && !free ? chosen.fits : null,
    verdict: compared && committed ? verdictText(chosen) : '',
    main: committed ? 'Compare with the answer' : 'Show the answer without a prediction',
  };
}

const NOT_YET = 'You have not committed to a prediction yet. The question stands further up.';

function hasPrediction({ choice, words }) {
  return choice !== null || words !== '';
}

function predictedText(chosen, { words }) {
  return chosen ? `${chosen.letter}. ${chosen.text}` : words;
}

function verdictText(chosen) {
  if (!chosen) return 'Set the two side by side: where do they agree?';
  return chosen.fits ? 'As you predicted.' : 'Not as you predicted. What made you think so?';
}

/** Say for a screen reader what a command has changed; empty where nothing has. */
function predictionSpeech(prediction, before, after, command) {
  if (before === after) return command.do === 'commit' ? tooEarly(prediction, command) : '';
  if (after.status === 'committed') return KEPT;
  if (after.status === 'open') return 'Predict again.';
  const { verdict, answer, explanation } = answerPart(prediction, after);
  return [verdict, `The answer: ${answer}`, explanation].filter(Boolean).join(' ');
}

// prediction_store.js
/**
 * What is committed to, kept once a page: question and answer are two widgets, each loaded as a
 * module of its own, so they meet at the window. Nothing outlives the page.
 */


const STORES = 'psoasPredictions';

/**
 * @param {string} id  of the prediction
 * @returns {{get: function(): object, put: function(object), listen: function(function()):
 *   function()}}  `put` keeps a commitment if it is the later one
 */
function predictionStore(id) {
  window[STORES] ??= new Map();
  if (!window[STORES].has(id)) window[STORES].set(id, newStore());
  return window[STORES].get(id);
}

function newStore() {
  const listeners = new Set();
  let commitment = laterOf(null, null);
  return {
    get: () => commitment,
    put(other) {
      const later = laterOf(commitment, other);
      if (later === commitment) return;
      commitment = later;
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
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

// prediction_view.js
/**
 * One view of a prediction in the page: the question to commit to, or the answer beside what was
 * committed to. Elements are made once and painted.
 */


/**
 * @param {object} actions  what a person can ask for
 * @param {function(object)} actions.draft  what is marked (`choice`) or written (`words`)
 * @param {function(string)} actions.press  'commit' or 'change'
 */
function createAskView(actions) {
  const options = createOptions((choice) => actions.draft({ choice }));
  const mark = `pd-${Math.random().toString(36).slice(2)}`;
  const main = createButton('Commit to this', true);
  const change = createButton('Change my prediction', false, () => actions.press('change'));
  const at = {
    title: make('h3', { class: 'pa-title', tabindex: '-1' }, 'Predict'),
    question: make('p', { class: 'pa-question', id: `${mark}-question` }),
    label: make('label', { class: 'pd-label', for: `${mark}-words` }),
    words: make('textarea', { class: 'pd-words', id: `${mark}-words`, rows: '2', maxlength: '1000' }),
    state: make('p', { class: 'pd-state' }),
    note: make('p', { class: 'pa-note' }),
  };
  const form = make(
    'form',
    { class: 'pd-body', novalidate: '' },
    options.element,
    at.question,
    make('div', { class: 'pd-field' }, at.label, at.words),
    make('div', { class: 'pa-buttons' }, main, change, at.state, at.note),
  );
  const frame = createFrame(at.title, form);

  at.words.addEventListener('input', () => actions.draft({ words: at.words.value }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.press('commit');
  });

  function update(screen, note) {
    setAttribute(frame.root, 'aria-label', screen.name);
    setAttribute(frame.root, 'data-resolved', screen.resolved);
    options.element.hidden = screen.free;
    setWords(at.question, screen.free ? screen.question : '');
    if (!screen.free) options.paint(screen);
    setText(at.label, screen.free ? 'In a few words of yours' : 'Why? In a few words, if you like');
    if (at.words.value !== screen.words) at.words.value = screen.words;
    if (screen.free) setAttribute(at.words, 'aria-describedby', at.question.id);
    at.words.readOnly = screen.resolved;
    setText(main, screen.main);
    setAttribute(main, 'aria-disabled', screen.resolved);
    change.hidden = !screen.changeable;
    setWords(at.state, screen.state);
    setWords(at.note, note);
  }

  const paint = (screen, note) => keepingFocus(frame.root, main, () => update(screen, note));
  return { ...frame, paint };
}

/** @param {{press: function(string)}} actions  'compare' or 'again' */
function createAnswerView(actions) {
  const sources = createSources();
  const compare = createButton('', true);
  const again = createButton('Predict again', false, () => actions.press('again'));
  const at = {
    heading: make('h3', { class: 'pa-title', tabindex: '-1' }),
    question: make('p', { class: 'pd-asked' }),
    none: make('p'),
    predicted: make('p', { class: 'pd-said' }),
    reason: make('p', { class: 'pd-reason' }),
    verdict: make('p', { class: 'pd-verdict' }),
    answer: make('p', { class: 'pd-said' }),
    explanation: make('p'),
  };
  const yours = make(
    'div',
    { class: 'pd-part' },
    make('h4', {}, 'You predicted'),
    at.none,
    at.predicted,
    at.reason,
  );
  const known = make(
    'div',
    { class: 'pd-part pd-known' },
    make('h4', {}, 'The answer'),
    at.answer,
    at.explanation,
  );
  const form = make(
    'form',
    { class: 'pd-body', novalidate: '' },
    at.question,
    make('div', { class: 'pd-pair' }, yours, known),
    at.verdict,
    sources.element,
    make('div', { class: 'pa-buttons' }, compare, again),
  );
  const frame = createFrame(at.heading, form);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.press('compare');
  });

  function change(screen) {
    setAttribute(frame.root, 'aria-label', screen.name);
    setText(at.heading, screen.heading);
    setText(at.question, screen.question);
    setWords(at.none, screen.none);
    setWords(at.predicted, screen.predicted);
    setWords(at.reason, screen.reason ? `Because: ${screen.reason}` : '');
    setWords(at.verdict, screen.verdict);
    setAttribute(at.verdict, 'data-fits', String(screen.fits));
    setText(at.answer, screen.answer);
    setText(at.explanation, screen.explanation);
    known.hidden = !screen.compared;
    sources.paint(screen.sources);
    setText(compare, screen.main);
    compare.hidden = screen.compared;
    again.hidden = !screen.compared;
  }

  const paint = (screen) => keepingFocus(frame.root, at.heading, () => change(screen));
  return { ...frame, paint };
}

function createFrame(title, form) {
  const live = createLive();
  const root = make(
    'section',
    { class: 'psoas-asking psoas-prediction', role: 'region', tabindex: '-1' },
    make('div', { class: 'pa-head' }, title),
    form,
    live.element,
  );
  const removeKeys = guardAnswers(root);

  function dispose() {
    removeKeys();
    root.remove();
  }

  return { root, say: live.say, dispose };
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

// prediction.js
/**
 * A prediction: the part that asks, or the part that answers. Both parts, and all their views,
 * meet in the page's store; the model's trait follows it, for Python and for the saved notebook.
 */


/**
 * @param {object} model  the widget's model: get, set, save_changes, on, off
 * @returns {{attach: function(HTMLElement): function(), dispose: function()}}
 */
function createPrediction(model) {
  const prediction = model.get('prediction');
  const asks = model.get('part') === 'ask';
  const store = predictionStore(prediction.id);
  const views = createViews();
  let draft = { choice: null, words: '' };
  let note = '';
  let seen = null;

  const forget = store.listen(follow);
  model.on('change:commitment', hear);
  hear();
  follow();

  /** Python, or the notebook as it was saved, may know of a later commitment. */
  function hear() {
    store.put(model.get('commitment'));
  }

  function follow() {
    const { turn, choice, words } = store.get();
    if (seen !== turn) draft = { choice, words };
    seen = turn;
    if (model.get('commitment')?.turn !== turn) {
      model.set('commitment', store.get());
      model.save_changes();
    }
    paint();
  }

  function press(view, name) {
    const command = { do: name, ...draft };
    const before = store.get();
    const after = reducePrediction(prediction, before, command);
    const said = predictionSpeech(prediction, before, after, command);
    note = before === after && name === 'commit' ? said : '';
    if (before === after) paint();
    else store.put(after);
    if (said) view.say(said);
  }

  function sketch(changes) {
    if (store.get().status === 'open') draft = { ...draft, ...changes };
    note = '';
    paint();
  }

  function paint() {
    const commitment = store.get();
    const screen = asks
      ? askPart(prediction, commitment, draft)
      : answerPart(prediction, commitment);
    views.forEach((view) => view.paint(screen, note));
  }

  /** Show the part in an element; the function returned takes it away again. */
  function attach(element) {
    const actions = { draft: sketch, press: (name) => press(view, name) };
    const view = asks ? createAskView(actions) : createAnswerView(actions);
    const takeAway = views.show(view, element);
    paint();
    return takeAway;
  }

  function dispose() {
    forget();
    model.off('change:commitment', hear);
    views.dispose();
  }

  return { attach, dispose };
}

/** The widget itself; the loader calls this once a model. */
function predictionWidget() {
  return oneForEachModel(createPrediction);
}

export default predictionWidget;

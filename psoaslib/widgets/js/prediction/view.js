/**
 * One view of a prediction in the page: the question to commit to, or the answer beside what was
 * committed to. Elements are made once and painted.
 */

import {createButton, createLive, createOptions, createSources, guardAnswers, keepingFocus, listenForAnswer} from '../shared/asking.js';
import {make, setAttribute, setText, setWords} from '../shared/dom.js';

/**
 * @param {object} actions  what a person can ask for
 * @param {function(object): void} actions.draft  what is marked (`choice`) or written (`words`)
 * @param {function(string): void} actions.press  'commit' or 'change'
 */
export function createAskView(actions) {
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
  listenForAnswer(form, () => actions.press('commit'));

  function update(screen, note) {
    setAttribute(frame.root, 'aria-label', screen.name);
    setAttribute(frame.root, 'data-resolved', screen.resolved);
    options.element.hidden = screen.free;
    setWords(at.question, screen.free ? screen.question : '');
    if (!screen.free) options.paint(screen);
    setText(at.label, screen.free ? 'In your own words' : 'Why? In a few words, if you like');
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

/** @param {{press: function(string): void}} actions  'compare' or 'again' */
export function createAnswerView(actions) {
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

  listenForAnswer(form, () => actions.press('compare'));

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

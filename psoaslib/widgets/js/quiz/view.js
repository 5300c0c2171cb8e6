/**
 * One view of a quiz in the page: it makes the elements once, and paints what the quiz tells. The
 * focus stays where a person has put it, unless what had it is gone.
 */

import {createAgain, createButton, createLive, createOptions, createSources, guardAnswers, keepingFocus, listenForAnswer} from '../shared/asking.js';
import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {createEnd} from './end.js';

/**
 * @param {object} actions  what a person can ask for
 * @param {function(number): void} actions.choose  marks an option
 * @param {function(string): void} actions.press  'main', 'reveal', 'again' or 'undo'
 * @returns {{root: HTMLElement, paint: function(object): void, say: function(string): void,
 *            show: function(): void, dispose: function(): void}}
 */
export function createQuizView(actions) {
  const options = createOptions(actions.choose);
  const sources = createSources();
  const end = createEnd();
  const live = createLive();
  const main = createButton('Check', true);
  const reveal = createButton('Show the answer', false, () => actions.press('reveal'));
  const again = createAgain(actions.press);
  const at = {
    title: make('p', { class: 'pa-title' }),
    sofar: make('p', { class: 'pa-sofar' }),
    track: make('div', { class: 'pa-track', 'aria-hidden': 'true' }),
    heading: make('h3', { class: 'pa-heading', tabindex: '-1' }),
    note: make('p', { class: 'pa-note' }),
  };
  const form = make(
    'form',
    { class: 'pq-form', novalidate: '' },
    at.heading,
    options.element,
    end.element,
    sources.element,
    make('div', { class: 'pa-buttons' }, main, reveal, again.element, at.note),
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

  listenForAnswer(form, () => actions.press('main'));

  function paint(now) {
    keepingFocus(root, at.heading, () => change(now));
  }

  /** @param {object} now  `screen` of quiz_screen.js, `note` for a person who pressed too early */
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
    again.paint(screen.again);
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

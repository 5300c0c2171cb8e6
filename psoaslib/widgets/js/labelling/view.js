/**
 * One view of a labelling in the page: it makes the elements once, and paints what the labelling
 * tells. The focus stays where a person has put it, unless what had it is done with.
 */

import {createAgain, createButton, createLive, createOptions, createSources, guardAnswers, keepingFocus, listenForAnswer} from '../shared/asking.js';
import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {guessWindowHeight} from '../shared/frames.js';
import {createMissed, createTold} from './told.js';
import {createPlate} from './picture.js';

/**
 * @param {object} exercise  the payload
 * @param {object} actions  what a person can ask for
 * @param {function(number[], boolean): void} actions.point  see labelling_picture.js
 * @param {function(number): void} actions.choose  marks a name
 * @param {function(string): void} actions.press  'main', 'reveal', 'stop', 'again' or 'undo'
 * @param {function(string): void} actions.turn  to the other way
 */
export function createLabellingView(exercise, actions) {
  const plate = createPlate(exercise, actions);
  const options = createOptions(actions.choose);
  const sources = createSources();
  const told = createTold();
  const missed = createMissed();
  const live = createLive();
  const main = createButton('Check', true);
  const reveal = createButton('Show me', false, () => actions.press('reveal'));
  const again = createAgain(actions.press);
  const stop = createButton('End here', false, () => actions.press('stop'));
  const larger = createButton('Larger picture', false, enlarge);
  const ways = {};
  const at = {
    title: make('p', { class: 'pa-title' }),
    sofar: make('p', { class: 'pa-sofar' }),
    ways: make('div', { class: 'pt-ways', role: 'group', 'aria-label': 'Way to practise' }),
    track: make('div', { class: 'pa-track', 'aria-hidden': 'true' }),
    heading: make('h3', { class: 'pa-heading', tabindex: '-1' }),
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
      make('div', { class: 'pa-buttons' }, main, reveal, stop, again.element, at.note),
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
  guessWindowHeight(root, window);
  setAttribute(larger, 'aria-pressed', false);
  setAttribute(root, 'data-large', false);

  listenForAnswer(form, () => actions.press('main'));

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
    again.paint(screen.again);
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

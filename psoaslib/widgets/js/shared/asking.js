/** Parts that a quiz and a prediction share: options to choose from, sources, speech, focus. */

import {make, makeSvg, setAttribute, setText} from './dom.js';
import {guardKeys} from './guard.js';

const MARK_PATHS = {
  right: 'M5 12.5l4.5 4.5L19 7.5',
  answer: 'M5 12.5l4.5 4.5L19 7.5',
  wrong: 'M6.5 6.5l11 11 M17.5 6.5l-11 11',
};

/**
 * Make a group of radio buttons under a question. Its elements stay while questions come and go,
 * so that the focus does too.
 * @param {function(number): void} onChoose  gets the number of the option, from 0
 * @returns {{element: HTMLElement, paint: function(object): void}}
 */
export function createOptions(onChoose) {
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
export function createSources() {
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
export function createLive() {
  const element = make('div', { class: 'pa-live', role: 'status', 'aria-live': 'polite' });
  const say = (text) => element.replaceChildren(make('p', {}, text));
  return { element, say };
}

/** A button; the `main` one of a form is pressed by Enter in an option too, see `listenForAnswer`. */
export function createButton(words, main, onPress) {
  const kind = main ? 'pa-button pa-main' : 'pa-button';
  const button = make('button', { type: 'button', class: kind }, words);
  if (!main) button.addEventListener('click', onPress);
  return button;
}

const AGAIN_WORDS = { again: 'Start again', undo: 'Bring my answers back' };

/**
 * Make the button that starts again, and then takes that back.
 * @param {function('again'|'undo'): void} press
 * @returns {{element: HTMLElement, paint: function('again'|'undo'|null): void}}
 */
export function createAgain(press) {
  let does = null;
  const element = createButton('', false, () => press(does));
  element.classList.add('pa-apart');

  function paint(now) {
    does = now;
    element.hidden = !does;
    setText(element, AGAIN_WORDS[does] ?? '');
  }

  return { element, paint };
}

/**
 * Do what a form is for, at its main button and at Enter in an option. Nothing is submitted: a frame
 * whose sandbox has no `allow-forms` would not even tell of it.
 */
export function listenForAnswer(form, answer) {
  form.addEventListener('click', (event) => {
    if (event.target.closest('.pa-main')) answer();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input')) return;
    event.preventDefault();
    if (!event.repeat) answer();
  });
}

/**
 * Keep keys inside, and let a key that is held down press once: it would rush through everything.
 * @returns {function(): void} takes the listeners away
 */
export function guardAnswers(root) {
  return guardKeys(root, (event) => {
    if (event.repeat && event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) {
      event.preventDefault();
    }
  });
}

/** Change what is shown; a focus whose element disappears by that goes to `place`. */
export function keepingFocus(root, place, change) {
  const focused = document.activeElement;
  const inside = root.contains(focused);
  change();
  if (inside && focused.getClientRects().length === 0) place.focus();
}

/**
 * Tools below a live picture: from where one looks, how much of the inside shows through, what has
 * changed since the step before, and the moves by hand. In a narrow player a button opens them.
 */

import {VIEWS} from './cinema.js';
import {make, setAttribute, setText} from '../shared/dom.js';
import {icon} from './icons.js';

const TURNED = 'turned';

/**
 * @param {function(object): void} choose  takes a choice; see `choose` in cinema.js
 * @param {string} id  of an element that no other view of a player has
 * @returns {{element: HTMLElement, paint: function(object): void}}  paint the scene's tools
 */
export function createTools(choose, id) {
  const views = VIEWS.map(([value, words]) => make('option', { value }, words));
  const turned = make('option', { value: TURNED }, 'Turned by hand');
  const view = make('select', { class: 'pp-choice', 'aria-label': 'View' }, ...views);
  const reset = make('button', { type: 'button', class: 'pp-tool-button' }, 'Turn back');
  const xray = slider('X-ray', { max: 100, step: 5 });
  const changed = make(
    'button',
    { type: 'button', class: 'pp-tool-button', 'aria-pressed': 'false' },
    'What changed',
  );
  const why = make('span', { class: 'pp-why', id: `${id}-why`, hidden: '' });
  const hand = slider('Move by hand', { max: 1, step: 1 });
  const place = make('output', { class: 'pp-place', 'aria-hidden': 'true' });
  const byHand = field('Move by hand', hand, place);
  byHand.classList.add('pp-hand');
  const panel = make(
    'div',
    { class: 'pp-tools-panel', id, role: 'group', 'aria-label': 'Picture' },
    field('View', view),
    reset,
    field('X-ray', xray),
    changed,
    why,
    byHand,
  );
  const opener = make(
    'button',
    {
      type: 'button',
      class: 'pp-tools-open',
      'aria-label': 'Picture tools',
      'aria-expanded': 'false',
      'aria-controls': id,
    },
    icon('tools'),
    make('span', {}, 'Tools'),
  );
  const element = make('div', { class: 'pp-tools' }, opener, panel);
  let last = null;

  opener.addEventListener('click', () => {
    setAttribute(opener, 'aria-expanded', opener.getAttribute('aria-expanded') !== 'true');
  });
  view.addEventListener('change', () => choose({ view: view.value }));
  reset.addEventListener('click', () => choose({ view: 'drawn' }));
  xray.addEventListener('input', () => choose({ xray: Number(xray.value) }));
  changed.addEventListener('click', () => {
    if (last.whyUnchanged) why.hidden = false;
    else choose({ changed: !last.changed });
  });
  hand.addEventListener('input', () => {
    if (last.hand.enabled) choose({ hand: Number(hand.value) });
    else hand.value = last.hand.at;
  });

  function paint(tools) {
    last = tools;
    element.hidden = !tools.live;
    byHand.hidden = !tools.hand;
    const seen = tools.turnedByHand ? TURNED : tools.view;
    if (!tools.turnedByHand) turned.remove();
    else if (!turned.isConnected) view.append(turned);
    if (view.value !== seen) view.value = seen;
    setAttribute(reset, 'aria-disabled', seen === 'drawn');
    setSlider(xray, tools.xray, `${tools.xray} %`);
    setAttribute(changed, 'aria-pressed', tools.changed);
    paintWhy(tools.whyUnchanged);
    if (tools.hand) paintHand(tools.hand);
  }

  /** Where nothing has changed, the button says why: to a mouse, a screen reader, and when pressed. */
  function paintWhy(words) {
    setAttribute(changed, 'aria-disabled', words !== '');
    setAttribute(changed, 'title', words);
    if (why.textContent === words) return;
    why.hidden = true;
    setText(why, words);
    if (words) setAttribute(changed, 'aria-describedby', why.id);
    else changed.removeAttribute('aria-describedby');
  }

  function paintHand({ at, most, words, enabled }) {
    setAttribute(hand, 'max', most);
    setSlider(hand, at, words);
    setAttribute(hand, 'aria-disabled', !enabled);
    setText(place, `${words[0].toUpperCase()}${words.slice(1)}`);
  }

  return { element, paint };
}

function slider(name, { max, step }) {
  return make('input', { class: 'pp-slider', type: 'range', 'aria-label': name, min: 0, max, step });
}

function field(words, ...controls) {
  return make('label', { class: 'pp-field' }, make('span', { class: 'pp-field-words' }, words), ...controls);
}

function setSlider(input, value, words) {
  if (Number(input.value) !== value) input.value = value;
  setAttribute(input, 'aria-valuetext', words);
}

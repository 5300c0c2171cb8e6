/**
 * Tools below the picture: from where one looks, how much of the inside shows through, what has
 * changed since the step before, and the moves by hand. In a narrow player a button opens them.
 */

import {VIEWS} from './cinema.js';
import {make, setAttribute, setText} from './dom.js';
import {icon} from './icons.js';

/**
 * @param {function(object)} choose  takes a choice; see `choose` in cinema.js
 * @param {string} id  of an element that no other view of a player has
 * @returns {{element: HTMLElement, paint: function(object, boolean)}}  paint the scene's tools;
 *   `drawn` tells whether the picture is a drawing of ours
 */
export function createTools(choose, id) {
  const view = make('select', { class: 'pp-choice', 'aria-label': 'View' });
  const xray = slider('X-ray', { max: 100, step: 5 });
  const changed = make(
    'button',
    { type: 'button', class: 'pp-tool-button', 'aria-pressed': 'false' },
    'What changed',
  );
  const hand = slider('Move by hand', { max: 1, step: 1 });
  const place = make('output', { class: 'pp-place', 'aria-hidden': 'true' });
  const byHand = field('Move by hand', hand, place);
  byHand.classList.add('pp-hand');
  const panel = make(
    'div',
    { class: 'pp-tools-panel', id, role: 'group', 'aria-label': 'Picture' },
    field('View', view),
    field('X-ray', xray),
    changed,
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
  xray.addEventListener('input', () => choose({ xray: Number(xray.value) }));
  changed.addEventListener('click', () => {
    if (last.mayChange) choose({ changed: !last.changed });
  });
  hand.addEventListener('input', () => {
    if (last.hand.enabled) choose({ hand: Number(hand.value) });
    else hand.value = last.hand.at;
  });

  function paint(tools, drawn) {
    last = tools;
    const films = tools.views.length > 1;
    element.hidden = !films && !drawn;
    for (const part of [view.parentNode, changed]) part.hidden = !films;
    byHand.hidden = !tools.hand;
    paintViews(tools);
    setSlider(xray, tools.xray, `${tools.xray} %`);
    setAttribute(changed, 'aria-pressed', tools.changed);
    setAttribute(changed, 'aria-disabled', !tools.mayChange);
    if (tools.hand) paintHand(tools.hand);
  }

  function paintViews({ views, view: now }) {
    const offered = VIEWS.filter(([name]) => views.includes(name));
    const listed = offered.map(([name]) => name).join(' ');
    if (view.dataset.offered !== listed) {
      view.dataset.offered = listed;
      view.replaceChildren(...offered.map(([value, words]) => make('option', { value }, words)));
    }
    if (view.value !== now) view.value = now;
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

/** The end of a quiz: the score by outcome, and what was missed beside what is right. */

import {createSources} from '../shared/asking.js';
import {make} from '../shared/dom.js';

/** @returns {{element: HTMLElement, paint: function(object): void}}  paint an end screen */
export function createEnd() {
  const element = make('div', { class: 'pa-end' });
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
  list.push(make('h4', {}, 'By learning outcome'), scoreTable(screen.outcomes));
  list.push(make('h4', {}, 'To look at again'));
  if (screen.none) list.push(make('p', {}, screen.none));
  else list.push(make('ol', { class: 'pa-missed' }, ...screen.missed.map(missedRow)));
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

function scoreRow({ text, right, answered, words }) {
  const fill = make('span', { class: 'pq-fill', style: `inline-size: ${(100 * right) / answered}%` });
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, text),
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

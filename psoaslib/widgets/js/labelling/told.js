/** What a labelling tells: of a spot that was pointed at, and at the end of those missed. */

import {createSources} from '../shared/asking.js';
import {make, setAttribute, setText} from '../shared/dom.js';

/** @returns {{element: HTMLElement, paint: function(?object): void}}  paint {mark, verdict, title, text} */
export function createTold() {
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

/** @returns {{element: HTMLElement, paint: function(object): void}}  paint an end screen */
export function createMissed() {
  const element = make('div', { class: 'pa-end' });
  let shown = '';

  function paint(screen) {
    element.hidden = screen.stage !== 'end';
    const now = JSON.stringify([screen.way, screen.missed, screen.first, screen.left]);
    if (element.hidden || now === shown) return;
    shown = now;
    const words = [screen.left, screen.first].filter(Boolean).map((each) => make('p', {}, each));
    const list = screen.none
      ? make('p', {}, screen.none)
      : make('ol', { class: 'pa-missed' }, ...screen.missed.map(missedLine));
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

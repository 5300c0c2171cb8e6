/** The words below the player's buttons: how it is done, what goes wrong, what the article says. */

import {make, setText, setWords} from '../shared/dom.js';
import {createWrong} from './wrong.js';

/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object, string, object): void,
 *   showPictures: function(Object<string, string>): void, dispose: function(): void}}  paint the words of a card,
 *   how to come off in a hurry, and what the picture above shows (see cinema.js); take the stills once
 *   they are there
 */
export function createWords(programme) {
  const how = paragraph();
  const error = paragraph();
  const correction = paragraph();
  const wrong = createWrong(programme);
  let last = null;
  const article = paragraph();
  const sources = make('span', { class: 'pp-sources' });
  const change = make('p', { class: 'pp-change' });
  const reason = paragraph();
  const why = make('h5', {}, 'Why we differ');
  const parts = {
    how: part('How', how),
    error: part('Common error', wrong.element, error, make('h5', {}, 'Put it right'), correction),
    article: part('What the article says', article, change, why, reason),
  };
  parts.article.querySelector('h4').append(' ', sources);

  const comeOff = make('li', { class: 'pp-stop-how' });
  const stop = fold(
    'pp-stop',
    'When to stop',
    make('ul', {}, comeOff, ...programme.stop.map((rule) => make('li', {}, rule))),
  );
  stop.hidden = programme.stop.length === 0;
  const before = fold('pp-before', 'Before you start', ...(programme.before ?? []).flatMap(listed));
  before.hidden = !programme.before?.length;
  const disclaimer = make('p', { class: 'pp-disclaimer' }, programme.disclaimer);
  const whose = make('p', { class: 'pp-whose' });
  const element = make(
    'div',
    { class: 'pp-words' },
    make('div', { class: 'pp-folds' }, before, stop),
    whose,
    make('div', { class: 'pp-columns' }, parts.how, parts.error, parts.article),
    disclaimer,
  );

  function paint(card, stopHow, scene) {
    last = { card, scene };
    setWords(whose, scene.away ? `These words are of the step “${card.title}”, where the session waits.` : '');
    setWords(comeOff, stopHow);
    paintWrong();
    setText(how, card.coached ?? '');
    parts.how.hidden = !card.coached;
    setText(error, card.error ?? '');
    setText(correction, card.correction ?? '');
    parts.error.hidden = !card.error;
    setText(article, card.article ?? 'Nothing about this step.');
    setText(sources, sourceText(card.sources));
    setWords(change, card.change_words);
    setWords(reason, card.reason);
    why.hidden = !card.reason;
    parts.article.hidden = !card.change;
  }

  function paintWrong() {
    parts.error.classList.toggle('pp-pictured', wrong.paint(last.card, last.scene));
  }

  function showPictures(svgs) {
    wrong.showPictures(svgs);
    if (last) paintWrong();
  }

  return { element, paint, showPictures, dispose: wrong.dispose };
}

function paragraph() {
  return make('p');
}

function fold(name, title, ...children) {
  return make('details', { class: `pp-fold ${name}` }, make('summary', {}, title), ...children);
}

function listed({ title, items }) {
  return [make('h4', {}, title), make('ul', {}, ...items.map((item) => make('li', {}, item)))];
}

function part(title, ...children) {
  return make('div', { class: 'pp-part' }, make('h4', {}, title), ...children);
}

/** Name the article's sentences by their codes, which the notebooks use too. */
function sourceText(codes) {
  if (!codes?.length) return '';
  return `${codes.length > 1 ? 'sentences' : 'sentence'} ${codes.join(', ')}`;
}

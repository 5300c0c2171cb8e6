/** The words below the player's buttons: how it is done, what goes wrong, what the article says. */

import {make, setText, setWords} from './dom.js';

/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object)}}  paint the words of a card
 */
export function createWords(programme) {
  const how = paragraph();
  const error = paragraph();
  const correction = paragraph();
  const article = paragraph();
  const sources = make('span', { class: 'pp-sources' });
  const change = make('p', { class: 'pp-change' });
  const reason = paragraph();
  const why = make('h5', {}, 'Why we differ');
  const parts = {
    how: part('How', how),
    error: part('Common error', error, make('h5', {}, 'Put it right'), correction),
    article: part('What the article says', article, change, why, reason),
  };
  parts.article.querySelector('h4').append(' ', sources);

  const stop = make(
    'details',
    { class: 'pp-stop' },
    make('summary', {}, 'When to stop'),
    make('ul', {}, ...programme.stop.map((rule) => make('li', {}, rule))),
  );
  stop.hidden = programme.stop.length === 0;
  const disclaimer = make('p', { class: 'pp-disclaimer' }, programme.disclaimer);
  const element = make(
    'div',
    { class: 'pp-words' },
    stop,
    make('div', { class: 'pp-columns' }, parts.how, parts.error, parts.article),
    disclaimer,
  );

  function paint(card) {
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

  return { element, paint };
}

function paragraph() {
  return make('p');
}

function part(title, ...children) {
  return make('div', { class: 'pp-part' }, make('h4', {}, title), ...children);
}

/** Name the article's sentences by their codes, which the notebooks use too. */
function sourceText(codes) {
  if (!codes?.length) return '';
  return `${codes.length > 1 ? 'sentences' : 'sentence'} ${codes.join(', ')}`;
}

/**
 * A step's common error, drawn beside what is right instead, with how long the psoas is in each, and
 * where a longer one is no gain.
 */

import {make, setText, setWords} from './dom.js';
import {drawing} from './pictures.js';

/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object): boolean,
 *   showPictures: function(Object<string, string>)}}  paint a card, and tell whether it has the
 *   two pictures
 */
export function createWrong(programme) {
  const parts = { right: pairPart('Like this'), wrong: pairPart('Not like this') };
  const noGain = make('p', { class: 'pp-no-gain' });
  const pair = make('div', { class: 'pp-pair-parts' }, parts.right.element, parts.wrong.element);
  const element = make('div', { class: 'pp-pair' }, pair, noGain);
  let texts = {};
  let shown = '';

  function paint({ wrong, picture }) {
    const there = Boolean(wrong && texts[wrong.right.picture] && texts[wrong.wrong.picture]);
    element.hidden = !there;
    const now = there ? `${wrong.right.picture} ${wrong.wrong.picture}` : '';
    if (now === shown) return there;
    shown = now;
    setWords(noGain, there ? programme.lengths?.[wrong.wrong.picture]?.no_gain : '');
    for (const [name, { paint: paintPart }] of Object.entries(parts)) {
      // What stands large above needs no second name.
      if (there) paintPart(wrong[name], texts, told(wrong[name].picture), wrong[name].picture === picture);
    }
    return there;
  }

  function told(key) {
    return programme.lengths?.[key]?.rows.map(({ words }) => words).join(' · ') ?? '';
  }

  function showPictures(svgs) {
    texts = svgs;
    shown = '';
  }

  return { element, paint, showPictures };
}

function pairPart(label) {
  const picture = make('div', { class: 'pp-pair-picture' });
  const title = make('span', { class: 'pp-pair-title' });
  const length = make('span', { class: 'pp-pair-length' });
  const words = make('figcaption', {}, make('strong', {}, `${label}:`), ' ', title, length);
  const element = make('figure', { class: 'pp-pair-part' }, picture, words);

  function paint(record, texts, told, again) {
    picture.replaceChildren(drawing(texts[record.picture]) ?? record.alt);
    for (const name of ['role', 'aria-label']) picture.removeAttribute(name);
    if (!again) {
      picture.setAttribute('role', 'img');
      picture.setAttribute('aria-label', record.alt);
    }
    setText(title, record.title);
    setText(length, told);
    length.hidden = !told;
  }

  return { element, paint };
}

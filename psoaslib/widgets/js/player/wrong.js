/**
 * A step's common error, beside what is right instead, with how long the psoas is in each, and where a
 * longer one is no gain.
 */

import {UNTURNED} from './cinema.js';
import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {createLivePicture} from './live_picture.js';
import {pictureOf} from '../shared/pictures.js';
import {propsSeen} from '../scene/camera.js';
import {coverOf} from '../scene/cover.js';
import {errorMark} from '../scene/faults.js';
import {paintMarks} from '../scene/marks.js';
import {createShown, showKey} from '../scene/ways.js';

/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object, object): boolean,
 *   showPictures: function(Object<string, string>): void, dispose: function(): void}}  paint a card and a scene
 *   (see cinema.js), and tell whether it has the two pictures
 */
export function createWrong(programme) {
  const parts = { right: createPart('Like this'), wrong: createPart('Not like this') };
  const noGain = make('p', { class: 'pp-no-gain' });
  const pair = make('div', { class: 'pp-pair-parts' }, parts.right.element, parts.wrong.element);
  const element = make('div', { class: 'pp-pair' }, pair, noGain);
  let texts = {};

  function paint({ wrong, picture }, scene) {
    const shows = ({ picture: key }) => Boolean(texts[key] || keyOf(scene.film, key));
    const there = Boolean(wrong && shows(wrong.right) && shows(wrong.wrong));
    element.hidden = !there;
    setWords(noGain, there ? programme.lengths?.[wrong.wrong.picture]?.no_gain : '');
    for (const [name, part] of Object.entries(parts)) {
      // What stands large above needs no second name.
      if (there) part.paint(wrong[name], texts, scene, told(wrong[name].picture), wrong[name].picture === picture);
      else part.clear();
    }
    return there;
  }

  function told(key) {
    return programme.lengths?.[key]?.rows.map(({ words }) => words).join(' · ') ?? '';
  }

  function showPictures(found) {
    texts = found;
    for (const part of Object.values(parts)) part.clear();
  }

  return {
    element,
    paint,
    showPictures,
    dispose() {
      for (const part of Object.values(parts)) part.clear();
    },
  };
}

/** The step of a picture such as "ball/hold.right" where the ways have it. */
function keyOf(film, picture) {
  const [stretch, step] = /^(.+?)\/(.+)\.(?:left|right)$/.exec(picture)?.slice(1) ?? [];
  return film?.ways.stretch === stretch && film.ways.keys[step] ? step : null;
}

function createPart(label) {
  const picture = make('div', { class: 'pp-pair-picture' });
  const title = make('span', { class: 'pp-pair-title' });
  const length = make('span', { class: 'pp-pair-length' });
  const words = make('figcaption', {}, make('strong', {}, `${label}:`), ' ', title, length);
  const element = make('figure', { class: 'pp-pair-part' }, picture, words);
  let live = null;
  let shown = null;
  let drawn = null;

  function paint(record, texts, scene, told, again) {
    const step = keyOf(scene.film, record.picture);
    if (step) paintLive(record, step, scene);
    else if (drawn !== record.picture) {
      clear();
      drawn = record.picture;
      picture.replaceChildren(pictureOf(texts[record.picture]) ?? record.alt);
    }
    for (const [name, value] of [['role', 'img'], ['aria-label', record.alt]]) {
      if (again) picture.removeAttribute(name);
      else setAttribute(picture, name, value);
    }
    setText(title, record.title);
    setText(length, told);
    length.hidden = !told;
  }

  function paintLive(record, step, { film, side, dark }) {
    if (live?.film !== film) {
      clear();
      live = { film, ...createLivePicture(film) };
      shown = createShown(film.ways);
      picture.replaceChildren(live.element);
    }
    if (drawn !== `${record.picture} ${dark}`) showKey(shown, film.ways, step, side);
    drawn = `${record.picture} ${dark}`;
    const { view } = film.ways.keys[step];
    const marked = (svg, seen) => paintMarks(svg, faultOf(record, film, side, seen), seen.frame, seen.palette);
    live.show({ key: drawn, moment: shown, side, xray: 1, dark }, { step, view, turned: UNTURNED }, marked);
  }

  /** The mark of an error stands beside the fault, clear of the body. */
  function faultOf({ fault }, { figure }, side, { axes, frame, camera }) {
    if (fault === null || live.view.moving) return [];
    figure.take(shown.pose);
    const cover = coverOf(figure, propsSeen(shown.props, camera, side), axes, frame);
    return [errorMark(fault, figure, cover, { axes, frame, side })];
  }

  function clear() {
    live?.close();
    [live, shown, drawn] = [null, null, null];
    picture.replaceChildren();
  }

  return { element, paint, clear };
}

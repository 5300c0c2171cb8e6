/**
 * The picture of one view of the player: drawn live, or a still where nothing can be drawn live and
 * until the first live picture is there.
 */

import {make, setAttribute} from '../shared/dom.js';
import {createLivePicture} from './live_picture.js';
import {pictureOf} from '../shared/pictures.js';
import {paintMarks} from '../scene/marks.js';
import {letTurn} from '../scene/orbit.js';

/** So long one still gives way to another. */
const DISSOLVE_MS = 400;
const HOW_TO_TURN = 'Drag the picture to turn it, or press the arrow keys. Home turns it back.';

/**
 * @param {function(object): void} choose  takes a choice; see `choose` in cinema.js
 * @returns {{element: HTMLElement, paint: function(object, object): boolean,
 *   showPictures: function(Object<string, string>): void, dispose: function(): void}}  paint a card and a scene
 *   (see cinema.js), and tell whether there is a drawing of ours
 */
export function createFigure(choose) {
  const element = make('div', { class: 'pp-figure', role: 'img' });
  let live = null;
  let film = null;
  let stopTurning = () => {};
  let texts = {};
  let stills = {};
  let last = null;
  let fading = null;

  function paint(card, scene) {
    if (film !== scene.film) take(scene.film);
    setAttribute(element, 'aria-label', scene.label);
    setAttribute(element, 'data-view', scene.view);
    setAttribute(element, 'data-live', film !== null);
    if (film) showLive(scene);
    const still = live?.ready ? null : stillOf(card);
    const parts = [still, live?.element].filter(Boolean);
    const changes = !film && last?.still && last.still !== still && last.of === scene.of && scene.dissolves;
    if (changes) keepFading(last.still);
    if (fading) parts.push(fading);
    last = { card, scene, still, of: scene.of };
    const same = parts.length === element.childNodes.length
      && parts.every((part, at) => element.childNodes[at] === part);
    if (!same) element.replaceChildren(...parts);
    if (changes) dissolve(still);
    return film !== null || still.localName !== 'span';
  }

  /** Draw with another film, or live no more. */
  function take(next) {
    live?.close();
    stopTurning();
    film = next;
    live = next && createLivePicture(next, () => paint(last.card, last.scene));
    element.toggleAttribute('tabindex', false);
    if (!next) return;
    setAttribute(element, 'tabindex', '0');
    setAttribute(element, 'title', HOW_TO_TURN);
    stopTurning = letTurn(element, {
      turn: (azimuth, elevation) => choose({ turn: { azimuth, elevation } }),
      reset: () => choose({ view: last.scene.tools.view }),
    });
    // What tests look at.
    Object.assign(element, { scene: { view: live.view, film, now: () => last.scene } });
  }

  function showLive(scene) {
    const { dark } = scene;
    const xray = scene.tools.xray / 100;
    const key = [scene.side, scene.moment, scene.breath, scene.ghostOf, xray, dark, scene.moving].join(' ');
    live.show(
      { key, moment: scene.shown, ghost: scene.ghost, side: scene.side, breath: scene.breath, xray, dark, moving: scene.moving },
      { step: scene.step, view: scene.view, turned: scene.turned },
      (svg, { axes, frame, palette }) => paintMarks(svg, arrowsOf(scene, axes, frame), frame, palette),
    );
  }

  function arrowsOf({ ghostOf, step, side }, axes, frame) {
    return ghostOf ? film.changeOf(ghostOf, step, side).arrows(axes, frame) : [];
  }

  /** One still gives way to the next: the one before goes as it comes. */
  function keepFading(part) {
    fading?.remove();
    fading = part.cloneNode(true);
    setAttribute(fading, 'aria-hidden', true);
    setAttribute(fading, 'data-fading', true);
  }

  function dissolve(part) {
    const copy = fading;
    part.animate([{ opacity: 0 }, { opacity: 1 }], DISSOLVE_MS);
    copy.animate([{ opacity: 1 }, { opacity: 0 }], DISSOLVE_MS).onfinish = () => {
      copy.remove();
      if (fading === copy) fading = null;
    };
  }

  /** The still of a card; without one its words stand in its place. */
  function stillOf({ picture, alt, title }) {
    const words = alt ?? title;
    const name = picture ?? words;
    stills[name] ??= pictureOf(texts[name]) ?? make('span', { class: 'pp-alt' }, words);
    return stills[name];
  }

  function showPictures(found) {
    texts = found;
    stills = {};
  }

  return {
    element,
    paint,
    showPictures,
    dispose() {
      stopTurning();
      live?.close();
    },
  };
}

/**
 * The picture of one view of the player: a still drawing, or a film's frame as an SVG of one path
 * a look, and over either what has changed since the step before. A path's data is written anew
 * only where its outlines differ from those shown.
 */

import {make, makeSvg, setAttribute} from './dom.js';
import {pathData} from './film.js';
import {drawing} from './pictures.js';

/** So long one view of the body gives way to another. */
const DISSOLVE_MS = 400;

/** Looks of what lies inside the body, which the X-ray lets show through; see figures/style.py. */
const INSIDE = /^pf-(?:bone|long|still|short|beyond)(?![a-z])/;

/**
 * @returns {{element: HTMLElement, paint: function(object, object): boolean,
 *   showPictures: function(Object<string, string>)}}  paint a card and a scene (see cinema.js),
 *   and tell whether there is a drawing
 */
export function createFigure() {
  const element = make('div', { class: 'pp-figure', role: 'img' });
  const film = createFrame();
  const overlay = createFrame('pp-overlay');
  let texts = {};
  let stills = {};
  let last = null;
  let fading = null;

  function paint(card, scene) {
    const turns = last?.of === scene.of && last.view !== scene.view && scene.dissolves;
    if (turns) keepFading(element.firstChild);
    last = scene;
    setAttribute(element, 'aria-label', scene.label);
    const xray = String(scene.tools.xray / 100);
    if (element.style.getPropertyValue('--pp-xray') !== xray) element.style.setProperty('--pp-xray', xray);
    const still = scene.frame === null ? stillOf(card) : null;
    if (still?.localName === 'svg') frameStill(still, scene);
    if (!still) film.show(scene.film, scene.frame, scene.side);
    const parts = [still ?? film.svg];
    if (scene.overlay !== null) {
      overlay.show(scene.film, scene.overlay, scene.side);
      parts.push(overlay.svg);
    }
    if (fading) parts.push(fading);
    setAttribute(element, 'data-moves', scene.film !== null);
    setAttribute(element, 'data-view', scene.view);
    const same = parts.length === element.childNodes.length
      && parts.every((part, at) => element.childNodes[at] === part);
    if (!same) element.replaceChildren(...parts);
    if (turns) dissolve(parts[0]);
    return parts[0].localName === 'svg';
  }

  /** A change of view is meant: the picture before goes as the new one comes. */
  function keepFading(part) {
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

  /** The drawing of a card; without one its words stand in its place. */
  function stillOf({ picture, alt, title }) {
    const words = alt ?? title;
    const name = picture ?? words;
    if (!stills[name]) {
      const drawn = texts[name] ? drawing(texts[name]) : null;
      if (drawn) parted(drawn);
      stills[name] = drawn ?? make('span', { class: 'pp-alt' }, words);
    }
    return stills[name];
  }

  function showPictures(svgs) {
    texts = svgs;
    stills = {};
  }

  return { element, paint, showPictures };
}

/** An SVG that shows one frame of a film after another. */
function createFrame(name = '') {
  const sheet = makeSvg('style');
  const body = makeSvg('g');
  const svg = makeSvg('svg', { 'aria-hidden': 'true', focusable: 'false' }, sheet, body);
  let paths = new Map();
  let drawn = new Map();
  let shown = { film: null };
  let order = '';

  function show(film, frame, side) {
    if (shown.film !== film) {
      [paths, drawn, order] = [new Map(), new Map(), ''];
      setAttribute(svg, 'class', `${film.root} ${name}`.trim());
      setAttribute(svg, 'viewBox', film.header.frame.join(' '));
      sheet.textContent = film.sheet;
    }
    if (shown.film !== film || shown.side !== side) turn(film.header.frame, side);
    if (shown.film !== film || shown.frame !== frame) fill(film, film.frames[frame]);
    shown = { film, frame, side };
  }

  /** Films show the right side stretched; the left is their mirror image. */
  function turn([x, , width], side) {
    if (side === 'left') body.setAttribute('transform', `matrix(-1 0 0 1 ${2 * x + width} 0)`);
    else body.removeAttribute('transform');
  }

  function fill(film, layers) {
    for (const { look, layer } of layers) {
      if (!paths.has(look)) paths.set(look, pathOf(film.header.looks[look]));
      if (drawn.get(look) === layer) continue;
      paths.get(look).setAttribute('d', pathData(film, layer));
      drawn.set(look, layer);
    }
    const now = layers.map(({ look }) => look).join(' ');
    if (now === order) return;
    order = now;
    body.replaceChildren(...layers.map(({ look }) => paths.get(look)));
    parted(body);
  }

  return { svg, show };
}

function pathOf(look) {
  return makeSvg('path', { class: look.split(' ').map((word) => `pf-${word}`).join(' ') });
}

/** Gather what lies inside the body, one group a run, so that all of a run fades as one. */
function parted(drawn) {
  const inside = [...drawn.querySelectorAll('path')].filter((path) => INSIDE.test(path.getAttribute('class')));
  for (const path of inside) {
    const last = path.previousElementSibling;
    if (last?.getAttribute('class') === 'pp-inside') {
      last.append(path);
    } else {
      const group = makeSvg('g', { class: 'pp-inside' });
      path.replaceWith(group);
      group.append(path);
    }
  }
}

/** Give a still the frame of its film, or the body would change its size as it begins to move. */
function frameStill(svg, { film, fine, side }) {
  svg.dataset.own ??= svg.getAttribute('viewBox');
  if (!film || !fine) {
    setAttribute(svg, 'viewBox', svg.dataset.own);
    return;
  }
  const own = svg.dataset.own.split(' ').map(Number);
  const [x, y, width, height] = film.header.frame;
  // A still of the left side is mirrored about the middle of its own frame.
  const left = side === 'left' ? 2 * own[0] + own[2] - x - width : x;
  setAttribute(svg, 'viewBox', [left, y, width, height].join(' '));
}

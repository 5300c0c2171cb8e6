/**
 * The plate on which is pointed: its drawing, marks on it, and a button for each spot. What a
 * pointer means is found by its place, wherever it lands; the buttons are for keys and readers. Tab
 * comes to one of them, the arrows go on from there.
 */

import {make, makeSvg, setAttribute, setText} from '../shared/dom.js';
import {nextSpot, spotsAt} from './spots.js';
import {nearestOf, placeTags} from './tags.js';

/** How far off a pointer may be, in pixels of the screen: half of what a finger covers. */
const FINGER = { touch: 22, mouse: 6 };

/**
 * @param {object} exercise  the payload
 * @param {object} actions
 * @param {function(number[], boolean): void} actions.point  the spots that a person points at, and
 *   whether by a finger, which covers what it points at
 * @returns {{element: HTMLElement, paint: function(object): void, show: function(string): void,
 *            holds: function(Element): boolean}}
 */
export function createPlate(exercise, actions) {
  const { spots, frame: [left, top, width, height] } = exercise;
  const image = make('img', { class: 'pt-drawing', alt: exercise.alt, draggable: 'false' });
  const marks = makeSvg('g');
  const leads = makeSvg('g');
  const over = makeSvg('path', { class: 'pt-mark', 'data-mark': 'over' });
  const layer = makeSvg('svg', {
    class: 'pt-marks', viewBox: exercise.frame.join(' '), 'aria-hidden': 'true', focusable: 'false',
  }, marks, leads, over);
  const tags = make('div', { class: 'pt-tags', 'aria-hidden': 'true' });
  const buttons = spots.map((spot, number) => make('button', {
    type: 'button',
    class: 'pt-spot',
    style: `left: ${share(spot)[0]}%; top: ${share(spot)[1]}%`,
    'aria-label': `Spot ${number + 1} of ${spots.length}, ${spot.place}`,
  }));
  const element = make('div', {
    class: 'pt-plate', role: 'group', tabindex: '-1', 'aria-label': 'Picture',
    style: `--pt-aspect: ${width / height}`,
  }, image, layer, tags, ...buttons);
  /** The one spot to which Tab comes; the arrows go on from there. */
  let current = 0;
  let live = false;
  let kind = 'mouse';
  let shown = '';
  /** The marks that have a tag. */
  let named = [];

  function share({ at: [x, y] }) {
    return [(100 * (x - left)) / width, (100 * (y - top)) / height];
  }

  function under(event, pointer) {
    const box = element.getBoundingClientRect();
    const unit = width / box.width;
    const place = [left + (event.clientX - box.left) * unit, top + (event.clientY - box.top) * unit];
    return spotsAt(spots, place, FINGER[pointer] * unit);
  }

  function outline(spot) {
    setAttribute(over, 'd', spot === undefined ? '' : pathOf(spots[spot].shapes));
  }

  element.addEventListener('pointerdown', (event) => {
    kind = event.pointerType === 'touch' ? 'touch' : 'mouse';
  });
  // The focus goes to the picture, not to the button that lies there: keys stay in the widget.
  element.addEventListener('mousedown', (event) => {
    event.preventDefault();
    element.focus({ preventScroll: true });
  });
  element.addEventListener('pointermove', (event) => {
    if (live && event.pointerType !== 'touch') outline(under(event, 'mouse')[0]);
  });
  element.addEventListener('pointerleave', () => outline());
  element.addEventListener('focusin', ({ target }) => {
    const number = buttons.indexOf(target);
    if (number < 0) return;
    current = number;
    rove();
    outline(number);
  });
  element.addEventListener('focusout', () => outline());
  element.addEventListener('click', (event) => {
    if (!live) return;
    const number = buttons.indexOf(event.target);
    const byKey = event.detail === 0 && number >= 0;
    if (byKey) actions.point(pointedBy(number), false);
    else actions.point(under(event, kind), kind === 'touch');
  });
  element.addEventListener('keydown', (event) => {
    const number = buttons.indexOf(event.target);
    if (!live || number < 0) return;
    const wanted = nextSpot(spots, number, event.key);
    if (wanted === null) return;
    event.preventDefault();
    buttons[wanted].focus();
  });

  function rove() {
    buttons.forEach((button, number) => setAttribute(button, 'tabindex', number === current ? 0 : -1));
  }

  rove();

  function pointedBy(number) {
    const others = spotsAt(spots, spots[number].at).filter((each) => each !== number);
    return [number, ...others];
  }

  /** @param {object} screen  `marks` of labelling_screen.js, and whether one may point */
  function paint(screen) {
    live = screen.stage === 'question' && screen.way === 'find' && !screen.resolved;
    setAttribute(element, 'data-live', live);
    for (const button of buttons) {
      button.hidden = screen.stage !== 'question' || screen.way !== 'find';
      setAttribute(button, 'aria-disabled', !live);
    }
    if (!live) outline();
    const now = JSON.stringify(screen.marks);
    if (now === shown) return;
    shown = now;
    marks.replaceChildren(...screen.marks.flatMap(markParts));
    named = screen.marks.filter(({ tag }) => tag);
    tags.replaceChildren(...named.map(tagOf));
    arrange();
  }

  function markParts({ spot, mark }) {
    const { at: [x, y], shapes } = spots[spot];
    const parts = [makeSvg('path', { class: 'pt-mark', 'data-mark': mark, d: pathOf(shapes) })];
    if (mark === 'asked') {
      parts.push(makeSvg('circle', { class: 'pt-ring', cx: x, cy: y, r: width / 28 }));
    }
    return parts;
  }

  function tagOf({ mark, tag }) {
    const made = make('span', { class: 'pt-tag', 'data-mark': mark, 'data-number': isNumber(tag) });
    setText(made, tag);
    return made;
  }

  /** A number stands on its place; a name beside it, with a line to what it names. */
  function arrange() {
    const shownWidth = element.clientWidth;
    if (!shownWidth) return;
    const unit = width / shownWidth;
    const words = [...tags.querySelectorAll('span')];
    const sized = named.map(({ spot, tag }, k) => ({
      ...spots[spot],
      number: isNumber(tag),
      size: [words[k].offsetWidth * unit, words[k].offsetHeight * unit],
    }));
    const corners = placeTags(sized, exercise.frame, unit);
    corners.forEach(([x, y], k) => {
      setAttribute(words[k], 'style',
        `left: ${(100 * (x - left)) / width}%; top: ${(100 * (y - top)) / height}%`);
    });
    leads.replaceChildren(...sized.flatMap(({ at, size, number }, k) => {
      const end = nearestOf([...corners[k], ...size], at);
      const line = { class: 'pt-lead', 'data-mark': named[k].mark, d: `M${at.join(' ')}L${end.join(' ')}` };
      return number ? [] : [makeSvg('path', line)];
    }));
  }

  // Tags keep the size of their words when the picture changes its own.
  new ResizeObserver(arrange).observe(element);

  return {
    element,
    paint,
    show: (address) => setAttribute(image, 'src', address),
    holds: (focused) => element.contains(focused),
  };
}

function isNumber(tag) {
  return /^\d+$/.test(tag);
}

function pathOf(shapes) {
  return shapes.map((run) => `M${run.join(' ')}z`).join('');
}

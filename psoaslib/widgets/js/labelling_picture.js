/**
 * The plate on which is pointed: its drawing, marks on it, and a button for each spot. What a
 * pointer means is found by its place, wherever it lands; the buttons are for keys and readers. Tab
 * comes to one of them, the arrows go from one to the next.
 */

import {make, makeSvg, setAttribute, setText} from './dom.js';
import {spotsAt} from './labelling_spots.js';

/** How far off a pointer may be, in pixels of the screen: half of what a finger covers. */
const FINGER = { touch: 22, mouse: 6 };
/** Between this share of the picture and its edge there is no room for a tag. */
const LOW = 0.85;
const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * @param {object} exercise  the payload
 * @param {object} actions
 * @param {function(number[], boolean)} actions.point  the spots that a person points at, and
 *   whether by a finger, which covers what it points at
 * @returns {{element: HTMLElement, paint: function(object), show: function(string),
 *            holds: function(Element): boolean}}
 */
export function createPlate(exercise, actions) {
  const { spots, frame: [left, top, width, height] } = exercise;
  const image = make('img', { class: 'pt-drawing', alt: exercise.alt, draggable: 'false' });
  const marks = makeSvg('g');
  const over = makeSvg('path', { class: 'pt-mark', 'data-mark': 'over' });
  const layer = makeSvg('svg', {
    class: 'pt-marks', viewBox: exercise.frame.join(' '), 'aria-hidden': 'true', focusable: 'false',
  }, marks, over);
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
    const wanted = { Home: 0, End: buttons.length - 1 }[event.key] ?? number + MOVES[event.key];
    if (!live || !(wanted in buttons)) return;
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
    tags.replaceChildren(...screen.marks.filter(({ tag }) => tag).map(tagOf));
  }

  function markParts({ spot, mark }) {
    const { at: [x, y], shapes } = spots[spot];
    const parts = [makeSvg('path', { class: 'pt-mark', 'data-mark': mark, d: pathOf(shapes) })];
    if (mark === 'asked') {
      parts.push(makeSvg('circle', { class: 'pt-ring', cx: x, cy: y, r: width / 28 }));
    }
    return parts;
  }

  /** A number stands on its place; a name over what it names or under it, so that both are seen. */
  function tagOf({ spot, mark, tag }) {
    const [across, down] = share(spots[spot]);
    const number = /^\d+$/.test(tag);
    const made = make('span', {
      class: 'pt-tag', 'data-mark': mark, 'data-number': number,
      style: number ? `left: ${across}%; top: ${down}%` : `${sideOf(across)}; ${heightOf(spot, down)}`,
    });
    setText(made, tag);
    return made;
  }

  function sideOf(across) {
    return across > 50 ? `right: ${100 - across}%` : `left: ${across}%`;
  }

  function heightOf(spot, down) {
    const [over, under] = spanOf(spots[spot]).map((y) => (100 * (y - top)) / height);
    if (over > 100 * (1 - LOW)) return `bottom: ${100 - over}%`;
    if (under < 100 * LOW) return `top: ${under}%`;
    return down > 100 * LOW ? `bottom: ${100 - down}%` : `top: ${down}%`;
  }

  return {
    element,
    paint,
    show: (address) => setAttribute(image, 'src', address),
    holds: (focused) => element.contains(focused),
  };
}

/** Where the piece of a structure that a leader points at begins and ends, from above. */
function spanOf({ at, shapes }) {
  const reaches = shapes.map((run) => [0, 1].map((axis) => {
    const row = run.filter((_, k) => k % 2 === axis);
    return [Math.min(...row), Math.max(...row)];
  }));
  const holding = reaches.filter((axes) => axes.every(([low, high], k) => low <= at[k] && at[k] <= high));
  const heights = (holding.length ? holding : reaches).map(([, [low, high]]) => [low, high]);
  return [Math.min(...heights.map(([low]) => low)), Math.max(...heights.map(([, high]) => high))];
}

function pathOf(shapes) {
  return shapes.map((run) => `M${run.join(' ')}z`).join('');
}

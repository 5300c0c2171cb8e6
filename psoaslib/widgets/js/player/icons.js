/** Signs on the player's buttons: strokes on a field of 24 by 24. They are never the only words. */

import {makeSvg} from '../shared/dom.js';

const ICON_PATHS = {
  start: 'M8 5.5v13l10.5-6.5z',
  pause: 'M7.5 5.5h3v13h-3z M14 5.5h3v13h-3z',
  back: 'M17.5 6v12L9 12z M6.5 6v12',
  next: 'M6.5 6v12L15 12z M17.5 6v12',
  restart: 'M5.5 12a6.5 6.5 0 1 0 2.2-4.9 M7.5 3.5v4h4',
  swap: 'M4.5 8.5h14 M15 5l3.5 3.5L15 12 M19.5 15.5h-14 M9 12l-3.5 3.5L9 19',
  finish: 'M6 20.5v-16 M6 5h11.5l-2.5 4 2.5 4H6',
  sound: 'M4.5 9.5v5h3.5l4.5 4v-13l-4.5 4z M16 9a4.2 4.2 0 0 1 0 6 M18.5 6.5a7.8 7.8 0 0 1 0 11',
  voice: 'M4.5 5.5h15v10.5h-8.5l-4 3.5v-3.5h-2.5z M8.5 9.3h7 M8.5 12.3h4.5',
  full: 'M4.5 9v-4.5h4.5 M15 4.5h4.5v4.5 M19.5 15v4.5h-4.5 M9 19.5h-4.5v-4.5',
  tools: 'M4.5 7h9 M17.5 7h2 M15.5 4.5v5 M4.5 12h2 M10.5 12h9 M8.5 9.5v5 M4.5 17h7 M15.5 17h4 M13.5 14.5v5',
};

/** @returns {SVGElement} a sign, hidden from screen readers */
export function icon(name) {
  const path = makeSvg('path', { d: ICON_PATHS[name] });
  return makeSvg('svg', { class: 'pp-icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, path);
}

/** Turn a sign into another one. */
export function changeIcon(element, name) {
  const path = element.querySelector('path');
  if (path.getAttribute('d') !== ICON_PATHS[name]) path.setAttribute('d', ICON_PATHS[name]);
}

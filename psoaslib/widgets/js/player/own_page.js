/** The player alone on a page of its own, paused at the step where it stands. */

import {showAlone} from '../shared/alone.js';
import {bytesOf} from './film.js';

const STATE = ['status', 'segment', 'elapsed', 'log', 'sides', 'turn', 'voice_speed', 'people', 'drawn_ahead'];
const BUFFERS = ['pictures', 'ways'];

/**
 * @param {object} model  the widget's
 * @param {string} language  of the page, as in HTML
 * @param {Object<string, string>} stills  that the player has
 * @returns {string} the page as HTML
 */
export function ownPage(model, language, stills) {
  const state = Object.fromEntries(STATE.map((name) => [name, model.get(name)]));
  return model.get('code') ? pageOfNotebook(model, state, language, stills) : pageOfPage(state);
}

/** In a notebook the widget's own code and style make the page. */
function pageOfNotebook(model, state, language, stills) {
  const programme = model.get('programme');
  const buffers = Object.fromEntries(BUFFERS.map((name) => [name, base64(model.get(name))]));
  const title = document.createElement('title');
  title.textContent = programme.title;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${title.outerHTML}
<style>body { margin: 8px } ${model.get('_css')}</style></head>
<body><div id="widget"></div>
<svg id="stills" width="0" height="0">${Object.entries(stills).map(held).join('')}</svg>
<script type="application/json" id="traits">${json({ ...state, programme, whole_page: true })}</script>
<script type="application/json" id="buffers">${json(buffers)}</script>
<script type="module">${model.get('code').replaceAll('</', '<\\/')}
(${showAlone})(playerWidget());
</script></body></html>`;
}

/** A saved page is its own page again, as it was before the player was shown. */
function pageOfPage(state) {
  const page = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  page.querySelector('#widget').replaceChildren();
  const traits = page.querySelector('#traits');
  traits.textContent = json({ ...JSON.parse(traits.textContent), ...state });
  return `<!doctype html>${page.outerHTML}`;
}

/** An image that the page holds, as a saved page does; drawings stand among the buffers. */
const held = ([key, still]) => (still.startsWith('data:') ? `<symbol id=${json(key)}><image href=${json(still)} /></symbol>` : '');

function json(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function base64(bytes) {
  return btoa(Array.from(bytesOf(bytes), (byte) => String.fromCharCode(byte)).join(''));
}

/** Unpack the stills and make them ready to stand in the page. */

import {make} from './dom.js';

/**
 * Unpack JSON `{key: still}`, gzipped or not, each the text of an SVG or the address of an image.
 * @param {DataView<ArrayBuffer>|ArrayBuffer|Uint8Array<ArrayBuffer>|null} bytes
 * @returns {Promise<Object<string, string>>}
 */
export async function unpackPictures(bytes) {
  if (!bytes || bytes.byteLength === 0) return {};
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith('{')) return JSON.parse(text);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/**
 * Make the element of a still. Its name stands on the element around it.
 * @param {string|undefined} still  the text of an SVG, or the address of an image
 * @returns {Element|null} null where there is none
 */
export function pictureOf(still) {
  if (!still) return null;
  return still.startsWith('<') ? drawing(still) : make('img', { src: still, alt: '', 'aria-hidden': 'true' });
}

/** An SVG brings no script of its own into the page. */
function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') return null;
  const svg = document.importNode(parsed, true);
  for (const node of svg.querySelectorAll('script, foreignObject, title, desc')) node.remove();
  for (const node of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name } of [...node.attributes]) {
      if (/^on/i.test(name)) node.removeAttribute(name);
    }
  }
  for (const name of ['role', 'aria-label', 'aria-labelledby', 'width', 'height']) {
    svg.removeAttribute(name);
  }
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  return svg;
}

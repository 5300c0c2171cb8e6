/** Unpack the pictures and make them ready to stand in the page. */

/**
 * Unpack gzipped JSON `{key: svg text}`.
 * @param {DataView|ArrayBuffer|Uint8Array|null} bytes
 * @returns {Promise<Object<string, string>>}
 */
export async function unpackPictures(bytes) {
  if (!bytes || bytes.byteLength === 0) return {};
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/**
 * Make the drawing of an SVG text. Its name stands on the element around it, and it brings no
 * script of its own into the page.
 * @param {string} text
 * @returns {SVGElement|null} null when the text is no drawing
 */
export function drawing(text) {
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

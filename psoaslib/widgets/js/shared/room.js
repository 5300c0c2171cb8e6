/** The room that a body of another size stands in: what is in it is larger or smaller as well. */

/**
 * @param {object} prop  see scene/ways.js
 * @param {number} scale
 * @returns {object} the prop as it is in a room of that scale
 */
export function resized(prop, scale) {
  if (scale === 1) return prop;
  const by = (value) => value * scale;
  const grown = { ...prop, at: prop.at.map(by), size: prop.size.map(by) };
  return Number.isFinite(prop.up) ? { ...grown, up: by(prop.up) } : grown;
}

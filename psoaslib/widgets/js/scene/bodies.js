/**
 * The bodies that a page can show. The front end brings them along, packed (`psoaslib/widgets/join.py`
 * says how), and they are read once a document.
 */
import { readMesh } from './mesh.js';
import { unzipped } from './packed.js';

const KEPT = Symbol.for('psoaslib.bodies.1');

/**
 * Return a body and its bones.
 * @param {Document} document
 * @param {string} build
 * @returns {Promise<{mesh: import('./mesh.js').Mesh, bones: import('./mesh.js').Mesh}>} fails where the
 *   page has no such build
 */
export async function bodyOf(document, build) {
  const kept = (document[KEPT] ??= {});
  const read = (name, kind) => (kept[name] ??= unpacked(name).then((bytes) => readMesh(bytes, kind)));
  const [mesh, bones] = await Promise.all([read(build, 'body'), read('bones', 'bones')]);
  return { mesh, bones };
}

/** Return the colours of all pictures, as `paletteOf` in rules.js takes them. */
export const looksOf = () => globalThis.psoasBodies.looks;

async function unpacked(name) {
  const packed = globalThis.psoasBodies?.[name];
  if (!packed) throw new Error(`This page has no body ${name}.`);
  return unzipped(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
}

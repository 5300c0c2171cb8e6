/**
 * Films: the body between the steps of a stretch, drawn ahead frame by frame. Here their bytes
 * become typed arrays, once a view is first wanted, and a layer of a frame becomes path data. The
 * form is that of `psoaslib/film.py`, which says it in full.
 *
 * @typedef {object} Film
 * @property {object} header  as in the file
 * @property {{look: number, layer: number}[][]} frames  what is drawn in each, nearest last; the
 *   same `layer` in two frames is the same outlines
 * @property {Int32Array} nodes  x and y in turns, whole numbers of `header.unit` millimetres
 * @property {number[]} outlines  for each outline: where its nodes begin, how many, its kind
 * @property {number[]} layers  for each layer: its first outline; one number more ends the last
 */

const CLOSED = 2;
const CURVED = 1;

/** Numbers of `Film.outlines` for one outline. */
const PER_OUTLINE = 3;

/**
 * Take the player's films apart, without unpacking any.
 * @param {DataView|ArrayBuffer|Uint8Array|null} bytes
 * @returns {{sheet: string, films: {stretch: string, view: string, root: string,
 *   packed: Uint8Array}[]}}  none of them where the bytes are empty or hold none
 */
export function listFilms(bytes) {
  try {
    const all = bytesOf(bytes);
    if (all.length === 0) return { sheet: '', films: [] };
    const { header, end } = headerOf(all);
    let at = end;
    const films = header.films.map(({ bytes: size, ...film }) => {
      at += size;
      if (!(size > 0) || at > all.length) throw new RangeError('a film is cut off');
      return { ...film, packed: all.subarray(at - size, at) };
    });
    return { sheet: String(header.sheet), films };
  } catch {
    return { sheet: '', films: [] };
  }
}

/**
 * @param {Uint8Array} packed  one film, gzipped
 * @returns {Promise<Film>}  fails where the bytes are no film
 */
export async function unpackFilm(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return decodeFilm(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * @param {Uint8Array} bytes  one film
 * @returns {Film}
 * @throws {Error} where the bytes are no film
 */
export function decodeFilm(bytes) {
  const { header, end } = headerOf(bytes);
  // A node takes two bytes or more, so there are no more numbers than bytes.
  const film = { header, frames: [], nodes: new Int32Array(bytes.length - end), outlines: [], layers: [] };
  const read = reader(bytes, end);
  let many = 0;
  let before = new Map();

  /**
   * Read the outlines of a layer. Some stand in the layer `known` of the frame before, or in one
   * of those that this `frame` has so far; the others begin where the last one ended.
   */
  function outlines(from, known, frame) {
    let [x, y] = from;
    for (let left = read.number(); left > 0; left -= 1) {
      const word = read.number();
      if (word < 2) {
        const shown = word === 0 ? known : layerOf(frame, read.number());
        film.outlines.push(...knownOutline(film, shown, read.number()));
        continue;
      }
      const count = word >>> 2;
      film.outlines.push(many, count, word & 3);
      for (let node = 0; node < count; node += 1) {
        x += read.signed();
        y += read.signed();
        film.nodes[many] = x;
        film.nodes[many + 1] = y;
        many += 2;
      }
    }
    return [x, y];
  }

  for (let count = header.count; count > 0; count -= 1) {
    const layers = read.number() - 1;
    const frame = layers < 0 ? knownFrame(film, read.number()) : [];
    let last = [0, 0];
    for (let left = layers; left > 0; left -= 1) {
      const word = read.number();
      const look = word >>> 1;
      if (word & 1) {
        if (!before.has(look)) throw new RangeError('a layer repeats none');
        frame.push({ look, layer: before.get(look) });
        continue;
      }
      if (look >= header.looks.length) throw new RangeError('a layer has no look');
      frame.push({ look, layer: film.layers.length });
      film.layers.push(film.outlines.length / PER_OUTLINE);
      last = outlines(last, before.get(look), frame);
    }
    before = new Map(frame.map(({ look, layer }) => [look, layer]));
    film.frames.push(frame);
  }
  film.layers.push(film.outlines.length / PER_OUTLINE);
  checkPlaces(header);
  return film;
}

function knownFrame({ frames }, number) {
  if (number >= frames.length) throw new RangeError('a frame repeats none');
  return frames[number];
}

function layerOf(frame, look) {
  const found = frame.find((each) => each.look === look);
  if (!found) throw new RangeError('an outline is of no look so far');
  return found.layer;
}

function knownOutline({ outlines, layers }, layer, place) {
  const outline = layers[layer] + place;
  if (!(outline < layers[layer + 1])) throw new RangeError('an outline repeats none');
  return outlines.slice(PER_OUTLINE * outline, PER_OUTLINE * (outline + 1));
}

/**
 * Write the path data of a layer, in millimetres.
 * @param {Film} film
 * @param {number} layer  as in `film.frames`
 * @returns {string}  curved outlines are quadratic B-splines steered by their nodes
 */
export function pathData({ header, nodes, outlines, layers }, layer) {
  let text = '';
  for (let outline = layers[layer]; outline < layers[layer + 1]; outline += 1) {
    const [first, count, kind] = outlines.slice(PER_OUTLINE * outline, PER_OUTLINE * (outline + 1));
    if (count > 1) text += outlineData(nodes, first, count, kind, header.unit);
  }
  return text;
}

function outlineData(nodes, first, count, kind, unit) {
  const node = (k) => `${nodes[first + 2 * k] * unit} ${nodes[first + 2 * k + 1] * unit}`;
  // A joint lies half way between two nodes, so `T` mirrors each node into the next.
  const joint = (k, next) => {
    const [a, b] = [first + 2 * k, first + 2 * next];
    return `${((nodes[a] + nodes[b]) * unit) / 2} ${((nodes[a + 1] + nodes[b + 1]) * unit) / 2}`;
  };
  const end = kind & CLOSED ? 'Z' : '';
  if (!(kind & CURVED) || count < 3) {
    let text = `M${node(0)}L${node(1)}`;
    for (let k = 2; k < count; k += 1) text += ` ${node(k)}`;
    return text + end;
  }
  if (kind & CLOSED) {
    let text = `M${joint(count - 1, 0)}Q${node(0)} ${joint(0, 1)}T${joint(1, 2)}`;
    for (let k = 2; k < count; k += 1) text += ` ${joint(k, (k + 1) % count)}`;
    return text + end;
  }
  if (count === 3) return `M${node(0)}Q${node(1)} ${node(2)}`;
  let text = `M${node(0)}Q${node(1)} ${joint(1, 2)}T`;
  for (let k = 2; k < count - 2; k += 1) text += `${joint(k, k + 1)} `;
  return text + node(count - 1);
}

export function bytesOf(bytes) {
  if (!bytes) return new Uint8Array();
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Uint8Array(bytes);
}

/** Read a length and so many bytes of JSON; `end` is where they end. */
function headerOf(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const end = 4 + size;
  if (end > bytes.length) throw new RangeError('the header is cut off');
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))), end };
}

function reader(bytes, from) {
  let at = from;

  function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length) throw new RangeError('the film is cut off');
      const byte = bytes[at];
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  function signed() {
    const value = number();
    return value & 1 ? -((value + 1) >>> 1) : value >>> 1;
  }

  return { number, signed };
}

/** Whatever the header names must be there: a later frame cannot fail. */
function checkPlaces({ count, frame, unit, rate, steps, moves, breaths = {}, changes = {} }) {
  const places = [
    ...Object.values(steps),
    ...Object.values(changes),
    ...[...moves, ...Object.values(breaths)].flatMap(({ first, last }) => [first, last]),
  ];
  const numbers = frame.length === 4 && [...frame, unit, rate].every(Number.isFinite) && rate > 0;
  const inside = places.every((place) => Number.isInteger(place) && place >= 0 && place < count);
  if (!numbers || !inside) throw new RangeError('the header is none of a film');
}

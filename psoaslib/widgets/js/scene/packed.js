/**
 * Unpack columns of whole numbers and their header. The form is that of
 * `psoaslib/mesh/packed.py`, which says it in full.
 *
 * @typedef {object} Packed
 * @property {object} header
 * @property {Object<string, {rows: number, columns: number, values: Int16Array|Uint16Array|Int8Array|Uint8Array}>} arrays
 *   by name, the numbers of a row together
 */

const MAGIC = 'psoa';
const VERSION = 1;
const TYPES = { u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array };

/**
 * @param {Uint8Array} bytes  a file, unzipped
 * @param {string} kind  what it has to hold: 'body', 'bones' or 'ways'
 * @returns {Packed}
 * @throws {Error} where the bytes are none of that kind
 */
export function unpack(bytes, kind) {
  const { header, end } = headerOf(bytes);
  if (header.version !== VERSION) {
    throw new Error(`This file has version ${header.version}; version ${VERSION} is read.`);
  }
  if (header.kind !== kind) throw new Error(`This file holds ${header.kind}, not ${kind}.`);
  /** @type {Packed['arrays']} */
  const arrays = {};
  let at = end;
  for (const [name, type, rows, columns, runs] of header.arrays) {
    const read = type === 'corners' ? readCorners : readColumns;
    const found = read(bytes, at, { name, type, rows, columns, runs });
    arrays[name] = { rows, columns, values: found.values };
    at = found.end;
  }
  if (at !== bytes.length) throw new Error(`This file has ${bytes.length - at} bytes too many.`);
  return { header, arrays };
}

/** Unzip a file. */
export async function unzipped(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function headerOf(bytes) {
  const begins = String.fromCharCode(...bytes.subarray(0, 4));
  if (begins !== MAGIC) throw new Error("This is no packed body or way: it does not begin with 'psoa'.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length < 8 ? Infinity : 8 + view.getUint32(4, true);
  if (end > bytes.length) throw new Error('This file is cut off in its header.');
  try {
    return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(8, end))), end };
  } catch {
    throw new Error('This file has a header that cannot be read.');
  }
}

function readColumns(bytes, at, { name, type, rows, columns, runs }) {
  const Kind = TYPES[type];
  const wide = Kind.BYTES_PER_ELEMENT;
  const many = rows * columns;
  const end = at + many * wide;
  if (!(end <= bytes.length)) throw new Error(`This file is cut off in ${name}.`);
  // An array of its own type takes every sum modulo that type.
  const values = new Kind(many);
  for (let column = 0; column < columns; column += 1) {
    let first = 0;
    for (const [count, across] of runs) {
      for (let row = first, before = 0; row < first + count; row += 1) {
        const place = at + column * rows + row;
        const small = wide === 2 ? bytes[place] | (bytes[place + many] << 8) : bytes[place];
        let step = small & 1 ? -((small + 1) >> 1) : small >> 1;
        const ring = row - across;
        if (across && ring >= first) {
          step += values[ring * columns + column];
          if (ring > first) step -= values[(ring - 1) * columns + column];
        }
        values[row * columns + column] = before + step;
        before = values[row * columns + column];
      }
      first += count;
    }
  }
  return { values, end };
}

function readCorners(bytes, from, { name, rows }) {
  const values = new Uint16Array(3 * rows);
  let at = from;
  for (let k = 0, fresh = 0; k < values.length; k += 1) {
    let below = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      if (at >= bytes.length) throw new Error(`This file is cut off in ${name}.`);
      byte = bytes[at];
      at += 1;
      below |= (byte & 127) << shift;
    }
    if (below > fresh) throw new Error('This file names a vertex that is not there.');
    values[k] = fresh - below;
    if (below === 0) fresh += 1;
  }
  return { values, end: at };
}

/** What is no film is refused as a whole, so that the player shows its stills. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFilm, listFilms } from '../../psoaslib/widgets/js/film.js';

const HEADER = {
  frame: [0, 0, 9, 9], unit: 2, rate: 20, looks: ['skin'], count: 3, steps: { stand: 0 }, moves: [],
};
/** A frame of one layer, one outline of two nodes; then one that repeats the layer; then the first. */
const FRAMES = [2, 0, 1, 8, 2, 4, 6, 8, 2, 1, 0, 0];

function packed(header, body) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(4 + text.length + body.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(body, 4 + text.length);
  return bytes;
}

test('a small film is read', () => {
  const film = decodeFilm(packed(HEADER, FRAMES));
  const frame = [{ look: 0, layer: 0 }];
  assert.deepEqual(film.frames, [frame, frame, frame]);
  assert.deepEqual([...film.nodes.subarray(0, 4)], [1, 2, 4, 6]);
});

for (const [what, header, body] of [
  ['cut off', HEADER, FRAMES.slice(0, 6)],
  ['with a frame missing', { ...HEADER, count: 4 }, FRAMES],
  ['that repeats a layer that is not there', HEADER, [2, 1, 2, 1, 0, 0]],
  ['that repeats an outline that is not there', HEADER, [2, 0, 0, 2, 0, 1, 0, 5, 0, 0]],
  ['that repeats a frame that is not there', HEADER, [...FRAMES.slice(0, 10), 0, 2]],
  ['with a look that has no name', HEADER, [2, 8, 0, 0, 0, 0, 0]],
  ['with a step beyond its end', { ...HEADER, steps: { stand: 3 } }, FRAMES],
  ['with a move beyond its end', { ...HEADER, moves: [{ first: 0, last: 7 }] }, FRAMES],
  ['without a rate', { ...HEADER, rate: 0 }, FRAMES],
  ['without a frame', { ...HEADER, frame: [0, 0, 9] }, FRAMES],
]) {
  test(`a film ${what} is none`, () => assert.throws(() => decodeFilm(packed(header, body))));
}

test('films are listed without being unpacked, from whatever holds bytes', () => {
  const films = [{ stretch: 'ball', view: 'side', root: 'r', bytes: 2 }, { stretch: 'ball', view: 'front', root: 'r', bytes: 3 }];
  const all = packed({ sheet: '.pf-skin{}', films }, [1, 2, 3, 4, 5]);
  const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  for (const bytes of [all, all.buffer, view]) {
    const told = listFilms(bytes);
    assert.equal(told.sheet, '.pf-skin{}');
    assert.deepEqual(told.films.map((film) => [film.view, ...film.packed]), [['side', 1, 2], ['front', 3, 4, 5]]);
  }
});

test('where there are none, none are listed', () => {
  const short = packed({ sheet: '', films: [{ stretch: 'ball', view: 'side', bytes: 9 }] }, [1]);
  for (const bytes of [null, undefined, new Uint8Array(), new Uint8Array([1, 2, 3]), short, new Uint8Array(99)]) {
    assert.deepEqual(listFilms(bytes), { sheet: '', films: [] });
  }
});

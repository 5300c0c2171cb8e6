/** How pictures of a stretch are framed: all of the body is in them, at one scale. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { axesOf, between, frameOf, project } from '../../psoaslib/widgets/js/scene/camera.js';
import { createFrames, place } from '../../psoaslib/widgets/js/scene/frames.js';
import { framingOf } from '../../psoaslib/widgets/js/scene/framing.js';
import { readMesh } from '../../psoaslib/widgets/js/scene/mesh.js';
import { createBody } from '../../psoaslib/widgets/js/scene/skin.js';
import { createShown, readWays, showKey, showMove } from '../../psoaslib/widgets/js/scene/ways.js';

const ASPECT = 700 / 520;
const read = (name) => new Uint8Array(gunzipSync(readFileSync(new URL(`../../images/${name}`, import.meta.url))));

function opened(stretch) {
  const ways = readWays(read(`${stretch}/${stretch}.ways`));
  const mesh = readMesh(read(`bodies/${ways.build}.mesh`));
  const [frames, body, shown] = [createFrames(mesh), createBody(mesh), createShown(ways)];
  /** Return how far the flesh stays from the edges of a picture: left, top, right, bottom, mm. */
  function room(camera) {
    place(frames, shown.pose);
    body.update(frames, { curl: shown.pose.curl });
    const axes = axesOf(camera);
    const [x, y, w, h] = frameOf(camera, ASPECT);
    const left = [Infinity, Infinity, Infinity, Infinity];
    for (let k = 0; k < body.out.length; k += 4) {
      const [u, v] = project(axes, body.out.subarray(k, k + 3));
      [u - x, v - y, x + w - u, y + h - v].forEach((free, edge) => { left[edge] = Math.min(left[edge], free); });
    }
    return left;
  }
  return { ways, shown, framing: framingOf(mesh, ways), room };
}

test('at every step all of the body is in the picture, and as large as at the others', () => {
  for (const stretch of ['ball', 'floor']) {
    const { ways, shown, framing, room } = opened(stretch);
    const heights = new Set();
    for (const [id, { view }] of Object.entries(ways.keys)) {
      showKey(shown, ways, id, 'left');
      for (const seen of [view, 'front']) {
        const camera = framing.camera(id, seen, 'left', ASPECT);
        heights.add(Math.round(camera.height));
        assert.ok(Math.min(...room(camera)) > 55, `${stretch}, ${id}: ${room(camera)}`);
      }
    }
    assert.equal(heights.size, 1);
  }
});

test('a side is framed as the other, mirrored', () => {
  const { framing } = opened('lunge');
  const [right, left] = ['right', 'left'].map((side) => framing.camera('hold', 'side', side, ASPECT));
  const [x, y, z] = right.centre;
  [x, y, -z].forEach((part, k) => assert.ok(Math.abs(part - left.centre[k]) < 1e-3));
});

test('an arm that swings up on the way stays in the picture', () => {
  const { ways, shown, framing, room } = opened('ball');
  const move = ways.moves.findIndex(({ to }) => to === 'arm');
  const { from, to, ms } = ways.moves[move];
  const [first, last] = [from, to].map((id) => framing.camera(id, 'three_quarter', 'right', ASPECT));
  const least = (held) => Math.min(...Array.from({ length: 21 }, (_, k) => {
    showMove(shown, ways, move, (ms * k) / 20, 'right');
    return Math.min(...room(held(between(first, last, k / 20))));
  }));
  assert.ok(least((camera) => camera) < 0);
  assert.ok(least((camera) => framing.holding(camera, shown, 'right', ASPECT)) > 0);
});

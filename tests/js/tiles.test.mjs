/** The tiles that are drawn hold all that is seen, and a tile round it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axesOf, project, viewOf } from '../../psoaslib/widgets/js/scene/camera.js';
import { cornersOf } from '../../psoaslib/widgets/js/scene/geometry.js';
import { tileRuns } from '../../psoaslib/widgets/js/scene/tiles.js';

const FRAME = [-1000, -1600, 2000, 2000];
const axes = axesOf(viewOf('three_quarter'));

/** Tell whether a place of the room lies in a tile, and far enough within for what is drawn round it. */
function held(runs, point) {
  const [x, y] = project(axes, point);
  return [[-28, 0], [28, 0], [0, -28], [0, 28]].every(([dx, dy]) => {
    const [column, row] = [(x + dx - FRAME[0]) / 30, (y + dy - FRAME[1]) / 30];
    for (let k = 0; k < runs.length; k += 3) if (row >= runs[k + 2] && row < runs[k + 2] + 1 && column >= runs[k] && column < runs[k + 1]) return true;
    return false;
  });
}

test('a place of the body is drawn, with its shadow where it is low, and nothing far from it', () => {
  const runs = tileRuns(Float32Array.of(0.1, 0.1, 0.2, 0, -0.3, 1.2, -0.1, 0), [], axes, FRAME);
  for (const point of [[0.1, 0.1, 0.2], [0.1, 0, 0.2], [-0.3, 1.2, -0.1]]) assert.ok(held(runs, point), `${point}`);
  assert.ok(!held(runs, [-0.3, 0, -0.1]), 'what is high throws no shadow');
  assert.ok(!held(runs, [0.5, 0.9, -0.5]));
});

test('a box is drawn whole, edges, middle and shadow', () => {
  const box = { shape: 'block', at: [0.1, 0.2], size: [0.5, 0.3, 0.4], turn: 30, squash: 1, up: 0.02 };
  const runs = tileRuns(new Float32Array(0), [box], axes, FRAME);
  const corners = cornersOf(box);
  for (const [x, y, z] of corners) assert.ok(held(runs, [x, y, z]) && held(runs, [x, 0, z]));
  for (const a of corners) for (const b of corners) assert.ok(held(runs, a.map((part, k) => (part + b[k]) / 2)));
});

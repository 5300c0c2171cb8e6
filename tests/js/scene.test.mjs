/** What the stage decides without a picture: cameras, rules, lines, and how it steps down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VIEWS, axesOf, between, cameraOn, fitted, frameOf, project, propsSeen, turned, viewOf } from '../../psoaslib/widgets/js/scene/camera.js';
import { weightsOf } from '../../psoaslib/widgets/js/scene/evening.js';
import { coarser, cornersOf } from '../../psoaslib/widgets/js/scene/geometry.js';
import { gainOf, ringsFor } from '../../psoaslib/widgets/js/scene/outlines.js';
import { LEVELS, createPace, samplingOf } from '../../psoaslib/widgets/js/scene/pace.js';
import { lightOf } from '../../psoaslib/widgets/js/scene/placing.js';
import { KIND, bodyWords, gapsOf, paletteOf } from '../../psoaslib/widgets/js/scene/rules.js';
import { runs } from '../../psoaslib/widgets/js/scene/strokes.js';
import { bonesShown, muscleLook, sidesSeen } from '../../psoaslib/widgets/js/scene/xray.js';

const near = (a, b, by = 1e-9) => a.forEach((value, k) => assert.ok(Math.abs(value - b[k]) <= by, `${a} is not ${b}`));

test('the side view looks at the right of a body that faces forward', () => {
  const axes = axesOf({ azimuth: 0, elevation: 0 });
  near(project(axes, [1, 0, 0]), [1000, 0, 0]);
  near(project(axes, [0, 1, 0]), [0, -1000, 0]);
  near(project(axes, [0, 0, 1]), [0, 0, 1000]);
});

test('a left side is seen from the mirrored place: the picture is mirrored, the light is not', () => {
  for (const name of Object.keys(VIEWS)) {
    const [right, left] = [axesOf(viewOf(name)), axesOf(viewOf(name, 'left'))];
    const [x, y, depth] = project(right, [0.3, 0.8, 0.2]);
    near(project(left, [0.3, 0.8, -0.2]), [-x, y, depth], 1e-6);
    const light = (axes) => project(axes, lightOf(axes));
    near(light(left), light(right), 1e-6);
  }
});

test('a camera shows the frame it was made for, at any turn', () => {
  near(frameOf(cameraOn({ azimuth: 62, elevation: 12 }, [-500, -1600, 2000, 1500]), 4 / 3), [-500, -1600, 2000, 1500], 1e-6);
});

test('a fitted picture holds all points and keeps the floor low', () => {
  const camera = fitted(viewOf('front'), [[0, 0, -0.4], [0, 1.7, 0.4]], 4 / 3, 70);
  const [x, y, w, h] = frameOf(camera, 4 / 3);
  const place = project(axesOf(camera), [0, 0, -0.4]);
  assert.ok(place[0] > x && place[0] < x + w);
  assert.ok(Math.abs(y + h - place[1] - 70) < 1e-6);
});

test('a camera eases the short way round, and ends where it was asked to', () => {
  const from = { azimuth: 350, elevation: 0, centre: [0, 0, 0], height: 1000 };
  const to = { azimuth: 10, elevation: 20, centre: [0, 1, 0], height: 2000 };
  assert.equal(between(from, to, 0.5).azimuth, 360);
  assert.equal(between(from, to, 1).elevation, 20);
  assert.equal(turned(to, 0, 200).elevation, 85);
  assert.equal(turned(to, 0, -200).elevation, -5);
});

test('a prop is left out where it would hide the person, mirrored for the left', () => {
  const chair = { id: 'chair', unseen: ['front'] };
  const at = (azimuth) => ({ azimuth, elevation: 10 });
  assert.deepEqual(propsSeen([chair], at(80), 'right'), []);
  assert.deepEqual(propsSeen([chair], at(150), 'right'), [chair]);
  assert.deepEqual(propsSeen([{ id: 'wall', unseen: ['side'] }], at(158), 'left'), []);
});

test('corners hold a turned box and a squashed ball', () => {
  const corners = cornersOf({ shape: 'block', at: [1, 2], size: [0.2, 0.4, 0.6], turn: 90, squash: 1, up: 0.1 });
  near([Math.max(...corners.map(([x]) => x)), Math.max(...corners.map(([, y]) => y))], [1.3, 0.5], 1e-9);
  const ball = cornersOf({ shape: 'ball', at: [0, 0], size: [0.6], turn: 0, squash: 0.81, up: 0 });
  assert.ok(Math.abs(Math.max(...ball.map(([, y]) => y)) - 0.486) < 1e-9);
});

test('the shadow is drawn from fewer triangles, none of which crosses to another part', () => {
  const rest = Float32Array.from([0, 0, 0, 0.001, 0, 0, 0.1, 0, 0, 0, 0.1, 0, 0.1, 0.1, 0]);
  assert.deepEqual([...coarser(rest, Uint8Array.of(0, 0, 0, 0, 0), Uint16Array.of(0, 1, 2, 1, 2, 3, 2, 3, 4), 0.024)], [0, 2, 3, 2, 3, 4]);
});

test('lines keep their width however coarse the cells are', () => {
  assert.ok(Math.abs(gainOf(0.637) - 1) < 1e-9);
  for (const [mm, cells] of [[1.8, 2], [3, 2], [0.9, 4], [3.6, 1]]) {
    const { ring, gain } = ringsFor(mm, cells);
    const radius = Math.hypot(ring[0], ring[1]) * mm;
    let ink = 0;
    for (let d = -radius; d < radius; d += radius / 500) ink += Math.min(1, (gain[0] * Math.acos(Math.abs(d) / radius)) / Math.PI) * (radius / 500);
    assert.ok(Math.abs(ink - 5) < 0.5, `${ink.toFixed(2)} mm at ${mm} mm a cell`);
  }
});

test('tone is evened farther over more texels', () => {
  const [fine, coarse] = [weightsOf(8.5, 6), weightsOf(8.5, 9)];
  assert.ok(fine[2] > coarse[2] && fine[0] === 1);
});

test('a word names kind, part, digit and what an arm hides', () => {
  const [thumb, fill] = bodyWords({ labels: [{ part: 'hand', piece: 5, material: 0 }, { part: 'hand', piece: 10, material: 0 }], partOf: [7, 7] });
  assert.equal(thumb >>> 29, KIND.skin);
  assert.equal((thumb >>> 22) & 127, 7);
  assert.equal((thumb >>> 20) & 3, 1);
  assert.deepEqual([(thumb >>> 15) & 31, (fill >>> 15) & 31], [5, 0]);
});

test('a jaw needs a wider gap for a line than a hand before the trunk', () => {
  const labels = ['torso', 'head', 'hand'].map((part) => ({ part }));
  const gaps = gapsOf({ gaps: Uint8Array.from([14, 5, 5, 5, 9, 5, 5, 5, 255]), parts: 3, labels, partOf: [0, 1, 2] });
  assert.deepEqual(gaps[0], [[14, 0], [12, 4], [9, 0]]);
  assert.equal(gaps[2][2][0], 255);
  assert.ok(gaps[1][1][1] > 0, 'more where the face looks at the viewer');
});

test('a grey head keeps its hair in any tone of skin', () => {
  const looks = { colours: { skin: '#000000', hair: '#000000', rim: '#ffffff' }, builds: { c: { hair: '#808080' } }, skins: { deep: { skin: '#ff0000', hair: '#0000ff' } }, night: { rim: '#00ff00' }, grey: ['c'] };
  const palette = paletteOf(looks, { build: 'c', skin: 'deep', dark: true });
  assert.deepEqual([palette.skin, palette.rim], [[1, 0, 0], [0, 1, 0]]);
  near(palette.hair, [128 / 255, 128 / 255, 128 / 255]);
});

test('the far side follows the viewer, and its bones are faint', () => {
  const sides = sidesSeen([0, 0, 1], [0, 0, 1], 'right');
  assert.equal(sides.far, 'left');
  assert.equal(sidesSeen([0, 0, -1], [0, 0, 1], 'right').far, 'right');
  assert.equal(sidesSeen([0, 0, -1], [0, 0, 1], 'left').far, 'right');
  const [faint, , whole] = bonesShown(['left_femur', 'right_femur'], sides);
  assert.ok(faint < 0.5 && whole === 1);
});

test('a muscle goes over from still to long while it moves, and stays blank beyond the models', () => {
  const palette = { still: [0, 0, 0], long: [1, 0, 0], short: [0, 0, 1], 'still-line': [0, 0, 0], 'long-line': [1, 1, 1], 'short-line': [1, 1, 1], beyond: [0.5, 0.5, 0.5], 'beyond-line': [0, 0, 0] };
  assert.deepEqual(muscleLook(palette, { state: 'still', change: 5 }, true).fill, [0.5, 0, 0]);
  assert.deepEqual(muscleLook(palette, { state: 'long', change: 4 }, false).fill, [1, 0, 0]);
  assert.equal(muscleLook(palette, { state: 'beyond', change: NaN }, false).blank, 1);
});

test('a line on the face is drawn where it faces the viewer for at least two points', () => {
  assert.deepEqual(runs([true, true, false, true, false, true, true]), [[0, 1], [5, 6]]);
});

/** A pace that has drawn n frames of so many ms. */
function paced(ms, n, pace = createPace()) {
  for (let k = 0; k < n; k += 1) pace.took(ms);
  return pace;
}

test('slow frames lower the sampling first, then the rate', () => {
  const levels = [];
  const pace = createPace();
  for (let k = 0; k < 40; k += 1) {
    pace.took(90);
    if (levels.at(-1) !== pace.level) levels.push(pace.level);
  }
  assert.deepEqual(levels, [0, 1, 2, 3, 4, 5]);
  assert.ok(LEVELS[1].cells < LEVELS[0].cells && LEVELS[1].rate === LEVELS[0].rate);
  assert.ok(LEVELS[5].rate < LEVELS[2].rate);
});

test('one slow frame among quick ones changes nothing, and cheap frames bring the level back', () => {
  const pace = paced(3, 3);
  pace.took(80);
  assert.equal(pace.level, 0);
  paced(60, 1, pace);
  assert.equal(pace.level, 1);
  paced(2, 100, pace);
  assert.equal(pace.level, 0);
});

test('a slow level draws no more often than its rate', () => {
  const pace = createPace(4);
  pace.began(1000);
  assert.equal(pace.due(1030), false);
  assert.equal(pace.due(1070), true);
});

test('a picture at rest is finer than a moving one; a dense screen needs fewer cells', () => {
  assert.deepEqual(samplingOf(0, { moving: true, dense: 1 }), { scale: 1, cells: 2 });
  assert.deepEqual(samplingOf(0, { moving: false, dense: 1 }), { scale: 1, cells: 4 });
  assert.deepEqual(samplingOf(0, { moving: false, dense: 2 }), { scale: 1, cells: 2 });
  assert.equal(samplingOf(5, { moving: false, dense: 1 }).cells, 2);
});

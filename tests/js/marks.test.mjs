/** Marks over a picture: arrows tell the truth, the error's mark has room, leaders do not cross. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createChange } from '../../psoaslib/widgets/js/scene/arrows.js';
import { axesOf, project, viewOf } from '../../psoaslib/widgets/js/scene/camera.js';
import { COVER, coverOf } from '../../psoaslib/widgets/js/scene/cover.js';
import { BADGE, errorMark } from '../../psoaslib/widgets/js/scene/faults.js';
import { createFigure } from '../../psoaslib/widgets/js/scene/figure.js';
import { createPose, mirror, setAngles } from '../../psoaslib/widgets/js/scene/frames.js';
import { assign } from '../../psoaslib/widgets/js/scene/leaders.js';
import { labelMarks } from '../../psoaslib/widgets/js/scene/marks.js';
import { readMesh } from '../../psoaslib/widgets/js/scene/mesh.js';
import { unzipped } from '../../psoaslib/widgets/js/scene/packed.js';
import { apart, gapBetween } from '../../psoaslib/widgets/js/scene/plane.js';
import { spotsOf } from '../../psoaslib/widgets/js/scene/spots.js';

const meshOf = async (name, kind) => readMesh(await unzipped(readFileSync(new URL(`../../images/bodies/${name}.mesh`, import.meta.url))), kind);
const [mesh, bones] = [await meshOf('a'), await meshOf('bones', 'bones')];
const figure = createFigure(mesh, bones);
const FRAME = [-1400, -2000, 2800, 2100];
const [SIDE, FRONT, BACK] = ['side', 'front', 'back'].map((name) => axesOf(viewOf(name)));

function stand(angles = {}, root = [0, 0.9, 0]) {
  const pose = createPose(mesh);
  setAngles(pose, angles, root);
  return pose;
}
const changed = (before, now) => createChange(mesh, [before, now]);
const lengthOf = ({ shaft, head }) => apart(shaft[0], head[1]);

test('a body that has moved less than an arrow could show has changed nothing', () => {
  const change = changed(stand(), stand({ neck_flexion: 3 }));
  assert.ok(change.nothing);
  assert.deepEqual(change.arrows(SIDE, FRAME), []);
});

test('a tuck of the pelvis is a bent arrow that runs down behind the hip, and comes first', () => {
  const tucked = stand({ pelvis_tilt: 10, lumbar_flexion: 10 });
  const [{ of, bent, shaft, head }] = changed(stand(), tucked).arrows(SIDE, FRAME);
  assert.deepEqual([of, bent], ['tilt', true]);
  const hip = project(SIDE, tucked.root);
  assert.ok(shaft.every(([x]) => x < hip[0]) && head[1][1] > shaft[0][1]);
  const [tipped] = changed(tucked, stand()).arrows(SIDE, FRAME);
  assert.ok(tipped.head[1][1] < tipped.shaft[0][1], 'and up where the pelvis tips forward');
});

test('only a turn of the pelvis itself has that arrow', () => {
  for (const [angles, shown] of [[{ pelvis_tilt: 5 }, false], [{ pelvis_tilt: 6.5 }, true], [{ pelvis_tilt: 39 }, true], [{ pelvis_tilt: 70 }, false], [{ pelvis_tilt: 20, pelvis_roll_right: 60 }, false]]) {
    assert.equal(changed(stand(), stand(angles)).arrows(SIDE, FRAME).some(({ of }) => of === 'tilt'), shown, JSON.stringify(angles));
  }
});

test('from the front a tuck points up at the pubis, and down from behind', () => {
  for (const [axes, up] of [[FRONT, true], [BACK, false]]) {
    const [{ bent, shaft, head }] = changed(stand(), stand({ pelvis_tilt: 15 })).arrows(axes, FRAME);
    assert.deepEqual([bent, head[1][1] < shaft[0][1]], [false, up]);
  }
});

test('arrows are few, keep apart and within the picture, and leave out who is only carried along', () => {
  const moved = stand({ right_hip_flexion: 60, right_knee_flexion: 30, left_shoulder_flexion: 100 }, [0.5, 0.9, 0]);
  const arrows = changed(stand(), moved).arrows(SIDE, FRAME);
  assert.ok(arrows.length > 1 && arrows.length <= 4);
  assert.ok(!arrows.some(({ of }) => of === 'left leg' || of === 'right arm'));
  arrows.forEach((one, k) => arrows.slice(k + 1).forEach((two) => assert.ok(gapBetween([...one.shaft, one.head[1]], [...two.shaft, two.head[1]]) > 50)));
  const [x, y, w, h] = FRAME;
  for (const { shaft, head } of arrows) for (const [u, v] of [...shaft, ...head]) assert.ok(u > x && u < x + w && v > y && v < y + h);
});

test('a heel that sinks a little has a short arrow', () => {
  const arrows = changed(stand(), stand({ right_ankle_dorsiflexion: -32 })).arrows(SIDE, FRAME);
  assert.equal(arrows.length, 1);
  assert.ok(lengthOf(arrows[0]) < 60);
});

test('what covers what: the trunk, an arm before it, a ball, and the psoas of a side', () => {
  figure.take(stand({ right_shoulder_flexion: 0 }));
  const ball = { shape: 'ball', at: [1, 0], size: [0.6], turn: 0, squash: 1, up: 0 };
  const cover = coverOf(figure, [ball], FRONT, FRAME);
  const at = (point) => project(FRONT, point).slice(0, 2);
  assert.equal(cover.at(...at([0, 1.2, 0])), COVER.trunk);
  assert.equal(cover.at(...at(figure.originOf('right_forearm'))), COVER.arm);
  assert.equal(cover.at(...at([1, 0.3, 0.2])), COVER.prop);
  assert.equal(cover.at(...at([0, 1.2, 1])), COVER.none);
  const L3 = figure.originOf('L3');
  assert.equal(cover.muscleAt(...at([L3[0], L3[1], L3[2] + 0.04])), 1);
  assert.equal(cover.muscleAt(...at([L3[0], L3[1], L3[2] - 0.04])), 2);
  assert.ok(cover.boneAt(...at(L3)) && !cover.boneAt(...at([0, 1.2, 0.5])));
});

test('the mark of an error stands beside its fault and covers nobody, mirrored for the left', () => {
  const pose = stand();
  figure.take(pose);
  const right = errorMark('neck', figure, coverOf(figure, [], SIDE, FRAME), { axes: SIDE, frame: FRAME });
  const cover = coverOf(figure, [], SIDE, FRAME);
  assert.ok(cover.clear([right.at[0] - BADGE, right.at[1] - BADGE, right.at[0] + BADGE, right.at[1] + BADGE], ({ kind }, x, y) => kind > 0 && Math.hypot(x - right.at[0], y - right.at[1]) < BADGE));
  assert.ok(apart(right.at, right.fault) < 250);
  mirror(pose);
  figure.take(pose);
  const axes = axesOf(viewOf('side', 'left'));
  const left = errorMark('same_hip', figure, coverOf(figure, [], axes, FRAME), { axes, frame: FRAME, side: 'left' });
  const same = errorMark('same_hip', figure, coverOf(figure, [], SIDE, FRAME), { axes: SIDE, frame: FRAME });
  assert.ok(Math.abs(left.fault[0] + same.fault[0]) < 1 && Math.abs(left.fault[1] - same.fault[1]) < 1);
  assert.equal(errorMark(undefined, figure, cover, { axes: SIDE, frame: FRAME }).fault, null);
});

test('labels point at what they name, and no leader crosses another or lies in a text', () => {
  figure.take(stand());
  const cover = coverOf(figure, [], SIDE, FRAME);
  const spots = spotsOf(figure, cover, { axes: SIDE });
  assert.ok(Object.keys(spots).length >= 6);
  assert.ok(cover.muscleAt(...spots.psoas_major) & 1);
  assert.ok(!spotsOf(figure, coverOf(figure, [], BACK, FRAME), { axes: BACK }).brim, 'the brim lies before the hip bone');
  const labels = labelMarks(spots, Object.fromEntries(Object.keys(spots).map((id) => [id, `the ${id}`])), cover, { frame: FRAME, size: 50 });
  assert.equal(labels.length, Object.keys(spots).length);
  labels.forEach(({ spot, port }, k) => labels.slice(k + 1).forEach((other) => assert.ok(gapBetween([spot, port], [other.spot, other.port]) > 0)));
  for (const { port } of labels) assert.equal(cover.at(...port), COVER.none);
  figure.take(stand({}, [0.25, 0.9, 0]));
  const ghost = coverOf(figure, [], SIDE, FRAME);
  assert.ok(labels.some(({ port }) => ghost.at(...port) !== COVER.none), 'the ghost stands in the way of some');
  const beside = labelMarks(spots, Object.fromEntries(labels.map(({ id, text }) => [id, text])), cover, { frame: FRAME, size: 50, ghost });
  assert.ok(beside.length && beside.every(({ port }) => ghost.at(...port) === COVER.none));
});

test('labels take the places with the least length together', () => {
  assert.deepEqual(assign([[4, 1, 3], [2, 0, 5], [3, 2, 2]]), [1, 0, 2]);
});

/** The length lab's poses, words and drawn strands follow from their arguments alone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bodyAngles, otherLimb } from '../../psoaslib/widgets/js/lab/body.js';
import { readTable } from '../../psoaslib/widgets/js/lab/grid.js';
import { joinedModels } from '../../psoaslib/widgets/js/lab/model.js';
import { jointsOfPose, samePose, withoutFixed, withSlider } from '../../psoaslib/widgets/js/lab/pose.js';
import {
  differenceSentence,
  figureWords,
  rowOf,
  shareWords,
  sliderWords,
} from '../../psoaslib/widgets/js/lab/words.js';
import { bandWords, stateOf } from '../../psoaslib/widgets/js/shared/wording.js';

const FIXED = {
  hip_flexion: 0, hip_adduction: 0, hip_rotation: 0, knee_flexion: 0,
  lumbar_flexion: 0, lumbar_bend_away: 0, lumbar_rot_away: 0,
};
const STAND = {
  thigh_extension: 0, pelvic_tilt: 0, lumbar_bend_away: 0, knee_flexion: 0, trunk: 'upright',
  fixed: FIXED,
};
const BOUNDS = { lengthened_from: 5, shortened_from: -5 };
const pair = (a, b) => joinedModels({ change: a, share: a / 100 }, b === null ? null : { change: b, share: b / 100 });

test('thigh and tilt make the hip together, and an upright trunk flexes by the tilt', () => {
  const pose = { ...STAND, thigh_extension: 10, pelvic_tilt: 8 };
  assert.equal(jointsOfPose(pose).hip_flexion, -18);
  assert.equal(jointsOfPose(pose).lumbar_flexion, 8);
  assert.equal(jointsOfPose({ ...pose, trunk: 'with_pelvis' }).lumbar_flexion, 0);
});

test('a slider stays in its range, and letting go keeps what sliders set', () => {
  assert.equal(withSlider(STAND, 'pelvic_tilt', 55, [-20, 30]).pelvic_tilt, 30);
  const held = { ...STAND, knee_flexion: 5, fixed: { ...FIXED, hip_rotation: 9 } };
  assert.equal(samePose(held, { ...STAND, knee_flexion: 5 }), false);
  assert.equal(samePose(withoutFixed(held), { ...STAND, knee_flexion: 5 }), true);
});

test('a table gives back its nodes, and a cubic between them', () => {
  const span = [0, 6, 7];
  const numbers = Int16Array.from({ length: 7 }, (_, i) => i ** 3);
  const table = { angles: ['q'], unit: 0.5, blocks: [{ at: 0, spans: [span] }] };
  for (const q of [0, 0.25, 1, 2.5, 5.75, 6]) {
    assert.ok(Math.abs(readTable(table, numbers, { q }) - 0.5 * q ** 3) < 1e-9, String(q));
  }
});

test('two models make a mean and a span, one of them alone makes no span', () => {
  assert.deepEqual(pair(10, 14).change, { value: 12, low: 10, high: 14 });
  assert.equal(bandWords(rowOf(pair(10, 14))), '10 to 14 mm');
  assert.equal(bandWords(rowOf(pair(-3, 2))), '3 mm shorter to 2 mm longer');
  assert.equal(bandWords(rowOf(pair(10, null))), 'one model only');
  assert.equal(joinedModels(null, null), null);
  assert.equal(figureWords(null, BOUNDS), 'no figure (beyond the models)');
});

test('longer needs the bound and that no model says the opposite', () => {
  assert.equal(stateOf(rowOf(pair(5, 5)), BOUNDS), 'long');
  assert.equal(stateOf(rowOf(pair(4.9, 4.9)), BOUNDS), 'still');
  assert.equal(stateOf(rowOf(pair(16, -1)), BOUNDS), 'still');
  assert.equal(stateOf(rowOf(pair(-9, -5)), BOUNDS), 'short');
  assert.equal(figureWords(pair(-9, -5), BOUNDS), '7 mm shorter than in standing (5 to 9 mm)');
  assert.equal(figureWords(pair(2, 2), BOUNDS), 'about as in standing, 2 mm longer (both models)');
  assert.equal(shareWords(pair(-9, -5)), '−7 % (−9 to −5 %)');
});

test('the difference of two poses has a band of its own', () => {
  const figures = (a, b) => ({
    psoas: pair(a, b),
    alone: {
      'composite_a.psoas': { change: { value: a } },
      'composite_b.psoas': { change: { value: b } },
    },
  });
  const kept = { title: 'Standing', figures: figures(1, 2) };
  assert.equal(
    differenceSentence(kept, figures(11, 14)),
    'The psoas is 11 mm longer than in the kept pose, Standing (10 to 12 mm).',
  );
});

test('a slider says its sign in words', () => {
  assert.equal(sliderWords('thigh_extension', -30), '30° in front of the vertical');
  assert.equal(sliderWords('pelvic_tilt', 8), '8° posterior');
  assert.equal(sliderWords('knee_flexion', 0), '0°, straight');
});

test('a body stands on the other leg, which stays upright whatever the pelvis does', () => {
  const angles = bodyAngles({ ...STAND, thigh_extension: 10, pelvic_tilt: 8, lumbar_bend_away: 20 }, 'left');
  assert.equal(angles.pelvis_tilt, 8);
  assert.equal(angles.left_hip_flexion, -18);
  assert.equal(angles.right_hip_flexion, -8);
  assert.equal(angles.lumbar_bend_right, 20);
  assert.equal(angles.lumbar_flexion, 8);
});

test('the limb that the body stands on has a bend of its own sign', () => {
  const joints = jointsOfPose({ ...STAND, thigh_extension: 10, pelvic_tilt: 8, lumbar_bend_away: 20 });
  const other = otherLimb(joints, 8);
  assert.equal(other.lumbar_bend_right, -joints.lumbar_bend_right);
  assert.deepEqual([other.hip_flexion, other.knee_flexion], [-8, 0]);
});

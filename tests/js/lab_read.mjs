/**
 * Answer for `tests/test_length_lab_numbers.py`: reads JSON on standard input, {lab, numbers (base64),
 * angles, poses}, and writes what the browser's own modules make of it.
 */

import { readFileSync } from 'node:fs';

import { unpackNumbers } from '../../psoaslib/widgets/js/lab/grid.js';
import { createModels, joinedModels } from '../../psoaslib/widgets/js/lab/model.js';
import { jointsOfPose, namedJoints } from '../../psoaslib/widgets/js/lab/pose.js';
import { figureWords, rowOf } from '../../psoaslib/widgets/js/lab/words.js';
import { stateOf } from '../../psoaslib/widgets/js/shared/wording.js';

const { lab, numbers, angles, poses } = JSON.parse(readFileSync(0, 'utf8'));
const packed = Uint8Array.from(Buffer.from(numbers, 'base64'));
const models = createModels(lab.muscles, lab.tables, await unpackNumbers(packed));

const told = poses.map(({ pose, side }) => {
  const found = models(jointsOfPose(pose));
  const psoas = joinedModels(found['composite_a.psoas'], found['composite_b.psoas']);
  return {
    joints: namedJoints(pose, side),
    psoas,
    state: stateOf(rowOf(psoas), lab.bounds),
    words: figureWords(psoas, lab.bounds),
  };
});
process.stdout.write(JSON.stringify({ alone: angles.map(models), told }));

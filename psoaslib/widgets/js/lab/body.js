/**
 * The body of a pose of the lab: a person who stands on the other leg, with the hips where they are
 * whatever moves. Degrees, names and signs of `content/joints.toml`.
 */

import {namedJoints} from './pose.js';

/** Metres: midway between the hip joints, so high that no floor comes into the picture. */
export const HIPS = [0, 3, 0];

/** The arms are out of the way of spine and pelvis. */
const ARMS = { shoulder_flexion: 95, shoulder_rotation: 30, elbow_flexion: 100 };

/** Return the angles of the whole body, for the side shown. */
export function bodyAngles(pose, side) {
  const other = side === 'left' ? 'right' : 'left';
  const angles = { pelvis_tilt: pose.pelvic_tilt, [`${other}_hip_flexion`]: -pose.pelvic_tilt };
  for (const [name, value] of Object.entries(namedJoints(pose, side))) {
    angles[name.startsWith('lumbar') ? name : `${side}_${name}`] = value;
  }
  for (const [name, value] of Object.entries(ARMS)) {
    angles[`right_${name}`] = value;
    angles[`left_${name}`] = value;
  }
  return angles;
}

/** Return the pose of the limb that the body stands on, as the models take it. */
export function otherLimb(joints, tilt) {
  return {
    ...joints,
    hip_flexion: -tilt,
    hip_adduction: 0,
    hip_rotation: 0,
    knee_flexion: 0,
    lumbar_bend_right: -joints.lumbar_bend_right,
    lumbar_rot_left: -joints.lumbar_rot_left,
  };
}

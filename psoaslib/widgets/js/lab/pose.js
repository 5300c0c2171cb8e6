/**
 * A pose of the length lab: what the sliders set, the trunk's rule, and fixed angles that no
 * slider sets. It is told for the side shown, so that left and right are alike. Degrees.
 */

export const SLIDERS = ['thigh_extension', 'pelvic_tilt', 'lumbar_bend_away', 'knee_flexion'];
const NOTICED = 2;

/** Return the joint angles of a right limb and the trunk above it, as the models name them. */
export function jointsOfPose(pose) {
  const { fixed } = pose;
  const follows = pose.trunk === 'upright' ? pose.pelvic_tilt : 0;
  return {
    hip_flexion: fixed.hip_flexion - pose.thigh_extension - pose.pelvic_tilt,
    hip_adduction: fixed.hip_adduction,
    hip_rotation: fixed.hip_rotation,
    knee_flexion: fixed.knee_flexion + pose.knee_flexion,
    lumbar_flexion: fixed.lumbar_flexion + follows,
    lumbar_bend_right: -(fixed.lumbar_bend_away + pose.lumbar_bend_away),
    lumbar_rot_left: fixed.lumbar_rot_away,
  };
}

/** Return the same joints for Python: those of the side shown, the trunk's by their own sides. */
export function namedJoints(pose, side) {
  const joints = jointsOfPose(pose);
  if (side === 'left') {
    joints.lumbar_bend_right *= -1;
    joints.lumbar_rot_left *= -1;
  }
  return Object.fromEntries(Object.entries(joints).map(([name, value]) => [name, value + 0]));
}

/** Return a pose with one slider set, kept in its range. */
export function withSlider(pose, name, value, [low, high]) {
  return { ...pose, [name]: Math.min(Math.max(value, low), high) };
}

/** Return a pose without what only a ready pose holds. */
export function withoutFixed(pose) {
  const fixed = Object.fromEntries(Object.keys(pose.fixed).map((name) => [name, 0]));
  return { ...pose, fixed };
}

/** Tell whether two poses are the same. */
export function samePose(a, b) {
  return a.trunk === b.trunk
    && SLIDERS.every((name) => a[name] === b[name])
    && Object.keys(b.fixed).every((name) => a.fixed[name] === b.fixed[name]);
}

/** List the fixed angles that show, as [name, degrees]. */
export function fixedAngles(pose) {
  return Object.entries(pose.fixed).filter(([, value]) => Math.abs(value) >= NOTICED);
}

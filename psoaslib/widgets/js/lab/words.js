/** What the length lab says: numbers with their bands, poses, the difference of two poses. */

import {fixedAngles, jointsOfPose} from './pose.js';
import {bandWords, changeWords, movedWords, stateOf} from '../shared/wording.js';

const SIGNED = {
  thigh_extension: ['behind the vertical', 'in front of the vertical'],
  pelvic_tilt: ['posterior', 'anterior'],
  lumbar_bend_away: ['away from this side', 'towards this side'],
  knee_flexion: ['bent', 'bent'],
};
const NONE = {
  thigh_extension: 'upright',
  pelvic_tilt: 'none',
  lumbar_bend_away: 'none',
  knee_flexion: 'straight',
};
const HELD = {
  hip_flexion: ['more hip flexion', 'less hip flexion'],
  hip_adduction: ['thigh towards the other leg', 'thigh out to the side'],
  hip_rotation: ['thigh turned in', 'thigh turned out'],
  knee_flexion: ['more knee flexion', 'less knee flexion'],
  lumbar_flexion: ['more lumbar flexion', 'less lumbar flexion'],
  lumbar_bend_away: ['more side-bend away', 'more side-bend towards this side'],
  lumbar_rot_away: ['chest turned away from this side', 'chest turned to this side'],
};
export const MUSCLES = {
  psoas: 'Psoas',
  iliacus: 'Iliacus',
  rectus_femoris: 'Rectus femoris',
};

/** Say what a slider is set to. */
export function sliderWords(name, value) {
  const whole = Math.round(value);
  if (!whole) return NONE[name] === 'none' ? '0°' : `0°, ${NONE[name]}`;
  return `${Math.abs(whole)}° ${SIGNED[name][whole > 0 ? 0 : 1]}`;
}

/** Say the hip joint's own angle, thigh against pelvis. */
export function hipWords(pose) {
  const whole = Math.round(jointsOfPose(pose).hip_flexion);
  if (!whole) return '0°';
  return `${Math.abs(whole)}° of ${whole < 0 ? 'extension' : 'flexion'}`;
}

/** Say the whole lumbar flexion. */
export function lumbarWords(pose) {
  const whole = Math.round(jointsOfPose(pose).lumbar_flexion);
  if (!whole) return '0°';
  return `${Math.abs(whole)}° of ${whole > 0 ? 'flexion' : 'extension'}`;
}

/** Say what a pose holds besides the sliders; empty where that is nothing. */
export function heldWords(pose) {
  return fixedAngles(pose)
    .map(([name, value]) => `${HELD[name][value > 0 ? 0 : 1]} ${Math.round(Math.abs(value))}°`)
    .join(', ');
}

/** A figure of the models as `wording.js` takes it: millimetres, null where there is none. */
export function rowOf(figure) {
  if (!figure) return { change: null, low: null, high: null };
  const { value, low, high } = figure.change;
  return figure.models === 1 ? { change: value, low: null, high: null } : { change: value, low, high };
}

/** Say a figure in words, with its band. */
export function figureWords(figure, bounds) {
  const row = rowOf(figure);
  const band = figure ? bandWords(row) : 'beyond the models';
  return `${changeWords(row.change, stateOf(row, bounds))} (${band})`;
}

/** Say a strain with its band, in per cent of the optimal fibre length. */
export function shareWords(figure) {
  if (!figure) return '–';
  const { value, low, high } = figure.share;
  const [mean, least, most] = [value, low, high].map(percent);
  if (figure.alone) return `${mean} %`;
  if (figure.models === 1) return `${mean} % (one model only)`;
  return least === most ? `${mean} % (both models)` : `${mean} % (${least} to ${most} %)`;
}

function percent(share) {
  const whole = Math.round(100 * share);
  return `${whole < 0 ? '−' : ''}${Math.abs(whole)}`;
}

/** Say a whole pose with its muscles, in sentences. */
export function poseSentence({ title, side, pose, figures, bounds, kept }) {
  const muscles = Object.entries(MUSCLES)
    .map(([name, word]) => `${word}: ${figureWords(figures[name], bounds)}.`);
  const told = `${title}, ${side} side. Hip ${hipWords(pose)}, pelvic tilt `
    + `${sliderWords('pelvic_tilt', pose.pelvic_tilt)}. ${muscles.join(' ')}`;
  return kept ? `${told} ${differenceSentence(kept, figures)}` : told;
}

/** Say how the psoas of the present pose differs from the kept one's. */
export function differenceSentence(kept, figures) {
  const now = figures.psoas;
  const then = kept.figures.psoas;
  if (!now || !then) return `Against ${kept.title}: no figure, one pose is outside the models.`;
  const apart = now.change.value - then.change.value;
  const both = [apart];
  if (now.models === 2 && then.models === 2) both.push(...differences(figures, kept.figures));
  const [low, high] = [Math.min(...both), Math.max(...both)];
  const change = Math.round(apart) ? `${movedWords(apart)} than in` : 'as long as in';
  const band = bandWords(both.length > 1 ? { low, high } : { low: null, high: null });
  return `The psoas is ${change} the kept pose, ${kept.title} (${band}).`;
}

function differences(now, then) {
  return ['composite_a', 'composite_b']
    .map((model) => `${model}.psoas`)
    .map((name) => now.alone[name].change.value - then.alone[name].change.value);
}

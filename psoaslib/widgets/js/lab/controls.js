/** The controls of the length lab: ready poses, side, sliders, trunk, the kept pose. */

import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {SLIDERS, jointsOfPose} from './pose.js';
import {heldWords, hipWords, lumbarWords, sliderWords} from './words.js';

const TITLES = {
  thigh_extension: 'Thigh extension',
  pelvic_tilt: 'Pelvic tilt',
  lumbar_bend_away: 'Lumbar side-bend',
  knee_flexion: 'Knee flexion',
};
const OWN = 'own';
const LARGE_STEP = 10;
let labs = 0;

/**
 * Make the controls.
 * @param {object} lab  the payload
 * @param {object} actions  preset(id), side(side), slide(name, value), trunk(withPelvis), let go of
 *   fixed angles: free(), keep()
 */
export function createControls(lab, actions) {
  labs += 1;
  const id = (name) => `psoas-lab-${labs}-${name}`;

  const select = make('select', { id: id('preset'), class: 'pl-select' });
  const options = presetOptions(lab.presets, select);
  select.addEventListener('change', () => actions.preset(select.value));

  /** @type {[string, HTMLInputElement, HTMLElement][]} */
  const sides = ['right', 'left'].map((side) => {
    const input = make('input', { type: 'radio', name: id('side'), value: side, class: 'pa-radio' });
    input.addEventListener('change', () => actions.side(side));
    const words = side[0].toUpperCase() + side.slice(1);
    return [side, input, make('label', { class: 'pl-side' }, input, words)];
  });
  const sideSet = make('fieldset', { class: 'pl-sides' }, make('legend', {}, 'Side'),
    ...sides.map(([, , label]) => label));

  /** @type {[string, ReturnType<typeof createSlider>][]} */
  const sliders = SLIDERS.map((name) => [name, createSlider(name, lab.sliders[name], id(name), actions)]);
  const marks = createMarks(lab.reached, lab.sliders.thigh_extension);
  sliders[SLIDERS.indexOf('thigh_extension')][1].root.append(marks.element);

  const trunk = make('input', { type: 'checkbox', class: 'pa-radio' });
  trunk.addEventListener('change', () => actions.trunk(trunk.checked));
  const trunkLabel = make('label', { class: 'pl-side' }, trunk, 'Trunk goes with the pelvis');

  const hip = make('b', {});
  const lumbar = make('b', {});
  const reached = lab.reached.map((degrees) => `${degrees}°`).join(' or ');
  const joints = make('p', { class: 'pl-joints' }, 'Hip joint: ', hip, '. Lumbar spine: ', lumbar, '.',
    ` Many hips stop at ${reached} of extension.`);
  const held = make('span', {});
  const free = make('button', { type: 'button', class: 'pa-button' }, 'Set these to zero');
  free.addEventListener('click', () => actions.free());
  const heldRow = make('div', { class: 'pl-held' }, held, free);

  const keep = make('button', { type: 'button', class: 'pa-button pa-main' }, 'Keep this pose');
  keep.addEventListener('click', () => actions.keep());
  const kept = make('p', { class: 'pl-kept' });
  const compare = make('div', { class: 'pl-compare', role: 'group', 'aria-label': 'Compare two poses' },
    make('p', { class: 'pl-heading' }, 'Compare two poses'), keep, kept);

  const root = make('div', { class: 'pl-controls' },
    make('div', { class: 'pl-field' },
      make('label', { for: id('preset'), class: 'pl-heading' }, 'Pose'), select),
    ...sliders.map(([, slider]) => slider.root),
    make('div', { class: 'pl-top' }, sideSet, trunkLabel), joints, heldRow, compare);

  function paint({ preset, side, pose, keptTitle }) {
    for (const [value, option, titles] of options) {
      setText(option, titles[side]);
      option.selected = value === (preset ?? OWN);
    }
    for (const [value, input] of sides) input.checked = value === side;
    for (const [name, slider] of sliders) slider.paint(pose[name]);
    marks.paint(pose);
    trunk.checked = pose.trunk === 'with_pelvis';
    setText(hip, hipWords(pose));
    setText(lumbar, lumbarWords(pose));
    const words = heldWords(pose);
    setText(held, words && `Also held: ${words}.`);
    heldRow.hidden = !words;
    setText(keep, keptTitle ? 'Remove the kept pose' : 'Keep this pose');
    setWords(kept, keptTitle ? `Kept, as a pale shape: ${keptTitle}.` : 'Keep a pose, then move on: it stays as a pale shape.');
  }

  return { root, paint };
}

/**
 * Mark on the thigh's slider where the hip is as far extended as many hips go: the pelvis takes part.
 * @param {number[]} reached  degrees of hip extension
 * @param {[number, number]} range  of the slider
 */
function createMarks(reached, [low, high]) {
  const marks = reached.map((degrees) => make('span', {}, `${degrees}°`));
  const element = make('div', { class: 'pl-marks', 'aria-hidden': 'true' }, ...marks);

  function paint(pose) {
    for (const [at, mark] of marks.entries()) {
      const now = reached[at] + jointsOfPose(pose).hip_flexion + pose.thigh_extension;
      mark.hidden = now < low || now > high;
      mark.style.setProperty('--pl-at', String((now - low) / (high - low)));
    }
  }

  return { element, paint };
}

function createSlider(name, [low, high], id, actions) {
  const value = make('output', { class: 'pl-number', for: id, 'aria-live': 'off' });
  const input = make('input', {
    type: 'range', id, class: 'pl-range', min: low, max: high, step: 'any',
  });
  input.addEventListener('input', () => actions.slide(name, Math.round(Number(input.value))));
  input.addEventListener('keydown', (event) => {
    const now = Math.round(Number(input.value));
    const next = {
      ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1,
      PageUp: now + LARGE_STEP, PageDown: now - LARGE_STEP, Home: low, End: high,
    }[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    input.value = String(next); // at once, since keys may come faster than pictures
    actions.slide(name, Number(input.value));
  });
  const root = make('div', { class: 'pl-slider' },
    make('div', { class: 'pl-slider-head' }, make('label', { for: id }, TITLES[name]), value), input);

  function paint(degrees) {
    if (Number(input.value) !== degrees) input.value = String(degrees);
    const words = sliderWords(name, degrees);
    setText(value, words);
    setAttribute(input, 'aria-valuetext', words);
  }

  return { root, paint };
}

function presetOptions(presets, select) {
  const made = [];
  const own = make('option', { value: OWN, disabled: '' });
  select.append(own);
  made.push([OWN, own, { left: 'Own pose', right: 'Own pose' }]);
  let group = null;
  for (const preset of presets) {
    if (preset.group && preset.group !== group?.label) {
      group = make('optgroup', { label: preset.group });
      select.append(group);
    }
    const option = make('option', { value: preset.id });
    (preset.group ? group : select).append(option);
    made.push([preset.id, option, preset.titles]);
  }
  return made;
}

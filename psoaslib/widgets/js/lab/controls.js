/** The controls of the length lab: ready poses, side, sliders, trunk, the kept pose. */

import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {SLIDERS} from './pose.js';
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

  const trunk = make('input', { type: 'checkbox', class: 'pa-radio' });
  trunk.addEventListener('change', () => actions.trunk(trunk.checked));
  const trunkLabel = make('label', { class: 'pl-side' }, trunk, 'Trunk goes with the pelvis');

  const hip = make('b', {});
  const lumbar = make('b', {});
  const joints = make('p', { class: 'pl-joints' }, 'Hip joint: ', hip, '. Lumbar spine: ', lumbar, '.');
  const held = make('span', {});
  const free = make('button', { type: 'button', class: 'pa-button' }, 'Let these go');
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
    trunk.checked = pose.trunk === 'with_pelvis';
    setText(hip, hipWords(pose));
    setText(lumbar, lumbarWords(pose));
    const words = heldWords(pose);
    setText(held, words && `Also held: ${words}.`);
    heldRow.hidden = !words;
    setText(keep, keptTitle ? 'Let the kept pose go' : 'Keep this pose');
    setWords(kept, keptTitle ? `Kept, as a pale shape: ${keptTitle}.` : 'Keep a pose, then move on: it stays as a pale shape.');
  }

  return { root, paint };
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

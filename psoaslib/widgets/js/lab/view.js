/** One view of the length lab: picture, controls, bars, and the same in words and as a table. */

import {make, setText} from '../shared/dom.js';
import {guardKeys} from '../shared/guard.js';
import {createBars, valueWords} from './bars.js';
import {createControls} from './controls.js';
import {createScene} from './scene.js';
import {MUSCLES, poseSentence, rowOf, shareWords} from './words.js';
import {bandWords, movedWords} from '../shared/wording.js';

const QUIET_MS = 700;
const KEY = [['long', 'longer than in standing'], ['still', 'about as in standing'],
  ['short', 'shorter (hatched)']];

/** Make a view. @param {object} lab  the payload; @param {object} actions  as for the controls */
export function createLabView(lab, bodies, actions) {
  const scene = createScene(bodies, lab.labels);
  const controls = createControls(lab, actions);
  const bars = createBars(Object.entries(MUSCLES));
  const alone = createBars(aloneRows(lab),
    'The two composites join a spine to a hip. The hip models know no spine.');
  const sentence = make('p', { class: 'pl-sentence' });
  const live = make('p', { class: 'pa-live', role: 'status', 'aria-live': 'polite' });
  /** @type {[string, ReturnType<typeof tableRow>][]} */
  const rows = [...Object.entries(MUSCLES), ...aloneRows(lab)].map(([name, title]) => [name, tableRow(title)]);
  const table = make('table', { class: 'pl-table' },
    make('thead', {}, make('tr', {}, ...['Muscle', 'Change from standing', 'Band of the models',
      'Share of the fibre length, at most'].map((words) => make('th', { scope: 'col' }, words)))),
    make('tbody', {}, ...rows.map(([, row]) => row.root)));
  const now = make('p', { class: 'pl-now', 'aria-hidden': 'true' });
  const figure = make('div', { class: 'pl-figure' }, scene.root, now, make('p', { class: 'pl-key' },
    ...KEY.map(([state, words]) => make('span', {},
      make('i', { class: 'pl-swatch', 'data-state': state }), words))));
  const root = make('section', {
    class: 'psoas-asking psoas-lab', role: 'region', 'aria-label': 'Muscle length lab', lang: 'en-GB',
  },
  make('div', { class: 'pl-main' }, figure, controls.root),
  make('div', { class: 'pl-told' }, sentence, bars.root),
  make('details', { class: 'pl-more' }, make('summary', {}, 'Each model alone'), alone.root),
  make('details', { class: 'pl-more' }, make('summary', {}, 'The same as a table'),
    make('div', { class: 'pl-scroll', tabindex: '0', role: 'group', 'aria-label': 'Table' }, table)),
  make('p', { class: 'pl-small pl-note' }, lab.note),
  live);
  const release = guardKeys(root, () => {});
  let timer = 0;
  let said = '';

  function paint({ preset, title, side, pose, figures, muscles, kept }) {
    const { bounds } = lab;
    controls.paint({ preset, side, pose, keptTitle: kept && kept.title });
    bars.paint(figures, kept && kept.figures, bounds);
    alone.paint(figures.alone, kept && kept.figures.alone, bounds);
    for (const [name, row] of rows) row.paint(figures[name] ?? figures.alone[name]);
    const words = poseSentence({ title, side, pose, figures, bounds, kept });
    setText(sentence, words);
    setText(now, `Psoas: ${valueWords(figures.psoas)}`);
    scene.paint({ pose, side, muscles, kept: kept && kept.pose },
      `A body with spine, pelvis, thigh bone and psoas showing through. ${words}`);
    say(words);
  }

  /** Speak once the hand rests; the first words are those that stand there anyway. */
  function say(words) {
    if (said === words) return;
    const first = !said;
    said = words;
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => setText(live, words), QUIET_MS);
  }

  function dispose() {
    clearTimeout(timer);
    scene.dispose();
    release();
    root.remove();
  }

  return { root, paint, dispose };
}

/** Return every model's muscles as [name, title], muscle after muscle. */
function aloneRows(lab) {
  return Object.keys(MUSCLES).flatMap((muscle) => Object.keys(lab.muscles)
    .filter((name) => name.endsWith(`.${muscle}`))
    .map((name) => [name, `${MUSCLES[muscle]}: ${lab.models[name.split('.')[0]]}`]));
}

function tableRow(title) {
  const cells = [make('td', {}), make('td', {}), make('td', {})];
  const root = make('tr', {}, make('th', { scope: 'row' }, title), ...cells);

  function paint(figure) {
    const words = figure
      ? [movedWords(figure.change.value), figure.alone ? 'one model' : bandWords(rowOf(figure)), shareWords(figure)]
      : ['–', 'outside this model', '–'];
    words.forEach((each, i) => setText(cells[i], each));
  }

  return { root, paint };
}

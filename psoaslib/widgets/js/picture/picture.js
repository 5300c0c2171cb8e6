/**
 * A figure of one step, or of a step beside its error, for a slide or a hand-out: the front end of
 * `widgets/picture.py`. It is drawn live, can be turned, and saved as a picture for print.
 */

import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {guardKeys} from '../shared/guard.js';
import {oneForEachModel} from '../shared/lifetime.js';
import {createPanel} from './panel.js';
import {savedPicture} from './saved.js';
import {bodyOf, looksOf} from '../scene/bodies.js';
import {unzipped} from '../scene/packed.js';
import {paletteOf} from '../scene/rules.js';
import {stageOf} from '../scene/stage.js';
import {readWays} from '../scene/ways.js';
import {watchTheme} from '../shared/theme.js';

const VIEWS = { side: 'Side', three_quarter: 'Three-quarter', front: 'Front', back: 'Back' };
const MISSING = 'This browser offers no WebGL, so the body cannot be drawn here. The words say what it would show.';
const SAVE = 'Save picture';
const SAVING = 'Drawing …';
const SAVED = 'Saved as a PNG picture.';

/** @param {object} model  the widget's model: get, on, off */
function createFigure(model) {
  const figure = model.get('figure');
  const shown = new Set();

  /** Show the figure in an element; the function returned takes it away again. */
  function attach(element) {
    const take = show(element);
    const away = () => {
      if (shown.delete(away)) take();
    };
    shown.add(away);
    return away;
  }

  function show(element) {
    const root = make('section', {
      class: 'psoas-asking psoas-picture', role: 'region', 'aria-label': `Figure: ${figure.title}`, lang: 'en-GB',
    });
    const words = make('details', { class: 'px-more' }, make('summary', {}, 'The same in words'), make('p', {}, figure.alt));
    element.append(root);
    const release = guardKeys(root, () => {});
    const stage = stageOf(document);
    let drawn = null;
    let gone = false;
    if (stage.kind === 'missing') {
      words.open = true;
      root.append(make('p', {}, MISSING), words);
      return away;
    }
    draw().then((made) => {
      drawn = made;
      if (gone) drawn.dispose();
    });
    return away;

    function away() {
      gone = true;
      drawn?.dispose();
      release();
      root.remove();
    }

    async function draw() {
      root.dataset.drawn = stage.kind;
      const ways = readWays(await unzipped(bytesOf(model.get('ways'))));
      const { mesh, bones } = await bodyOf(document, figure.build);
      const scene = { stage, mesh, bones, ways, others: () => panels };
      const panels = figure.panels.map((told) => createPanel(told, figure, scene));
      const status = make('span', { class: 'px-status', role: 'status' });
      const save = button(SAVE, download);
      const views = make('div', { class: 'px-views', role: 'group', 'aria-label': 'View' },
        ...Object.entries(VIEWS).map(([name, title]) => button(title, () => panels.forEach((panel) => panel.turnTo(name)))));
      const caption = make('p', { class: 'px-caption' });
      setWords(caption, figure.caption);
      root.append(make('div', { class: 'px-panels' }, ...panels.map((panel) => panel.root)),
        make('div', { class: 'px-bar' }, views, save, status), caption, words);
      const theme = watchTheme(root, paint);
      paint();

      function paletteIn(dark) {
        return paletteOf(looksOf(), { build: figure.build, skin: figure.skin, dark });
      }

      /** A dark page has dark pictures, and so has a figure that was asked to be dark. */
      function paint() {
        const dark = figure.dark || theme.dark();
        root.toggleAttribute('data-dark', dark);
        panels.forEach((panel) => panel.show(paletteIn(dark), dark));
      }

      const saved = () => savedPicture(panels, stage, paletteIn(figure.dark), figure.dark, figure.width);

      async function download() {
        if (save.textContent === SAVING) return;
        setText(save, SAVING);
        setAttribute(save, 'aria-disabled', true);
        setText(status, '');
        const address = URL.createObjectURL(await saved());
        make('a', { href: address, download: `${figure.stretch}-${figure.panels[0].id}.png` }).click();
        URL.revokeObjectURL(address);
        setAttribute(save, 'aria-disabled', false);
        setText(save, SAVE);
        setText(status, SAVED);
      }

      // What `widgets/picture.py` asks for, where it saves the picture itself.
      Object.assign(root, { saved });
      return {
        dispose() {
          theme.dispose();
          panels.forEach((panel) => panel.dispose());
        },
      };
    }
  }

  return { attach, dispose: () => shown.forEach((away) => away()) };
}

function button(words, heard) {
  const made = make('button', { type: 'button', class: 'pa-button' }, words);
  made.addEventListener('click', heard);
  return made;
}

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** The widget itself; the loader calls this once a model. */
function pictureWidget() {
  return oneForEachModel(createFigure);
}

export default pictureWidget;

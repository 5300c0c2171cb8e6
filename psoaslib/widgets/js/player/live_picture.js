/**
 * A live picture of the body: a canvas that the document's stage draws on, and marks over it, whose
 * text stays text. It has no name of its own: that stands on the element around it.
 */

import {make, makeSvg} from '../shared/dom.js';
import {resized} from '../shared/room.js';
import {turned, viewOf} from '../scene/camera.js';

/**
 * @param {object} film  see `loadFilm`
 * @param {function(): void} [onFirst]  called once the first picture is there
 */
export function createLivePicture(film, onFirst = () => {}) {
  const canvas = make('canvas');
  const marks = makeSvg('svg', { class: 'pp-marks' });
  const element = make('div', { class: 'pp-live-picture', 'aria-hidden': 'true' }, canvas, marks);
  const view = film.stage.open(canvas, onDrawn);
  const sizing = new ResizeObserver(() => aim && view.look(cameraOf(aim)));
  let shown = '';
  let aim = null;
  /** @type {function(SVGElement, object): void} */
  let paintMarks = () => {};
  let ready = false;

  sizing.observe(canvas);

  /**
   * @param {object} scene  what is seen
   * @param {string} scene.key  differs where the picture does
   * @param {object} scene.moment  pose, props and psoas, see scene/ways.js
   * @param {object} [scene.ghost]  the moment before, which shows behind
   * @param {'right'|'left'} scene.side  @param {number} [scene.breath]  @param {number} scene.xray
   * @param {boolean} [scene.moving]  @param {boolean} scene.dark
   * @param {{step: string, view: string, turned: object}} from  where it is seen from
   * @param {function(SVGElement, object): void} [marked]  paints the marks over what is drawn
   */
  function show(scene, from, marked = (svg) => svg.replaceChildren()) {
    const { moment, side, moving = false, ghost } = scene;
    if (scene.key !== shown) {
      shown = scene.key;
      paintMarks = marked;
      view.show({
        ...scene,
        figure: film.figure,
        pose: moment.pose,
        props: moment.props.map((prop) => resized(prop, film.larger)),
        muscles: moment.psoas,
        ghost: ghost?.pose,
        palette: film.paletteFor(scene.dark),
        hold: moving ? (camera, aspect) => film.framing.holding(camera, moment, side, aspect) : null,
      });
    }
    look({ ...from, side });
  }

  /** Look from there: the camera eases to another step or view, and goes with a hand that turns it. */
  function look(next) {
    const same = (name) => aim?.[name] === next[name];
    const stays = ['step', 'view', 'side'].every(same);
    if (stays && same('turned')) return;
    const eases = aim !== null && same('side') && (!stays || next.turned.azimuth === 0);
    aim = next;
    if (eases) view.easeTo(cameraOf(aim));
    else view.look(cameraOf(aim));
  }

  function cameraOf({ step, view: name, side, turned: by }) {
    const aspect = canvas.clientWidth / Math.max(1, canvas.clientHeight) || 1;
    if (!by.azimuth && !by.elevation) return film.framing.camera(step, name, side, aspect);
    const direction = turned(viewOf(name, side), by.azimuth, by.elevation);
    return film.framing.camera(step, direction, side, aspect);
  }

  function onDrawn() {
    paintMarks(marks, view.drawn);
    if (ready) return;
    ready = true;
    onFirst();
  }

  return {
    element,
    show,
    view,
    get ready() { return ready; },
    close() {
      sizing.disconnect();
      view.close();
      element.remove();
    },
  };
}

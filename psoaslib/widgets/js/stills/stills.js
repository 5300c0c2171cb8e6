/**
 * Pictures of the steps of a stretch as files: what `psoaslib/build/stills.py` asks of a browser. The
 * stage draws them as it draws a live picture at rest, on white.
 */
import { bodyOf, looksOf } from '../scene/bodies.js';
import { propsSeen } from '../scene/camera.js';
import { coverOf } from '../scene/cover.js';
import { errorMark } from '../scene/faults.js';
import { framingOf } from '../scene/framing.js';
import { paintMarks } from '../scene/marks.js';
import { unzipped } from '../scene/packed.js';
import { paletteOf } from '../scene/rules.js';
import { createStage } from '../scene/stage.js';
import { createShown, readWays, showKey } from '../scene/ways.js';

/** ms: more than a picture waits until it is drawn finely. */
const LONG = 1000;

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** A stage that draws when it is told to, on a clock that stands still. */
function createStudio(canvas) {
  let asked = null;
  let time = 0;
  let there = false;
  const stage = createStage({ document, requestFrame: (heard) => { asked = heard; }, now: () => time });
  const view = stage.open(canvas, () => { there = true; });
  return {
    canvas,
    figureOf: stage.figureOf,
    /** Draw a scene, and return what the canvas holds. */
    async draw(scene, camera) {
      view.show(scene);
      view.look(camera);
      time += LONG;
      there = false;
      while (!there) {
        asked();
        // What the graphics card has done is told between tasks alone.
        await new Promise((done) => setTimeout(done));
      }
      return view.drawn;
    },
  };
}

/** Return the mark of an error as a picture to lay over that of the body. */
async function markOf(fault, figure, props, { camera, axes, frame, side, palette }) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cover = coverOf(figure, propsSeen(props, camera, side), axes, frame);
  paintMarks(svg, [errorMark(fault, figure, cover, { axes, frame, side })], frame, palette);
  svg.setAttribute('width', frame[2]);
  svg.setAttribute('height', frame[3]);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}

/** Return pictures of one size, one upon the other on white, as WebP of a width in pixels: base64. */
async function written(layers, { width, height, quality }) {
  const paper = new OffscreenCanvas(width, height);
  const context = paper.getContext('2d', { alpha: false });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  for (const layer of layers) context.drawImage(layer, 0, 0, width, height);
  const blob = await paper.convertToBlob({ type: 'image/webp', quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Take up the ways of a stretch, packed as base64, in a studio. */
async function opened(studio, packed, aspect) {
  const ways = readWays(await unzipped(bytesOf(packed)));
  const { mesh, bones } = await bodyOf(document, ways.build);
  const [shown, framing, figure] = [createShown(ways), framingOf(mesh, ways), studio.figureOf(mesh, bones)];
  const palette = paletteOf(looksOf(), { build: ways.build });
  const cameraAt = (id, side) => framing.camera(id, ways.keys[id].view, side, aspect);
  return {
    scale: Math.round(cameraAt(Object.keys(ways.keys)[0], 'right').height),
    async draw(id, side, error, sizes) {
      showKey(shown, ways, id, side);
      const { pose, props, psoas: muscles } = shown;
      const drawn = await studio.draw({ figure, pose, props, muscles, side, palette, xray: 1, dark: false }, cameraAt(id, side));
      const layers = [studio.canvas, ...(error ? [await markOf(error.fault, figure, props, drawn)] : [])];
      return Promise.all(sizes.map((size) => written(layers, size)));
    },
  };
}

/**
 * @param {HTMLCanvasElement} canvas as large as a picture, in CSS pixels
 * @returns {function(string): Promise<{scale: number, draw: function}>} takes up the packed ways of a
 *   stretch: `scale` is the height of its pictures in millimetres; `draw(id, side, error, sizes)` draws
 *   a step, or an error, {fault}, and returns it in all sizes, {width, height, quality}, as base64
 */
function stills(canvas) {
  const studio = createStudio(canvas);
  return (packed) => opened(studio, packed, canvas.clientWidth / canvas.clientHeight);
}

export default stills;

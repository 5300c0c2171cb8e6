/**
 * A figure as a picture for print. The body is drawn in tiles, so that no graphics card runs out of
 * memory; marks and bars are laid over it, words are written round it.
 */

import {make, makeSvg, setAttribute} from '../shared/dom.js';
import {barsOf} from './bars.js';
import {TYPE, colourOf} from './panel.js';
import {axesOf, cameraOn, frameOf} from '../scene/camera.js';
import {paintMarks} from '../scene/marks.js';

/** Of the whole picture's width: the room round a panel, the size of type; of that, a line of words. */
const MARGIN = 1 / 40;
const LETTERS = 1 / 60;
const LINE = 1.35;
const FONT = "system-ui, 'Segoe UI', Arial, 'Liberation Sans', sans-serif";
/** Pixels: what a tile shows at most, and by how much it reaches over its neighbours, whose edges are not shown. */
const TILE = 760;
const LAP = 40;

/**
 * @param {object[]} panels  of picture_panel.js
 * @param {object} stage
 * @param {object} palette  @param {boolean} dark
 * @param {number} width  pixels
 * @returns {Promise<Blob>} a PNG
 */
export async function savedPicture(panels, stage, palette, dark, width) {
  const [margin, letters] = [MARGIN * width, LETTERS * width];
  const wide = (width - (panels.length + 1) * margin) / panels.length;
  const paper = make('canvas');
  const context = paper.getContext('2d');
  const colour = colourOf(palette);
  const parts = [];
  for (const panel of panels) parts.push(await partOf(panel, { stage, palette, dark, wide, letters, context }));
  const most = (name) => Math.max(...parts.map((part) => part[name]));
  const [head, height, foot] = [most('head'), most('height'), most('foot')];
  Object.assign(paper, { width, height: Math.round(2 * margin + head + height + foot) });
  context.fillStyle = colour('ground');
  context.fillRect(0, 0, paper.width, paper.height);
  parts.forEach((part, number) => {
    const left = margin + number * (wide + margin);
    const write = (lines, top, weight) => {
      context.font = `${weight} ${letters}px ${FONT}`;
      context.fillStyle = colour('note');
      lines.forEach((words, row) => context.fillText(words, left, top + (row * LINE + 1) * letters));
    };
    write(part.heading, margin, 700);
    const top = margin + head;
    context.drawImage(part.body, left, top);
    context.drawImage(part.marks, left, top, wide, part.height);
    write(part.note, top + height, 400);
    if (part.bars) context.drawImage(part.bars, left + (wide - part.bars.width) / 2, top + height + part.noteHeight);
  });
  return new Promise((resolve) => { paper.toBlob(resolve, 'image/png'); });
}

async function partOf(panel, { stage, palette, dark, wide, letters, context }) {
  const { canvas, view, told } = panel;
  const height = Math.round((wide * canvas.clientHeight) / canvas.clientWidth);
  const { camera } = view;
  const frame = frameOf(camera, wide / height);
  const body = await drawnInTiles(stage, panel.sceneIn(palette, dark), camera, frame, Math.round(wide), height);
  const svg = makeSvg('svg', { width: wide, height });
  paintMarks(svg, panel.marksIn({ camera, axes: axesOf(camera), frame }, (wide * TYPE) / letters), frame, palette);
  const heading = wrapped(context, told.heading, wide, `700 ${letters}px`);
  const note = wrapped(context, panel.note.textContent, wide, `400 ${letters}px`);
  const noteHeight = note.length * LINE * letters;
  const bars = told.rows.length ? barsOf(told.rows, colourOf(palette)) : null;
  const sizeOf = (name) => Number(bars.getAttribute(name));
  const scale = bars ? Math.min(letters / TYPE, wide / sizeOf('width')) : 0;
  if (bars) for (const name of ['width', 'height']) setAttribute(bars, name, scale * sizeOf(name));
  return {
    body,
    height,
    marks: await imageOf(svg),
    bars: bars && await imageOf(bars),
    heading,
    note,
    noteHeight,
    head: heading.length * LINE * letters,
    foot: noteHeight + (bars ? sizeOf('height') : 0),
  };
}

/** Return lines of words that fit a width. */
function wrapped(context, words, wide, type) {
  context.font = `${type} ${FONT}`;
  const lines = [];
  for (const word of words.split(' ').filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= wide) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

async function imageOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}

/**
 * Draw a large picture in parts. All are asked for at once, so that they come to rest together.
 * @param {object} stage  @param {object} scene  @param {import('../scene/camera.js').Camera} camera
 * @param {number[]} frame  @param {number} width  @param {number} height
 */
async function drawnInTiles(stage, scene, camera, [x, y, w], width, height) {
  const whole = make('canvas', { width, height });
  const context = whole.getContext('2d');
  const mm = w / width;
  const [columns, rows] = [width, height].map((pixels) => Math.ceil(pixels / TILE));
  const [across, down] = [width / columns, height / rows].map((pixels) => 2 * Math.ceil(pixels / 2));
  const size = [across + 2 * LAP, down + 2 * LAP];
  await Promise.all(Array.from({ length: columns * rows }, async (_, k) => {
    const [left, top] = [(k % columns) * across, Math.floor(k / columns) * down];
    const from = [x + (left - LAP) * mm, y + (top - LAP) * mm, ...size.map((pixels) => pixels * mm)];
    const tile = await drawnTile(stage, scene, cameraOn(camera, from), size);
    const [u, v] = [tile.width / size[0], tile.height / size[1]];
    context.drawImage(tile, LAP * u, LAP * v, across * u, down * v, left, top, across, down);
  }));
  return whole;
}

async function drawnTile(stage, scene, camera, size) {
  const tile = make('canvas', { 'aria-hidden': 'true' });
  const [inlineSize, blockSize] = size.map((pixels) => `${pixels / Math.min(devicePixelRatio || 1, 2)}px`);
  // Seen by the stage, and by nobody else.
  Object.assign(tile.style, {
    position: 'fixed', insetBlockStart: 0, insetInlineStart: 0, inlineSize, blockSize, opacity: 0, pointerEvents: 'none',
  });
  document.body.append(tile);
  await new Promise((resolve) => {
    const view = stage.open(tile, () => {
      if (!view.state().fine) return;
      view.close();
      resolve();
    });
    view.show(scene);
    view.look(camera);
  });
  tile.remove();
  return tile;
}

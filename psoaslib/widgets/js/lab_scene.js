/**
 * The picture of the length lab: bones that turn about their joints, and the muscles between them,
 * from the side and from the front. Nodes are made once; a pose only moves them.
 */

import {makeSvg, setAttribute, setText} from './dom.js';
import {bodyMatrices, placed} from './lab_body.js';
import {jointsOfPose} from './lab_pose.js';
import {lineData, strandLine, strandOutline} from './lab_strands.js';

const FRAMES = { side: [-1950, -3250, 1750, 2300], front: [-2350, -3250, 1950, 2250] };
const MARGIN = 220;
const NAMED = { psoas: 'psoas', iliacus: 'iliacus', rectus_femoris: 'rectus femoris' };
const HATCH_STEP = 120;
let scenes = 0;

/**
 * Make the picture.
 * @param {object} drawing  what `psoaslib.figures.pieces` drew
 * @param {object} shares  each lumbar joint's share of the whole
 */
export function createScene(drawing, shares) {
  const places = { side: drawing.side.joints, front: drawing.front.joints };
  scenes += 1;
  const views = {};
  for (const name of ['side', 'front']) {
    views[name] = createView(name, drawing[name], `psoas-lab-hatch-${scenes}-${name}`);
  }

  function matricesOf(pose) {
    return bodyMatrices(jointsOfPose(pose), pose.pelvic_tilt, shares, places);
  }

  /** Show a pose; `states` says of each muscle long, still, short or beyond. */
  function paint(pose, states, side) {
    const matrices = matricesOf(pose);
    for (const name of ['side', 'front']) views[name].paint(matrices[name], states, side === 'left');
  }

  /** Show the kept pose as an outline; null takes it away. */
  function keep(pose) {
    const matrices = pose && matricesOf(pose);
    for (const name of ['side', 'front']) views[name].keep(matrices && matrices[name]);
  }

  function dispose() {
    views.side.dispose();
    views.front.dispose();
  }

  return { side: views.side.root, front: views.front.root, paint, keep, dispose };
}

function createView(name, drawn, hatch) {
  const frame = FRAMES[name];
  const ghost = makeSvg('g', { class: 'pl-ghost' });
  const body = makeSvg('g', {});
  const words = makeSvg('g', { class: 'pl-names' });
  const turned = makeSvg('g', {}, body, ghost);
  const root = makeSvg('svg', {
    class: `pf-plate pl-view pl-${name}-view`, viewBox: boxText(frame, 1), 'aria-hidden': 'true',
  }, hatchPattern(hatch), turned, words);
  const rigid = [];
  const muscles = [];
  const ghosts = [];
  const discs = discParts(drawn.discs);
  const watcher = new ResizeObserver(([{ contentRect }]) => {
    room = [contentRect.width, contentRect.height];
    fitLetters();
  });
  let kept = null;
  let shown = frame;
  let room = [300, 500];
  for (const piece of drawn.pieces) {
    if (piece.name === 'T12') body.append(...discs.map((disc) => disc.path));
    if (piece.muscle) {
      const made = createMuscle(piece, hatch);
      muscles.push(made);
      body.append(made.root);
      if (made.label) words.append(made.label);
      if (piece.muscle === 'psoas') ghost.append(made.ghost);
      continue;
    }
    const group = pieceGroup(piece.layers);
    const frameName = piece.name.split(' ')[0];
    rigid.push([frameName, group]);
    body.append(group);
    const line = piece.layers.find(([look]) => look === 'plate-line');
    if (line) {
      const outline = makeSvg('path', { d: line[1] });
      ghosts.push([frameName, outline]);
      ghost.append(outline);
    }
  }
  const levels = Object.keys(drawn.names).map((level) => {
    const text = makeSvg('text', { class: 'pl-level' }, level);
    words.append(text);
    return [level, text];
  });
  ghost.style.display = 'none';
  watcher.observe(root);

  function paint(matrices, states, mirrored) {
    const flip = mirrored ? -1 : 1;
    setAttribute(turned, 'transform', `scale(${flip} 1)`);
    const box = widened(widened(frame, matrices), kept);
    setAttribute(root, 'viewBox', boxText(box, flip));
    shown = box;
    fitLetters();
    for (const [piece, group] of rigid) group.setAttribute('transform', matrixText(matrices[piece]));
    for (const disc of discs) disc.paint(matrices);
    for (const each of muscles) each.paint(matrices, states[each.name] ?? '', flip);
    for (const [level, text] of levels) {
      const [x, y] = placed(matrices[level], drawn.names[level]);
      setAttribute(text, 'transform', `translate(${Math.round(flip * x)} ${Math.round(y + 60)})`);
    }
  }

  /** Letters keep their size on the screen, however much a view shows: they count in its units. */
  function fitLetters() {
    const [left, top, right, bottom] = shown;
    const unit = Math.max((right - left) / room[0], (bottom - top) / room[1]);
    if (Number.isFinite(unit)) root.style.setProperty('--pl-unit', `${unit.toFixed(1)}px`);
  }

  function keep(matrices) {
    kept = matrices;
    ghost.style.display = matrices ? '' : 'none';
    if (!matrices) return;
    for (const [piece, path] of ghosts) path.setAttribute('transform', matrixText(matrices[piece]));
    for (const each of muscles) each.keep(matrices);
  }

  return { root, paint, keep, dispose: () => watcher.disconnect() };
}

/** Widen a frame (left, top, right, bottom) to what the knee of a view from the side needs. */
function widened(frame, matrices) {
  if (!matrices?.shin) return frame;
  const points = [placed(matrices.femur, [0, 4300]), placed(matrices.shin, [0, 5050]),
    placed(matrices.kneecap, [480, 3850])];
  return frame.map((edge, i) => points.reduce((now, point) => {
    const at = point[i % 2];
    return i < 2 ? Math.min(now, at - MARGIN) : Math.max(now, at + MARGIN);
  }, edge));
}

function boxText([left, top, right, bottom], flip) {
  const x = flip > 0 ? left : -right;
  return [x, top, right - left, bottom - top].map(Math.round).join(' ');
}

function createMuscle(piece, hatch) {
  const edge = makeSvg('path', { class: 'pl-edge' });
  const flesh = makeSvg('path', { class: 'pl-flesh' });
  const stripes = makeSvg('path', { class: 'pl-hatch' });
  stripes.style.fill = `url(#${hatch})`;
  const fibres = makeSvg('path', { class: 'pl-fibre' });
  const ghost = makeSvg('path', { class: 'pl-ghost-muscle' });
  const root = makeSvg('g', {}, edge, flesh, stripes, fibres);
  const named = NAMED[piece.muscle] && !(piece.muscle === 'iliacus' && piece.front > 0);
  const label = named ? makeSvg('text', {}, NAMED[piece.muscle]) : null;
  if (label) label.classList.add('pl-muscle-name');

  function lines(matrices) {
    const at = ([frame, point]) => placed(matrices[frame], point);
    const holds = piece.holds.map(at);
    const end = at(piece.end);
    return piece.strands.map((strand) => strandLine(at(strand), holds, end, piece.front));
  }

  function paint(matrices, state, flip) {
    const found = lines(matrices);
    const outline = found.map((line) => strandOutline(line, piece.shape)).join('');
    for (const path of [edge, flesh, stripes]) path.setAttribute('d', outline);
    fibres.setAttribute('d', found.map((line) => lineData(line, 0.06, 0.92)).join(''));
    setAttribute(root, 'class', `pl-muscle pl-${piece.muscle === 'tendon' ? 'tendon' : state}`);
    if (!label) return;
    const [x, y] = namePlace(piece, found);
    setAttribute(label, 'transform', `translate(${Math.round(flip * x)} ${Math.round(y)})`);
    label.style.textAnchor = piece.front * flip > 0 ? 'start' : 'end';
    setText(label, NAMED[piece.muscle]);
  }

  function keep(matrices) {
    const found = lines(matrices);
    ghost.setAttribute('d', found.map((line) => strandOutline(line, piece.shape)).join(''));
  }

  return { name: piece.muscle, root, label, ghost, paint, keep };
}

/** A muscle's name stands beside it, on the side away from the bones. */
function namePlace(piece, lines) {
  const where = {
    psoas: [piece.front > 0 ? 0 : lines.length - 1, 0.16],
    iliacus: [lines.length - 1, 0.16],
    rectus_femoris: [0, 0.5],
  };
  const [strand, share] = where[piece.muscle];
  const line = lines[strand];
  const i = Math.round(share * (line.length - 1));
  const [x, y] = line[i];
  const [dx, dy] = [line[i + 1][0] - x, line[i + 1][1] - y];
  const length = Math.hypot(dx, dy) || 1;
  const off = piece.front * 230;
  return [x + (off * dy) / length, y - (off * dx) / length + 60];
}

function discParts(discs) {
  const order = ['pelvis', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'];
  return Object.entries(discs).map(([level, corners]) => {
    const path = makeSvg('path', { class: 'pl-disc' });
    const below = order[order.indexOf(level) - 1];
    return {
      path,
      paint(matrices) {
        const [a, b] = corners.slice(0, 2).map((p) => placed(matrices[below], p));
        const [c, d] = corners.slice(2).map((p) => placed(matrices[level], p));
        path.setAttribute('d', `M${[a, b, c, d].map((p) => p.map(Math.round).join(' ')).join('L')}z`);
      },
    };
  });
}

function pieceGroup(layers) {
  const paths = layers.map(([look, d]) => {
    const classes = look.split(' ').map((word) => `pf-${word}`).join(' ');
    return makeSvg('path', { class: classes, d });
  });
  return makeSvg('g', {}, ...paths);
}

function hatchPattern(id) {
  const line = makeSvg('path', { class: 'pl-hatch-line', d: `M0 0V${HATCH_STEP}` });
  return makeSvg('defs', {}, makeSvg('pattern', {
    id, width: HATCH_STEP, height: HATCH_STEP, patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  }, line));
}

function matrixText(matrix) {
  return `matrix(${matrix.map((value, i) => value.toFixed(i < 4 ? 4 : 1)).join(' ')})`;
}

/**
 * One picture of a posed figure, drawn in passes: geometry, evening of tone and shadow, what shows
 * through, composing. Pictures of several sizes share its targets, which only grow.
 */
import { project } from './camera.js';
import { COARSE, EVENING, FINE, spread } from './evening.js';
import { GEOMETRY, MODE, createSolids, createSurface, drawProps, look } from './geometry.js';
import { createTarget, createTexture, createVertices, refill, startPrograms, use } from './gl.js';
import { COMPOSING, dress } from './outlines.js';
import { LIGHT, inCells, lightOf, placed } from './placing.js';
import { FIRST_PROP, bodyWords, boneWords, gapsOf } from './rules.js';
import { STROKES } from './strokes.js';
import { createTiles } from './tiles.js';
import { XRAY, bonesShown, createMuscles, drawMuscles, muscleLook, sidesSeen, spineOf } from './xray.js';

/** mm: a mark on the face is hidden by what stands this much before it. */
const BEFORE_FACE = 40;

/** Begin to make the programs of a renderer (see gl.js). */
export const startRenderer = (gl) => startPrograms(gl, { ...GEOMETRY, ...EVENING, ...STROKES, ...XRAY, ...COMPOSING });

/**
 * @param {WebGL2RenderingContext} gl
 * @param {object} programs that `startRenderer` began
 *
 * @typedef {object} Shot what a picture shows
 * @property {object} figure see figure.js, already moved to its pose, its light that of the camera
 * @property {object[]} props  @property {{right: object, left: object}} muscles states of the psoas
 * @property {'right'|'left'} side that is stretched  @property {boolean} [moving]
 * @property {number} xray 0 to 1  @property {object} palette see rules.js  @property {boolean} [dark]
 * @property {import('./camera.js').Camera} camera
 * @property {number} width pixels  @property {number} height
 * @property {number} cells geometry cells a pixel, a side
 */
export function createRenderer(gl, programs) {
  const solids = createSolids(gl);
  const strokes = createVertices(gl, [{ data: new Float32Array(6), size: 3, moves: true }]);
  const strokeArray = strokeVertices(gl, strokes.buffers[0]);
  const tiles = createTiles(gl);
  const scene = createTarget(gl, [gl.RGBA8, gl.R32UI], true);
  const evenings = [createTarget(gl, [gl.RGBA8, gl.R32UI]), createTarget(gl, [gl.RGBA8, gl.R32UI])];
  const inner = createTarget(gl, [gl.RGBA8, gl.R32UI], true);
  const muscle = createTarget(gl, [gl.RGBA8]);
  const BOTH = [gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1];
  const FIRST = [gl.COLOR_ATTACHMENT0, gl.NONE];
  const known = new Map();

  /** What a figure needs on the graphics card. */
  function resources(figure) {
    if (!known.has(figure)) {
      known.set(figure, {
        body: createSurface(gl, figure.body, bodyWords(figure.mesh), true),
        bones: createSurface(gl, figure.bones, boneWords(figure.bones.mesh)),
        muscles: createMuscles(gl, figure.psoas),
        gaps: gapTexture(gl, figure.mesh),
      });
    }
    return known.get(figure);
  }

  const into = (target, buffers, width, height) => {
    gl.bindFramebuffer(gl.FRAMEBUFFER, target?.frame ?? null);
    if (buffers) gl.drawBuffers(buffers);
    gl.viewport(0, 0, width, height);
  };
  const clear = (withDepth) => {
    gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0]);
    gl.clearBufferuiv(gl.COLOR, 1, [0, 0, 0, 0]);
    if (withDepth) gl.clearBufferfv(gl.DEPTH, 0, [1]);
  };
  function drawStrokes(list, view, before) {
    if (!list.length) return;
    const { at } = use(gl, programs.stroke);
    look(gl, { at }, view);
    gl.uniform1f(at.uBefore, before);
    refill(gl, strokes.buffers[0], new Float32Array(list));
    gl.bindVertexArray(strokeArray);
    gl.drawArrays(gl.TRIANGLES, 0, list.length / 6);
  }

  /** Body and props, seen or flattened onto the floor. */
  function drawSolids(shot, own, view, mode) {
    const surface = use(gl, programs.surface);
    look(gl, surface, view, mode);
    const { waist, hem, neck } = shot.figure.mesh.garment;
    gl.uniform3fv(surface.at.uFills, view.fills);
    gl.uniform2f(surface.at.uCut, waist, hem);
    gl.uniform4f(surface.at.uNeck, neck.x, neck.deep, neck.wide, neck.above);
    if (mode === MODE.shadow) own.body.coarse();
    else own.body.draw();
    const prop = use(gl, programs.prop);
    look(gl, prop, view, mode);
    gl.uniform3fv(prop.at.uLight, LIGHT);
    gl.uniform3fv(prop.at.uFills, view.fills);
    gl.uniform3fv(prop.at.uSide, shot.palette['block-side']);
    drawProps(gl, prop, solids, view.props, FIRST_PROP);
  }

  function drawGeometry(shot, own, view) {
    scene.fit(view.W + 8, view.H + 8);
    into(scene, BOTH, view.W, view.H);
    gl.depthMask(true);
    gl.enable(gl.DEPTH_TEST);
    gl.clearBufferfv(gl.COLOR, 0, [...shot.palette.line, 0]);
    gl.clearBufferuiv(gl.COLOR, 1, [0, 0, 0, 0]);
    gl.clearBufferfv(gl.DEPTH, 0, [1]);
    drawSolids(shot, own, view, MODE.body);
    gl.drawBuffers(FIRST);
    gl.depthMask(false);
    gl.colorMask(true, true, true, false);
    drawStrokes(shot.figure.face(view.axes, shot.palette), view, BEFORE_FACE);
    gl.colorMask(true, true, true, true);
    gl.depthMask(true);
    gl.disable(gl.DEPTH_TEST);
  }

  function drawEvening(shot, own, view, region) {
    const cells = Math.max(1, Math.round((shot.cells > 2 ? FINE : COARSE) / view.mm));
    const [width, height] = [Math.ceil(view.W / cells), Math.ceil(view.H / cells)];
    for (const target of evenings) {
      target.fit(width + 8, height + 8);
      into(target, BOTH, width, height);
      clear(false);
    }
    // The small picture's far edges need not meet those of whole texels: its frame is a little larger.
    const { frame } = view;
    const [w, h] = [(frame[2] * width * cells) / view.W, (frame[3] * height * cells) / view.H];
    const ground = { ...view, frame: [frame[0], frame[1] - (h - frame[3]), w, h] };
    gl.drawBuffers(FIRST);
    drawSolids(shot, own, ground, MODE.shadow);
    const gathering = use(gl, programs.gathering);
    gathering.texture('uWords', scene.textures[1]);
    gathering.texture('uColour', scene.textures[0]);
    gathering.texture('uBoneWords', inner.textures[1] ?? null);
    gathering.texture('uPsoas', muscle.textures[0] ?? null);
    gathering.texture('uGround', evenings[1].textures[0]);
    gl.uniform4iv(gathering.at.uRegion, region ?? [0, 0, 0, 0]);
    gl.uniform1i(gathering.at.uCells, cells);
    into(evenings[0], BOTH, width, height);
    tiles.draw(gathering, ground.frame);
    for (const [way, to] of [[[1, 0], 1], [[0, 1], 0]]) {
      const evening = use(gl, programs.evening);
      // @ts-expect-error: tsc mixes the types of what a literal row holds.
      evening.texture('uGround', evenings[1 - to].textures[0]);
      // @ts-expect-error: tsc mixes the types of what a literal row holds.
      evening.texture('uTones', evenings[1 - to].textures[1]);
      spread(gl, evening, view.mm * cells);
      // @ts-expect-error: tsc mixes the types of what a literal row holds.
      gl.uniform2iv(evening.at.uWay, way);
      // @ts-expect-error: tsc mixes the types of what a literal row holds.
      into(evenings[to], BOTH, width, height);
      tiles.draw(evening, ground.frame);
    }
    return 1 / cells;
  }

  function drawInner(shot, own, view) {
    const region = inCells(view.inner, view.W, view.H);
    const [width, height] = [region[2], region[3]].map((cells) => (cells + 63) & ~63);
    inner.fit(width, height);
    muscle.fit(inner.width, inner.height);
    const { figure, palette } = shot;
    const names = bonesOf(figure);
    const sides = sidesSeen(view.axes.toward, figure.rightOfPelvis(), shot.side);
    gl.bindFramebuffer(gl.FRAMEBUFFER, inner.frame);
    gl.viewport(-region[0], -region[1], view.W, view.H);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(0, 0, region[2], region[3]);
    gl.enable(gl.DEPTH_TEST);
    clear(true);
    const surface = use(gl, programs.surface);
    look(gl, surface, view, MODE.bones);
    gl.uniform2fv(surface.at.uBone, bonesShown(names, sides));
    gl.uniform3fv(surface.at.uBoneFills, [...palette.bone, ...palette['bone-shade']]);
    own.bones.draw();
    gl.disable(gl.DEPTH_TEST);
    gl.bindFramebuffer(gl.FRAMEBUFFER, muscle.frame);
    gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0]);
    drawMuscles(gl, programs.psoas, own.muscles, {
      names,
      boneWords: inner.textures[1],
      sides,
      looks: {
        right: muscleLook(palette, shot.muscles.right, shot.moving),
        left: muscleLook(palette, shot.muscles.left, shot.moving),
      },
      palette,
      hatch: project(view.axes, figure.originOf('pelvis')).slice(0, 2),
      mm: view.mm,
      camera: (at) => look(gl, { at }, view),
    });
    gl.disable(gl.SCISSOR_TEST);
    return region;
  }

  function compose(shot, own, view, small, region) {
    const { width, height } = shot;
    into(null, null, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.DEPTH_TEST);
    for (const [name, passes] of [['areas', gl.ALWAYS], ['lines', gl.LESS]]) {
      const { at, texture } = use(gl, programs[name]);
      texture('uWords', scene.textures[1]);
      texture('uColour', scene.textures[0]);
      texture('uGround', evenings[0].textures[0]);
      texture('uTones', evenings[0].textures[1]);
      texture('uGaps', own.gaps);
      texture('uBoneColour', inner.textures[0] ?? null);
      texture('uBoneWords', inner.textures[1] ?? null);
      texture('uPsoas', muscle.textures[0] ?? null);
      dress(gl, { at }, { mm: view.mm, cells: shot.cells, palette: shot.palette, fills: view.fills, tones: view.tones, dark: shot.dark });
      gl.uniform1f(at.uSmall, small);
      gl.uniform1f(at.uXray, region ? shot.xray : 0);
      gl.uniform1f(at.uFrontal, Math.min(1, Math.max(0, (view.facing - 0.85) / 0.1)));
      gl.uniform4fv(at.uRegion, region ?? [0, 0, 0, 0]);
      gl.uniform2uiv(at.uSpine, spineOf(bonesOf(shot.figure)));
      // @ts-expect-error: tsc mixes the types of what a literal row holds.
      gl.depthFunc(passes);
      tiles.draw({ at }, view.frame);
    }
    gl.disable(gl.DEPTH_TEST);
  }

  /** @param {Shot} shot */
  function draw(shot) {
    const own = resources(shot.figure);
    const view = placed(shot);
    shot.figure.light(lightOf(view.axes));
    own.body.move();
    tiles.set(view.runs, view.frame);
    gl.disable(gl.BLEND);
    gl.disable(gl.CULL_FACE);
    gl.disable(gl.DEPTH_TEST);
    drawGeometry(shot, own, view);
    let region = null;
    if (shot.xray > 0) {
      own.bones.move();
      own.muscles.move();
      region = drawInner(shot, own, view);
    }
    const small = drawEvening(shot, own, view, region);
    compose(shot, own, view, small, region);
  }

  return { draw, programs: Object.keys(programs).length };
}

const bonesOf = (figure) => figure.bones.mesh.labels.map(({ part }) => part);

function strokeVertices(gl, buffer) {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  for (const location of [0, 1]) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, 3, gl.FLOAT, false, 24, 12 * location);
  }
  gl.bindVertexArray(null);
  return array;
}

/** How far apart two parts lie before a line is drawn, as a texture: rows and columns are parts. */
function gapTexture(gl, mesh) {
  const gaps = gapsOf(mesh);
  const data = new Uint8Array(2 * 64 * 64).fill(255);
  gaps.forEach((row, a) => row.forEach((pair, b) => data.set(pair, 2 * (64 * a + b))));
  const texture = createTexture(gl, gl.RG8, 64, 64);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 64, 64, gl.RG, gl.UNSIGNED_BYTE, data);
  return texture;
}

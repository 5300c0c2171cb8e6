/**
 * The geometry pass: body and props into a picture of flat colours with their tone, and a picture of
 * words (see rules.js). The same program flattens them onto the floor for the shadow, and draws bones.
 */
import { createVertices, refill, use } from './gl.js';
import { KIND } from './rules.js';

/** How the surface program draws. */
export const MODE = { body: 0, shadow: 1, bones: 2 };
/** Metres: what is higher above the floor throws no shadow on it: a limb's would lie apart from it. */
export const SHADOW_BELOW = { body: 0.16, prop: 0.42 };
/** Metres: the shadow's surface is as coarse as this. */
const SHADOW_CELL = 0.024;

const PLACED = `
uniform mat3 uAxes; uniform vec4 uFrame; uniform float uDeep; uniform int uMode;
vec4 placed(vec3 q, float z){ return vec4((q.x-uFrame.x)/uFrame.z*2.-1., 1.-(q.y-uFrame.y)/uFrame.w*2., z, 1.); }
vec4 flattened(vec3 p, float below){ vec3 q = vec3(p.x, 0., p.z)*uAxes*1000.; return placed(q, 1.+(p.y-below)*2.); }
`;

/** Triangles that stand high are clipped away in the shadow; bones are layered by how they fade. */
const SURFACE_VS = `
layout(location=0) in vec4 aPlace; // metres, tone
layout(location=1) in vec3 aRest;  // metres, on the body at rest
layout(location=2) in uint aWord;
uniform vec2 uBone[16]; // how much of a bone shows, and its layer
${PLACED}
uniform vec3 uFills[8];
out vec4 vRest; flat out uint vWord; flat out vec4 vFill; // and how much of a bone shows
void main(){
  vec3 q = aPlace.xyz*uAxes*1000.; float z = (uDeep-q.z)/2048.;
  vRest = vec4(aRest, aPlace.w); vWord = aWord; vFill = vec4(uFills[aWord>>29], 1.);
  if (uMode==${MODE.shadow}) { gl_Position = flattened(aPlace.xyz, ${SHADOW_BELOW.body}); return; }
  if (uMode==${MODE.bones}) { vec2 bone = uBone[((aWord>>15)&31u)-1u]; vFill.a = bone.x; vRest.x = z*.5+.5; z = (vRest.x+bone.y)*.5-1.; }
  gl_Position = placed(q, z);
}`;

const SURFACE_FS = `
in vec4 vRest; flat in uint vWord; flat in vec4 vFill;
uniform int uMode; uniform vec3 uFills[8]; uniform vec3 uBoneFills[2]; uniform vec2 uCut; uniform vec4 uNeck;
layout(location=0) out vec4 oColour; layout(location=1) out uint oWord;
void main(){
  if (uMode==${MODE.shadow}) { oColour = vec4(1.); oWord = 0u; return; }
  float tone = vRest.w;
  if (uMode==${MODE.bones}) {
    float w = max(fwidth(tone),.02), lit = vFill.a>.9 ? smoothstep(.36-w,.36+w,tone) : 1.;
    oColour = vec4(mix(uBoneFills[1],uBoneFills[0],lit)*vFill.a, vFill.a);
    oWord = uint(vRest.x*32767.) | (vWord&0xf8000u) | (vFill.a>.9 ? 1u<<20 : 0u);
    return;
  }
  uint word = vWord & 0xffff8000u, cut = vWord & 3u, kind = word>>29;
  if (cut==2u && vRest.y > uCut.y) kind = ${KIND.top}u;
  if (cut==1u) {
    vec2 e = vec2((vRest.x-uNeck.x)/uNeck.y, vRest.z/uNeck.z);
    if (!(dot(e,e)<1. && vRest.y>uNeck.w)) kind = ${KIND.top}u;
    if (vRest.y < uCut.x) kind = ${KIND.shorts}u;
  }
  vec3 fill = kind==word>>29 ? vFill.rgb : kind==${KIND.top}u ? uFills[${KIND.top}] : uFills[${KIND.shorts}];
  oColour = vec4(fill, clamp(tone*.5+.5, 0., 1.));
  oWord = uint(clamp(gl_FragCoord.z,0.,1.)*32767.) | (word & 0x1fffffffu) | (kind<<29);
}`;

const PROP_VS = `
layout(location=0) in vec3 aPlace; layout(location=1) in vec3 aFacing; // of a unit ball or a cube from -1 to 1
uniform vec3 uAt, uHalf; uniform vec2 uTurn; // metres; cosine and sine about y
${PLACED}
out vec3 vNormal; out vec3 vOwn;
vec3 about(vec3 p){ return vec3(uTurn.x*p.x+uTurn.y*p.z, p.y, uTurn.x*p.z-uTurn.y*p.x); }
void main(){
  vOwn = aPlace; vec3 p = about(aPlace*uHalf)+uAt, q = p*uAxes*1000.;
  vNormal = about(aFacing/uHalf)*uAxes;
  gl_Position = uMode==${MODE.shadow} ? flattened(vec3(p.x, uAt.y-uHalf.y, p.z), ${SHADOW_BELOW.prop}) : placed(q, (uDeep-q.z)/2048.);
}`;

/** Faces 1-3 are those of a box; 10-16 the bands between the seams of a ball. */
const PROP_FS = `
in vec3 vNormal; in vec3 vOwn;
uniform int uMode; uniform uint uPart; uniform bool uRound; uniform vec3 uLight, uFills[8], uSide;
layout(location=0) out vec4 oColour; layout(location=1) out uint oWord;
void main(){
  if (uMode==${MODE.shadow}) { oColour = vec4(1.); oWord = 0u; return; }
  uint face; float tone = 1.; vec3 fill = uFills[${KIND.ball}];
  if (uRound) {
    float h = abs(vOwn.y); uint band = uint(h>.43837) + uint(h>.66913) + uint(h>.84805);
    face = 10u + (vOwn.y<0. && band>0u ? 3u+band : band);
    tone = dot(normalize(vNormal), uLight);
  } else {
    vec3 a = abs(vOwn); face = a.y>=max(a.x,a.z) ? 2u : a.x>a.z ? 1u : 3u;
    fill = face==2u ? uFills[${KIND.box}] : uSide;
  }
  uint kind = uRound ? ${KIND.ball}u : ${KIND.box}u;
  oColour = vec4(fill, tone*.5+.5);
  oWord = uint(clamp(gl_FragCoord.z,0.,1.)*32767.) | (face<<15) | (2u<<20) | (uPart<<22) | (kind<<29);
}`;

/** The programs of this pass. */
export const GEOMETRY = { surface: [SURFACE_VS, SURFACE_FS], prop: [PROP_VS, PROP_FS] };

/** Make the vertices of a body or of bones: places that move, and what stays; `coarse` draws what `throwsShadow`. */
export function createSurface(gl, body, words, throwsShadow = false) {
  const { rest, label, triangles } = body.mesh;
  const word = Uint32Array.from(label, (each) => words[each]);
  const few = throwsShadow ? coarser(rest, label, triangles, SHADOW_CELL) : [];
  const all = new Uint16Array(triangles.length + few.length);
  all.set(triangles);
  all.set(few, triangles.length);
  const vertices = createVertices(
    gl,
    [
      { data: body.out, size: 4, moves: true },
      { data: rest, size: 3 },
      { data: word, size: 1 },
    ],
    all,
  );
  const drawn = (first, count) => {
    gl.bindVertexArray(vertices.array);
    gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, 2 * first);
  };
  return {
    move: () => refill(gl, vertices.buffers[0], body.out),
    draw: () => drawn(0, triangles.length),
    coarse: () => drawn(triangles.length, few.length),
  };
}

/** Return fewer triangles on the same vertices: those of a label in one cell of space become one. */
export function coarser(rest, label, triangles, cell) {
  const seen = new Map();
  const to = Uint16Array.from(label, (own, i) => {
    const [x, y, z] = [0, 1, 2].map((k) => Math.round(rest[3 * i + k] / cell));
    const key = ((x + 128) * 256 + y + 128) * 256 * 256 + (z + 128) * 256 + own;
    if (!seen.has(key)) seen.set(key, i);
    return seen.get(key);
  });
  const out = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [to[triangles[t]], to[triangles[t + 1]], to[triangles[t + 2]]];
    if (a !== b && b !== c && a !== c) out.push(a, b, c);
  }
  return Uint16Array.from(out);
}

/** Make the two solids that props are made of. */
export function createSolids(gl) {
  const solid = ({ places, normals, triangles }) =>
    createVertices(
      gl,
      [
        { data: new Float32Array(places), size: 3 },
        { data: new Float32Array(normals), size: 3 },
      ],
      new Uint16Array(triangles),
    );
  return { ball: solid(ballSolid()), box: solid(boxSolid()) };
}

/** @returns the unit ball in rings of latitude */
function ballSolid(rings = 24, columns = 48) {
  const [places, triangles] = [[], []];
  for (let i = 0; i <= rings; i += 1) {
    const level = (i / rings - 0.5) * Math.PI;
    for (let j = 0; j < columns; j += 1) {
      const turn = (j / columns) * 2 * Math.PI;
      places.push(Math.cos(level) * Math.cos(turn), Math.sin(level), Math.cos(level) * Math.sin(turn));
      if (i === rings) continue;
      const [a, b] = [i * columns + j, i * columns + ((j + 1) % columns)];
      triangles.push(a, a + columns, b, b, a + columns, b + columns);
    }
  }
  return { places, normals: places, triangles };
}

/** @returns the cube from -1 to 1, each face with its own corners */
function boxSolid() {
  const [places, normals, triangles] = [[], [], []];
  for (let axis = 0; axis < 3; axis += 1) {
    for (const sign of [-1, 1]) {
      const first = places.length / 3;
      for (const [u, v] of [[-1, -1], [1, -1], [1, 1], [-1, 1]]) {
        const [place, normal] = [[0, 0, 0], [0, 0, 0]];
        place[axis] = normal[axis] = sign;
        place[(axis + 1) % 3] = u;
        place[(axis + 2) % 3] = v;
        places.push(...place);
        normals.push(...normal);
      }
      const order = sign > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2];
      triangles.push(...order.map((k) => first + k));
    }
  }
  return { places, normals, triangles };
}

/** Return where a prop stands: its middle and half axes in metres, and its turn. */
export function standing({ shape, at, size, turn, squash, up }) {
  const half = shape === 'ball' ? squashed(size[0] / 2, squash) : size.map((edge) => edge / 2);
  const angle = (turn * Math.PI) / 180;
  return { middle: [at[0], (up ?? 0) + half[1], at[1]], half, cosine: Math.cos(angle), sine: Math.sin(angle) };
}

function squashed(radius, squash) {
  const wide = radius / Math.sqrt(squash);
  return [wide, radius * squash, wide];
}

/** Return the corners of the box round a prop, in metres. */
export function cornersOf(prop) {
  const { middle, half, cosine, sine } = standing(prop);
  return [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => {
    const [u, v] = [x * half[0], z * half[2]];
    return [middle[0] + cosine * u + sine * v, middle[1] + y * half[1], middle[2] + cosine * v - sine * u];
  })));
}

/** Draw the props with a program that is in use. */
export function drawProps(gl, { at }, solids, props, firstPart) {
  props.forEach((prop, k) => {
    const { middle, half, cosine, sine } = standing(prop);
    const solid = prop.shape === 'ball' ? solids.ball : solids.box;
    gl.uniform3fv(at.uAt, middle);
    gl.uniform3fv(at.uHalf, half);
    gl.uniform2f(at.uTurn, cosine, sine);
    gl.uniform1i(at.uRound, prop.shape === 'ball' ? 1 : 0);
    gl.uniform1ui(at.uPart, firstPart + k);
    gl.bindVertexArray(solid.array);
    gl.drawElements(gl.TRIANGLES, solid.count, gl.UNSIGNED_SHORT, 0);
  });
}

/** Tell a program of this pass where the camera stands. */
export function look(gl, { at }, { axes, frame, deep }, mode) {
  gl.uniformMatrix3fv(at.uAxes, false, [...axes.right, ...axes.down, ...axes.toward]);
  gl.uniform4fv(at.uFrame, frame);
  gl.uniform1f(at.uDeep, deep);
  if (at.uMode) gl.uniform1i(at.uMode, mode);
}

/**
 * What shows through the skin: bones, and both psoas as strips along their fascicles that face the
 * viewer, with webs between neighbours, in layers: halo, edge, fill, fibres.
 */
import { createTexture, createVertices, use } from './gl.js';

/** Every so many points of a fascicle's line carry the drawing. */
const EVERY = 2;
/** Neighbouring fascicles: between these the muscle is closed. */
const WEBS = [[0, 1], [1, 2], [0, 2], [1, 3], [2, 4], [3, 4], [3, 5], [4, 6], [5, 6], [5, 7], [6, 8], [7, 8], [7, 9], [8, 10], [9, 10]];
/** mm: gaps between fascicles wider than this stay open; narrower ones near their origins, where each is a slip. */
const CLOSED = 26;
/** Factor of the fascicles' radii, so that they close to one belly. */
export const FULL = 1.12;
const SPINE = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'sacrum'];
/** How much a bone of the far side shows. */
const FAINT = 0.35;
const FADING = { T10: [0.35, 2], T11: [0.65, 1] };

const VS = `
layout(location=0) in vec4 aAt; // fascicle, step, side of the strip or 0, partner fascicle of a web or -1
uniform sampler2D uLines, uRadii; uniform mat3 uAxes; uniform vec4 uFrame; uniform float uDeep; uniform int uLayer; uniform float uSteps;
flat out int vLayer; out float vDepth; out vec2 vMm; out float vShows;
vec3 at(float line, float step){ return texelFetch(uLines, ivec2(int(step), int(line)), 0).xyz*uAxes*1000.; }
float slip(float step){ return smoothstep(-1., 8., step); } // how far a fascicle has left its vertebra
float radius(float line, float step){ // ends taper, so that those side by side make no step
  return texelFetch(uRadii, ivec2(int(step), int(line)), 0).r*${FULL * 1000}.*mix(.3, 1., min(slip(step), clamp((uSteps-1.-step)/6., 0., 1.)));
}
void main(){
  vec3 q = at(aAt.x, aAt.y); int layer = uLayer+gl_InstanceID; vShows = 1.;
  float grow = (layer==0 ? 6.1 : layer==1 ? 1.6 : -1.6)*mix(.5, 1., slip(aAt.y));
  if (aAt.w>=0.) {
    float open = length(q-at(aAt.w, aAt.y)) - radius(aAt.x, aAt.y) - radius(aAt.w, aAt.y);
    vShows = layer==3 ? -1. : ${CLOSED}.*smoothstep(-2., 4., aAt.y) + (layer==0 ? 9. : layer==1 ? 3.5 : -3.) - open;
  } else {
    vec2 way = (at(aAt.x, min(aAt.y+1., uSteps-1.)) - at(aAt.x, max(aAt.y-1., 0.))).xy; float l = length(way);
    float r = max(radius(aAt.x, aAt.y)+grow, .5);
    if (layer==3) { r = 1.; vShows = mod(aAt.x,2.)<.5 && aAt.y>3.5 && aAt.y<uSteps-3.5 ? 1. : -1.; }
    if (l>1e-4) q.xy += vec2(-way.y, way.x)/l*aAt.z*r;
  }
  vLayer = layer; vDepth = (uDeep-q.z)/2048.; vMm = q.xy;
  gl_Position = vec4((q.x-uFrame.x)/uFrame.z*2.-1., 1.-(q.y-uFrame.y)/uFrame.w*2., 0., 1.);
}`;

/** Alpha: .5 is the halo, which an arm hides, 1 the muscle, which shows faintly through an arm. */
const FS = `
flat in int vLayer; in float vDepth; in vec2 vMm; in float vShows;
uniform usampler2D uBoneWords; uniform bool uFar; uniform uvec2 uSpine; uniform vec2 uHatch; uniform float uMm, uShort, uBlank;
uniform vec3 uFill, uEdge, uHatchColour, uHalo; out vec4 oColour;
void main(){
  if (vShows<0.) discard;
  if (uFar) {
    uint b = texelFetch(uBoneWords, ivec2(gl_FragCoord.xy), 0).r, k = (b>>15)&31u;
    if (k>=uSpine.x && k<=uSpine.y && float(b&32767u)*.125 < (vDepth*.5+.5)*4096.-12.) discard;
  }
  vec2 mm = vMm-uHatch; float h = abs(fract((mm.x-mm.y)/15.)-.5)*15.*.7071;
  vec3 fill = mix(uFill, uHatchColour, uShort*clamp((1.7-h)/uMm+.5,0.,1.));
  if (vLayer==0) oColour = vec4(uHalo, .5);
  else if (vLayer==1) oColour = vec4(uEdge, 1.);
  else if (vLayer==2) oColour = vec4(fill, 1.);
  else { if (uBlank>.5) discard; oColour = vec4(mix(fill, uEdge, (1.-uShort)*.7), 1.); }
}`;

export const XRAY = { psoas: [VS, FS] };

/** Return the numbers of the first and the last bone of the spine. */
export function spineOf(names) {
  const spine = SPINE.map((name) => names.indexOf(name) + 1);
  return [Math.min(...spine), Math.max(...spine)];
}

/** Return which sides of a body are near and far, and how far it has turned from one to the other (0-1). */
export function sidesSeen(toward, rightOfPelvis, stretched) {
  const sign = stretched === 'left' ? -1 : 1;
  const facing = sign * (toward[0] * rightOfPelvis[0] + toward[1] * rightOfPelvis[1] + toward[2] * rightOfPelvis[2]);
  const same = stretched === 'left' ? 'left' : 'right';
  const other = same === 'right' ? 'left' : 'right';
  const sides = facing > -0.5 ? { near: same, far: other } : { near: other, far: same };
  return { ...sides, ease: Math.min(1, Math.abs(facing + 0.5) / 0.15) };
}

/** Return per bone how much it shows and in which layer it lies, nearest 0; a flat list of pairs. */
export function bonesShown(names, { far, ease }) {
  return names.flatMap((name) => {
    if (name.startsWith(far)) return [FAINT + (1 - ease) * 0.3, 3];
    return FADING[name] ?? [1, 0];
  });
}

/** Return the colours of a muscle by its state; while it changes, by its millimetres. */
export function muscleLook(palette, { state, change }, moving) {
  const blank = !Number.isFinite(change);
  const ramp = (value) => Math.min(1, Math.max(0, (value - 3) / 4));
  const long = blank ? 0 : moving ? ramp(change) : Number(state === 'long');
  const short = blank ? 0 : moving ? ramp(-change) : Number(state === 'short');
  const mixed = (...names) => {
    const [still, lengthened, shortened] = names.map((name) => palette[name]);
    return still.map((part, k) => {
      const stretched = part + (lengthened[k] - part) * long;
      return stretched + (shortened[k] - stretched) * short;
    });
  };
  if (blank) return { fill: palette.beyond, edge: palette['beyond-line'], short: 0, blank: 1 };
  return {
    fill: mixed('still', 'long', 'short'),
    edge: mixed('still-line', 'long-line', 'short-line'),
    short,
    blank: 0,
  };
}

/** Make the strips and webs of a muscle of so many fascicles and steps. */
export function createMuscles(gl, psoas) {
  const { many, steps, radii } = psoas;
  const corners = [];
  const triangles = [];
  const strip = (pair) => {
    for (let step = 0; step < steps; step += EVERY) {
      const first = corners.length / 4;
      corners.push(...pair(step));
      if (step + EVERY < steps) triangles.push(first, first + 1, first + 2, first + 2, first + 1, first + 3);
    }
  };
  WEBS.forEach(([a, b]) => strip((step) => [a, step, 0, b, b, step, 0, a]));
  const webs = triangles.length;
  for (let k = 0; k < many; k += 1) strip((step) => [k, step, 1, -1, k, step, -1, -1]);
  const vertices = createVertices(gl, [{ data: new Float32Array(corners), size: 4 }], new Uint16Array(triangles));
  const lines = Object.fromEntries(['right', 'left'].map((side) => [side, createTexture(gl, gl.RGB32F, steps, many)]));
  const thick = createTexture(gl, gl.R32F, steps, many);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, steps, many, gl.RED, gl.FLOAT, radii);
  return {
    lines,
    thick,
    move() {
      for (const side of ['right', 'left']) {
        gl.bindTexture(gl.TEXTURE_2D, lines[side]);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, steps, many, gl.RGB, gl.FLOAT, psoas.lines[side]);
      }
    },
    draw({ at }) {
      gl.bindVertexArray(vertices.array);
      gl.uniform1f(at.uSteps, steps);
      gl.uniform1i(at.uLayer, 0);
      gl.drawElementsInstanced(gl.TRIANGLES, vertices.count, gl.UNSIGNED_SHORT, 0, 3);
      gl.uniform1i(at.uLayer, 3);
      gl.drawElementsInstanced(gl.TRIANGLES, vertices.count - webs, gl.UNSIGNED_SHORT, 2 * webs, 1);
    },
  };
}

/** Draw both muscles, the far one first, which the spine hides where it stands well before it. */
export function drawMuscles(gl, program, muscles, { names, boneWords, sides, looks, palette, hatch, mm, camera }) {
  for (const side of [sides.far, sides.near]) {
    const { at, texture } = use(gl, program);
    texture('uLines', muscles.lines[side]);
    texture('uRadii', muscles.thick);
    texture('uBoneWords', boneWords);
    camera(at);
    gl.uniform1i(at.uFar, side === sides.far ? 1 : 0);
    gl.uniform2uiv(at.uSpine, spineOf(names));
    gl.uniform2fv(at.uHatch, hatch);
    gl.uniform1f(at.uMm, mm);
    gl.uniform1f(at.uShort, looks[side].short);
    gl.uniform1f(at.uBlank, looks[side].blank);
    gl.uniform3fv(at.uFill, looks[side].fill);
    gl.uniform3fv(at.uEdge, looks[side].edge);
    gl.uniform3fv(at.uHatchColour, palette['short-line']);
    gl.uniform3fv(at.uHalo, palette.bone);
    muscles.draw({ at });
  }
}

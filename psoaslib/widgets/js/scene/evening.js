/**
 * Tone and shadow, evened: a small picture (a texel is some 8 mm) of each surface's tone, blurred
 * along the surface and never over its edge; beside it the shadow on the floor, blurred alike, and
 * whether nearby anything is drawn, anything shows through, or surfaces meet.
 *
 * A texel of tone, 32 bits: 0-14 depth in 1/8 mm, 15-28 tone, 29-31 kind. Beside it, filtered: shadow,
 * tone, and flags: 1 something is near, 2 something shows through, 4 surfaces meet.
 */
import { KIND } from './rules.js';
import { TILES_VS } from './tiles.js';

/** mm of a texel at rest, and while all moves; how many texels to either side are evened. */
export const FINE = 7.5;
export const COARSE = 9;
const REACH = 3;
/** mm: how far tone is evened over skin, and over the trunk's cloth, which has longer folds. */
const SPREAD = { skin: 8.5, top: 12.5 };
/** mm round a surface in which something may be drawn. */
const NEAR = 12;
/** mm: a surface that bends by less from texel to texel has no fold in which a line is drawn. */
const BEND = 5;

const COMMON = `
layout(location=0) out vec4 oGround; layout(location=1) out uint oTone;
float depth(uint w){ return float(w&32767u)*.125; }
float tone(uint w){ return float((w>>15)&16383u)/16383.; }
float flags(bool near, bool inner, bool edge){ return float(int(near) + 2*int(inner) + 4*int(edge))/255.; }
uint packed_(uint w, float t){ return (w & 0xe0007fffu) | (uint(clamp(t,0.,1.)*16383.+.5)<<15); }
`;

const GATHERING = `${COMMON}
uniform usampler2D uWords, uBoneWords; uniform sampler2D uColour, uGround, uPsoas; uniform ivec4 uRegion;
uniform int uCells; // geometry cells of a texel, a side
void main(){
  ivec2 p = ivec2(gl_FragCoord.xy);
  uint first = 0u; float sum = 0., n = 0., filled = 0., edge = 0., inner = 0.;
  for (int k=0;k<4;k++) {
    ivec2 c = (p+ivec2(k&1,k>>1))*uCells; uint w = texelFetch(uWords,c,0).r; float d = depth(w);
    first = k==0 || first>>29==0u ? w : first;
    filled += float(w>>29!=0u); edge = max(edge, float((w^first)>32767u));
    bool same = w>>29!=0u && w>>29==first>>29 && abs(d-depth(first))<15.;
    sum += same ? texelFetch(uColour,c,0).a : 0.; n += float(same);
    ivec2 r = c-uRegion.xy;
    if (r.x>=0 && r.y>=0 && r.x<uRegion.z && r.y<uRegion.w) inner = max(inner, float(texelFetch(uBoneWords,r,0).r!=0u || texelFetch(uPsoas,r,0).a>0.));
  }
  oTone = n>0. ? packed_(first, sum/n) : 0u;
  edge = filled<4. && filled>0. ? 1. : edge;
  oGround = vec4(texelFetch(uGround,p,0).r, n>0. ? sum/n : 0., flags(filled>0., inner>0., edge>0.), 1.);
}`;

const SPREADING = `${COMMON}
uniform usampler2D uTones; uniform sampler2D uGround; uniform ivec2 uWay; uniform int uNear;
uniform float uSkin[${REACH + 1}], uTop[${REACH + 1}]; uniform float uMm; // weights by distance; mm of a texel
void main(){
  ivec2 p = ivec2(gl_FragCoord.xy); uint w0 = texelFetch(uTones,p,0).r, kind = w0>>29;
  float d0 = depth(w0), sum = 0., all = 0., shade = 0., shades = 0.; int near; bool top = kind==${KIND.top}u;
  bool flesh = kind>0u && kind<${KIND.ball}u;
  float bend = depth(texelFetch(uTones,p-uWay,0).r)+depth(texelFetch(uTones,p+uWay,0).r)-2.*d0; near = abs(bend)>${BEND}. ? 4 : 0;
  for (int i=-${REACH};i<=${REACH};i++) {
    ivec2 q = p+uWay*i; int k = abs(i); vec4 ground = texelFetch(uGround,q,0);
    shade += uTop[k]*ground.r; shades += uTop[k];
    int flag = int(ground.b*255.+.5);
    near |= (k<=uNear ? flag & 3 : 0) | (k<=1 ? flag & 4 : 0) | int(ground.r>.01);
    if (flesh) {
      uint w = texelFetch(uTones,q,0).r; float share = w>>29==kind && abs(depth(w)-d0) < 6.+4.*uMm*float(k) ? (top ? uTop[k] : uSkin[k]) : 0.;
      sum += share*tone(w); all += share;
    }
  }
  oTone = flesh ? packed_(w0, sum/all) : w0;
  oGround = vec4(shade/shades, flesh ? sum/all : tone(w0), float(near)/255., 1.);
}`;

export const EVENING = { gathering: [TILES_VS, GATHERING], evening: [TILES_VS, SPREADING] };

/** Return weights by distance in texels for evening over a surface. */
export function weightsOf(spread, mm) {
  const sigma = Math.max(0.6, spread / mm);
  return Array.from({ length: REACH + 1 }, (_, k) => Math.exp((-0.5 * k * k) / (sigma * sigma)));
}

/** Tell the program how far it evens at so many millimetres a texel. */
export function spread(gl, { at }, mm) {
  gl.uniform1i(at.uNear, Math.min(REACH, Math.ceil(NEAR / mm)));
  gl.uniform1fv(at.uSkin, weightsOf(SPREAD.skin, mm));
  gl.uniform1fv(at.uTop, weightsOf(SPREAD.top, mm));
  gl.uniform1f(at.uMm, mm);
}

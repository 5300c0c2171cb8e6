/**
 * The composed picture: flat colours in two tones, outlines of even width, the shadow on the floor,
 * and what shows through the skin.
 *
 * An outline is found on a ring of taps round a pixel: the share of taps that lie on another surface
 * tells how near its edge is. Four probes further out tell first whether anything is there at all.
 */
import { KIND } from './rules.js';
import { TILES_VS } from './tiles.js';

/** mm: widths of lines, and how far the light round bones and, on a dark ground, round all reaches. */
export const WIDTHS = { line: 5, fine: 3.2, seam: 3, bone: 3, halo: 3.5, rim: 8 };
const TAPS = 12;
const HALO_TAPS = 8;

const FS = `
uniform usampler2D uWords, uTones, uBoneWords; uniform sampler2D uColour, uGround, uBoneColour, uPsoas, uGaps;
uniform int uSamples; uniform float uCells, uSmall, uApart, uXray, uFrontal, uDark; // cells a pixel; texels of the small picture a cell; of samples, cells
uniform vec4 uRing[${TAPS / 2}], uProbe[2], uBoneRing[${TAPS / 2}], uBoneHalo[${HALO_TAPS / 2}], uRim[${HALO_TAPS / 2}];
uniform vec3 uGain;  // of lines, fine lines and seams
uniform vec2 uBoneGain; // of bone lines, of their rim
uniform uvec2 uSpine; // first and last bone of the spine, whose processes lie close
uniform vec4 uRegion; // of what shows through, in cells: x, y, width, height
uniform vec4 uShades[8], uLights[8];
uniform vec3 uFills[8], uLine, uSeam, uBoxLine, uShadow, uBone, uBoneLine, uRimColour;
out vec4 oColour;
vec4 lay(vec4 under, vec3 colour, float share){ return vec4(colour*share + under.rgb*(1.-share), share + under.a*(1.-share)); }
uint word(vec2 g){ return texelFetch(uWords, ivec2(g), 0).r; }
uint bone(vec2 g){ return texelFetch(uBoneWords, ivec2(g), 0).r; }
float depth(uint w){ return float(w&32767u)*.125; }
vec4 mean(sampler2D t, vec2 g){ // of a pixel's cells
  vec2 one = 1./vec2(textureSize(t,0)); vec4 sum = vec4(0.);
  for (int i=0;i<uSamples;i++) sum += textureLod(t, (g+uApart*(vec2(i&1,i>>1)*2.-1.))*one, 0.);
  return sum/float(uSamples);
}
uint part(uint w){ return (w>>22)&127u; }
uint digit(uint w){ return (w>>15)&31u; }
float gap(uint a, uint b){
  vec2 v = texelFetch(uGaps, ivec2(part(b)&63u, part(a)&63u), 0).rg*255.; return v.x + uFrontal*v.y;
}
// Which way lies another digit of the same hand or foot: between two, seen edge-on, both ways cancel out.
float aside(uint c, uint w, bool same){ return same && digit(w)>0u && part(w)==part(c) ? sign(float(digit(w))-float(digit(c))) : 0.; }
float evened(vec2 g, uint w, float raw){
  vec2 s = g*uSmall-.5, f = fract(s); ivec2 b = ivec2(floor(s)); float sum = 0., all = 0., z = depth(w);
  for (int k=0;k<4;k++) {
    ivec2 o = ivec2(k&1,k>>1); uint t = texelFetch(uTones, b+o, 0).r;
    float share = (o.x==1 ? f.x : 1.-f.x)*(o.y==1 ? f.y : 1.-f.y)+.002;
    if (t>>29==w>>29 && abs(depth(t)-z)<30.) { sum += share*float((t>>15)&16383u)/16383.; all += share; }
  }
  return all>0. ? sum/all : raw;
}
void main(){
  vec2 g = gl_FragCoord.xy*uCells; int around = int(texelFetch(uGround, ivec2(g*uSmall), 0).b*255.+.5); bool near = around>0;
  vec4 c = vec4(0.); vec3 fill = vec3(0.); uint C = 0u, kind = 0u; float t = 0.;
  if (near) {
    C = word(g); kind = C>>29; vec2 soft = textureLod(uGround, g*uSmall/vec2(textureSize(uGround,0)), 0.).rg;
    c = lay(c, uShadow, kind==0u ? smoothstep(.28,.44,soft.r) : 0.); t = soft.g;
    bool flesh = kind>0u && kind<${KIND.ball}u;
    fill = kind==${KIND.top}u ? uFills[${KIND.top}] : kind==${KIND.shorts}u ? uFills[${KIND.shorts}] : kind==${KIND.hair}u ? uFills[${KIND.hair}] : uFills[${KIND.skin}];
    if (!flesh) { vec4 own = texelFetch(uColour, ivec2(g), 0); fill = own.rgb; t = own.a; }
#if FINE
    if (flesh && ((C>>20)&3u)==2u) fill = mean(uColour, g).rgb; // a face has fine lines
    if (flesh && (around&4)!=0) t = evened(g, C, t);
#endif
    t = t*2.-1.;
  }
  float w = max(fwidth(t),1e-3)*.7;
  if (near) {
    vec4 shade = kind==${KIND.top}u ? uShades[${KIND.top}] : kind==${KIND.shorts}u ? uShades[${KIND.shorts}] : kind==${KIND.ball}u ? uShades[${KIND.ball}] : kind==${KIND.hair}u || kind==${KIND.box}u ? uShades[${KIND.none}] : uShades[${KIND.skin}];
    vec4 light = kind==${KIND.hair}u ? uLights[${KIND.hair}] : kind==${KIND.ball}u ? uLights[${KIND.ball}] : uLights[${KIND.none}];
    vec3 lit = fill*mix(vec3(1.), light.rgb, smoothstep(light.a-w, light.a+w, t));
    c = kind>0u ? vec4(lit*mix(shade.rgb, vec3(1.), smoothstep(shade.a-w, shade.a+w, t)), 1.) : c;
#if FINE
    uint A, B; bool a, b; float zc = depth(C), veiled = 0.; // by an arm's edge nearby
    if (uDark>.5 && kind==0u) {
      float rim = 0.;
      for (int i=0;i<${HALO_TAPS / 2};i++) { rim += float(word(g+uRim[i].xy)>>29>0u) + float(word(g+uRim[i].zw)>>29>0u); }
      c = lay(c, uRimColour, clamp(rim*.5,0.,1.));
    }
    if ((around&4)!=0) {
    A = word(g+uProbe[0].xy); B = word(g+uProbe[0].zw); uint D = word(g+uProbe[1].xy), E = word(g+uProbe[1].zw);
    if (((A^C)|(B^C)|(D^C)|(E^C))>32767u || (kind>0u && max(abs(depth(A)+depth(B)-2.*zc), abs(depth(D)+depth(E)-2.*zc))>2.5)) {
      float other = 0., fold = 0., fine = 0., seam = 0.;
      for (int i=0;i<${TAPS / 2};i++) {
        A = word(g+uRing[i].xy); B = word(g+uRing[i].zw); a = A>>29==kind; b = B>>29==kind;
        other += float(!a) + float(!b); veiled += float((A>>20&3u)>0u) + float((B>>20&3u)>0u);
        if (kind>=${KIND.ball}u && (a||b)) {
          bool p = a && part(A)!=part(C), q = b && part(B)!=part(C), u = a && !p && digit(A)!=digit(C), v = b && !q && digit(B)!=digit(C);
          other += float(p)+float(q); seam += float(u)+float(v);
        }
        if (kind>0u && kind<${KIND.ball}u && (a||b)) {
          float ja = a ? depth(A)-zc : 0., jb = b ? depth(B)-zc : 0., over = abs(ja+jb) - (a&&b ? 0. : 8.);
          bool first = a && (!b || abs(ja)>abs(jb));
          if (over>3.) { float need = gap(C, first ? A : B); fold += need<250. ? clamp((over-.8*need)/(.45*need), 0., 1.) : 0.; }
          fine += digit(C)>0u ? aside(C, A, a) + aside(C, B, b) : 0.;
        }
      }
      other += fold<10.5 ? fold*smoothstep(.8, 2.2, fold) : 0.;
      c = lay(c, digit(C)>9u ? uSeam : uBoxLine, clamp(seam/${TAPS}.*uGain.z,0.,1.));
      c = lay(c, uLine, clamp((abs(fine)-.5*other)/${TAPS}.*uGain.y,0.,1.));
      c = lay(c, uLine, clamp(other/${TAPS}.*uGain.x, 0., 1.));
    }
    }
    vec2 r = g-uRegion.xy; uint cover = (C>>20)&3u;
    if (uXray>0. && (around&2)!=0 && kind>0u && cover<2u && min(r.x,r.y)>1. && r.x<uRegion.z && r.y<uRegion.w) {
      vec4 x = c;
      if (cover==0u) {
        uint K = bone(r), any = K, whole = 0u;
        for (int i=0;i<${HALO_TAPS / 2};i++) { A = bone(r+uBoneHalo[i].xy); B = bone(r+uBoneHalo[i].zw); any |= A|B; whole += ((A>>20)&1u) + ((B>>20)&1u); }
        if (any>0u) {
          float rim = clamp(float(whole)/${HALO_TAPS}.*uBoneGain.y,0.,1.), line = 0.; uint k = K>>15, named = k&31u; float z = depth(K); bool spine = named>=uSpine.x && named<=uSpine.y;
          for (int i=0;i<${TAPS / 2};i++) { A = bone(r+uBoneRing[i].xy); B = bone(r+uBoneRing[i].zw); a = A>>15==k; b = B>>15==k;
          line += float(!a) + float(!b) + float(a && b && K>>20==1u && !spine && abs(depth(A)+depth(B)-2.*z)>14.); }
          vec4 solid = mean(uBoneColour, r);
          x = lay(x, uBone, rim); x = vec4(solid.rgb + x.rgb*(1.-solid.a), solid.a + x.a*(1.-solid.a));
          x = lay(x, uBoneLine, clamp(line/${TAPS}.*uBoneGain.x,0.,1.)*(spine ? .6 : 1.)*(K>0u ? (solid.a<.5 ? .4 : solid.a) : rim));
        }
      }
      vec4 m = mean(uPsoas, r); float halo = min(2.*m.a,1.), share = cover==1u ? max(2.*m.a-1.,0.)*.5 : halo;
      x = vec4(mix(x.rgb, m.rgb/max(halo,1e-3), share), max(x.a,share));
      c = mix(c, x, uXray*(cover==0u ? 1.-clamp(veiled/${TAPS}.*uGain.x,0.,1.) : 1.));
    }
#endif
  }
  oColour = c;
#if !FINE
  bool more = (around&4)!=0 || (kind==0u ? uDark>.5 && near : (around&2)!=0) || kind<${KIND.ball}u && ((C>>20)&3u)==2u;
  gl_FragDepth = more ? .75 : .25;
#endif
}`;

/**
 * Drawing in software runs all of a program for every pixel, whatever its conditions say, but leaves
 * out what the depth test rejects. So areas are coloured first, which tells by depth where more is to
 * be drawn: there lines and what shows through follow.
 */
export const COMPOSING = { areas: [TILES_VS, `#define FINE 0\n${FS}`], lines: [TILES_VS, `#define FINE 1\n${FS}`] };

/** Return opposite pairs of taps on a ring: [x, y, -x, -y] in cells, half of them for n taps. */
export function ringOf(radius, n, turn = 0.5) {
  return Array.from({ length: n / 2 }, (_, k) => {
    const angle = ((k + turn) / n) * 2 * Math.PI;
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return [x, y, -x, -y];
  }).flat();
}

/**
 * Return by how much a ring's share of taps counts, so that a line has a width of so many radii.
 *
 * A straight edge at distance d has the share acos(d / r) / pi on its other side. Counted g times, and
 * 1 at most, its ink adds up to 0.64 g r; from g = 2 on the middle is full, and the sum grows slower.
 */
export function gainOf(widthInRadii) {
  return widthInRadii < 1.27 ? widthInRadii / 0.637 : Math.min(4, 2 + (widthInRadii - 1.27) / 0.38);
}

/**
 * Return the rings and gains for lines of even width, at so many millimetres a geometry cell.
 *
 * @param {number} mm of a cell
 * @param {number} cells a pixel, a side
 */
export function ringsFor(mm, cells) {
  const [ramp, least] = cells > 2 ? [1.4, 1.05 * cells] : [1.27, Math.max(1.5, 1.1 * cells)];
  const radiusOf = (width) => Math.max(width / ramp / mm, least);
  const line = radiusOf(WIDTHS.line);
  const bone = Math.max(radiusOf(WIDTHS.bone), 1.2 * cells);
  const halo = Math.max(WIDTHS.halo / mm, least);
  const gain = (width, radius) => gainOf(width / (radius * mm));
  return {
    ring: ringOf(line, TAPS),
    probe: ringOf(line * 1.42, 4),
    boneRing: ringOf(bone, TAPS),
    boneHalo: ringOf(halo, HALO_TAPS, 0),
    rim: ringOf(Math.max(WIDTHS.rim / mm, 2), HALO_TAPS, 0),
    gain: [WIDTHS.line, WIDTHS.fine, WIDTHS.seam].map((width) => gain(width, line)),
    boneGain: [gain(WIDTHS.bone, bone), 3 * Math.min(1, WIDTHS.halo / mm / halo)],
  };
}

/** Tell the program the widths and the colours. */
export function dress(gl, { at }, { mm, cells, palette, fills, tones, dark }) {
  const rings = ringsFor(mm, cells);
  gl.uniform1f(at.uCells, cells);
  gl.uniform1i(at.uSamples, cells > 2 ? 4 : 1);
  gl.uniform1f(at.uApart, cells > 2 ? cells / 4 : 0);
  gl.uniform4fv(at.uRing, rings.ring);
  gl.uniform4fv(at.uProbe, rings.probe);
  gl.uniform4fv(at.uBoneRing, rings.boneRing);
  gl.uniform4fv(at.uBoneHalo, rings.boneHalo);
  gl.uniform4fv(at.uRim, rings.rim);
  gl.uniform3fv(at.uGain, rings.gain);
  gl.uniform2fv(at.uBoneGain, rings.boneGain);
  gl.uniform3fv(at.uFills, fills);
  gl.uniform4fv(at.uShades, tones.shades);
  gl.uniform4fv(at.uLights, tones.lights);
  gl.uniform1f(at.uDark, dark ? 1 : 0);
  const named = { uLine: 'line', uSeam: 'ball-shade', uBoxLine: 'block-line', uShadow: 'shadow', uBone: 'bone', uBoneLine: 'bone-line', uRimColour: 'rim' };
  for (const [uniform, name] of Object.entries(named)) gl.uniform3fv(at[uniform], palette[name]);
}

/**
 * The rules by which surfaces are drawn: what a cell of the picture says of the surface in it, and
 * the colours of each kind.
 *
 * A cell's word, 32 bits: 0-14 depth in 1/8 mm, 15-19 digit, bone or face of a prop, 20-21 how it
 * hides what shows through (0 not, 1 arms, 2 head and props), 22-28 part or prop, 29-31 kind.
 */

/** Kinds of surface. The first five are those of a mesh's materials, in their order. */
export const KIND = { none: 0, skin: 1, top: 2, shorts: 3, hair: 4, ear: 5, ball: 6, box: 7 };
/** Which garment rule a vertex is under: low bits of the word of its label. */
export const CUT = { none: 0, trunk: 1, arm: 2 };
/** The first number of props among the parts. */
export const FIRST_PROP = 64;

/** Pieces from this number on fill a joint. */
const FILL = 10;
const COVER = { head: 2, upper_arm: 1, forearm: 1, hand: 1 };

/** Return the word of each label of a body: all but depth; the low bits name the garment's rule. */
export function bodyWords({ labels, partOf }) {
  return Uint32Array.from(labels, ({ part, piece, material }, label) => {
    const digit = part === 'toes' && piece < FILL ? piece + 1 : part === 'hand' && piece < FILL ? piece : 0;
    const cut = part === 'torso' ? CUT.trunk : part === 'upper_arm' ? CUT.arm : CUT.none;
    return (cut | (digit << 15) | ((COVER[part] ?? 0) << 20) | (partOf[label] << 22) | ((material + 1) << 29)) >>> 0;
  });
}

/** Return the word of each label of the bones. */
export const boneWords = ({ labels }) => Uint32Array.from(labels, (_, label) => (label + 1) << 15);

/** mm: least gap between surfaces of one kind that is drawn as a line. */
const LEAST = 9;
/** mm: the jaw before the neck, and what stands out from the face, more where it is seen from before. */
const JAW = [12, 4];
const FACE = [11, 20];

/**
 * Return for each pair of parts the gap in depth, mm, from which a line is drawn between them, and how
 * much wider it must be where the face looks at the viewer; 255 is never.
 */
export function gapsOf({ gaps, parts, labels, partOf }) {
  const names = [];
  labels.forEach(({ part }, label) => { names[partOf[label]] = part; });
  const pairOf = (a, b) => {
    const gap = gaps[parts * a + b];
    if (names[a] === 'head' && names[b] === 'head') return FACE;
    if ([names[a], names[b]].sort().join() === 'head,torso') return JAW;
    return [Math.max(gap, LEAST), 0];
  };
  return names.map((_, a) => names.map((__, b) => pairOf(a, b)));
}

/**
 * @param {{colours: object, builds: object, skins: object, night: object, grey: string[]}} looks
 *   colours as `figures/style.py` names them
 * @returns {Object<string, number[]>} red, green and blue, 0 to 1, by name
 */
export function paletteOf(looks, { build, skin = '', dark = false }) {
  const tone = Object.entries(looks.skins[skin] ?? {}).filter(
    ([name]) => !name.startsWith('hair') || !looks.grey.includes(build),
  );
  const named = { ...looks.colours, ...looks.builds[build], ...Object.fromEntries(tone), ...(dark ? looks.night : {}) };
  return Object.fromEntries(Object.entries(named).map(([name, hex]) => [name, rgb(hex)]));
}

const rgb = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16) / 255);

/** Tones, -1 to 1, at which a surface turns from shade, and to light. */
const SHADED = 0.16;
const LIT = 0.9;
const BALL = { shaded: 0.12, lit: 0.9 };

/**
 * Return per kind how shade and light change its colour: red, green, blue as factors, and the tone at
 * which they begin; eight rows of four numbers each.
 */
export function tonesOf(palette) {
  const never = [1, 1, 1, -9];
  const always = [1, 1, 1, 9];
  const ratio = (to, from) => palette[to].map((part, k) => part / Math.max(palette[from][k], 1 / 255));
  const shade = (name, tone = SHADED) => [...ratio(`${name}-shade`, name), tone];
  const shades = [never, shade('skin'), shade('top'), shade('shorts'), never, shade('skin'), shade('ball', BALL.shaded), never];
  const lights = [always, always, always, always, [...ratio('hair-light', 'hair'), LIT], always, [...ratio('ball-light', 'ball'), BALL.lit], always];
  return { shades: shades.flat(), lights: lights.flat() };
}

/** Return the flat colour of each kind, eight rows of three numbers; a box's sides have their own. */
export function fillsOf(palette) {
  return ['line', 'skin', 'top', 'shorts', 'hair', 'skin', 'ball', 'block'].flatMap((name) => palette[name]);
}

/** Return the palette of a ghost: one colour, paler in its areas. */
export function ghostOf(palette) {
  const pale = palette.ghost.map((part) => 0.45 * part + 0.55);
  const lines = ['line', 'hair', 'lip', 'eye'];
  return Object.fromEntries(Object.keys(palette).map((name) => [name, lines.includes(name) ? palette.ghost : pale]));
}

/**
 * A small programme for the tests of the player's modules: one stretch on both sides, two holds a
 * side, in the form that the package sends; and a repeatable source of random numbers.
 */

const STEPS = [
  ['setup', 'kneel', 5000, 0],
  ['hold', 'hold', 30000, 1],
  ['rest', 'rest', 3000, 0],
  ['hold', 'hold', 30000, 2],
  ['return', 'sit', 5000, 0],
];

function words(step, side) {
  const other = side === 'left' ? 'right' : 'left';
  return {
    title: `Title ${step} ${side}`,
    spoken: `Spoken ${step}, ${other} hip on the ball.`,
    coached: `Coached ${step}, ${other} hip.`,
    cue: `Cue ${step}`,
    breath: `Breath ${step}`,
  };
}

function bothSides(step) {
  return { right: words(step, 'right'), left: words(step, 'left') };
}

/** @returns {object} a programme that plays the given sides of one stretch, one after the other */
export function sampleProgramme(sides = ['right', 'left']) {
  const segments = [];
  const blocks = [];
  for (const [block, side] of sides.entries()) {
    const first = segments.length;
    const steps = block ? [['change', 'change', 4000, 0], ...STEPS] : STEPS;
    for (const [kind, card, ms, repetition] of steps) {
      const before = segments.at(-1);
      segments.push({
        start_ms: before ? before.start_ms + before.ms : 0,
        ms,
        block,
        kind,
        card: `ball/${card}`,
        asks_ms: 1000,
        repetition,
        repetitions: repetition ? 2 : 0,
        breaths: kind === 'hold' ? breaths(ms) : [],
        marks: kind === 'hold' ? marks() : [],
        note: null,
      });
    }
    blocks.push({ stretch: 'ball', title: 'Ball stretch', side, first, last: segments.length - 1 });
  }
  const cards = Object.fromEntries(
    ['kneel', 'hold', 'rest', 'sit', 'change'].map((step) => [`ball/${step}`, bothSides(step)]),
  );
  return {
    version: 1,
    title: 'Ball stretch',
    total_ms: segments.at(-1).start_ms + segments.at(-1).ms,
    blocks,
    segments,
    cards,
    turns: {
      ball: { ms: 4000, kind: 'change', card: 'ball/change', asks_ms: 1000, repetition: 0, repetitions: 0, breaths: [], marks: [], note: null },
    },
    word_ms: 400,
    side_words: { ball: { right: 'Right side stretched', left: 'Left side stretched' } },
  };
}

function breaths(ms) {
  const all = [];
  for (let at = 0; at < ms; at += 10000) {
    all.push({ at_ms: at, phase: 'in' }, { at_ms: at + 4000, phase: 'out' });
  }
  return all;
}

function marks() {
  return [
    { at_ms: 15000, text: 'Half-way.', asks_ms: 500 },
    { at_ms: 20000, text: 'Ten seconds left.', asks_ms: 1500 },
  ];
}

/** @returns {() => number} numbers from 0 to 1, the same for the same seed */
export function randomFrom(seed) {
  let bits = seed >>> 0;
  return () => {
    bits = (bits + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(bits ^ (bits >>> 15), bits | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Both clocks at `ms`, the time of day far from the steady one, as in a browser. */
export function at(ms) {
  return { mono: ms, wall: 1_700_000_000_000 + ms };
}

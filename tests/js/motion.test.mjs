/** Which frame of a film shows when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginMotion, breathFrame, frameOf, routeOf } from '../../psoaslib/widgets/js/motion.js';

const HEADER = {
  moves: [
    { from: 'stand', to: 'step', first: 0, last: 20 },
    { from: 'step', to: 'bend', first: 20, last: 40 },
    { from: 'bend', to: 'hold', first: 40, last: 60 },
    { from: 'hold', to: 'return', first: 70, last: 90 },
  ],
};

const upTo = (from, to) => Array.from({ length: to - from + 1 }, (_, k) => from + k);

test('a move is gone through forward, and backward where one goes back', () => {
  assert.deepEqual(routeOf(HEADER, 'stand', 'step', 1), upTo(0, 20));
  assert.deepEqual(routeOf(HEADER, 'step', 'stand', 1), upTo(0, 20).reverse());
});

test('a rest goes back through several moves, with no frame twice', () => {
  assert.deepEqual(routeOf(HEADER, 'hold', 'step', 4), upTo(20, 60).reverse());
  assert.equal(routeOf(HEADER, 'hold', 'step', 1), null, 'more moves than are allowed');
});

test('moves that do not meet in one frame follow each other all the same', () => {
  assert.deepEqual(routeOf(HEADER, 'bend', 'return', 4), [...upTo(40, 60), ...upTo(70, 90)]);
});

test('a move that leaves a step out is taken before two that do not', () => {
  const shorter = { from: 'step', to: 'hold', first: 75, last: 80 };
  const header = { ...HEADER, moves: [...HEADER.moves, shorter] };
  assert.deepEqual(routeOf(header, 'step', 'hold', 4), upTo(75, 80));
  assert.deepEqual(routeOf(header, 'bend', 'hold', 4), upTo(40, 60));
});

test('nothing leads to the same step, nor to one that no move names', () => {
  assert.equal(routeOf(HEADER, 'bend', 'bend', 4), null);
  assert.equal(routeOf(HEADER, 'bend', 'tilt_lost', 4), null);
  assert.equal(routeOf(HEADER, 'tilt_lost', 'bend', 4), null);
});

test('a motion shows its frames at the rate of the film, and is then over', () => {
  const motion = beginMotion(upTo(0, 20), 20, 5000);
  const at = (ms) => frameOf(motion, 5000 + ms);
  assert.deepEqual([at(0), at(49), at(50), at(500), at(999)], [0, 0, 1, 10, 19]);
  assert.equal(at(1000), null);
  assert.equal(at(90_000), null, 'a tab that was hidden shows the end');
});

test('many moves in a row are played faster than one', () => {
  const motion = beginMotion(upTo(0, 400), 20, 0);
  assert.equal(frameOf(motion, 3000), 200);
  assert.equal(frameOf(motion, 6000), null);
});

test('Back in the middle of a move turns the body where it is', () => {
  const under = beginMotion(upTo(0, 20), 20, 0);
  const back = beginMotion(upTo(0, 20).reverse(), 20, 500, under);
  assert.equal(frameOf(back, 500), 10);
  assert.equal(frameOf(back, 749), 6);
  assert.equal(frameOf(back, 1000), null);
});

test('Next in the middle of a move plays what is left of it in the time of the next', () => {
  const under = beginMotion(upTo(0, 20), 20, 0);
  const next = beginMotion(upTo(20, 40), 20, 500, under);
  const seen = upTo(0, 99).map((k) => frameOf(next, 500 + 10 * k));
  assert.equal(seen[0], 10);
  assert.ok(seen.every((frame, k) => k === 0 || (frame >= seen[k - 1] && frame <= seen[k - 1] + 2)));
  assert.equal(frameOf(next, 1500), null);
});

test('a breath goes from breathed out to breathed in and back', () => {
  const frames = { first: 200, last: 205 };
  const at = (phase, fraction) => breathFrame(frames, { phase, fraction });
  assert.deepEqual([at('in', 0), at('in', 1), at('out', 0), at('out', 1)], [200, 205, 205, 200]);
  const breath = upTo(0, 10).map((k) => at('in', k / 10));
  assert.deepEqual(breath, [...breath].sort());
  assert.equal(new Set(breath).size, 6);
});

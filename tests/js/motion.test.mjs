/** Which frame of a stretch's moves shows when, and which moment that is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginMotion, breathOf, frameOf, routeOf } from '../../psoaslib/widgets/js/player/motion.js';
import { momentOf, timelineOf } from '../../psoaslib/widgets/js/player/timeline.js';

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

test('a motion shows its frames and what lies between them, and is then over', () => {
  const motion = beginMotion(upTo(0, 20), 20, 5000);
  const at = (ms) => frameOf(motion, 5000 + ms);
  assert.deepEqual([0, 25, 50, 500, 990].map(at), [0, 0.5, 1, 10, 19.8]);
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
  assert.equal(frameOf(back, 750), 5);
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

test('where one move ends and another begins nothing lies between', () => {
  const motion = beginMotion([39, 40, 70, 71], 20, 0);
  assert.deepEqual([50, 75, 125].map((ms) => frameOf(motion, ms)), [40, 40, 70.5]);
});

test('a breath goes from breathed out to breathed in and back', () => {
  const at = (phase, fraction) => breathOf({ phase, fraction });
  assert.deepEqual([at('in', 0), at('in', 1), at('out', 0), at('out', 1)], [0, 1, 1, 0]);
  const breath = upTo(0, 10).map((k) => at('in', k / 10));
  assert.deepEqual(breath, [...breath].sort());
});

test('a timeline counts the moves in twentieths of a second, and any frame is a moment of one', () => {
  const timeline = timelineOf({ moves: [{ from: 'a', to: 'b', ms: 1000 }, { from: 'b', to: 'c', ms: 530 }] });
  assert.deepEqual(timeline.moves.map(({ first, last }) => [first, last]), [[0, 20], [21, 32]]);
  assert.deepEqual(momentOf(timeline, 0), { move: 0, ms: 0 });
  assert.deepEqual(momentOf(timeline, 10.5), { move: 0, ms: 525 });
  assert.deepEqual(momentOf(timeline, 20.5), { move: 0, ms: 1000 }, 'between two moves one has ended');
  assert.deepEqual(momentOf(timeline, 32), { move: 1, ms: 530 });
});

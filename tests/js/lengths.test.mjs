/** Where the bar of a muscle's length begins and ends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeLength, rowBetween } from '../../psoaslib/widgets/js/shared/lengths.js';

test('a longer muscle reaches to the right of standing, a shorter one to the left', () => {
  const longer = placeLength({ change: 16, low: 14, high: 18 });
  assert.equal(longer.from, longer.zero);
  assert.equal(longer.to - longer.zero, 16);
  assert.deepEqual(longer.whisker.map((at) => at - longer.zero), [14, 18]);
  const shorter = placeLength({ change: -47, low: -54, high: -40 });
  assert.equal(shorter.to, shorter.zero);
  assert.equal(shorter.zero - shorter.from, 47);
});

test('all bars have one scale', () => {
  const zeros = [-60, -1, 0, 3, 20].map((change) => placeLength({ change, low: null, high: null }));
  assert.equal(new Set(zeros.map((place) => place.zero)).size, 1);
});

test('one model has no whisker, and beyond the models there is no bar', () => {
  assert.equal(placeLength({ change: -54, low: null, high: null }).whisker, null);
  assert.equal(placeLength({ change: null, low: null, high: null }), null);
});

test('what is off the scale ends there', () => {
  const { from, to, zero } = placeLength({ change: -200, low: null, high: null });
  assert.equal(from, 0);
  assert.equal(to, zero);
  assert.equal(placeLength({ change: 90, low: 80, high: 100 }).to, 100);
});

test('between two steps a row says so, or that the models do not reach', () => {
  const bounds = { lengthened_from: 5, shortened_from: -5 };
  assert.equal(rowBetween({ side: 'left' }, 8, bounds).band, 'between two steps');
  const beyond = rowBetween({ side: 'left' }, null, bounds);
  assert.deepEqual([beyond.band, beyond.state], ['beyond the models', 'beyond']);
});

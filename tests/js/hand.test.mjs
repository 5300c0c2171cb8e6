/** The moves gone through by hand: their row, and the words for a place in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handAt, handEnd, handMoves, handPlaceOf } from '../../psoaslib/widgets/js/player/hand.js';

const MOVES = [
  { from: 'stand', to: 'step', first: 0, last: 20 },
  { from: 'step', to: 'bend', first: 20, last: 40 },
  { from: 'bend', to: 'hold', first: 40, last: 60 },
  { from: 'hold', to: 'come_back', first: 70, last: 90 },
];
const TITLES = { step: 'One foot forward', bend: 'Bend the knees', hold: 'Hold' };
const row = handMoves({ moves: MOVES });
const at = (place) => handAt(row, place, (step) => TITLES[step]);

test('by hand the moves stand in a row, each place with its frame', () => {
  assert.equal(handEnd(row), 80);
  assert.deepEqual([0, 30, 60, 80].map((place) => at(place).frame), [0, 30, 70, 90]);
  assert.deepEqual([0, 30, 60, 80].map((place) => at(place).step), ['stand', null, 'hold', 'come_back']);
  const steps = ['stand', 'bend', 'come_back', 'other'];
  assert.deepEqual(steps.map((step) => handPlaceOf(row, step)), [0, 40, 80, null]);
});

test('words name a step by its title, and first what changes from place to place', () => {
  assert.equal(at(20).words, 'at “One foot forward”');
  assert.equal(at(30).words, 'half way from “One foot forward” to “Bend the knees”');
  assert.equal(at(24).words, '20 % of the way from “One foot forward” to “Bend the knees”');
});

test('a step that is not played goes by its id', () => {
  assert.equal(at(80).words, 'at “Come back”');
  assert.equal(at(10).words, 'half way from “Stand” to “One foot forward”');
});

test('a move beside the row, as to an error, is none to go through by hand', () => {
  const fork = [MOVES[0], { from: 'stand', to: 'tilt_lost', first: 95, last: 99 }, MOVES[1]];
  assert.deepEqual(handMoves({ moves: fork }).map(({ to }) => to), ['step', 'bend']);
});

test('past a step that is not played leads the move that leaves it out', () => {
  const shorter = [
    { from: 'step', to: 'hold', first: 50, last: 60 },
    { from: 'hold', to: 'step', first: 95, last: 99 },
  ];
  const moves = [...MOVES, ...shorter];
  const without = handMoves({ moves }, (step) => step !== 'bend');
  assert.deepEqual(without.map(({ to }) => to), ['step', 'hold', 'come_back']);
  assert.deepEqual(without.map((move) => move.at), [0, 20, 30]);
  assert.deepEqual(handMoves({ moves }).map(({ to }) => to), ['step', 'bend', 'hold', 'come_back']);
});

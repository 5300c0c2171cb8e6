/** What stands on the screen follows from programme and state alone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { initial, reduce } from '../../psoaslib/widgets/js/machine.js';
import { screenOf } from '../../psoaslib/widgets/js/screen.js';
import { at, sampleProgramme } from './sample.mjs';

const programme = sampleProgramme();

/** @returns {object} the screen after commands, each `[command, ms on the clocks]` */
function screenAfter(...commands) {
  const state = commands.reduce(
    (before, [command, ms]) => reduce(programme, before, command, at(ms)),
    initial(programme),
  );
  return screenOf(programme, state);
}

test('before the start it says what a person lets themselves in for', () => {
  const screen = screenAfter();
  assert.equal(screen.session, '2:30 in total');
  assert.equal(screen.plan, '2:30 in total: right side, then left side; 4 holds in all.');
  assert.equal(screen.name, 'Stretch player: Ball stretch, right side stretched');
});

test('swapped sides change name, words and plan', () => {
  const screen = screenAfter(['swap', 0]);
  assert.equal(screen.name, 'Stretch player: Ball stretch, left side stretched');
  assert.equal(screen.side, 'Left side stretched');
  assert.equal(screen.card.title, 'Title kneel left');
  assert.match(screen.plan, /left side, then right side/);
});

test('a hold names its repetition, the breath and the step that comes next', () => {
  const screen = screenAfter(['start', 0], ['next', 0], ['tick', 1500]);
  assert.equal(screen.stage, 'Hold · Repetition 1 of 2');
  assert.equal(screen.breath.words, 'Breathe in');
  assert.equal(screen.next, 'Title rest right');
  assert.equal(screen.countdown, '0:29');
  assert.equal(screen.plan, null);
});

test('for still eyes the ring goes by whole seconds', () => {
  const shares = [100, 400, 900].map(
    (ms) => screenAfter(['start', 0], ['next', 0], ['tick', ms]).secondsShare,
  );
  assert.deepEqual(new Set(shares), new Set([0]));
});

test('at the end nothing comes next and no breath is paced', () => {
  const screen = screenAfter(['start', 0], ['next', 0], ['tick', 1500], ['finish', 1500]);
  assert.equal(screen.next, null);
  assert.equal(screen.breath, null);
  assert.equal(screen.session, 'Finished · 2:30 in total');
});

/** What stands on the screen follows from programme and state alone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { initial, reduce } from '../../psoaslib/widgets/js/player/machine.js';
import { screenOf } from '../../psoaslib/widgets/js/player/screen.js';
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
  assert.equal(screen.session, 'Finished after 0:02');
});

test('after an early end it shows the way out, with no clock, cue or breath', () => {
  const screen = screenAfter(['start', 0], ['next', 0], ['tick', 1500], ['finish', 1500]);
  assert.equal(screen.stage, 'Return');
  assert.equal(screen.card.title, 'Title sit right');
  assert.equal(screen.comingOff, 'Coached sit, left hip.');
  assert.deepEqual([screen.card.cue, screen.card.breath, screen.countdown], [null, null, '']);
});

test('a natural end stays on its last step', () => {
  const last = programme.segments.length - 1;
  const end = { ...initial(programme), status: 'finished', segment: last, within: 5000 };
  const screen = screenOf(programme, end);
  assert.equal(screen.comingOff, null);
  assert.equal(screen.countdown, '0:00');
  assert.equal(screen.card.cue, 'Cue sit');
});

test('how to come off in a hurry is told for the side stretched now', () => {
  const told = { ...programme, stop_how: { ball: { right: 'Press left.', left: 'Press right.' } } };
  const state = initial(told);
  assert.equal(screenOf(told, state).stopHow, 'Press left.');
  const swapped = reduce(told, state, 'swap', at(0));
  assert.equal(screenOf(told, swapped).stopHow, 'Press right.');
  assert.equal(screenOf(programme, state).stopHow, null);
});

/** What the player does with commands and with the clocks, without a screen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  initial, leftMs, positionMs, reduce, restore,
} from '../../psoaslib/widgets/js/player/machine.js';
import { at, randomFrom, sampleProgramme } from './sample.mjs';

const PROGRAMME = sampleProgramme();
const FIRST_HOLD = 1;

/** Plays [command, ms] pairs; ticks every second between them, as the page does. */
function play(commands, programme = PROGRAMME, from = initial(programme), began = 0) {
  let state = from;
  let now = began;
  for (const [command, ms] of commands) {
    while (now + 1000 < ms) {
      now += 1000;
      state = reduce(programme, state, 'tick', at(now));
    }
    now = ms;
    state = reduce(programme, state, command, at(now));
  }
  return state;
}

function freeze(value) {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

test('the whole session plays by itself, both sides, and logs each hold in full', () => {
  const end = play([['start', 0], ['tick', PROGRAMME.total_ms]]);
  assert.equal(end.status, 'finished');
  assert.equal(end.elapsed, PROGRAMME.total_ms);
  assert.equal(leftMs(PROGRAMME, end), 0);
  assert.deepEqual(
    end.log.map((entry) => [entry.side, entry.repetition, entry.seconds, entry.completed]),
    [['right', 1, 30, true], ['right', 2, 30, true], ['left', 1, 30, true], ['left', 2, 30, true]],
  );
});

test('a pause takes no time from the session and the place is kept', () => {
  const state = play([['start', 0], ['pause', 7000], ['start', 90000], ['tick', 91000]]);
  assert.equal(state.status, 'running');
  assert.deepEqual([state.segment, state.within, state.elapsed], [FIRST_HOLD, 3000, 8000]);
});

test('Start twice is as Start once', () => {
  const state = play([['start', 0], ['start', 2000], ['tick', 3000]]);
  assert.deepEqual([state.status, state.within], ['running', 3000]);
});

test('time runs on to the next step without losing the rest of a late tick', () => {
  const state = play([['start', 0], ['tick', 4000]]);
  const later = reduce(PROGRAMME, state, 'tick', at(8500));
  assert.deepEqual([later.segment, later.within], [FIRST_HOLD, 3500]);
});

test('a step ends at its last millisecond, not one before', () => {
  const before = play([['start', 0], ['tick', 4999]]);
  assert.equal(before.segment, 0);
  assert.deepEqual(play([['start', 0], ['tick', 5000]]).segment, FIRST_HOLD);
});

for (const clock of ['mono', 'wall']) {
  test(`a sleep that only the ${clock} clock saw pauses, credits nothing and says so`, () => {
    const state = play([['start', 0], ['tick', 3000]]);
    const now = { ...at(3200), [clock]: at(3000)[clock] + 5001 };
    const woken = reduce(PROGRAMME, state, 'tick', now);
    assert.deepEqual(
      [woken.status, woken.notice, woken.within, woken.elapsed],
      ['paused', 'slept', 3000, 3000],
    );
    const resumed = reduce(PROGRAMME, woken, 'start', at(60000));
    assert.deepEqual([resumed.status, resumed.notice, resumed.within], ['running', null, 3000]);
  });
}

test('five seconds between ticks is slow, not asleep', () => {
  const state = reduce(PROGRAMME, play([['start', 0]]), 'tick', at(5000));
  assert.deepEqual([state.status, state.segment], ['running', FIRST_HOLD]);
});

test('a time of day set back takes nothing from the session', () => {
  const state = play([['start', 0], ['tick', 1000]]);
  const later = reduce(PROGRAMME, state, 'tick', { mono: 1500, wall: at(1500).wall - 3_600_000 });
  assert.deepEqual([later.status, later.within], ['running', 1500]);
});

test('a steady clock that is not quite steady gives back no time', () => {
  const state = play([['start', 0], ['tick', 1000]]);
  const later = reduce(PROGRAMME, state, 'tick', at(998));
  assert.deepEqual([later.status, later.within, later.elapsed], ['running', 1000, 1000]);
});

test('a hold left early is logged with its seconds and as not completed', () => {
  for (const leave of ['next', 'back', 'restart', 'swap', 'finish']) {
    const state = play([['start', 0], ['tick', 5000], [leave, 17500]]);
    assert.deepEqual(state.log, [
      { stretch: 'ball', side: 'right', repetition: 1, seconds: 12.5, completed: false },
    ], leave);
  }
});

test('a hold that has not begun leaves no entry', () => {
  const state = play([['next', 0], ['next', 10], ['back', 20], ['start', 30], ['restart', 30]]);
  assert.deepEqual(state.log, []);
  assert.equal(state.segment, FIRST_HOLD);
});

test('Next, Back and Restart go on playing from the start of the step', () => {
  for (const [command, segment] of [['next', 2], ['back', 0], ['restart', 1]]) {
    const state = play([['start', 0], [command, 9000], ['tick', 9500]]);
    assert.deepEqual([state.status, state.segment, state.within], ['running', segment, 500]);
  }
});

test('Back in the first step stays there', () => {
  const state = play([['start', 0], ['back', 2000]]);
  assert.deepEqual([state.segment, state.within], [0, 0]);
});

test('Next in the last step ends a session under way, and does nothing before the start', () => {
  const last = PROGRAMME.segments.length - 1;
  const toLast = Array.from({ length: last }, () => ['next', 0]);
  const idle = play([...toLast, ['next', 0]]);
  assert.deepEqual([idle.status, idle.segment], ['idle', last]);
  assert.equal(play([['start', 0], ...toLast, ['next', 10]]).status, 'finished');
});

test('Swap side comes off, changes, and starts the stretch on the other side', () => {
  const off = play([['start', 0], ['swap', 9000], ['tick', 9500]]);
  assert.deepEqual([off.status, off.turn, off.segment, off.within], ['running', 'off', 4, 500]);
  assert.deepEqual(off.sides, ['right', 'left']);
  const change = play([['start', 0], ['swap', 9000], ['tick', 14500]]);
  assert.deepEqual([change.turn, change.segment, change.within], ['change', 0, 500]);
  const state = play([['start', 0], ['swap', 9000], ['tick', 18500]]);
  assert.deepEqual(state.sides, ['left', 'right']);
  assert.deepEqual([state.status, state.turn, state.segment, state.within], ['running', null, 0, 500]);
  const second = PROGRAMME.blocks[1].first;
  const later = play([...Array.from({ length: second + 1 }, () => ['next', 0]), ['swap', 0]]);
  assert.deepEqual([later.sides, later.segment], [['right', 'right'], second]);
});

test('Swap side leaves another stretch alone', () => {
  const mixed = sampleProgramme(['right', 'left', 'left']);
  mixed.blocks[1].stretch = 'lunge';
  const state = play([['start', 0], ['swap', 100]], mixed);
  assert.deepEqual(state.sides, ['left', 'left', 'right']);
});

test('after the end only Start does anything: a new session with the sides as they were', () => {
  const end = play([['start', 0], ['swap', 6000], ['finish', 16000]]);
  for (const command of ['tick', 'pause', 'next', 'back', 'restart', 'swap', 'finish']) {
    assert.deepEqual(reduce(PROGRAMME, end, command, at(99000)), end, command);
  }
  const again = reduce(PROGRAMME, end, 'start', at(99000));
  assert.deepEqual(
    [again.status, again.segment, again.within, again.elapsed, again.log, again.sides],
    ['running', 0, 0, 0, [], ['left', 'right']],
  );
});

test('Finish and Pause before the start do nothing', () => {
  const idle = initial(PROGRAMME);
  assert.deepEqual(reduce(PROGRAMME, idle, 'finish', at(5)), idle);
  assert.deepEqual(reduce(PROGRAMME, idle, 'pause', at(5)), idle);
});

test('a command that does not exist is an error, also one that every object has', () => {
  assert.throws(() => reduce(PROGRAMME, initial(PROGRAMME), 'stop', at(0)), /no command "stop"/);
  assert.throws(() => reduce(PROGRAMME, initial(PROGRAMME), 'toString', at(0)), /no command/);
});

test('a page loaded again comes back paused at the start of its step', () => {
  const log = [{ stretch: 'ball', side: 'left', repetition: 1, seconds: 30, completed: true }];
  const traits = { status: 'running', segment: 3, elapsed: 41.234, sides: ['left', 'right'], log };
  const state = restore(PROGRAMME, traits);
  assert.deepEqual(state, {
    status: 'paused', segment: 3, within: 0, elapsed: 41234, sides: ['left', 'right'], log,
    notice: 'reloaded', last: null, turn: null, speed: 1, pace: 1,
  });
  const turning = restore(PROGRAMME, { ...traits, segment: 4, turn: 'off' });
  assert.deepEqual([turning.turn, turning.segment], ['off', 4]);
  assert.equal(restore(PROGRAMME, { ...traits, segment: 0, turn: 'change' }).turn, 'change');
  assert.equal(restore(PROGRAMME, { ...traits, segment: 3, turn: 'off' }).turn, null);
  assert.equal(restore(PROGRAMME, { ...traits, status: 'paused' }).notice, 'reloaded');
});

test('a page loaded again before the start or after the end stays as it was', () => {
  const idle = restore(PROGRAMME, { status: 'idle', segment: 2, elapsed: 0, sides: [], log: [] });
  assert.deepEqual(idle, { ...initial(PROGRAMME), segment: 2 });
  const end = play([['start', 0], ['tick', PROGRAMME.total_ms]]);
  const traits = { ...end, elapsed: end.elapsed / 1000 };
  assert.deepEqual(restore(PROGRAMME, traits), end);
});

test('a place that the programme does not have is brought back into it', () => {
  const traits = { status: 'paused', segment: 99, elapsed: 1, sides: ['left'], log: [] };
  const state = restore(PROGRAMME, traits);
  assert.equal(state.segment, PROGRAMME.segments.length - 1);
  assert.deepEqual(state.sides, ['right', 'left']);
});

test('random sessions keep what a user relies on', () => {
  const commands = ['start', 'pause', 'next', 'back', 'restart', 'swap', 'finish'];
  const mayRaise = new Set(['back', 'restart', 'swap', 'start']);
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = randomFrom(seed);
    const programme = sampleProgramme(seed % 3 ? ['right', 'left'] : ['left']);
    let state = freeze(initial(programme));
    let now = 0;
    let ran = 0;
    for (let step = 0; step < 120; step += 1) {
      const asleep = random() < 0.02;
      const gap = asleep ? 5001 + random() * 1e6 : random() * (random() < 0.1 ? 5000 : 700);
      now += gap;
      const command = random() < 0.85 ? 'tick' : commands[Math.floor(random() * commands.length)];
      const before = state;
      state = freeze(reduce(programme, before, command, at(now)));
      const where = `seed ${seed}, step ${step}, ${command}`;

      if (before.status === 'running' && !asleep) ran += Math.floor(now) - Math.floor(now - gap);
      const renewed = command === 'start' && state.elapsed === 0;
      if (renewed) ran = 0;
      assert.ok(state.elapsed <= ran, `elapsed beyond running time: ${where}`);
      if (!mayRaise.has(command)) {
        assert.ok(leftMs(programme, state) <= leftMs(programme, before), `left rose: ${where}`);
      }
      assert.ok(state.turn || positionMs(programme, state) >= 0, where);
      assert.ok(leftMs(programme, state) >= 0, where);
      assert.equal(state.last === null, state.status !== 'running', where);
      for (const number of [state.segment, state.within, state.elapsed]) {
        assert.ok(Number.isSafeInteger(number), where);
      }
      for (const entry of state.log) {
        assert.ok(entry.seconds > 0 && entry.seconds <= 30, where);
        assert.equal(entry.completed, entry.seconds === 30, where);
      }
      const logged = state.log.reduce((sum, entry) => sum + Math.round(entry.seconds * 1000), 0);
      assert.ok(logged <= state.elapsed, `more held than played: ${where}`);
    }
  }
});

test('how often the page ticks does not change where a session stands', () => {
  for (const every of [7, 16, 250, 999, 4000]) {
    let state = reduce(PROGRAMME, initial(PROGRAMME), 'start', at(0.4));
    for (let now = every; now < 81_000; now += every) {
      state = reduce(PROGRAMME, state, 'tick', at(now + 0.4));
    }
    state = reduce(PROGRAMME, state, 'tick', at(81_000.4));
    assert.deepEqual([state.elapsed, positionMs(PROGRAMME, state)], [81_000, 81_000]);
  }
});

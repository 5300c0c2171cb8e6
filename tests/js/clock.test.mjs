/** Where the player's ticks come from, and that none goes on after the player stopped. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTicker } from '../../psoaslib/widgets/js/player/clock.js';
import { FakePage, addWorkers } from './fakes.mjs';

function ticking(options) {
  const page = addWorkers(new FakePage(), options);
  const ticks = [];
  let lost = 0;
  const ticker = createTicker({
    env: page,
    onTick: (clocks) => ticks.push(clocks),
    onWorkerLost: () => {
      lost += 1;
    },
  });
  return { page, ticks, ticker, lost: () => lost };
}

test('a page that is seen ticks with every frame, and each tick carries both clocks', () => {
  const { page, ticks, ticker } = ticking();
  ticker.start();
  page.paint();
  page.now += 16;
  page.paint();
  assert.deepEqual(ticks, [
    { mono: 1000, wall: 1_700_000_001_000 },
    { mono: 1016, wall: 1_700_000_001_016 },
  ]);
});

test('a page without frames ticks four times a second by its own timers', () => {
  const { page, ticks, ticker } = ticking();
  ticker.start();
  page.pass(1000);
  assert.deepEqual(ticks.map(({ mono }) => mono), [1250, 1500, 1750, 2000]);
});

test('a page whose timers stand still ticks by its Worker', () => {
  const { page, ticks, ticker } = ticking();
  ticker.start();
  assert.deepEqual(page.workers[0].sent, [250]);
  page.now += 250;
  page.workers[0].onmessage({});
  assert.deepEqual(ticks.map(({ mono }) => mono), [1250]);
});

test('the Worker ticks from its source, and stops when told', () => {
  const { page, ticker } = ticking();
  ticker.start();
  const timers = new Map();
  const self = { posted: 0, postMessage: () => { self.posted += 1; } };
  const set = (call, ms) => timers.set(1, { call, ms }) && 1;
  new Function('self', 'setInterval', 'clearInterval', page.source)(
    self, set, (id) => timers.delete(id),
  );
  self.onmessage({ data: 250 });
  assert.equal(timers.get(1).ms, 250);
  timers.get(1).call();
  assert.equal(self.posted, 1);
  self.onmessage({ data: 0 });
  assert.equal(timers.size, 0);
});

test('nothing ticks after a stop, and one start follows it', () => {
  const { page, ticks, ticker } = ticking();
  ticker.start();
  ticker.start();
  assert.deepEqual([page.timers.size, page.frames.size, page.workers.length], [1, 1, 1]);
  ticker.stop();
  assert.deepEqual([page.timers.size, page.frames.size], [0, 0]);
  assert.deepEqual(page.workers[0].sent, [250, 0]);
  page.workers[0].onmessage({});
  assert.deepEqual(ticks, []);
  ticker.start();
  assert.deepEqual([page.timers.size, page.workers.length], [1, 1]);
  assert.deepEqual(page.workers[0].sent, [250, 0, 250]);
});

test('a tick that stops the player leaves no frame behind', () => {
  const page = addWorkers(new FakePage());
  const ticker = createTicker({ env: page, onTick: () => ticker.stop() });
  ticker.start();
  page.paint();
  assert.deepEqual([page.timers.size, page.frames.size], [0, 0]);
});

test('a player that is gone leaves no timer, Worker or Blob, and cannot be started', () => {
  const { page, ticker } = ticking();
  ticker.start();
  ticker.dispose();
  ticker.start();
  assert.deepEqual(
    [page.timers.size, page.frames.size, page.workers.length, page.urls.size],
    [0, 0, 0, 0],
  );
});

test('a page that forbids Workers at once still ticks, and says once that it has none', () => {
  const { page, ticks, ticker, lost } = ticking({ forbid: 'at once' });
  ticker.start();
  ticker.stop();
  ticker.start();
  page.pass(250);
  assert.equal(ticks.length, 1);
  assert.deepEqual([lost(), ticker.workerAvailable, page.urls.size], [1, false, 0]);
});

test('a Worker refused later, as by a content policy, is given up and reported', () => {
  const { page, ticks, ticker, lost } = ticking();
  ticker.start();
  assert.equal(ticker.workerAvailable, true);
  page.workers[0].onerror({ preventDefault() {} });
  page.pass(250);
  assert.deepEqual([ticks.length, lost(), ticker.workerAvailable], [1, 1, false]);
  assert.deepEqual([page.workers.length, page.urls.size], [0, 0]);
});

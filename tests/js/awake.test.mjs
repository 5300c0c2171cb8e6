/** The screen's wake lock: asked for while needed, given back, asked for again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAwake } from '../../psoaslib/widgets/js/player/awake.js';

/** A page whose lock requests a test answers by hand. */
function page({ lock = true } = {}) {
  const made = { requests: [], released: 0, said: 0, listeners: new Set(), visibilityState: 'visible' };
  made.document = {
    get visibilityState() {
      return made.visibilityState;
    },
    addEventListener: (name, listener) => made.listeners.add(listener),
    removeEventListener: (name, listener) => made.listeners.delete(listener),
  };
  made.navigator = lock
    ? { wakeLock: { request: () => new Promise((...answers) => made.requests.push(answers)) } }
    : {};
  made.answer = async () => {
    const given = { released: false, release: async () => { made.released += 1; } };
    made.requests.at(-1)[0](given);
    await settled();
    return given;
  };
  made.refuse = async () => {
    made.requests.at(-1)[1](new Error('low battery'));
    await settled();
  };
  made.onRefused = () => { made.said += 1; };
  made.look = () => made.listeners.forEach((listener) => listener());
  return made;
}

const settled = () => new Promise((done) => setImmediate(done));

test('a lock that comes after it is no longer needed is given back at once', async () => {
  const env = page();
  const awake = createAwake(env, env.onRefused);
  awake.keep(true);
  awake.keep(false);
  await env.answer();
  assert.equal(env.released, 1);
});

test('a pause and a resume before the answer ask only once and keep the lock', async () => {
  const env = page();
  const awake = createAwake(env, env.onRefused);
  awake.keep(true);
  awake.keep(false);
  awake.keep(true);
  await env.answer();
  assert.deepEqual([env.requests.length, env.released], [1, 0]);
});

test('it is asked for again after the browser took it back, and not while it is held', async () => {
  const env = page();
  const awake = createAwake(env, env.onRefused);
  awake.keep(true);
  const lock = await env.answer();
  env.look();
  assert.equal(env.requests.length, 1);
  lock.released = true;
  env.visibilityState = 'hidden';
  env.look();
  assert.equal(env.requests.length, 1);
  env.visibilityState = 'visible';
  env.look();
  assert.equal(env.requests.length, 2);
});

test('a refusal is said once, and it is tried again when the page is seen again', async () => {
  const env = page();
  const awake = createAwake(env, env.onRefused);
  awake.keep(true);
  await env.refuse();
  env.look();
  await env.refuse();
  assert.deepEqual([env.requests.length, env.said], [2, 1]);
});

test('disposed it gives the lock back and listens no more', async () => {
  const env = page();
  const awake = createAwake(env, env.onRefused);
  awake.keep(true);
  await env.answer();
  awake.dispose();
  env.look();
  assert.deepEqual([env.released, env.listeners.size, env.requests.length], [1, 0, 1]);
});

test('a browser without wake locks says so, once', async () => {
  const env = page({ lock: false });
  const awake = createAwake(env, env.onRefused);
  awake.keep(true);
  awake.keep(false);
  awake.keep(true);
  await settled();
  awake.dispose();
  assert.deepEqual([env.requests.length, env.said], [0, 1]);
});

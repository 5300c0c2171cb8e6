/** Which tones a listener hears and when, by the calls made to the audio device. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initial, reduce } from '../../psoaslib/widgets/js/player/machine.js';
import { cuesBetween } from '../../psoaslib/widgets/js/player/programme.js';
import { createSound } from '../../psoaslib/widgets/js/player/sound.js';
import { FakePage, addAudio } from './fakes.mjs';
import { sampleProgramme } from './sample.mjs';

const PROGRAMME = sampleProgramme();

/** A player with sound alone: `send` applies a command now, `pass` ticks as the page does. */
function playing(options) {
  const page = addAudio(new FakePage(), options);
  const sound = createSound(page);
  let state = initial(PROGRAMME);
  const player = {
    page,
    sound,
    send(command) {
      const now = { mono: page.now, wall: page.Date.now() };
      state = reduce(PROGRAMME, state, command, now);
      sound.schedule(PROGRAMME, state, now);
      return state;
    },
    pass(ms, every = 250) {
      for (const end = page.now + ms; page.now < end; ) {
        page.now = Math.min(end, page.now + every);
        player.send('tick');
      }
    },
    /** Moments of the tones that sounded, from the start of the page. */
    heard: () => page.tones.filter((tone) => !tone.taken).map((tone) => tone.at),
  };
  return player;
}

function started(options) {
  const player = playing(options);
  player.sound.unlock();
  player.page.now = 1000.7;
  player.send('start');
  return player;
}

test('nothing is made or played before a click', () => {
  const player = playing();
  player.send('start');
  player.pass(10000);
  assert.deepEqual([player.page.contexts.length, player.page.tones.length], [0, 0]);
});

test('a device that the browser still holds back gets no tones to pile up', () => {
  const player = playing();
  player.page.AudioContext.prototype.resume = () => Promise.reject(new Error('not allowed'));
  player.sound.unlock();
  player.send('start');
  player.pass(6000);
  assert.equal(player.page.tones.length, 0);
});

for (const every of [16.7, 250, 1000]) {
  test(`with a tick each ${every} ms every tone of the session sounds once and on time`, () => {
    const player = started();
    player.pass(PROGRAMME.total_ms + 100, every);
    const expected = cuesBetween(PROGRAMME, 0, PROGRAMME.total_ms).map((cue) => cue.at + 1000);
    assert.equal(player.heard().length, expected.length);
    player.heard().forEach((moment, index) => {
      assert.ok(Math.abs(moment - expected[index]) <= 2, `${moment} for ${expected[index]}`);
    });
  });
}

test('the tones do not follow the audio clock when it drifts', () => {
  const player = started();
  const [context] = player.page.contexts;
  for (let turn = 0; turn < 19; turn += 1) {
    context.drift += 0.01;
    player.pass(250);
  }
  assert.deepEqual(player.heard(), [4000, 5000, 6000]);
});

test('a pause takes back what was planned; Resume plans it again, shifted', () => {
  const player = started();
  player.pass(2500);
  player.send('pause');
  assert.deepEqual(player.heard(), []);
  player.page.now += 60000;
  player.send('start');
  player.pass(3000);
  assert.deepEqual(player.heard(), [64000, 65000, 66000]);
});

test('a warning already heard is not heard again after a pause', () => {
  const player = started();
  player.pass(3500);
  player.send('pause');
  player.page.now += 10000;
  player.send('start');
  player.pass(2000);
  assert.deepEqual(player.heard(), [4000, 15000, 16000]);
});

for (const command of ['next', 'restart', 'back', 'swap']) {
  test(`${command} takes back the tones of the step that is left`, () => {
    const player = started();
    player.pass(5000);
    player.pass(28500);
    const before = player.heard().filter((moment) => moment <= player.page.now);
    player.send(command);
    player.pass(250);
    assert.deepEqual(player.heard().filter((moment) => moment < player.page.now + 1300), before);
  });
}

test('a step played again has its tones again', () => {
  const player = started();
  player.pass(4900);
  player.send('restart');
  player.pass(5000);
  assert.deepEqual(player.heard(), [4000, 5000, 8900, 9900, 10900]);
});

test('Finish and the end of the page leave nothing to sound', () => {
  for (const end of [(player) => player.send('finish'), (player) => player.sound.dispose()]) {
    const player = started();
    player.pass(2900);
    end(player);
    assert.deepEqual(player.heard(), []);
  }
});

test('the end sounds although the session stops at that moment, and sounds otherwise', () => {
  const player = started();
  player.pass(PROGRAMME.total_ms + 500, 16.7);
  const [change, end] = [player.page.tones[2], player.page.tones.at(-1)];
  assert.ok(Math.abs(end.at - 1000 - PROGRAMME.total_ms) <= 1);
  assert.equal(end.taken, false);
  assert.notDeepEqual(end.notes, change.notes);
});

test('a tick so late that it overran a change sounds the change at once, not its warnings', () => {
  const player = started();
  player.pass(1000);
  player.pass(4400, 4400);
  assert.deepEqual(player.heard(), [Math.round(player.page.now)]);
});

test('a tick so late that it overran the end sounds the end at once', () => {
  const player = started();
  player.pass(PROGRAMME.total_ms - 4000);
  const before = player.heard().length;
  player.pass(4500, 4500);
  assert.equal(player.heard().length, before + 1);
  player.pass(500);
  assert.equal(player.heard().length, before + 1);
});

test('a device taken away before the end gets no tone to play when it comes back', () => {
  const player = started();
  player.pass(PROGRAMME.total_ms - 4000);
  const before = player.page.tones.length;
  player.page.contexts[0].state = 'interrupted';
  player.pass(4500, 4500);
  assert.equal(player.page.tones.length, before);
});

test('Sound off is silent at once, Sound on goes on with the tones to come', () => {
  const player = started();
  player.pass(2900);
  player.sound.enabled = false;
  player.pass(1500);
  assert.deepEqual(player.heard(), []);
  player.sound.enabled = true;
  player.pass(1000);
  assert.deepEqual(player.heard(), [6000]);
});

test('an iPhone on silent is told that the tones play back', () => {
  const player = playing();
  player.page.navigator = { audioSession: { type: 'auto' } };
  player.sound.unlock();
  assert.equal(player.page.navigator.audioSession.type, 'playback');
});

const LOST = {
  'that stays interrupted': (context) => Object.assign(context, { state: 'interrupted' }),
  'whose clock stands still': (context) => Object.assign(context, { frozen: context.currentTime }),
};
for (const [what, lose] of Object.entries(LOST)) {
  test(`in place of a device ${what} the next tap makes a new one, which sounds`, () => {
    const player = started();
    const [lost] = player.page.contexts;
    player.pass(1000);
    lose(lost);
    lost.resume = () => Promise.reject(new Error('interrupted'));
    player.pass(3200);
    player.sound.unlock();
    assert.deepEqual([player.page.contexts.length, lost.state], [2, 'closed']);
    player.pass(900);
    const later = player.heard().filter((moment) => moment > 5200);
    assert.deepEqual(later, [6000], 'the change sounds once');
  });
}

test('a device that rested in a long pause is kept', () => {
  const player = started();
  player.pass(500);
  player.send('pause');
  player.page.now += 600000;
  player.sound.unlock();
  assert.equal(player.page.contexts.length, 1);
});

test('a browser without Web Audio plays on in silence and says so', () => {
  const page = new FakePage();
  const sound = createSound(page);
  sound.unlock();
  const now = { mono: 0, wall: 0 };
  sound.schedule(PROGRAMME, reduce(PROGRAMME, initial(PROGRAMME), 'start', now), now);
  sound.dispose();
  assert.equal(sound.available, false);
});

test('the audio device is made once and given back', () => {
  const player = started();
  player.sound.unlock();
  assert.equal(player.page.contexts.length, 1);
  player.sound.dispose();
  assert.equal(player.page.contexts[0].state, 'closed');
});

/** What the voice says, when it counts as speaking, and what happens where there is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpeech, splitSpoken } from '../../psoaslib/widgets/js/player/speech.js';
import { FakePage, addSpeech } from './fakes.mjs';

const REMOTE = { lang: 'en-US', localService: false, name: 'far' };
const LOCAL = { lang: 'en_GB', localService: true, name: 'near' };
const GERMAN = { lang: 'de-DE', localService: true, name: 'other tongue' };

function speaking({ voices = [GERMAN, REMOTE, LOCAL], ...options } = {}) {
  const page = addSpeech(new FakePage(), { voices });
  const states = [];
  const speech = createSpeech(page, { ...options, onState: (state) => states.push(state) });
  speech.unlock();
  return { page, speech, states };
}

test('nothing is said before a click', () => {
  const page = addSpeech(new FakePage(), { voices: [LOCAL] });
  const speech = createSpeech(page);
  speech.speak('Kneel.');
  page.pass(5000);
  assert.deepEqual(page.said, []);
  assert.equal(speech.available, true);
});

test('a line goes to a voice of its language that is on this device, in the wanted speed', () => {
  const { page, speech } = speaking({ lang: 'en', rate: 0.8 });
  speech.speak('Kneel.');
  assert.deepEqual(page.said, ['Kneel.']);
  const [{ lang, rate, voice }] = page.queue;
  assert.deepEqual([lang, rate, voice], ['en', 0.8, LOCAL]);
});

test('a new line replaces the former, a moment after the cancel that would swallow it', () => {
  const { page, speech } = speaking();
  speech.speak('One.');
  speech.speak('Two.');
  assert.deepEqual(page.said, ['One.', '(cancel)']);
  page.pass(100);
  assert.deepEqual(page.said, ['One.', '(cancel)', 'Two.']);
});

test('of lines that follow at once only the last is said', () => {
  const { page, speech } = speaking();
  ['One.', 'Two.', 'Three.'].forEach((text) => speech.speak(text));
  page.pass(500);
  assert.deepEqual(page.said.filter((text) => text !== '(cancel)'), ['One.', 'Three.']);
});

test('it counts as speaking only between the start and the end of the voice', () => {
  const { page, speech, states } = speaking();
  speech.speak('One.');
  assert.equal(speech.speaking, false);
  page.queue[0].onstart();
  assert.equal(speech.speaking, true);
  page.queue[0].onend();
  assert.deepEqual(states.map((state) => state.speaking), [true, false]);
});

test('the end of a replaced line does not silence the new one', () => {
  const { page, speech } = speaking();
  speech.speak('One.');
  const [old] = page.queue;
  speech.speak('Two.');
  page.pass(100);
  page.queue[0].onstart();
  old.onend();
  old.onerror({ error: 'interrupted' });
  assert.equal(speech.speaking, true);
});

test('cancel silences at once, also a line that still waits its turn', () => {
  const { page, speech } = speaking();
  speech.speak('One.');
  page.queue[0].onstart();
  speech.speak('Two.');
  speech.cancel();
  page.pass(5000);
  assert.deepEqual(page.said.slice(0, 2), ['One.', '(cancel)']);
  assert.ok(!page.said.includes('Two.'));
  assert.equal(speech.speaking, false);
  assert.equal(page.timers.size, 0);
});

test('a player that says nothing does not silence another on the page', () => {
  const { page, speech } = speaking();
  speech.speak('One.');
  page.queue[0].onend();
  speech.cancel();
  const other = createSpeech(page);
  other.unlock();
  other.dispose();
  assert.deepEqual(page.said, ['One.']);
});

test('Voice off silences and stays silent until it is on again', () => {
  const { page, speech } = speaking();
  speech.speak('One.');
  speech.enabled = false;
  speech.speak('Two.');
  page.pass(500);
  assert.deepEqual(page.said, ['One.', '(cancel)']);
  speech.enabled = true;
  speech.speak('Three.');
  assert.equal(page.said.at(-1), 'Three.');
});

test('a device without any voice says so; voices that come late take it back', () => {
  const { page, speech, states } = speaking({ voices: [] });
  page.pass(3000);
  assert.deepEqual(states, [{ available: false, speaking: false }]);
  page.speechSynthesis.voices = [LOCAL];
  page.voicesListener();
  assert.equal(speech.available, true);
});

test('voices that arrive within a moment never count as missing', () => {
  const { page, states } = speaking({ voices: [] });
  page.pass(800);
  page.speechSynthesis.voices = [LOCAL];
  page.voicesListener();
  page.pass(5000);
  assert.deepEqual(states, []);
});

test('a voice that fails is reported, one that was interrupted is not', () => {
  const { page, speech, states } = speaking();
  speech.speak('One.');
  page.queue[0].onerror({ error: 'interrupted' });
  assert.deepEqual(states, []);
  speech.speak('Two.');
  page.queue.at(-1).onerror({ error: 'synthesis-failed' });
  assert.deepEqual([speech.available, speech.speaking], [false, false]);
});

test('a voice whose end is never reported does not count as speaking for ever', () => {
  const { page, speech } = speaking();
  speech.speak('Kneel.');
  page.queue[0].onstart();
  page.pass(60000);
  assert.equal(speech.speaking, false);
});

test('a queue left paused by another script is woken', () => {
  const { page, speech } = speaking();
  page.speechSynthesis.paused = true;
  speech.speak('Kneel.');
  assert.equal(page.speechSynthesis.paused, false);
});

test('a long line goes out in parts, whole words and all, and ends with the last part', () => {
  const { page, speech } = speaking();
  const sentences = Array.from({ length: 12 }, (_, index) => `Sentence ${index} is spoken here.`);
  const text = sentences.join(' ');
  speech.speak(text);
  assert.ok(page.said.length > 1);
  assert.equal(page.said.join(' '), text);
  page.queue[0].onstart();
  page.queue[0].onend();
  assert.equal(speech.speaking, true);
  page.queue.at(-1).onend();
  assert.equal(speech.speaking, false);
});

test('a line is split at ends of sentences only', () => {
  const parts = splitSpoken('Hold for 1.5 s. Breathe. Rest!', 20);
  assert.deepEqual(parts, ['Hold for 1.5 s.', 'Breathe. Rest!']);
  assert.deepEqual(splitSpoken('No end in sight here', 5), ['No end in sight here']);
});

test('a phone that speaks only after a tap speaks lines of later on', () => {
  const page = addSpeech(new FakePage(), { voices: [LOCAL] });
  let tapping = false;
  let allowed = false;
  const queue = page.speechSynthesis.speak;
  page.speechSynthesis.speak = (utterance) => {
    assert.ok(utterance.text, 'WebKit never ends an empty line');
    allowed ||= tapping;
    if (allowed) queue(utterance);
  };
  const speech = createSpeech(page);
  speech.enabled = false;
  tapping = true;
  speech.unlock();
  tapping = false;
  speech.enabled = true;
  speech.speak('Kneel.');
  assert.deepEqual(page.said, ['Kneel.']);
});

test('a mark waits until the line under way is over, and is said once', () => {
  const { page, speech } = speaking();
  speech.speak('Hold here.');
  page.queue[0].onstart();
  speech.add('Half-way.');
  assert.deepEqual(page.said, ['Hold here.', 'Half-way.'], 'nothing is cancelled');
  page.queue[0].onend();
  assert.equal(speech.speaking, true);
  page.queue[1].onend();
  assert.equal(speech.speaking, false);
  speech.speak('Rest.');
  speech.speak('Move.');
  speech.add('Half-way.');
  page.pass(100);
  assert.deepEqual(page.said.slice(2), ['Rest.', '(cancel)', 'Move.', 'Half-way.']);
});

test('a line waits a moment where another voice of the page was cancelled', () => {
  const { page, speech } = speaking();
  speech.speak('Kneel.', true);
  assert.deepEqual(page.said, []);
  page.pass(100);
  assert.deepEqual(page.said, ['Kneel.']);
});

test('a part that is swallowed costs neither the parts after it nor the next line', () => {
  const { page, speech } = speaking();
  const sentences = Array.from({ length: 12 }, (_, index) => `Sentence ${index} is spoken here.`);
  speech.speak(sentences.join(' '));
  const [first, , last] = page.queue;
  first.onstart();
  first.onend();
  assert.equal(speech.speaking, true);
  last.onstart();
  last.onend();
  assert.equal(speech.speaking, false);
  speech.speak('Next.');
  assert.deepEqual(page.said.slice(3), ['Next.'], 'nothing is cut, nothing is said twice');
});

test('a browser without speech stays silent and says so', () => {
  const speech = createSpeech(new FakePage());
  speech.unlock();
  speech.speak('Kneel.');
  speech.cancel();
  speech.dispose();
  assert.deepEqual([speech.available, speech.speaking], [false, false]);
});

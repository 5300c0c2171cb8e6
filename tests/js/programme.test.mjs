/** What the player says and shows at each place of a programme. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initial, positionMs, reduce } from '../../psoaslib/widgets/js/player/machine.js';
import {
  announcements, breathAt, cardOf, comingOff, cuesBetween, formatClock, nextCard, segmentAt, sideWords,
  summary,
} from '../../psoaslib/widgets/js/player/programme.js';
import { at, sampleProgramme } from './sample.mjs';

const PROGRAMME = sampleProgramme();
const IDLE = initial(PROGRAMME);
const RUNNING = { ...IDLE, status: 'running', last: at(0) };

function heard(before, after) {
  return announcements(PROGRAMME, before, after).map(({ kind, text }) => `${kind}: ${text}`);
}

test('the clock shows the whole time at the start and 0:00 only at the end', () => {
  assert.deepEqual(
    [30000, 29999, 29001, 29000, 1, 0, -5, 60000, 754321].map(formatClock),
    ['0:30', '0:30', '0:30', '0:29', '0:01', '0:00', '0:00', '1:00', '12:35'],
  );
});

test('every moment of the programme belongs to one step', () => {
  PROGRAMME.segments.forEach(({ start_ms: start, ms }, index) => {
    assert.equal(segmentAt(PROGRAMME, start), index);
    assert.equal(segmentAt(PROGRAMME, start + ms - 1), index);
  });
  assert.equal(segmentAt(PROGRAMME, PROGRAMME.total_ms + 1), PROGRAMME.segments.length - 1);
  assert.equal(segmentAt(PROGRAMME, -1), 0);
});

test('the words are those of the side stretched now, also after a swap', () => {
  assert.equal(cardOf(PROGRAMME, IDLE).title, 'Title kneel right');
  const swapped = reduce(PROGRAMME, IDLE, 'swap', at(0));
  assert.equal(cardOf(PROGRAMME, swapped).title, 'Title kneel left');
  assert.equal(sideWords(PROGRAMME, swapped), 'Left side stretched');
  assert.equal(nextCard(PROGRAMME, swapped).title, 'Title hold left');
});

test('the next step is named across the change of sides, and none at the end', () => {
  const lastRight = { ...IDLE, segment: PROGRAMME.blocks[0].last };
  assert.equal(nextCard(PROGRAMME, lastRight).title, 'Title change left');
  assert.equal(nextCard(PROGRAMME, { ...IDLE, segment: PROGRAMME.segments.length - 1 }), null);
});

test('the breath goes in and out through a hold, its last phase to the end of the hold', () => {
  const hold = PROGRAMME.segments[1];
  assert.deepEqual(breathAt(hold, 0), { phase: 'in', fraction: 0, remaining: 4000 });
  assert.deepEqual(breathAt(hold, 3000), { phase: 'in', fraction: 0.75, remaining: 1000 });
  assert.deepEqual(breathAt(hold, 4000), { phase: 'out', fraction: 0, remaining: 6000 });
  assert.deepEqual(breathAt(hold, 27000), { phase: 'out', fraction: 0.5, remaining: 3000 });
  assert.deepEqual(breathAt(hold, 30000), { phase: 'out', fraction: 1, remaining: 0 });
  assert.equal(breathAt(PROGRAMME.segments[0], 100), null);
});

test('Start says the side and the first step; Resume in mid-step says nothing', () => {
  assert.deepEqual(heard(IDLE, RUNNING), [
    'step: Right side stretched. Spoken kneel, left hip on the ball.',
  ]);
  const paused = { ...IDLE, status: 'paused', within: 800, elapsed: 800 };
  assert.deepEqual(heard(paused, { ...paused, status: 'running' }), []);
});

test('a new step is said once, and not at every tick', () => {
  const before = { ...RUNNING, within: 4990, elapsed: 4990 };
  const after = { ...RUNNING, segment: 1, within: 10, elapsed: 5010 };
  assert.deepEqual(heard(before, after), [
    'step: Repetition 1 of 2. Spoken hold, left hip on the ball.',
  ]);
  assert.deepEqual(heard(after, { ...after, within: 300 }), []);
});

test('the change to the other side says which side comes', () => {
  const last = PROGRAMME.blocks[0].last;
  const before = { ...RUNNING, segment: last, within: 4990, elapsed: 9 };
  const after = { ...RUNNING, segment: last + 1, within: 3, elapsed: 20 };
  assert.deepEqual(heard(before, after), [
    'step: Left side stretched. Spoken change, right hip on the ball.',
  ]);
});

test('a line that names its side already is not told twice', () => {
  const programme = sampleProgramme();
  programme.cards['ball/change'].left.spoken = 'Change sides. Left side stretched.';
  const last = programme.blocks[0].last;
  const before = { ...RUNNING, segment: last };
  const [step] = announcements(programme, before, { ...RUNNING, segment: last + 1 });
  assert.equal(step.text, 'Change sides. Left side stretched.');
});

test('Swap side says the other side, before the start too', () => {
  assert.deepEqual(heard(IDLE, reduce(PROGRAMME, IDLE, 'swap', at(0))), [
    'step: Left side stretched. Spoken kneel, right hip on the ball.',
  ]);
});

test('Restart says the step again', () => {
  const before = { ...RUNNING, segment: 1, within: 12000, elapsed: 17000 };
  assert.deepEqual(heard(before, { ...before, within: 0 }), [
    'step: Repetition 1 of 2. Spoken hold, left hip on the ball.',
  ]);
});

test('a repetition is named once, at its first step, and only where there are several', () => {
  const spoken = (programme, segment) => {
    return announcements(programme, { ...RUNNING, segment: segment - 1 }, { ...RUNNING, segment })[0].text;
  };
  const programme = sampleProgramme();
  assert.match(spoken(programme, 3), /^Repetition 2 of 2\. Spoken hold/);
  programme.segments[2].repetition = 2;
  programme.segments[2].repetitions = 2;
  assert.match(spoken(programme, 2), /^Repetition 2 of 2\. Spoken rest/);
  assert.doesNotMatch(spoken(programme, 3), /Repetition/);
  programme.segments[1].repetitions = 1;
  assert.doesNotMatch(spoken(programme, 1), /Repetition/);
});

test('half-way and ten seconds are each said once, even when a tick comes late', () => {
  const state = { ...RUNNING, segment: 1, elapsed: 9 };
  const said = [14900, 15000, 15100, 19800, 20100, 29000].flatMap((within, index, all) => {
    return heard({ ...state, within: all[index - 1] ?? 14000 }, { ...state, within });
  });
  assert.deepEqual(said, ['mark: Half-way.', 'mark: Ten seconds left.']);
});

test('a late tick into a hold says the step and the mark that it passed there', () => {
  const programme = sampleProgramme();
  programme.segments[1].marks = [{ at_ms: 2000, text: 'Early.' }];
  const before = { ...RUNNING, within: 4900 };
  const said = announcements(programme, before, { ...RUNNING, segment: 1, within: 2100 });
  assert.deepEqual(said.map(({ kind }) => kind), ['step', 'mark']);
});

test('a paused session says no mark', () => {
  const paused = { ...IDLE, status: 'paused', segment: 1, within: 15000 };
  assert.deepEqual(heard({ ...paused, within: 14000 }, paused), []);
});

test('the note of a hold that was cut is said with the first hold only', () => {
  const programme = sampleProgramme();
  programme.segments[1].note = programme.segments[3].note = 'Held for 20 s.';
  const said = [1, 3].map((segment) => {
    return announcements(programme, RUNNING, { ...RUNNING, segment })[0].text;
  });
  assert.deepEqual(said.map((text) => text.endsWith('Held for 20 s.')), [true, false]);
});

test('a device that slept is told of once', () => {
  const before = { ...RUNNING, segment: 1, within: 3000 };
  const slept = reduce(PROGRAMME, before, 'tick', at(600000));
  assert.match(heard(before, slept).join(), /^slept: Paused: .*asleep/);
  assert.deepEqual(heard(slept, reduce(PROGRAMME, slept, 'tick', at(600100))), []);
});

test('after a reload Resume tells side and step again', () => {
  const paused = { ...IDLE, status: 'paused', segment: 1, elapsed: 7000, notice: 'reloaded' };
  const running = reduce(PROGRAMME, paused, 'start', at(0));
  assert.deepEqual(heard(paused, running), [
    'step: Right side stretched. Repetition 1 of 2. Spoken hold, left hip on the ball.',
  ]);
});

test('the end says what was done, once', () => {
  const log = [
    { stretch: 'ball', side: 'right', repetition: 1, seconds: 30, completed: true },
    { stretch: 'ball', side: 'right', repetition: 2, seconds: 30, completed: true },
    { stretch: 'ball', side: 'left', repetition: 1, seconds: 12.4, completed: false },
  ];
  const end = { ...IDLE, status: 'finished', segment: PROGRAMME.segments.length - 1, log };
  assert.deepEqual(heard(RUNNING, end), [
    'end: Finished. Right side: 2 of 2 holds, 60 s. '
      + 'Left side: no full hold; one cut short after 12 s.',
  ]);
  assert.deepEqual(heard(end, end), []);
});

test('the summary is honest about nothing done, a side swapped away and holds done again', () => {
  const done = { stretch: 'ball', repetition: 1, seconds: 30, completed: true };
  assert.equal(summary(PROGRAMME, []), 'No hold was begun.');
  const left = { ...done, side: 'left' };
  const swapped = [{ ...done, side: 'right', seconds: 4, completed: false }, left];
  assert.equal(
    summary(sampleProgramme(['right']), swapped, ['left']),
    'Left side: 1 of 2 holds, 30 s. Right side: no full hold; one cut short after 4 s.',
  );
  const three = [1, 2, 3].map(() => ({ ...done, side: 'right' }));
  assert.equal(summary(sampleProgramme(['right']), three), 'Right side: 3 holds, 90 s.');
  assert.match(summary(PROGRAMME, [left]), /^Right side: 0 of 2 holds\. Left/);
});

test('with no full hold the summary says so, and how long those begun lasted', () => {
  const begun = { stretch: 'ball', side: 'right', repetition: 1, seconds: 1.2, completed: false };
  const programme = sampleProgramme(['right']);
  assert.equal(summary(programme, [begun]), 'Right side: no full hold; one cut short after 1 s.');
  assert.equal(
    summary(programme, [begun, { ...begun, repetition: 2, seconds: 5 }]),
    'Right side: no full hold; 2 cut short, 6 s together.',
  );
});

/** What Finish says in a segment: the kinds, and the words of the first. */
function finished(programme, segment, more = {}) {
  const before = { ...RUNNING, segment, within: 3000, ...more };
  const after = reduce(programme, before, 'finish', at(0));
  const said = announcements(programme, before, after);
  return [said.map(({ kind }) => kind).join(), said[0].text, comingOff(programme, after)];
}

test('an early end says first how to come off, on the side that is stretched', () => {
  const hold = { ...RUNNING, segment: 1, within: 9000 };
  assert.deepEqual(heard(hold, reduce(PROGRAMME, hold, 'finish', at(0))), [
    'off: Spoken sit, left hip on the ball.',
    'end: Finished. Right side: no full hold; one cut short after 9 s. Left side: 0 of 2 holds.',
  ]);
  const left = finished(PROGRAMME, PROGRAMME.blocks[1].first + 2);
  assert.deepEqual(left.slice(0, 2), ['off,end', 'Spoken sit, right hip on the ball.']);
});

test('an early end says no way out of a position that nobody is in', () => {
  const programme = sampleProgramme();
  programme.stop_how = { ball: { right: 'Stop so.', left: 'Stop so.' } };
  const change = programme.blocks[1].first;
  for (const segment of [0, programme.blocks[0].last, change, change + 1]) {
    assert.deepEqual(finished(programme, segment).toString(), [
      'end', finished(programme, segment)[1], null].toString(), `segment ${segment}`);
  }
  programme.segments[0].kind = 'ready';
  assert.equal(finished(programme, 0)[0], 'end');
  const turning = finished(programme, 0, { turn: 'change' });
  assert.equal(turning[0], 'end');
});

test('on the way into the position the words for a stop in a hurry bring one out', () => {
  const programme = sampleProgramme();
  programme.segments[1].kind = 'setup';
  assert.equal(finished(programme, 1)[1], 'Spoken sit, left hip on the ball.');
  programme.stop_how = { ball: { right: 'To stop: roll back.', left: 'To stop: roll back.' } };
  const [kinds, text, card] = finished(programme, 1);
  assert.deepEqual([kinds, text], ['off,end', 'To stop: roll back.']);
  assert.equal(card.cue, 'Cue hold', 'the picture stays where the body is');
});

test('Swap side in mid-block brings the person out before it names the other side', () => {
  const hold = { ...RUNNING, segment: 1, within: 9000 };
  const off = reduce(PROGRAMME, hold, 'swap', at(0));
  assert.deepEqual(heard(hold, off), ['step: Spoken sit, left hip on the ball.']);
  assert.equal(nextCard(PROGRAMME, off).title, 'Title change left');
  const change = reduce(PROGRAMME, off, 'tick', at(5000));
  assert.deepEqual(heard(off, change), [
    'step: Left side stretched. Spoken change, right hip on the ball.',
  ]);
  assert.equal(nextCard(PROGRAMME, change).title, 'Title kneel left');
  const begun = reduce(PROGRAMME, change, 'tick', at(9000));
  assert.deepEqual(heard(change, begun), ['step: Spoken kneel, right hip on the ball.']);
});

test('the way of a swap has its own tones, and then those of the other side', () => {
  const hold = { ...RUNNING, segment: 1, within: 9000 };
  const off = reduce(PROGRAMME, hold, 'swap', at(0));
  const from = positionMs(PROGRAMME, off);
  assert.equal(from, -9000, 'five seconds off and four of change stand before the start');
  const cues = cuesBetween(PROGRAMME, from, 5000, off).map(({ at: time, kind }) => [time, kind]);
  assert.deepEqual(cues, [
    [-6000, 'warning'], [-5000, 'warning'], [-4000, 'change'],
    [-2000, 'warning'], [-1000, 'warning'], [0, 'change'],
    [3000, 'warning'], [4000, 'warning'], [5000, 'change'],
  ]);
});

test('a way off of two steps is told whole at an early end', () => {
  const programme = sampleProgramme(['right']);
  const last = programme.segments.at(-1);
  programme.segments.push({ ...last, start_ms: programme.total_ms, card: 'ball/kneel' });
  programme.blocks[0].last += 1;
  const hold = { ...RUNNING, segment: 1, within: 9000 };
  const [end] = announcements(programme, hold, reduce(programme, hold, 'finish', at(0)));
  assert.match(end.text, /^Spoken sit, left hip on the ball\. Spoken kneel, left hip/);
});

test('the summary names the stretch where there are several', () => {
  const programme = sampleProgramme(['right', 'left']);
  Object.assign(programme.blocks[1], { stretch: 'lunge', title: 'Lunge' });
  const log = [{ stretch: 'lunge', side: 'left', repetition: 1, seconds: 30, completed: true }];
  assert.match(summary(programme, log), /Lunge, left side: 1 of 2 holds, 30 s\.$/);
});

test('a change has two warnings and a tone, after a short step the tone alone', () => {
  const cues = cuesBetween(PROGRAMME, 0, PROGRAMME.total_ms);
  const of = (from, to) => cues.filter(({ at: time }) => from < time && time <= to)
    .map(({ at: time, kind }) => [time, kind]);
  assert.deepEqual(of(0, 5000), [[3000, 'warning'], [4000, 'warning'], [5000, 'change']]);
  assert.deepEqual(of(35000, 38000), [[38000, 'change']]);
  assert.deepEqual(cues.at(-1), { at: PROGRAMME.total_ms, kind: 'end' });
  assert.equal(cues.filter(({ kind }) => kind === 'change').length, PROGRAMME.segments.length - 1);
});

test('cutting the time into pieces neither loses nor doubles a tone', () => {
  for (const piece of [1, 250, 333, 1000, 7001]) {
    const pieces = [];
    for (let from = 0; from < PROGRAMME.total_ms; from += piece) {
      pieces.push(...cuesBetween(PROGRAMME, from, Math.min(from + piece, PROGRAMME.total_ms)));
    }
    assert.deepEqual(pieces, cuesBetween(PROGRAMME, 0, PROGRAMME.total_ms));
  }
});

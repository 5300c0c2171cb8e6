/** A prediction is kept, may be changed until the answer is seen, and is shown beside it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  answerPart,
  askPart,
  laterOf,
  predictionSpeech,
  reducePrediction,
} from '../../psoaslib/widgets/js/prediction/machine.js';

const prediction = {
  id: 'ball',
  question: 'Which side?',
  options: [
    { letter: 'A', text: 'The left', fits: false },
    { letter: 'B', text: 'The right', fits: true },
  ],
  answer: 'The right side.',
  explanation: 'Since it bends away.',
  sources: [{ label: 'Work 2001' }],
};
const free = { ...prediction, options: [] };
const nothing = laterOf(null, undefined);
const commit = (choice, words = '') => ({ do: 'commit', choice, words });
const after = (...commands) =>
  commands.reduce((kept, command) => reducePrediction(prediction, kept, command), nothing);

test('nothing of the answer shows before it is asked for', () => {
  for (const kept of [nothing, after(commit(1))]) {
    const { answer, explanation, sources, verdict, fits } = answerPart(prediction, kept);
    assert.deepEqual([answer, explanation, sources, verdict, fits], ['', '', [], '', null]);
  }
});

test('what was committed to stands beside the answer, with its reason', () => {
  const kept = after(commit(0, ' It lies there. '));
  assert.equal(answerPart(prediction, kept).predicted, 'A. The left');
  assert.equal(answerPart(prediction, kept).main, 'Compare with the answer');
  const part = answerPart(prediction, reducePrediction(prediction, kept, { do: 'compare' }));
  assert.deepEqual([part.predicted, part.reason], ['A. The left', 'It lies there.']);
  assert.deepEqual([part.answer, part.fits], ['The right side.', false]);
  assert.match(part.verdict, /^Not as you predicted/);
});

test('a prediction that fits is said to', () => {
  assert.equal(answerPart(prediction, after(commit(1), { do: 'compare' })).verdict, 'As you predicted.');
});

test('it may be changed until the answer is seen, and no longer', () => {
  const changed = after(commit(0), { do: 'change' });
  assert.equal(changed.status, 'open');
  assert.equal(askPart(prediction, changed, { choice: 0, words: '' }).resolved, false);
  const seen = after(commit(0), { do: 'compare' });
  for (const command of [{ do: 'change' }, { do: 'compare' }, commit(1)]) {
    assert.equal(reducePrediction(prediction, seen, command), seen);
  }
  assert.equal(askPart(prediction, seen, { choice: null, words: '' }).chosen, 0);
});

test('without a choice nothing is committed to, and the screen reader says what is missing', () => {
  assert.equal(after(commit(null)), nothing);
  assert.equal(
    predictionSpeech(prediction, nothing, nothing, commit(null)),
    'Choose an answer first.',
  );
  assert.throws(() => after({ do: 'dance' }), /dance/);
});

test('the answer can be seen without a prediction, and says so', () => {
  const seen = after({ do: 'compare' });
  assert.equal(answerPart(prediction, seen).none, 'You made no prediction.');
  assert.equal(answerPart(prediction, seen).verdict, '');
  assert.match(askPart(prediction, seen, {}).state, /made no prediction/);
});

test('what was marked and not committed to is no prediction', () => {
  const seen = after(commit(0), { do: 'change' }, { do: 'compare' });
  assert.deepEqual([seen.choice, seen.words], [null, '']);
});

test('predicting again begins anew', () => {
  const again = after(commit(0, 'why'), { do: 'compare' }, { do: 'again' });
  assert.deepEqual({ ...again, turn: 0 }, nothing);
  assert.equal(again.turn, 3);
});

test('of two commitments the later counts', () => {
  const [first, second] = [after(commit(0)), after(commit(0), { do: 'change' })];
  assert.equal(laterOf(second, first), second);
  assert.equal(laterOf(first, second), second);
  assert.equal(laterOf(first, {}), first);
});

test('free words are a prediction too', () => {
  assert.equal(reducePrediction(free, nothing, commit(null, '  ')), nothing);
  const kept = reducePrediction(free, nothing, commit(null, 'The upper one'));
  assert.equal(answerPart(free, kept).predicted, 'The upper one');
  const seen = answerPart(free, reducePrediction(free, kept, { do: 'compare' }));
  assert.equal(seen.fits, null);
  assert.match(seen.verdict, /Compare the two/);
});

test('a screen reader hears that it is kept, and then the answer', () => {
  const kept = after(commit(1));
  assert.match(predictionSpeech(prediction, nothing, kept, commit(1)), /^Saved/);
  const compare = { do: 'compare' };
  const seen = reducePrediction(prediction, kept, compare);
  assert.equal(
    predictionSpeech(prediction, kept, seen, compare),
    'As you predicted. The answer: The right side. Since it bends away.',
  );
});

test('where the question is out of reach, the answer says no more than it knows', () => {
  const told = (kept, met) => answerPart(prediction, kept, met).none;
  assert.match(told(nothing, true), /^You have not made a prediction/);
  assert.match(told(nothing, false), /^No prediction has reached this part\. .* kernel is busy or has stopped/);
  const seen = after({ do: 'compare' });
  assert.equal(told(seen, true), 'You made no prediction.');
  assert.equal(told(seen, false), 'No prediction has reached this part.');
  assert.equal(told(after(commit(0)), false), '');
});

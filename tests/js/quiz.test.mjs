/** A quiz's state, score and screen follow from its questions and the commands alone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  firstRound,
  missedOf,
  reduceQuiz,
  resumeQuiz,
  scoreOf,
} from '../../psoaslib/widgets/js/shared/quiz_machine.js';
import { quizScreen, quizSpeech } from '../../psoaslib/widgets/js/quiz/screen.js';
import { quiz } from './quiz_sample.mjs';

const check = (option) => ({ do: 'check', option });
const NEXT = { do: 'next' };
const REVEAL = { do: 'reveal' };

function after(...commands) {
  return commands.reduce((state, command) => reduceQuiz(quiz, state, command), firstRound(quiz));
}

/** Right at once, right at the second try, answer asked for. */
const whole = [check(1), NEXT, check(2), check(0), NEXT, REVEAL, NEXT];

test('a wrong choice is told why, and another may be tried', () => {
  const screen = quizScreen(quiz, after(check(2)), 2);
  assert.deepEqual(
    screen.options.map(({ mark, verdict, feedback }) => [mark, verdict, feedback]),
    [
      [null, '', ''],
      [null, '', ''],
      ['wrong', 'Not this one', 'No, since C.'],
    ],
  );
  assert.equal(screen.resolved, false);
  assert.equal(screen.main.words, 'Check');
  assert.deepEqual(screen.sources, []);
  const right = quizScreen(quiz, after(check(2), check(1)), 1);
  assert.deepEqual([right.options[1].verdict, right.options[1].feedback], ['Right', 'Because of Q01.']);
  assert.equal(right.options[2].mark, 'wrong', 'what was tried stays marked');
  assert.equal(right.main.words, 'Next question');
  assert.equal(right.sources.length, 1);
});

test('the answer that was asked for is shown with its explanation', () => {
  const screen = quizScreen(quiz, after(REVEAL), null);
  assert.deepEqual(screen.options[1].verdict, 'The answer');
  assert.equal(screen.options[1].feedback, 'Because of Q01.');
  assert.equal(screen.resolved, true);
});

test('nothing goes on before a question is resolved, and nothing is checked after it', () => {
  const start = firstRound(quiz);
  for (const command of [NEXT, check(null), check(9), { do: 'missed' }]) {
    assert.equal(reduceQuiz(quiz, start, command), start);
  }
  const resolved = after(check(1));
  for (const command of [check(0), check(1), REVEAL]) {
    assert.equal(reduceQuiz(quiz, resolved, command), resolved);
  }
  const wrong = after(check(0));
  assert.equal(reduceQuiz(quiz, wrong, check(0)), wrong, 'the same option is not tried twice');
  assert.throws(() => reduceQuiz(quiz, start, { do: 'dance' }), /dance/);
});

test('answers keep the first choice by its place in the content, and the number of tries', () => {
  assert.deepEqual(after(...whole).answers, [
    { question: 'Q01', choice: 0, correct: true, tries: 1 },
    { question: 'Q02', choice: 2, correct: false, tries: 2 },
    { question: 'Q03', choice: null, correct: false, tries: 0 },
  ]);
});

test('the score counts first tries, by outcome', () => {
  assert.deepEqual(scoreOf(quiz, after(...whole).answers), {
    right: 1,
    answered: 3,
    questions: 3,
    outcomes: { LO1: { right: 1, answered: 2 }, LO2: { right: 0, answered: 1 } },
  });
});

test('the end says the score in words and sets what was missed beside what is right', () => {
  const screen = quizScreen(quiz, after(...whole), null);
  assert.equal(screen.stage, 'end');
  assert.equal(screen.heading, '1 of 3 right at the first try');
  assert.deepEqual(
    screen.outcomes.map(({ text, words }) => [text, words]),
    [
      ['Name it.', '1 of 2'],
      ['Judge it.', '0 of 1'],
    ],
  );
  assert.deepEqual(
    screen.missed.map(({ question, chosen, answer }) => [question, chosen?.text, answer.text]),
    [
      ['What about Q02?', 'Q02 C', 'Q02 A'],
      ['What about Q03?', undefined, 'Q03 C'],
    ],
  );
  assert.deepEqual(screen.steps, ['right', 'missed', 'missed']);
});

test('a second look asks what was missed and leaves the score alone', () => {
  const state = after(...whole, { do: 'missed' }, check(0));
  assert.deepEqual(state.asked, [1, 2]);
  assert.equal(quizScreen(quiz, state, 0).heading, 'Second look: question 1 of 2');
  const end = [NEXT, check(2), NEXT].reduce((now, each) => reduceQuiz(quiz, now, each), state);
  const screen = quizScreen(quiz, end, null);
  assert.equal(screen.heading, 'Second look: 2 of 2 right at the first try');
  assert.equal(screen.first, 'In the first round it was 1 of 3.');
  assert.equal(screen.main.words, 'Start again');
  assert.equal(end.answers.length, 3);
  assert.deepEqual(missedOf(quiz, end), []);
});

test('starting again begins anew, and can be undone until something is answered', () => {
  const before = after(...whole);
  const again = after(...whole, { do: 'again' });
  assert.deepEqual({ ...again, earlier: undefined }, { ...firstRound(quiz), earlier: undefined });
  assert.equal(quizScreen(quiz, again, null).again, 'undo');
  const kept = resumeQuiz(quiz, JSON.parse(JSON.stringify(again)));
  assert.deepEqual(reduceQuiz(quiz, kept, { do: 'undo' }), before);
  const gone = reduceQuiz(quiz, again, check(1));
  assert.equal(quizScreen(quiz, gone, null).again, 'again');
  assert.equal(reduceQuiz(quiz, gone, { do: 'undo' }), gone);
});

test('after a reload it goes on where it was, unless the questions are others', () => {
  const kept = JSON.parse(JSON.stringify(after(check(1), NEXT)));
  assert.deepEqual(resumeQuiz(quiz, kept), kept);
  const changes = [{ asked: [0, 7] }, { asked: [] }, { tried: [[9], [], []] }, { tried: 'none' }, { answers: [{ question: 'Q9' }] }];
  for (const other of [{}, null, undefined, ...changes.map((change) => ({ ...kept, ...change }))]) {
    assert.deepEqual(resumeQuiz(quiz, other), firstRound(quiz));
    assert.equal(resumeQuiz(quiz, other, kept), kept, 'the next of those kept');
  }
});

test('a screen reader hears the verdict, the next question and the end', () => {
  const said = [];
  let state = firstRound(quiz);
  for (const command of [check(null), check(0), check(0), check(1), NEXT, REVEAL]) {
    const next = reduceQuiz(quiz, state, command);
    said.push(quizSpeech(quiz, state, next, command));
    state = next;
  }
  assert.deepEqual(said, [
    'Choose an answer first.',
    'Not this one. No, since A.',
    'Not this one. No, since A.',
    'Right. Because of Q01.',
    'Question 2 of 3. What about Q02?',
    'The answer: Q02 A. Because of Q02.',
  ]);
  const end = after(...whole);
  assert.equal(
    quizSpeech(quiz, after(...whole.slice(0, -1)), end, NEXT),
    'Finished. 1 of 3 right at the first try.',
  );
});

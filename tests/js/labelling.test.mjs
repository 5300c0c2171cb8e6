/** A labelling's spots, state, score and screen follow from its data and the commands alone. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import {
  labellingAnswers,
  labellingScore,
  quizzesOf,
  reduceLabelling,
  resumeLabelling,
} from '../../psoaslib/widgets/js/labelling/machine.js';
import { labellingNote, labellingScreen, labellingSpeech } from '../../psoaslib/widgets/js/labelling/screen.js';
import { distanceTo, nextSpot, spotsAt } from '../../psoaslib/widgets/js/labelling/spots.js';

const FOLDER = new URL('../../images/anatomy/', import.meta.url);
const PLATES = readdirSync(FOLDER).filter((name) => name.endsWith('.spots.json'));
const plateOf = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

/** A broad muscle, a thin nerve that runs down on it, a bone beside it, a bump on the bone. */
const box = (x0, y0, x1, y1) => [x0, y0, x1, y0, x1, y1, x0, y1];
const [MUSCLE, NERVE, BONE, BUMP] = [0, 1, 2, 3];
const spots = [
  { id: 'muscle', title: 'Muscle', at: [100, 300], half: 200, shapes: [box(0, 0, 190, 1000), box(210, 0, 400, 1000)] },
  { id: 'nerve', title: 'Nerve', at: [200, 500], half: 10, shapes: [box(190, 0, 210, 1000)] },
  { id: 'bone', title: 'Bone', at: [800, 200], half: 150, shapes: [box(600, 0, 900, 1000)] },
  { id: 'bump', title: 'Bump', at: [700, 800], half: 50, shapes: [box(650, 750, 750, 850)] },
].map((spot, number) => ({ ...spot, number: number + 1, text: `About ${spot.id}.`, place: 'left half of the picture, upper third', sources: [] }));
const exercise = {
  title: 'Plate', plate: 'made', way: 'find', frame: [0, 0, 1000, 1000], spots,
  find: [NERVE, BONE, MUSCLE].map((spot) => ({ spot, question: `Where is the ${spots[spot].id}?` })),
  name: [{ spot: BONE, options: [NERVE, BONE] }, { spot: MUSCLE, options: [MUSCLE, BONE] }],
};
const quizzes = quizzesOf(exercise);
const start = () => resumeLabelling(exercise, quizzes, {});
const point = (...listed) => ({ do: 'point', spots: listed });
const NEXT = { do: 'next' };
const REVEAL = { do: 'reveal' };
const after = (...commands) => commands.reduce((state, each) => reduceLabelling(quizzes, state, each), start());
const screen = (state, picked = null) => labellingScreen(exercise, quizzes, state, picked);

test('there are plates to be labelled', () => assert.ok(PLATES.length >= 4));

for (const name of PLATES) {
  test(`${name}: a leader's end means its own label, for a mouse and for a finger`, () => {
    const { spots: listed } = plateOf(name);
    const names = Object.keys(listed);
    const made = Object.values(listed);
    made.forEach(({ at }, number) => {
      assert.equal(names[spotsAt(made, at)[0]], names[number]);
      assert.ok(spotsAt(made, at, 200).includes(number), `${names[number]} under a finger`);
    });
  });

  test(`${name}: every piece of every structure can be hit`, () => {
    const { spots: listed } = plateOf(name);
    const made = Object.values(listed);
    made.forEach(({ shapes }, number) => {
      for (const shape of shapes) {
        const hit = [];
        for (let i = 0; i < shape.length; i += 2) hit.push(spotsAt(made, [shape[i], shape[i + 1]]).includes(number));
        assert.ok(hit.every(Boolean), Object.keys(listed)[number]);
      }
    });
  });

  test(`${name}: outside the drawing nothing is hit`, () => {
    const { spots: listed, frame: [x, y, width] } = plateOf(name);
    for (const place of [[x - 500, y - 500], [x + width + 500, y]]) {
      assert.deepEqual(spotsAt(Object.values(listed), place), []);
    }
  });
}

test('a place anywhere in a structure means it, wherever its leader ends', () => {
  for (const place of [[5, 5], [395, 995], [100, 300]]) assert.equal(spotsAt(spots, place)[0], MUSCLE);
  assert.equal(distanceTo(spots[MUSCLE].shapes, [200, 500]), 10, 'a hole is outside');
});

test('a thin spot is meant from beside it, a broad one is not', () => {
  assert.equal(spotsAt(spots, [215, 500])[0], NERVE, 'beside the nerve, on the muscle');
  assert.equal(spotsAt(spots, [240, 500])[0], MUSCLE);
  assert.deepEqual(spotsAt(spots, [425, 500]), [], 'in the gap');
  assert.deepEqual(spotsAt(spots, [415, 500]), [MUSCLE], 'just off an edge');
  assert.equal(spotsAt(spots, [255, 500], 220)[0], NERVE, 'a finger covers more');
  assert.equal(spotsAt(spots, [330, 500], 220)[0], MUSCLE);
});

test('on the nerve the muscle below it counts too', () => {
  assert.deepEqual(spotsAt(spots, [200, 500]), [NERVE, MUSCLE]);
  const asked = after(point(NERVE), NEXT, point(BONE), NEXT);
  assert.equal(screen(reduceLabelling(quizzes, asked, point(NERVE, MUSCLE))).told.verdict, 'Right');
});

test('where shapes overlap the nearer leader wins, and the other counts too', () => {
  assert.deepEqual(spotsAt(spots, [700, 800]), [BUMP, BONE]);
  assert.equal(spotsAt(spots, [800, 300])[0], BONE);
});

test('a wrong spot is told by its name and line, and another may be tried', () => {
  const shown = screen(after(point(MUSCLE)));
  assert.deepEqual(shown.told, { mark: 'wrong', verdict: 'Not this one', title: 'That is: Muscle.', text: 'About muscle.' });
  assert.deepEqual(shown.marks, [{ spot: MUSCLE, mark: 'wrong', tag: 'Muscle' }]);
  assert.equal(shown.main, null);
  const right = screen(after(point(MUSCLE), point(NERVE)));
  assert.deepEqual([right.told.verdict, right.told.title, right.told.text], ['Right', 'Nerve.', 'About nerve.']);
  assert.deepEqual(right.marks.map(({ mark }) => mark), ['wrong', 'right']);
  assert.equal(right.main.words, 'Next question');
});

test('of several wrong spots only the last keeps its mark', () => {
  const shown = screen(after(point(MUSCLE), point(BONE)));
  assert.deepEqual(shown.marks.map(({ spot, mark }) => [spot, mark]), [[BONE, 'wrong']]);
  const right = screen(after(point(MUSCLE), point(BONE), point(NERVE)));
  assert.deepEqual(right.marks.map(({ spot, mark }) => [spot, mark]), [[BONE, 'wrong'], [NERVE, 'right']]);
  const picked = screen(after(point(MUSCLE)), [MUSCLE]);
  assert.deepEqual(picked.marks.map(({ spot, mark }) => [spot, mark]), [[MUSCLE, 'picked']]);
});

test('keys go up and down the picture, left and right through all spots', () => {
  const column = [[0, 0], [500, 10], [20, 100], [480, 120]].map((at) => ({ at }));
  const next = (from, key) => nextSpot(column, from, key);
  assert.deepEqual([next(0, 'ArrowDown'), next(1, 'ArrowDown')], [2, 3]);
  assert.deepEqual([next(3, 'ArrowUp'), next(2, 'ArrowUp')], [1, 0]);
  assert.deepEqual([next(0, 'ArrowRight'), next(1, 'ArrowLeft')], [1, 0]);
  assert.deepEqual([next(2, 'Home'), next(0, 'End'), next(0, 'x')], [0, 3, null]);
  assert.deepEqual([next(0, 'ArrowUp'), next(0, 'ArrowLeft'), next(3, 'ArrowRight'), next(3, 'ArrowDown')],
    [null, null, null, null]);
});

test('before the answer nothing on the screen names a structure but the question', () => {
  const shown = JSON.stringify({ ...screen(start()), question: '' });
  for (const { title } of spots) assert.ok(!shown.includes(title), title);
});

test('a finger that has pointed once may check', () => {
  const shown = screen(start(), [MUSCLE]);
  assert.deepEqual(shown.main, { does: 'check', words: 'Check' });
  assert.deepEqual(shown.marks.map(({ spot, mark }) => [spot, mark]), [[MUSCLE, 'picked']]);
});

test('pointing at nothing, or after the answer, changes nothing', () => {
  const state = start();
  assert.equal(reduceLabelling(quizzes, state, point()), state);
  assert.match(labellingNote(quizzes, state, state, point()), /Nothing with a name/);
  const done = after(point(NERVE));
  assert.equal(reduceLabelling(quizzes, done, point(BONE)), done);
  assert.equal(labellingNote(quizzes, done, done, point()), '');
  assert.throws(() => reduceLabelling(quizzes, state, { do: 'dance' }), /dance/);
});

test('each way goes on where it was left, and has a score of its own', () => {
  const state = after(point(NERVE), NEXT, { do: 'way', way: 'name' }, { do: 'check', option: 0 }, REVEAL, NEXT);
  assert.equal(screen(state).heading, 'Name it: question 2 of 2');
  const back = reduceLabelling(quizzes, state, { do: 'way', way: 'find' });
  assert.equal(screen(back).heading, 'Find it: question 2 of 3');
  assert.deepEqual(labellingScore(exercise, back), {
    find: { right: 1, answered: 1, shown: 0, questions: 3 },
    name: { right: 0, answered: 1, shown: 0, questions: 2 },
  });
  assert.deepEqual(labellingAnswers(exercise, back), [
    { way: 'find', question: 'nerve', choice: 'nerve', correct: true, tries: 1 },
    { way: 'name', question: 'bone', choice: 'nerve', correct: false, tries: 1 },
  ]);
});

test('to name, a wrong choice shows where that structure is', () => {
  const shown = screen(after({ do: 'way', way: 'name' }, { do: 'check', option: 0 }), [0]);
  assert.deepEqual(shown.options.map(({ text, mark, feedback }) => [text, mark, feedback]), [
    ['Nerve', 'wrong', 'About nerve.'],
    ['Bone', null, ''],
  ]);
  assert.deepEqual(shown.marks, [
    { spot: NERVE, mark: 'wrong', tag: 'Nerve' },
    { spot: BONE, mark: 'asked', tag: '' },
  ]);
});

const missedOne = [point(NERVE), NEXT, point(MUSCLE), point(BONE), NEXT, REVEAL, NEXT];

test('the end lists what to look at again, and a second look asks only that', () => {
  const end = screen(after(...missedOne));
  assert.equal(end.heading, '1 of 2 right at the first try, 1 shown');
  assert.deepEqual(end.missed.map(({ title, chosen }) => [title, chosen]), [['Bone', 'Muscle'], ['Muscle', '']]);
  assert.deepEqual(end.marks.map(({ spot, tag }) => [spot, tag]), [[BONE, '1'], [MUSCLE, '2']]);
  const second = after(...missedOne, { do: 'missed' }, point(BONE));
  assert.equal(screen(second).heading, 'Find it: second look, question 1 of 2');
  const done = [NEXT, point(MUSCLE), NEXT].reduce((state, each) => reduceLabelling(quizzes, state, each), second);
  assert.equal(screen(done).heading, 'Second look: 2 of 2 right at the first try');
  assert.equal(screen(done).first, 'In the first round: 1 of 2 right at the first try, 1 shown.');
  assert.equal(labellingScore(exercise, done).find.right, 1, 'the score is that of the first round');
});

test('what was shown at once is no wrong answer: it has its own count and its own mark', () => {
  const state = after(...missedOne);
  assert.deepEqual(labellingScore(exercise, state).find, { right: 1, answered: 2, shown: 1, questions: 3 });
  const end = screen(state);
  assert.deepEqual(end.steps, ['right', 'missed', 'shown']);
  assert.deepEqual(end.marks.map(({ mark }) => mark), ['missed', 'shown']);
  assert.deepEqual(end.missed.map(({ mark }) => mark), ['missed', 'shown']);
  const tried = after(point(MUSCLE), REVEAL, NEXT, REVEAL);
  assert.equal(screen(tried).sofar, '0 of 1 right at the first try, 1 shown', 'a wrong try stays one');
  assert.equal(screen(after(REVEAL)).sofar, '1 shown');
  const cut = screen(after(REVEAL, { do: 'stop' }));
  assert.deepEqual([cut.heading, cut.left], ['1 shown', '2 were not asked.']);
});

test('a round may be ended early, once something is answered', () => {
  const state = start();
  assert.equal(reduceLabelling(quizzes, state, { do: 'stop' }), state);
  assert.equal(screen(state).mayStop, false);
  const end = screen(after(point(BONE), point(NERVE), NEXT, point(MUSCLE), { do: 'stop' }));
  assert.equal(end.heading, '0 of 1 right at the first try');
  assert.equal(end.left, '2 were not asked.');
  assert.deepEqual(end.missed.map(({ title }) => title), ['Nerve']);
});

test('after a reload it goes on where it was, unless the plate is another', () => {
  const state = after(point(NERVE), NEXT, { do: 'way', way: 'name' });
  const kept = JSON.parse(JSON.stringify(state));
  assert.deepEqual(resumeLabelling(exercise, quizzes, kept), kept);
  const other = { ...kept, find: { ...kept.find, tried: [[9], [], []] } };
  assert.deepEqual(resumeLabelling(exercise, quizzes, other).find, start().find);
  assert.equal(resumeLabelling({ ...exercise, way: 'name' }, quizzes, undefined).way, 'name');
});

test('a screen reader hears the verdict, the next question and the end', () => {
  const said = [];
  let state = start();
  for (const command of [point(MUSCLE), point(MUSCLE), point(NERVE), NEXT, REVEAL, { do: 'way', way: 'name' }]) {
    const next = reduceLabelling(quizzes, state, command);
    said.push(labellingSpeech(exercise, quizzes, state, next, command));
    state = next;
  }
  assert.deepEqual(said, [
    'Not this one. That is: Muscle. About muscle.',
    'Not this one. That is: Muscle. About muscle.',
    'Right. Nerve. About nerve.',
    'Find it: question 2 of 3. Where is the bone?',
    'Here it is. Bone. About bone.',
    'Name it: question 1 of 2. What is this? It is marked: left half of the picture, upper third.',
  ]);
  const end = after(...missedOne);
  assert.equal(
    labellingSpeech(exercise, quizzes, after(...missedOne.slice(0, -1)), end, NEXT),
    'Finished. 1 of 2 right at the first try, 1 shown.',
  );
});

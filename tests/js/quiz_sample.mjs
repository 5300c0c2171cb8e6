/** A quiz of three questions on two outcomes; the right option is B, then A, then C. */

const LETTERS = ['A', 'B', 'C'];

function question(id, outcome, right, numbers) {
  return {
    id,
    question: `What about ${id}?`,
    outcome,
    options: LETTERS.map((letter, place) => ({
      letter,
      number: numbers[place],
      text: `${id} ${letter}`,
      correct: letter === right,
      feedback: letter === right ? `Yes. Because of ${id}.` : `No, since ${letter}.`,
    })),
    sources: [{ label: 'Work 2001', citation: 'Work, whole.', url: null, mark: '' }],
  };
}

export const quiz = {
  title: 'Ball stretch',
  questions: [
    question('Q01', 'LO1', 'B', [2, 0, 1]),
    question('Q02', 'LO1', 'A', [0, 1, 2]),
    question('Q03', 'LO2', 'C', [1, 2, 0]),
  ],
  outcomes: { LO1: 'Name it.', LO2: 'Judge it.' },
};

/**
 * A prediction's commitment and what stands on the screen for it: pure functions.
 *
 * A commitment is `{turn, status, choice, words}`; the status goes from "open" to "committed" to
 * "compared", when the answer has been seen. Every change counts `turn` up.
 */

const NO_COMMITMENT = { turn: 0, status: 'open', choice: null, words: '' };
const TOO_EARLY = 'Choose an answer first.';
const TOO_SHORT = 'Write a few words first.';

/** Of two commitments the later one counts: a late message does not undo what came after it. */
export function laterOf(one, other) {
  const [a, b] = [one ?? NO_COMMITMENT, other ?? NO_COMMITMENT];
  return (b.turn ?? 0) > (a.turn ?? 0) ? b : a;
}

/**
 * @param {object} prediction  the payload
 * @param {object} commitment
 * @param {{do: string, choice: ?number, words: string}} command  "commit", "change", "compare"
 *   or "again"
 * @returns {object} the next commitment; the same where there is nothing to do
 */
export function reducePrediction(prediction, commitment, command) {
  const { status } = commitment;
  const turned = (changes) => ({ ...commitment, turn: commitment.turn + 1, ...changes });
  switch (command.do) {
    case 'commit':
      if (status !== 'open' || tooEarly(prediction, command)) return commitment;
      return turned({ status: 'committed', choice: command.choice, words: command.words.trim() });
    case 'change':
      return status === 'committed' ? turned({ status: 'open' }) : commitment;
    case 'compare':
      if (status === 'compared') return commitment;
      // What was not committed to is no prediction.
      return turned(
        status === 'committed'
          ? { status: 'compared' }
          : { status: 'compared', choice: null, words: '' },
      );
    case 'again':
      return status === 'compared'
        ? turned({ status: 'open', choice: null, words: '' })
        : commitment;
    default:
      throw new Error(`A prediction knows no command "${command.do}".`);
  }
}

/** Say what is missing before a person can commit; empty when nothing is. */
export function tooEarly(prediction, { choice, words }) {
  if (prediction.options.length > 0) return prediction.options[choice] ? '' : TOO_EARLY;
  return words.trim() ? '' : TOO_SHORT;
}

const MAIN_WORDS = { open: 'Commit to this', committed: 'Committed', compared: 'Answer seen' };
const KEPT = 'Saved. You will see it again beside the answer.';
const SEEN = 'The answer has been shown, beside your prediction.';
const SEEN_WITHOUT = 'The answer has been shown. You made no prediction.';

/** What the question shows. `draft` is what is marked and written and not committed to yet. */
export function askPart(prediction, commitment, draft) {
  const { status } = commitment;
  const open = status === 'open';
  const shown = open ? draft : commitment;
  return {
    name: 'Prediction',
    question: prediction.question,
    free: prediction.options.length === 0,
    options: prediction.options.map(({ letter, text }) => ({
      letter,
      text,
      mark: null,
      verdict: '',
      feedback: '',
    })),
    chosen: shown.choice,
    words: shown.words,
    resolved: !open,
    main: MAIN_WORDS[status],
    changeable: status === 'committed',
    state: open ? '' : status === 'committed' ? KEPT : hasPrediction(commitment) ? SEEN : SEEN_WITHOUT,
  };
}

/**
 * What the answer shows, which is nothing of it before a person asks for it.
 * @param {boolean} met  whether the question is within reach
 */
export function answerPart(prediction, commitment, met = true) {
  const compared = commitment.status === 'compared';
  const committed = commitment.status !== 'open' && hasPrediction(commitment);
  const chosen = prediction.options[commitment.choice];
  const free = prediction.options.length === 0;
  return {
    name: 'Your prediction and the answer',
    heading: compared ? 'Your prediction and the answer' : 'Your prediction',
    question: prediction.question,
    predicted: committed ? predictedText(chosen, commitment) : null,
    reason: committed && !free ? commitment.words : '',
    none: committed ? '' : noneText(compared, met),
    compared,
    answer: compared ? prediction.answer : '',
    explanation: compared ? prediction.explanation : '',
    sources: compared ? prediction.sources : [],
    fits: compared && committed && !free ? chosen.fits : null,
    verdict: compared && committed ? verdictText(chosen) : '',
    main: committed ? 'Compare with the answer' : 'Show the answer without a prediction',
  };
}

const NOT_YET = 'You have not made a prediction yet. The question is further up the page.';
const NOT_HERE = 'No prediction has reached this part.';
const NO_KERNEL = 'The question is further up the page. If you answered it, the kernel is busy or has stopped. '
  + 'Remember your choice, and show the answer.';

function noneText(compared, met) {
  if (met) return compared ? 'You made no prediction.' : NOT_YET;
  return compared ? NOT_HERE : `${NOT_HERE} ${NO_KERNEL}`;
}

function hasPrediction({ choice, words }) {
  return choice !== null || words !== '';
}

function predictedText(chosen, { words }) {
  return chosen ? `${chosen.letter}. ${chosen.text}` : words;
}

function verdictText(chosen) {
  if (!chosen) return 'Compare the two: where do they agree?';
  return chosen.fits ? 'As you predicted.' : 'Not as you predicted. What made you think so?';
}

/** Say for a screen reader what a command has changed; empty where nothing has. */
export function predictionSpeech(prediction, before, after, command) {
  if (before === after) return command.do === 'commit' ? tooEarly(prediction, command) : '';
  if (after.status === 'committed') return KEPT;
  if (after.status === 'open') return 'Predict again.';
  const { verdict, answer, explanation } = answerPart(prediction, after);
  return [verdict, `The answer: ${answer}`, explanation].filter(Boolean).join(' ');
}

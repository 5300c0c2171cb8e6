/**
 * What stands on the player's screen at a moment: words and numbers, no elements. Pure functions
 * of programme and state, so that every view of a player shows the same.
 */

import {leftMs, positionMs, totalMs} from './machine.js';
import {RELOADED_TEXT, SLEPT_TEXT, YIELDED_TEXT, breathAt, cardOf, comingOff, formatClock, nextCard, sideNow, sideWords, stopHow} from './programme.js';
import {segmentNow} from './turn.js';

const KIND_WORDS = {
  ready: 'Ready',
  setup: 'Set-up',
  move: 'Move',
  hold: 'Hold',
  rest: 'Rest',
  return: 'Return',
  change: 'Change sides',
};
const BREATH_WORDS = { in: 'Breathe in', out: 'Breathe out' };
const NOTICE_WORDS = { slept: SLEPT_TEXT, reloaded: RELOADED_TEXT, yielded: YIELDED_TEXT };

/**
 * @param {object} programme
 * @param {import('./machine.js').State} state
 * @returns {object} see the fields below; texts that are null have nothing to say
 */
export function screenOf(programme, state) {
  const segment = segmentNow(programme, state);
  const left = state.status === 'finished' ? 0 : segment.ms - state.within;
  const off = comingOff(programme, state);
  return {
    status: state.status,
    name: `Stretch player: ${programme.title}, ${sideNow(programme, state)} side stretched`,
    title: programme.blocks[segment.block].title,
    side: sideWords(programme, state),
    session: sessionText(programme, state),
    position: Math.max(0, positionMs(programme, state)),
    total: totalMs(programme, state),
    turn: state.turn,
    segment: state.segment,
    share: state.within / segment.ms,
    sides: state.sides,
    kind: off ? 'return' : segment.kind,
    stage: off ? KIND_WORDS.return : stageText(segment),
    card: off ? { ...off, cue: null, breath: null, coached: null } : cardOf(programme, state),
    comingOff: off?.coached ?? null,
    stopHow: stopHow(programme, state),
    next: nextText(programme, state),
    countdown: off ? '' : formatClock(left),
    secondsShare: 1 - Math.ceil(left / 1000) / (segment.ms / 1000),
    breath: breathOf(segment, state),
    notes: [
      NOTICE_WORDS[state.notice], off ? null : segment.note, slowText(programme, state),
    ].filter(Boolean),
    plan: planText(programme, state),
  };
}

/** Say how long the session takes, once it is under way how much of it is left, and then what was done. */
function sessionText(programme, state) {
  const total = formatClock(totalMs(programme, state));
  if (state.status === 'idle') return `${total} in total`;
  if (state.status === 'finished') return `Finished after ${formatClock(state.elapsed)}`;
  const left = formatClock(leftMs(programme, state));
  // A swap's way to the other side comes on top of the total.
  return state.turn ? `${left} left` : `${left} left of ${total}`;
}

/** Say what a slow voice costs: the only way in which a choice lengthens the session. */
function slowText(programme, state) {
  const longer = totalMs(programme, state) - programme.total_ms;
  if (longer <= 0) return null;
  return `A slow voice takes time: the session is ${formatClock(longer)} longer. The holds stay as long.`;
}

/** Say what kind of step it is, and which repetition. */
function stageText({ kind, repetition, repetitions }) {
  const words = KIND_WORDS[kind];
  return repetition ? `${words} · Repetition ${repetition} of ${repetitions}` : words;
}

function nextText(programme, state) {
  if (state.status === 'finished') return null;
  const next = nextCard(programme, state);
  return next ? next.title : 'the end';
}

/** Say before the start what a person lets themselves in for; null while a session is on. */
function planText(programme, state) {
  if (state.status === 'finished') return 'Start begins a new session.';
  if (state.status !== 'idle') return null;
  const holds = programme.segments.filter((segment) => segment.kind === 'hold').length;
  const sides = state.sides.filter((side, block) => side !== state.sides[block - 1]);
  const order = sides.map((side) => `${side} side`).join(', then ');
  const time = formatClock(totalMs(programme, state));
  return `${time} in total: ${order}; ${holds} ${holds === 1 ? 'hold' : 'holds'} in all.`;
}

function breathOf(segment, state) {
  const breath = breathAt(segment, state.within);
  if (!breath || state.status === 'finished') return null;
  return { ...breath, words: BREATH_WORDS[breath.phase] };
}

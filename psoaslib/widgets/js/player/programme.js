/**
 * What a programme says at a place in it: the segment, the words for the side that is stretched,
 * the breath, the clock's digits, and what is to be announced between two states. Pure functions;
 * times in milliseconds.
 */

export const SLEPT_TEXT =
  'Paused: this device was asleep. The time asleep was not counted. Press Resume to go on.';

export const RELOADED_TEXT =
  'Paused at the step where the page was left. Press Resume to go on from its start.';

export const YIELDED_TEXT = 'Paused: another player was started.';

import {initial, segmentsAhead, totalMs} from './machine.js';
import {paced} from './pace.js';
import {splitSpoken} from './speech.js';
import {beginOf, returnsOf, segmentNow, wayAhead} from './turn.js';

/** When the warning tones sound, before the end of a segment that is long enough for them. */
const WARN_BEFORE_MS = [2000, 1000];
const SHORTEST_WARNED_MS = 4000;

/**
 * @param {object} programme
 * @param {number} ms  from the start of the programme
 * @returns {number} the index of the segment that plays then; the last one from the end on
 */
export function segmentAt(programme, ms) {
  const next = programme.segments.findIndex((segment) => segment.start_ms > ms);
  return next < 0 ? programme.segments.length - 1 : Math.max(0, next - 1);
}

/** @returns {'left'|'right'} the side that the state's present block stretches */
export function sideNow(programme, state) {
  return state.sides[programme.segments[state.segment].block];
}

/** @returns {object} the words of the present segment, for the side that is stretched now */
export function cardOf(programme, state) {
  return programme.cards[segmentNow(programme, state).card][sideNow(programme, state)];
}

/** @returns {object|null} the words of the segment after the present one; null at the last */
export function nextCard(programme, state) {
  if (state.turn) return cardAfterTurn(programme, state);
  const segment = state.segment + 1;
  return segment < programme.segments.length ? cardOf(programme, { ...state, segment }) : null;
}

/** The words of what follows in a swap's way: another step off, the change, the other side. */
function cardAfterTurn(programme, state) {
  const side = sideNow(programme, state);
  const other = side === 'left' ? 'right' : 'left';
  const [following] = wayAhead(programme, state);
  if (following) return programme.cards[following.card][following.kind === 'change' ? other : side];
  const begin = beginOf(programme, programme.segments[state.segment].block);
  return programme.cards[programme.segments[begin].card][state.turn === 'off' ? other : side];
}

/**
 * How a person comes off in the present block, for the side that is stretched now.
 * @returns {object|null} the words of the block's return, joined where it has several steps; null
 *   where it has none
 */
export function returnCard(programme, state) {
  const side = sideNow(programme, state);
  const cards = returnsOf(programme, programme.segments[state.segment].block)
    .map((at) => programme.cards[programme.segments[at].card][side]);
  if (cards.length === 0) return null;
  const joined = (name) => cards.map((card) => card[name]?.trim()).filter(Boolean).join(' ');
  return { ...cards[0], coached: joined('coached'), spoken: joined('spoken') };
}

/**
 * After an early end a person may still be in the position: these words bring them out of it. On
 * the way into it the words for a stop in a hurry fit, and the picture stays.
 * @returns {object|null} a card; null while a session is on, and where nobody is in a position:
 *   before the second step of a side, and from the return on
 */
export function comingOff(programme, state) {
  if (state.status !== 'finished') return null;
  const { block, kind } = programme.segments[state.segment];
  if (['ready', 'change', 'return'].includes(kind)) return null;
  const how = kind === 'setup' ? stopHow(programme, state) : null;
  if (kind === 'setup' && state.segment === firstStep(programme, block)) return null;
  if (!how) return returnCard(programme, state);
  return { ...cardOf(programme, state), title: 'Come out of it', coached: how, spoken: how };
}

/** The first segment of a block in which somebody takes up a position. */
function firstStep(programme, block) {
  const { first } = programme.blocks[block];
  return programme.segments.findIndex(({ kind }, at) => at >= first && !['ready', 'change'].includes(kind));
}

/** @returns {string|null} how to come off in a hurry, where the stretch tells it */
export function stopHow(programme, state) {
  const { stretch } = programme.blocks[programme.segments[state.segment].block];
  return programme.stop_how?.[stretch]?.[sideNow(programme, state)] ?? null;
}

/** @returns {string} such as "Right side stretched, left hip on the ball" */
export function sideWords(programme, state) {
  const { stretch } = programme.blocks[programme.segments[state.segment].block];
  return programme.side_words[stretch][sideNow(programme, state)];
}

/**
 * @param {object} segment
 * @param {number} within  ms from the segment's start
 * @returns {{phase: 'in'|'out', fraction: number, remaining: number}|null} the breath under way,
 *   how much of it is done (0 to 1) and the ms left of it; null where none is paced
 */
export function breathAt(segment, within) {
  const index = segment.breaths.findLastIndex((breath) => breath.at_ms <= within);
  if (index < 0) return null;
  const { at_ms: start, phase } = segment.breaths[index];
  const end = segment.breaths[index + 1]?.at_ms ?? segment.ms;
  const fraction = Math.min(1, (within - start) / (end - start));
  return { phase, fraction, remaining: Math.max(0, end - within) };
}

/**
 * Write a time left as m:ss, rounded up: a hold of 30 s shows 0:30 at its start, and 0:00 only
 * when nothing is left.
 */
export function formatClock(ms) {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Say what a listener has to hear between two states, in the order of saying.
 *
 * A step is announced when it begins, also when it begins again (Restart, Swap side, Back in the
 * first one); marks such as half-way only when playing passed them.
 *
 * An early end says first how to come off, and then what was done.
 *
 * @returns {{kind: 'step'|'mark'|'off'|'end'|'slept'|'yielded', text: string}[]}
 */
export function announcements(programme, before, after) {
  /** @type {ReturnType<typeof announcements>} */
  const said = [];
  if (after.status === 'finished') {
    if (before.status === 'finished') return [];
    const off = comingOff(programme, after);
    if (off) said.push({ kind: 'off', text: off.spoken });
    said.push({ kind: 'end', text: `Finished. ${summary(programme, after.log, after.sides)}` });
    return said;
  }
  const moved = after.segment !== before.segment || after.within < before.within
    || after.turn !== before.turn;
  const swapped = after.sides.some((side, block) => side !== before.sides[block]);
  const opened = before.status !== 'running' && after.status === 'running' && after.within === 0;
  const begins = moved || swapped || opened;
  if (begins) said.push({ kind: 'step', text: stepText(programme, before, after, opened) });
  if (after.status === 'running') {
    const from = begins ? -1 : before.within;
    const passed = segmentNow(programme, after).marks.filter(
      (mark) => from < mark.at_ms && mark.at_ms <= after.within,
    );
    said.push(...passed.map((mark) => ({ kind: 'mark', text: mark.text })));
  }
  if (before.status === 'running' && after.status === 'paused') {
    if (after.notice === 'slept') said.push({ kind: 'slept', text: SLEPT_TEXT });
    if (after.notice === 'yielded') said.push({ kind: 'yielded', text: YIELDED_TEXT });
  }
  return said;
}

/** Join the side, where it is new to the listener, with the step's spoken line and its note. */
function stepText(programme, before, after, opened) {
  const { block, kind, ms, repetition, repetitions, note } = segmentNow(programme, after);
  const spoken = cardOf(programme, after).spoken;
  const side = sideWords(programme, after);
  const newSide = programme.segments[before.segment].block !== block
    || sideNow(programme, before) !== sideNow(programme, after)
    || (opened && (after.elapsed === 0 || before.notice === 'reloaded'));
  const parts = [];
  if (newSide && !spoken.includes(side)) parts.push(`${side}.`);
  if (opensRepetition(programme, after)) parts.push(`Repetition ${repetition} of ${repetitions}.`);
  parts.push(spoken);
  if (note && repetition <= 1) parts.push(note);
  const line = parts.filter(Boolean).join(' ');
  return kind === 'hold' ? fitting(line, (ms * after.pace) / programme.word_ms) : line;
}

/** A hold is not lengthened: of a line too long for it the first sentences are said, each whole. */
function fitting(line, words) {
  let room = words;
  return splitSpoken(line, 0).filter((sentence) => {
    room -= sentence.split(/\s+/).length;
    return room >= 0;
  }).join(' ');
}

/** @returns {string} the longest line that a step is begun with: the caption keeps room for it */
export function longestLine(programme) {
  const lines = programme.segments.flatMap(({ card, repetition, repetitions, note }) =>
    Object.values(programme.cards[card]).map(({ spoken }) => {
      const opens = repetitions > 1 ? `Repetition ${repetition} of ${repetitions}.` : '';
      return [opens, spoken, note].filter(Boolean).join(' ');
    }));
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}

/** Who only listens is told which repetition begins, where there are several. */
function opensRepetition(programme, state) {
  const { repetition, repetitions } = segmentNow(programme, state);
  return repetitions > 1 && programme.segments[state.segment - 1]?.repetition !== repetition;
}

/**
 * Say in plain words which holds were done, side by side.
 *
 * @param {object} programme
 * @param {import('./machine.js').LogEntry[]} log
 * @param {string[]} sides  the side of each block as played, where sides were swapped
 * @returns {string} such as "Right side: 2 of 2 holds, 60 s. Left side: 1 of 2 holds, 42 s,
 *   1 cut short."
 */
export function summary(programme, log, sides = programme.blocks.map((block) => block.side)) {
  if (log.length === 0) return 'No hold was begun.';
  const rows = new Map();
  const rowOf = (stretch, side) => {
    const key = `${stretch} ${side}`;
    if (!rows.has(key)) rows.set(key, { stretch, side, planned: 0, done: 0, early: 0, seconds: 0 });
    return rows.get(key);
  };
  for (const segment of programme.segments) {
    if (segment.kind !== 'hold') continue;
    rowOf(programme.blocks[segment.block].stretch, sides[segment.block]).planned += 1;
  }
  for (const entry of log) {
    const row = rowOf(entry.stretch, entry.side);
    row.seconds += entry.seconds;
    row[entry.completed ? 'done' : 'early'] += 1;
  }
  const titles = new Map(programme.blocks.map((block) => [block.stretch, block.title]));
  return [...rows.values()].map((row) => `${rowText(row, titles)}.`).join(' ');
}

/** Say one stretch on one side; the stretch is named only where there are several. */
function rowText({ stretch, side, planned, done, early, seconds }, titles) {
  const name = `${side === 'left' ? 'Left' : 'Right'} side`;
  const place = titles.size > 1 ? `${titles.get(stretch)}, ${name.toLowerCase()}` : name;
  if (done === 0 && early > 0) return `${place}: no full hold; ${earlyText(early, seconds)}`;
  // Back and Swap side let a person do more holds than were planned.
  const outOf = planned > 0 && planned >= done ? ` of ${planned}` : '';
  const holds = (outOf ? planned : done) === 1 ? 'hold' : 'holds';
  const time = seconds > 0 ? `, ${Math.round(seconds)} s` : '';
  const short = early ? `, ${early} cut short` : '';
  return `${place}: ${done}${outOf} ${holds}${time}${short}`;
}

function earlyText(early, seconds) {
  const time = `${Math.round(seconds)} s`;
  return early === 1 ? `one cut short after ${time}` : `${early} cut short, ${time} together`;
}

/**
 * The tones due in a stretch of the programme: two warnings before each change and one at it.
 *
 * A segment too short for a listener to tell its warnings from the change before has only the
 * tone at its end.
 *
 * @param {object} programme
 * @param {number} from  ms from the programme's start, not included
 * @param {number} to  ms from the programme's start, included
 * @param {import('./machine.js').State} state  in a swap the tones of its way come first
 * @returns {{at: number, kind: 'warning'|'change'|'end'}[]} in the order of sounding
 */
export function cuesBetween(programme, from, to, state = initial(programme)) {
  const total = totalMs(programme, state);
  return timeline(programme, state)
    .flatMap(({ start_ms: start, ms }) => {
      const end = start + ms;
      const warnings = ms < SHORTEST_WARNED_MS ? [] : WARN_BEFORE_MS;
      /** @type {ReturnType<typeof cuesBetween>} */
      const cues = warnings.map((before) => ({ at: end - before, kind: 'warning' }));
      cues.push({ at: end, kind: end === total ? 'end' : 'change' });
      return cues;
    })
    .filter(({ at }) => from < at && at <= to);
}

/** All parts by their places, counted from the end: the present one is timed by its own pace. */
function timeline(programme, state) {
  const timed = (segments) => segments.map((segment) => paced(segment, state.speed));
  const before = state.turn ? [] : timed(programme.segments.slice(0, state.segment));
  const ahead = timed(segmentsAhead(programme, state));
  let start = totalMs(programme, state);
  return [...before, segmentNow(programme, state), ...ahead].reverse().map(({ ms }) => {
    start -= ms;
    return { start_ms: start, ms };
  }).reverse();
}

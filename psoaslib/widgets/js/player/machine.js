/**
 * The machine that plays a programme: pure functions from a state, a command and the clocks to
 * the next state. It knows no screen, no sound and no timer. All times are whole milliseconds.
 *
 * @typedef {{mono: number, wall: number}} Clocks  a steady clock and the time of day, both in ms
 * @typedef {{stretch: string, side: string, repetition: number, seconds: number,
 *            completed: boolean}} LogEntry
 * @typedef {object} State
 * @property {'idle'|'running'|'paused'|'finished'} status
 * @property {number} segment  index from 0
 * @property {number} within  ms played of this segment
 * @property {number} elapsed  ms played in the session, without pauses
 * @property {string[]} sides  the side of each block, as played now
 * @property {LogEntry[]} log
 * @property {null|'slept'|'reloaded'|'yielded'} notice
 * @property {null|Clocks} last  the clocks at the last command while running
 * @property {null|'off'|'change'} turn  the way to the other side after Swap side: the person comes
 *   off by the block's own return; then, where the block begins without one, a change of sides
 * @property {number} speed  of the voice, 1 its own: it holds from the next segment on
 * @property {number} pace  the speed by which the present segment is timed
 */

import {begun, sumMs} from './pace.js';
import {arrived, beginOf, exchanged, returnsOf, segmentNow, turnKept, turned, wayAhead} from './turn.js';

/** A longer silence of the clocks means that the device slept and nobody was following. */
const SLEEP_AFTER_MS = 5000;

/** @returns {State} the state before the first start */
export function initial(programme, speed = 1) {
  return {
    status: 'idle',
    segment: 0,
    within: 0,
    elapsed: 0,
    sides: programme.blocks.map((block) => block.side),
    log: [],
    notice: null,
    last: null,
    turn: null,
    speed,
    pace: speed,
  };
}

/** @returns {State} with another speed of the voice, at once where the segment is yet to start */
export function withSpeed(state, speed) {
  const unheard = state.status !== 'running' && state.within === 0;
  return { ...state, speed, pace: unheard ? speed : state.pace };
}

/**
 * Apply one command at one moment. The state given is never changed.
 *
 * @param {object} programme
 * @param {State} state
 * @param {'tick'|'start'|'pause'|'yield'|'next'|'back'|'restart'|'swap'|'finish'} command
 * @param {Clocks} now
 * @returns {State}
 * @throws {Error} for a command that does not exist
 */
export function reduce(programme, state, command, now) {
  if (!Object.hasOwn(COMMAND_RULES, command)) {
    throw new Error(`The player has no command "${command}".`);
  }
  const clocks = { mono: Math.floor(now.mono), wall: Math.floor(now.wall) };
  return COMMAND_RULES[command](programme, advance(programme, state, clocks), clocks);
}

/**
 * Come back after a page was loaded again: at the start of the segment that was last saved,
 * and paused if the session was under way.
 *
 * @param {{status: string, segment: number, elapsed: number, sides: string[],
 *          log: LogEntry[], turn: string|null}} traits  as saved in the widget, `elapsed` in seconds
 * @param {number} speed  of the voice
 * @returns {State}
 */
export function restore(programme, traits, speed = 1) {
  const fresh = initial(programme, speed);
  const final = programme.segments.length - 1;
  const segment = Math.min(Math.max(0, Math.floor(traits.segment || 0)), final);
  const underWay = traits.status === 'running' || traits.status === 'paused';
  const finished = traits.status === 'finished';
  const sides = traits.sides || [];
  return {
    ...fresh,
    status: underWay ? 'paused' : finished ? 'finished' : 'idle',
    segment,
    within: finished && segment === final ? segmentNow(programme, { ...fresh, segment }).ms : 0,
    elapsed: Math.round((traits.elapsed || 0) * 1000),
    sides: sides.length === fresh.sides.length ? [...sides] : fresh.sides,
    log: (traits.log || []).map((entry) => ({ ...entry })),
    notice: underWay ? 'reloaded' : null,
    turn: underWay ? turnKept(programme, segment, traits.turn) : null,
  };
}

/**
 * A swap's way to the other side counts as time before the stretch, so this may be negative.
 * @returns {number} ms from the start of the programme to where the state stands in it
 */
export function positionMs(programme, state) {
  return totalMs(programme, state) - leftMs(programme, state);
}

/** @returns {number} ms of the whole session at the voice's speed */
export function totalMs(programme, { speed }) {
  return sumMs(programme.segments, speed);
}

/** @returns {number} ms that are still to be played */
export function leftMs(programme, state) {
  const here = segmentNow(programme, state).ms - state.within;
  return here + sumMs(segmentsAhead(programme, state), state.speed);
}

/** @returns {object[]} the segments after the present one, in the order of playing, not yet paced */
export function segmentsAhead(programme, state) {
  if (!state.turn) return programme.segments.slice(state.segment + 1);
  const { block } = programme.segments[state.segment];
  return [...wayAhead(programme, state), ...programme.segments.slice(beginOf(programme, block))];
}

/** Credit the time since the last command, through as many segments as it fills. */
function advance(programme, state, clocks) {
  if (state.status !== 'running') return state;
  const steady = clocks.mono - state.last.mono;
  if (Math.max(steady, clocks.wall - state.last.wall) > SLEEP_AFTER_MS) {
    return { ...state, status: 'paused', notice: 'slept', last: null };
  }
  let now = { ...state, last: clocks };
  let rest = Math.max(0, steady);
  for (;;) {
    const { ms, kind } = segmentNow(programme, now);
    const { segment, within, elapsed } = now;
    const left = ms - within;
    if (rest < left) return { ...now, within: within + rest, elapsed: elapsed + rest };
    rest -= left;
    now = { ...now, within: ms, elapsed: elapsed + left };
    if (now.turn) {
      now = turned(programme, now);
      continue;
    }
    if (kind === 'hold') {
      now.log = [...now.log, holdEntry(programme, now.sides, segment, ms, true)];
    }
    if (segment === programme.segments.length - 1) return { ...now, status: 'finished', last: null };
    now = begun(now, { segment: segment + 1 });
  }
}

/** @returns {LogEntry} what the log says of `ms` spent in the hold at `segment` */
function holdEntry(programme, sides, segment, ms, completed) {
  const { block, repetition } = programme.segments[segment];
  const { stretch } = programme.blocks[block];
  return { stretch, side: sides[block], repetition, seconds: ms / 1000, completed };
}

/** Log a hold that is left before its end; one that has not begun leaves no entry. */
function leaveHold(programme, state) {
  const { segment, within } = state;
  if (segmentNow(programme, state).kind !== 'hold' || within === 0) return state;
  const entry = holdEntry(programme, state.sides, segment, within, false);
  return { ...state, log: [...state.log, entry] };
}

/** Leave the present segment for the start of another (or the same) one. */
function moveTo(programme, state, segment) {
  return begun(leaveHold(programme, state), { segment });
}

function endSession(programme, state) {
  if (state.turn) {
    const within = state.turn === 'off' ? state.within : 0;
    return { ...state, status: 'finished', within, turn: null, last: null };
  }
  return { ...leaveHold(programme, state), status: 'finished', last: null };
}

/** What each command does to a state that has been brought up to the present moment. */
const COMMAND_RULES = {
  tick: (programme, state) => state,

  start(programme, state, clocks) {
    if (state.status === 'running') return state;
    const again = { ...initial(programme, state.speed), sides: state.sides };
    const from = state.status === 'finished' ? again : state;
    return { ...from, status: 'running', notice: null, last: clocks };
  },

  pause(programme, state) {
    return state.status === 'running' ? { ...state, status: 'paused', last: null } : state;
  },

  /** Pause since another player was started. */
  yield(programme, state) {
    if (state.status !== 'running') return state;
    return { ...state, status: 'paused', last: null, notice: 'yielded' };
  },

  next(programme, state) {
    if (state.status === 'finished') return state;
    if (state.turn) return turned(programme, state);
    if (state.segment < programme.segments.length - 1) {
      return moveTo(programme, state, state.segment + 1);
    }
    return state.status === 'idle' ? state : endSession(programme, state);
  },

  back(programme, state) {
    if (state.status === 'finished') return state;
    if (state.turn) {
      // No way leads back into the position.
      const { block } = programme.segments[state.segment];
      const off = state.turn === 'off' ? returnsOf(programme, block)[0] : state.segment;
      return begun(state, { segment: off });
    }
    return moveTo(programme, state, Math.max(0, state.segment - 1));
  },

  restart(programme, state) {
    return state.status === 'finished' ? state : moveTo(programme, state, state.segment);
  },

  swap(programme, state) {
    if (state.status === 'finished' || state.turn === 'off') return state;
    const { block, kind } = segmentNow(programme, state);
    if (state.status === 'idle' || kind === 'ready') {
      const { first } = programme.blocks[block];
      return { ...moveTo(programme, state, first), sides: exchanged(programme, state), turn: null };
    }
    const left = leaveHold(programme, state);
    const back = returnsOf(programme, block);
    if (state.turn || back.length === 0 || state.segment <= beginOf(programme, block)) {
      return arrived(programme, left);
    }
    return begun(left, { segment: back[0], turn: 'off' });
  },

  finish(programme, state) {
    const underWay = state.status === 'running' || state.status === 'paused';
    return underWay ? endSession(programme, state) : state;
  },
};

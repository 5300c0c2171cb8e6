/**
 * The way to the other side after Swap side: the person comes off by the block's own return, then
 * changes sides, and only then begins anew. Pure functions of programme and state; see machine.js.
 */

import {begun, paced} from './pace.js';

/** @returns {object} the segment that plays, as it is paced: the state's own, or a swap's change */
export function segmentNow(programme, state) {
  const segment = programme.segments[state.segment];
  if (state.turn !== 'change') return paced(segment, state.pace);
  const { stretch } = programme.blocks[segment.block];
  return { ...paced(programme.turns[stretch], state.pace), block: segment.block };
}

/** @returns {object[]} the segments after the present one, up to where the other side begins */
export function wayAhead(programme, state) {
  if (state.turn !== 'off') return [];
  const { block } = programme.segments[state.segment];
  const change = changeOf(programme, block);
  const off = returnsOf(programme, block).filter((at) => at > state.segment);
  return [...off.map((at) => programme.segments[at]), ...(change ? [change] : [])];
}

/** @returns {number} the first segment of a block in which somebody moves */
export function beginOf(programme, block) {
  const { first, last } = programme.blocks[block];
  for (let at = first; at <= last; at += 1) {
    if (programme.segments[at].kind !== 'ready') return at;
  }
  return first;
}

/** @returns {number[]} the run of segments by which a person comes off; may be empty */
export function returnsOf(programme, block) {
  const { first, last } = programme.blocks[block];
  const run = [];
  for (let at = first; at <= last; at += 1) {
    if (programme.segments[at].kind === 'return') run.push(at);
    else if (run.length > 0) break;
  }
  return run;
}

/** The change of sides that a swap adds, where the block has none of its own. */
function changeOf(programme, block) {
  if (programme.segments[beginOf(programme, block)].kind === 'change') return null;
  return programme.turns?.[programme.blocks[block].stretch] ?? null;
}

/** A turn that was under way, where the programme has it at that place. */
export function turnKept(programme, segment, turn) {
  const { block, kind } = programme.segments[segment];
  if (turn === 'off') return kind === 'return' ? turn : null;
  const begins = segment === beginOf(programme, block) && changeOf(programme, block);
  return turn === 'change' && begins ? turn : null;
}

/** Go on from the end of a part of the way to the other side. */
export function turned(programme, state) {
  if (state.turn === 'change') return begun(state, { turn: null });
  const { block } = programme.segments[state.segment];
  const following = state.segment + 1;
  if (returnsOf(programme, block).includes(following)) {
    return begun(state, { segment: following });
  }
  return arrived(programme, state);
}

/** Exchange the sides, with nobody in the position, and begin the block by a change. */
export function arrived(programme, state) {
  const { block } = programme.segments[state.segment];
  return begun(state, {
    sides: exchanged(programme, state),
    segment: beginOf(programme, block),
    turn: changeOf(programme, block) ? 'change' : null,
  });
}

/** The sides with those of the present stretch exchanged from here on. */
export function exchanged(programme, state) {
  const here = programme.segments[state.segment].block;
  const { stretch } = programme.blocks[here];
  return state.sides.map((side, block) => {
    const affected = block >= here && programme.blocks[block].stretch === stretch;
    if (!affected) return side;
    return side === 'left' ? 'right' : 'left';
  });
}

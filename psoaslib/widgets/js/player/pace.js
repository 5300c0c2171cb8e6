/**
 * How long a segment takes at a speed of the voice. A slow voice lengthens what it must, so that no
 * line is cut by the next; a hold keeps its length. Pure functions; times in whole milliseconds.
 */

/**
 * A segment as it is played at a speed. Of a hold's marks those stay that run into no other line; each
 * part of another segment takes at least what its line asks for.
 */
export function paced(segment, speed) {
  const marks = [];
  let asked = Math.ceil(segment.asks_ms / speed);
  if (segment.kind === 'hold') {
    for (const mark of segment.marks) {
      const end = mark.at_ms + Math.ceil(mark.asks_ms / speed);
      if (asked > mark.at_ms || end > segment.ms) continue;
      marks.push(mark);
      asked = end;
    }
    return { ...segment, marks };
  }
  let begin = 0;
  let at = 0;
  for (const mark of segment.marks) {
    at += Math.max(mark.at_ms - begin, asked);
    begin = mark.at_ms;
    asked = Math.ceil(mark.asks_ms / speed);
    marks.push({ ...mark, at_ms: at });
  }
  return { ...segment, marks, ms: at + Math.max(segment.ms - begin, asked) };
}

/** @returns {number} ms of segments at a speed */
export function sumMs(segments, speed) {
  return segments.reduce((sum, segment) => sum + paced(segment, speed).ms, 0);
}

/** @returns {object} the state at the start of a segment, which is timed by the voice's speed */
export function begun(state, changes) {
  return { ...state, within: 0, pace: state.speed, ...changes };
}

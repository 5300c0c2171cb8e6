// Joined by `python -m psoaslib.build` from js/player.js and its imports: edit those.

// awake.js
/**
 * Keep the screen awake while a person follows: by the browser's wake lock, where it has one.
 * The browser takes the lock back whenever the page is hidden, so it is asked for again later.
 */

/**
 * @param {Window} env  the window, or what stands for it
 * @returns {{keep: function(boolean), dispose: function()}}  say whether the screen is needed;
 *   where no lock is given, nothing happens
 */
function createAwake(env) {
  const { document, navigator } = env;
  let wanted = false;
  let asking = false;
  let lock = null;

  async function take() {
    if (!wanted || asking || document.visibilityState !== 'visible') return;
    if (!navigator.wakeLock || (lock && !lock.released)) return;
    asking = true;
    lock = await request();
    asking = false;
    if (!wanted) giveBack();
  }

  async function request() {
    try {
      return await navigator.wakeLock.request('screen');
    } catch {
      return null; // Refused, by a low battery for instance.
    }
  }

  function giveBack() {
    const held = lock;
    lock = null;
    held?.release().catch(() => {});
  }

  function keep(needed) {
    if (needed === wanted) return;
    wanted = needed;
    if (wanted) take();
    else giveBack();
  }

  document.addEventListener('visibilitychange', take);
  return {
    keep,
    dispose() {
      document.removeEventListener('visibilitychange', take);
      keep(false);
    },
  };
}

// film.js
/**
 * Films: the body between the steps of a stretch, drawn ahead frame by frame. Here their bytes
 * become typed arrays, once a view is first wanted, and a layer of a frame becomes path data. The
 * form is that of `psoaslib/film.py`, which says it in full.
 *
 * @typedef {object} Film
 * @property {object} header  as in the file
 * @property {{look: number, layer: number}[][]} frames  what is drawn in each, nearest last; the
 *   same `layer` in two frames is the same outlines
 * @property {Int32Array} nodes  x and y in turns, whole numbers of `header.unit` millimetres
 * @property {number[]} outlines  for each outline: where its nodes begin, how many, its kind
 * @property {number[]} layers  for each layer: its first outline; one number more ends the last
 */

const CLOSED = 2;
const CURVED = 1;

/** Numbers of `Film.outlines` for one outline. */
const PER_OUTLINE = 3;

/**
 * Take the player's films apart, without unpacking any.
 * @param {DataView|ArrayBuffer|Uint8Array|null} bytes
 * @returns {{sheet: string, films: {stretch: string, view: string, root: string,
 *   packed: Uint8Array}[]}}  none of them where the bytes are empty or hold none
 */
function listFilms(bytes) {
  try {
    const all = bytesOf(bytes);
    if (all.length === 0) return { sheet: '', films: [] };
    const { header, end } = headerOf(all);
    let at = end;
    const films = header.films.map(({ bytes: size, ...film }) => {
      at += size;
      if (!(size > 0) || at > all.length) throw new RangeError('a film is cut off');
      return { ...film, packed: all.subarray(at - size, at) };
    });
    return { sheet: String(header.sheet), films };
  } catch {
    return { sheet: '', films: [] };
  }
}

/**
 * @param {Uint8Array} packed  one film, gzipped
 * @returns {Promise<Film>}  fails where the bytes are no film
 */
async function unpackFilm(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return decodeFilm(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * @param {Uint8Array} bytes  one film
 * @returns {Film}
 * @throws {Error} where the bytes are no film
 */
function decodeFilm(bytes) {
  const { header, end } = headerOf(bytes);
  // A node takes two bytes or more, so there are no more numbers than bytes.
  const film = { header, frames: [], nodes: new Int32Array(bytes.length - end), outlines: [], layers: [] };
  const read = reader(bytes, end);
  let many = 0;
  let before = new Map();

  /**
   * Read the outlines of a layer. Some stand in the layer `known` of the frame before, or in one
   * of those that this `frame` has so far; the others begin where the last one ended.
   */
  function outlines(from, known, frame) {
    let [x, y] = from;
    for (let left = read.number(); left > 0; left -= 1) {
      const word = read.number();
      if (word < 2) {
        const shown = word === 0 ? known : layerOf(frame, read.number());
        film.outlines.push(...knownOutline(film, shown, read.number()));
        continue;
      }
      const count = word >>> 2;
      film.outlines.push(many, count, word & 3);
      for (let node = 0; node < count; node += 1) {
        x += read.signed();
        y += read.signed();
        film.nodes[many] = x;
        film.nodes[many + 1] = y;
        many += 2;
      }
    }
    return [x, y];
  }

  for (let count = header.count; count > 0; count -= 1) {
    const layers = read.number() - 1;
    const frame = layers < 0 ? knownFrame(film, read.number()) : [];
    let last = [0, 0];
    for (let left = layers; left > 0; left -= 1) {
      const word = read.number();
      const look = word >>> 1;
      if (word & 1) {
        if (!before.has(look)) throw new RangeError('a layer repeats none');
        frame.push({ look, layer: before.get(look) });
        continue;
      }
      if (look >= header.looks.length) throw new RangeError('a layer has no look');
      frame.push({ look, layer: film.layers.length });
      film.layers.push(film.outlines.length / PER_OUTLINE);
      last = outlines(last, before.get(look), frame);
    }
    before = new Map(frame.map(({ look, layer }) => [look, layer]));
    film.frames.push(frame);
  }
  film.layers.push(film.outlines.length / PER_OUTLINE);
  checkPlaces(header);
  return film;
}

function knownFrame({ frames }, number) {
  if (number >= frames.length) throw new RangeError('a frame repeats none');
  return frames[number];
}

function layerOf(frame, look) {
  const found = frame.find((each) => each.look === look);
  if (!found) throw new RangeError('an outline is of no look so far');
  return found.layer;
}

function knownOutline({ outlines, layers }, layer, place) {
  const outline = layers[layer] + place;
  if (!(outline < layers[layer + 1])) throw new RangeError('an outline repeats none');
  return outlines.slice(PER_OUTLINE * outline, PER_OUTLINE * (outline + 1));
}

/**
 * Write the path data of a layer, in millimetres.
 * @param {Film} film
 * @param {number} layer  as in `film.frames`
 * @returns {string}  curved outlines are quadratic B-splines steered by their nodes
 */
function pathData({ header, nodes, outlines, layers }, layer) {
  let text = '';
  for (let outline = layers[layer]; outline < layers[layer + 1]; outline += 1) {
    const [first, count, kind] = outlines.slice(PER_OUTLINE * outline, PER_OUTLINE * (outline + 1));
    if (count > 1) text += outlineData(nodes, first, count, kind, header.unit);
  }
  return text;
}

function outlineData(nodes, first, count, kind, unit) {
  const node = (k) => `${nodes[first + 2 * k] * unit} ${nodes[first + 2 * k + 1] * unit}`;
  // A joint lies half way between two nodes, so `T` mirrors each node into the next.
  const joint = (k, next) => {
    const [a, b] = [first + 2 * k, first + 2 * next];
    return `${((nodes[a] + nodes[b]) * unit) / 2} ${((nodes[a + 1] + nodes[b + 1]) * unit) / 2}`;
  };
  const end = kind & CLOSED ? 'Z' : '';
  if (!(kind & CURVED) || count < 3) {
    let text = `M${node(0)}L${node(1)}`;
    for (let k = 2; k < count; k += 1) text += ` ${node(k)}`;
    return text + end;
  }
  if (kind & CLOSED) {
    let text = `M${joint(count - 1, 0)}Q${node(0)} ${joint(0, 1)}T${joint(1, 2)}`;
    for (let k = 2; k < count; k += 1) text += ` ${joint(k, (k + 1) % count)}`;
    return text + end;
  }
  if (count === 3) return `M${node(0)}Q${node(1)} ${node(2)}`;
  let text = `M${node(0)}Q${node(1)} ${joint(1, 2)}T`;
  for (let k = 2; k < count - 2; k += 1) text += `${joint(k, k + 1)} `;
  return text + node(count - 1);
}

function bytesOf(bytes) {
  if (!bytes) return new Uint8Array();
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Uint8Array(bytes);
}

/** Read a length and so many bytes of JSON; `end` is where they end. */
function headerOf(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const end = 4 + size;
  if (end > bytes.length) throw new RangeError('the header is cut off');
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))), end };
}

function reader(bytes, from) {
  let at = from;

  function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length) throw new RangeError('the film is cut off');
      const byte = bytes[at];
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  function signed() {
    const value = number();
    return value & 1 ? -((value + 1) >>> 1) : value >>> 1;
  }

  return { number, signed };
}

/** Whatever the header names must be there: a later frame cannot fail. */
function checkPlaces({ count, frame, unit, rate, steps, moves, breaths = {}, changes = {} }) {
  const places = [
    ...Object.values(steps),
    ...Object.values(changes),
    ...[...moves, ...Object.values(breaths)].flatMap(({ first, last }) => [first, last]),
  ];
  const numbers = frame.length === 4 && [...frame, unit, rate].every(Number.isFinite) && rate > 0;
  const inside = places.every((place) => Number.isInteger(place) && place >= 0 && place < count);
  if (!numbers || !inside) throw new RangeError('the header is none of a film');
}

// motion.js
/**
 * Which frame of a film shows when. Pure functions; times in milliseconds, frames count from 0.
 */

/** Several moves in a row take no longer than this: the person does not wait for the picture. */
const LONGEST_ROUTE_MS = 6000;

/** From a step back to the one that a rest shows: the way through a stretch is not longer. */
const MOST_MOVES = 4;

/**
 * The frames by which a body goes from one step to another, both within.
 * @param {object} header  of a film
 * @param {string} from
 * @param {string} to
 * @param {number} most  how many moves it may take
 * @returns {number[]|null}  null where no moves lead there
 */
function routeOf(header, from, to, most) {
  const ways = new Map([[from, []]]);
  for (let moves = 0; moves < most && !ways.has(to); moves += 1) {
    for (const [place, frames] of [...ways]) {
      for (const move of header.moves) {
        const ends = [[move.from, move.to, 1], [move.to, move.from, -1]];
        for (const [here, there, way] of ends) {
          if (here !== place || ways.has(there)) continue;
          ways.set(there, joined(frames, way > 0 ? framesOf(move) : framesOf(move).reverse()));
        }
      }
    }
  }
  return from !== to && ways.has(to) ? ways.get(to) : null;
}

/** The frames of a move, first to last. */
function framesOf({ first, last }) {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** One move ends in the frame in which the next begins. */
function joined(frames, more) {
  return frames.at(-1) === more[0] ? [...frames, ...more.slice(1)] : [...frames, ...more];
}

/**
 * Begin a motion along a route. One that is under way is not torn off: back along the same frames
 * it turns where it stands; else what is left of it is played first, in the new one's own time.
 *
 * @param {number[]} route
 * @param {number} rate  frames a second
 * @param {number} now
 * @param {object|null} under  the motion under way
 * @returns {{route: number[], began: number, ms: number}}
 */
function beginMotion(route, rate, now, under = null) {
  const timeOf = (frames) => Math.min(LONGEST_ROUTE_MS, (1000 * (frames.length - 1)) / rate);
  if (!under) return { route, began: now, ms: timeOf(route) };
  const place = placeIn(under, now);
  const turn = route.indexOf(under.route[place]);
  if (turn >= 0) return { route: route.slice(turn), began: now, ms: timeOf(route.slice(turn)) };
  return { route: joined(under.route.slice(place), route), began: now, ms: timeOf(route) };
}

/** @returns {number|null} the frame of a motion at a time; null once it is over */
function frameOf(motion, now) {
  return now - motion.began >= motion.ms ? null : motion.route[placeIn(motion, now)];
}

function placeIn({ route, began, ms }, now) {
  const share = ms > 0 ? Math.min(1, Math.max(0, (now - began) / ms)) : 1;
  return Math.floor(share * (route.length - 1));
}

/**
 * The frame of a breath, from breathed out to breathed in and back.
 * @param {{first: number, last: number}} frames
 * @param {{phase: 'in'|'out', fraction: number}} breath  see `breathAt` in programme.js
 */
function breathFrame({ first, last }, { phase, fraction }) {
  const eased = (1 - Math.cos(Math.PI * fraction)) / 2;
  return first + Math.round((last - first) * (phase === 'in' ? eased : 1 - eased));
}

// hand.js
/**
 * The moves of a stretch in a row, gone through by hand, and words for where one is. Pure
 * functions; places count frames from 0.
 */


/**
 * @param {object} header  of a film
 * @param {function(string): boolean} plays  tells whether a step is played: where a move leads past
 *   one that is not, that move is taken
 * @returns {{from: string, to: string, frames: number[], at: number}[]}  `at` is the place of a
 *   move's first frame in the row; a move ends at the place where the next begins
 */
function handMoves({ moves }, plays = () => true) {
  const row = [];
  const been = new Set();
  let at = 0;
  for (let [move] = moves; move; ) {
    const frames = framesOf(move);
    row.push({ from: move.from, to: move.to, frames, at });
    at += frames.length - 1;
    been.add(move.from).add(move.to);
    const here = move.to;
    const next = moves.filter(({ from, to }) => from === here && !been.has(to));
    move = next.find(({ to }) => plays(to)) ?? next[0];
  }
  return row;
}

/** @returns {number} the last place in a row of moves; the first is 0 */
function handEnd(row) {
  const last = row.at(-1);
  return last ? last.at + last.frames.length - 1 : 0;
}

/** @returns {number|null} the place in a row at which a step stands still; null where none does */
function handPlaceOf(row, step) {
  const begun = row.find(({ from }) => from === step);
  if (begun) return begun.at;
  return row.at(-1)?.to === step ? handEnd(row) : null;
}

/**
 * @param {object[]} row  see `handMoves`
 * @param {number} place
 * @param {function(string): string|undefined} titleOf  the title of a step, where it is known
 * @returns {{frame: number, step: string|null, words: string}}  `step` is null between two steps
 */
function handAt(row, place, titleOf) {
  const move = row.findLast(({ at }) => at <= place);
  const within = Math.min(place - move.at, move.frames.length - 1);
  const frame = move.frames[within];
  const share = within / (move.frames.length - 1);
  const step = { 0: move.from, 1: move.to }[share] ?? null;
  const named = (id) => `“${titleOf(id) ?? plain(id)}”`;
  // What changes is said first: a screen reader says it all at every key.
  const words = step
    ? `at ${named(step)}`
    : `${shareWords(share)} from ${named(move.from)} to ${named(move.to)}`;
  return { frame, step, words };
}

/** A step that is not played has no words in the programme but its id. */
function plain(id) {
  const words = id.replaceAll('_', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

function shareWords(share) {
  const percent = Math.round(100 * share);
  return percent >= 47 && percent <= 53 ? 'half way' : `${percent} % of the way`;
}

// turn.js
/**
 * The way to the other side after Swap side: the person comes off by the block's own return, then
 * changes sides, and only then begins anew. Pure functions of programme and state; see machine.js.
 */

/** @returns {object} the segment that plays: the state's own, or a swap's change of sides */
function segmentNow(programme, state) {
  const segment = programme.segments[state.segment];
  if (state.turn !== 'change') return segment;
  const { stretch } = programme.blocks[segment.block];
  return { ...programme.turns[stretch], block: segment.block };
}

/** @returns {object[]} the segments from the present one to where the other side begins */
function wayAhead(programme, state) {
  if (!state.turn) return [];
  if (state.turn === 'change') return [segmentNow(programme, state)];
  const { block } = programme.segments[state.segment];
  const change = changeOf(programme, block);
  const off = returnsOf(programme, block).filter((at) => at >= state.segment);
  return [...off.map((at) => programme.segments[at]), ...(change ? [change] : [])];
}

/** @returns {number} the first segment of a block in which somebody moves */
function beginOf(programme, block) {
  const { first, last } = programme.blocks[block];
  for (let at = first; at <= last; at += 1) {
    if (programme.segments[at].kind !== 'ready') return at;
  }
  return first;
}

/** @returns {number[]} the run of segments by which a person comes off; may be empty */
function returnsOf(programme, block) {
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
function turnKept(programme, segment, turn) {
  const { block, kind } = programme.segments[segment];
  if (turn === 'off') return kind === 'return' ? turn : null;
  const begins = segment === beginOf(programme, block) && changeOf(programme, block);
  return turn === 'change' && begins ? turn : null;
}

/** Go on from the end of a part of the way to the other side. */
function turned(programme, state) {
  if (state.turn === 'change') return { ...state, within: 0, turn: null };
  const { block } = programme.segments[state.segment];
  const following = state.segment + 1;
  if (returnsOf(programme, block).includes(following)) {
    return { ...state, segment: following, within: 0 };
  }
  return arrived(programme, state);
}

/** Exchange the sides, with nobody in the position, and begin the block by a change. */
function arrived(programme, state) {
  const { block } = programme.segments[state.segment];
  return {
    ...state,
    sides: exchanged(programme, state),
    segment: beginOf(programme, block),
    within: 0,
    turn: changeOf(programme, block) ? 'change' : null,
  };
}

/** The sides with those of the present stretch exchanged from here on. */
function exchanged(programme, state) {
  const here = programme.segments[state.segment].block;
  const { stretch } = programme.blocks[here];
  return state.sides.map((side, block) => {
    const affected = block >= here && programme.blocks[block].stretch === stretch;
    if (!affected) return side;
    return side === 'left' ? 'right' : 'left';
  });
}

// machine.js
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
 * @property {null|'slept'|'reloaded'} notice
 * @property {null|Clocks} last  the clocks at the last command while running
 * @property {null|'off'|'change'} turn  the way to the other side after Swap side: the person comes
 *   off by the block's own return; then, where the block begins without one, a change of sides
 */


/** A longer silence of the clocks means that the device slept and nobody was following. */
const SLEEP_AFTER_MS = 5000;

/** @returns {State} the state before the first start */
function initial(programme) {
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
  };
}

/**
 * Apply one command at one moment. The state given is never changed.
 *
 * @param {object} programme
 * @param {State} state
 * @param {'tick'|'start'|'pause'|'next'|'back'|'restart'|'swap'|'finish'} command
 * @param {Clocks} now
 * @returns {State}
 * @throws {Error} for a command that does not exist
 */
function reduce(programme, state, command, now) {
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
 * @returns {State}
 */
function restore(programme, traits) {
  const fresh = initial(programme);
  const final = programme.segments.length - 1;
  const segment = Math.min(Math.max(0, Math.floor(traits.segment || 0)), final);
  const underWay = traits.status === 'running' || traits.status === 'paused';
  const finished = traits.status === 'finished';
  const sides = traits.sides || [];
  return {
    ...fresh,
    status: underWay ? 'paused' : finished ? 'finished' : 'idle',
    segment,
    within: finished && segment === final ? programme.segments[final].ms : 0,
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
function positionMs(programme, state) {
  return programme.total_ms - leftMs(programme, state);
}

/** @returns {number} ms that are still to be played */
function leftMs(programme, state) {
  const fromHere = programme.total_ms - programme.segments[state.segment].start_ms;
  if (!state.turn) return fromHere - state.within;
  const { block } = programme.segments[state.segment];
  const begin = programme.segments[beginOf(programme, block)];
  const way = wayAhead(programme, state).reduce((sum, { ms }) => sum + ms, 0);
  return way - state.within + programme.total_ms - begin.start_ms;
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
    now = { ...now, segment: segment + 1, within: 0 };
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
  return { ...leaveHold(programme, state), segment, within: 0 };
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
    const again = { ...initial(programme), sides: state.sides };
    const from = state.status === 'finished' ? again : state;
    return { ...from, status: 'running', notice: null, last: clocks };
  },

  pause(programme, state) {
    return state.status === 'running' ? { ...state, status: 'paused', last: null } : state;
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
      return { ...state, segment: off, within: 0 };
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
    return { ...left, segment: back[0], within: 0, turn: 'off' };
  },

  finish(programme, state) {
    const underWay = state.status === 'running' || state.status === 'paused';
    return underWay ? endSession(programme, state) : state;
  },
};

// programme.js
/**
 * What a programme says at a place in it: the segment, the words for the side that is stretched,
 * the breath, the clock's digits, and what is to be announced between two states. Pure functions;
 * times in milliseconds.
 */

const SLEPT_TEXT =
  'Paused: this device was asleep. The time asleep was not counted. Press Resume to go on.';

const RELOADED_TEXT =
  'Paused: the page was loaded again. Press Resume to go on from the start of this step.';


/** When the warning tones sound, before the end of a segment that is long enough for them. */
const WARN_BEFORE_MS = [2000, 1000];
const SHORTEST_WARNED_MS = 4000;

/**
 * @param {object} programme
 * @param {number} ms  from the start of the programme
 * @returns {number} the index of the segment that plays then; the last one from the end on
 */
function segmentAt(programme, ms) {
  const next = programme.segments.findIndex((segment) => segment.start_ms > ms);
  return next < 0 ? programme.segments.length - 1 : Math.max(0, next - 1);
}

/** @returns {'left'|'right'} the side that the state's present block stretches */
function sideNow(programme, state) {
  return state.sides[programme.segments[state.segment].block];
}

/** @returns {object} the words of the present segment, for the side that is stretched now */
function cardOf(programme, state) {
  return programme.cards[segmentNow(programme, state).card][sideNow(programme, state)];
}

/** @returns {object|null} the words of the segment after the present one; null at the last */
function nextCard(programme, state) {
  if (state.turn) return cardAfterTurn(programme, state);
  const segment = state.segment + 1;
  return segment < programme.segments.length ? cardOf(programme, { ...state, segment }) : null;
}

/** The words of what follows in a swap's way: another step off, the change, the other side. */
function cardAfterTurn(programme, state) {
  const side = sideNow(programme, state);
  const other = side === 'left' ? 'right' : 'left';
  const following = wayAhead(programme, state)[1];
  if (following) return programme.cards[following.card][following.kind === 'change' ? other : side];
  const begin = beginOf(programme, programme.segments[state.segment].block);
  return programme.cards[programme.segments[begin].card][state.turn === 'off' ? other : side];
}

/**
 * How a person comes off in the present block, for the side that is stretched now.
 * @returns {object|null} the words of the block's return, joined where it has several steps; null
 *   where it has none
 */
function returnCard(programme, state) {
  const side = sideNow(programme, state);
  const cards = returnsOf(programme, programme.segments[state.segment].block)
    .map((at) => programme.cards[programme.segments[at].card][side]);
  if (cards.length === 0) return null;
  const joined = (name) => cards.map((card) => card[name]?.trim()).filter(Boolean).join(' ');
  return { ...cards[0], coached: joined('coached'), spoken: joined('spoken') };
}

/**
 * After an early end a person may still be in the position: these words bring them out of it.
 * @returns {object|null} the return step's words; null while a session is on, and after a return
 */
function comingOff(programme, state) {
  if (state.status !== 'finished') return null;
  const returned = programme.segments[state.segment].kind === 'return';
  return returned ? null : returnCard(programme, state);
}

/** @returns {string} such as "Right side stretched, left hip on the ball" */
function sideWords(programme, state) {
  const { stretch } = programme.blocks[programme.segments[state.segment].block];
  return programme.side_words[stretch][sideNow(programme, state)];
}

/**
 * @param {object} segment
 * @param {number} within  ms from the segment's start
 * @returns {{phase: 'in'|'out', fraction: number, remaining: number}|null} the breath under way,
 *   how much of it is done (0 to 1) and the ms left of it; null where none is paced
 */
function breathAt(segment, within) {
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
function formatClock(ms) {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Say what a listener has to hear between two states, in the order of saying.
 *
 * A step is announced when it begins, also when it begins again (Restart, Swap side, Back in the
 * first one); marks such as half-way only when playing passed them.
 *
 * @returns {{kind: 'step'|'mark'|'end'|'slept', text: string}[]}
 */
function announcements(programme, before, after) {
  if (after.status === 'finished') {
    if (before.status === 'finished') return [];
    return [{ kind: 'end', text: endText(programme, after) }];
  }
  const said = [];
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
  if (after.notice === 'slept' && before.status === 'running' && after.status === 'paused') {
    said.push({ kind: 'slept', text: SLEPT_TEXT });
  }
  return said;
}

/** Say first how to come off, where the end came early, and then what was done. */
function endText(programme, state) {
  const done = `Finished. ${summary(programme, state.log, state.sides)}`;
  const off = comingOff(programme, state);
  return off ? `${off.spoken} ${done}` : done;
}

/** Join the side, where it is new to the listener, with the step's spoken line and its note. */
function stepText(programme, before, after, opened) {
  const { block, repetition, repetitions, note } = segmentNow(programme, after);
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
  return parts.filter(Boolean).join(' ');
}

/** @returns {string} the longest line that a step is begun with: the caption keeps room for it */
function longestLine(programme) {
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
 *   1 stopped early."
 */
function summary(programme, log, sides = programme.blocks.map((block) => block.side)) {
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
  const stopped = early ? `, ${early} stopped early` : '';
  return `${place}: ${done}${outOf} ${holds}${time}${stopped}`;
}

function earlyText(early, seconds) {
  const time = `${Math.round(seconds)} s`;
  return early === 1 ? `one stopped after ${time}` : `${early} stopped early, ${time} together`;
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
 * @param {object|null} state  where a swap is on its way to the other side, whose tones come first
 * @returns {{at: number, kind: 'warning'|'change'|'end'}[]} in the order of sounding
 */
function cuesBetween(programme, from, to, state = null) {
  return timeline(programme, state)
    .flatMap(({ start_ms: start, ms }) => {
      const end = start + ms;
      const warnings = ms < SHORTEST_WARNED_MS ? [] : WARN_BEFORE_MS;
      return [
        ...warnings.map((before) => ({ at: end - before, kind: 'warning' })),
        { at: end, kind: end === programme.total_ms ? 'end' : 'change' },
      ];
    })
    .filter(({ at }) => from < at && at <= to);
}

/** The segments by their places; in a swap those of the way to the other side come first. */
function timeline(programme, state) {
  if (!state?.turn) return programme.segments;
  let start = positionMs(programme, state) - state.within;
  const way = wayAhead(programme, state).map(({ ms }) => {
    start += ms;
    return { start_ms: start - ms, ms };
  });
  const begin = beginOf(programme, programme.segments[state.segment].block);
  return [...way, ...programme.segments.slice(begin)];
}

// cinema.js
/**
 * What stands in the picture at a moment: which film or still, which frame, how long the psoas is
 * in it. It knows the programme's state and the choices of the tools below the picture, and no
 * elements, so that two views of a player show the same. A motion takes nothing from the clock: it
 * is looked up by the time since its step began.
 */


/** The view of each step's own picture. */
const AS_DRAWN = 'drawn';

/** [name, words] in the order in which they are offered. */
const VIEWS = [
  [AS_DRAWN, 'As drawn'],
  ['side', 'Side'],
  ['front', 'Front'],
  ['back', 'Back'],
  ['three_quarter', 'Three-quarter'],
];

/** From here the psoas lies behind the bones, and is drawn as if seen through them. */
const THROUGH = 'back';

/** Cards that show another step's picture: nothing has changed in them. */
const BETWEEN = ['ready', 'rest', 'change'];

const OUTLINE_WORDS = 'The outline shows the step before';

/**
 * @param {object} programme
 * @param {DataView|null} bytes  the films, as in the widget's trait
 * @param {Window} env  the window, or what stands for it
 * @param {function()} onLoad  called when a film has been unpacked: the picture may change
 */
function createCinema(programme, bytes, env, onLoad) {
  const { sheet, films } = listFilms(bytes);
  const stillness = env.matchMedia('(prefers-reduced-motion: reduce)');
  const loaded = new Map();
  const chosen = { view: AS_DRAWN, xray: 100, changed: false, hand: null };
  let before = null;
  let motion = null;
  let disposed = false;

  /** The film of a stretch in a view, once it is unpacked; asking for it has it unpacked. */
  function filmOf(stretch, view) {
    const listed = films.find((film) => film.stretch === stretch && film.view === view);
    if (!listed) return null;
    if (!loaded.has(listed)) {
      loaded.set(listed, null);
      unpackFilm(listed.packed).then((film) => {
        if (disposed) return;
        const { root, view } = listed;
        const plays = (step) => Object.hasOwn(programme.cards, `${stretch}/${step}`);
        loaded.set(listed, { ...film, root, view, sheet, row: handMoves(film.header, plays) });
        onLoad();
      }).catch(() => {
        // Bytes that are no film: the stills stand for it.
        films.splice(films.indexOf(listed), 1);
        if (!disposed) onLoad();
      });
    }
    return loaded.get(listed);
  }

  function viewsOf(stretch) {
    return films.filter((film) => film.stretch === stretch).map((film) => film.view);
  }

  const cuts = () => stillness.matches || env.document.hidden;

  /**
   * @param {import('./machine.js').State} state
   * @param {object} screen  see `screenOf`
   * @param {number} now  the steady clock, ms
   * @returns {object} what views paint; `moving` asks for another look at the next frame
   */
  function scene(state, screen, now) {
    const place = placeOf(programme, state, screen);
    const views = viewsOf(place.stretch);
    const wanted = views.includes(chosen.view) ? chosen.view : AS_DRAWN;
    const own = (wanted === AS_DRAWN ? null : filmOf(place.stretch, wanted))
      ?? filmOf(place.stretch, place.view);
    // The next step may be drawn in another view: have it ready before it begins.
    if (wanted === AS_DRAWN) filmOf(place.stretch, nextCard(programme, state)?.view);
    follow(place, own, wanted, now);
    const film = motion?.film ?? own;
    const view = film?.view ?? place.view;
    const frame = film ? frameNow(place, film, screen, state, now) : null;
    const rests = frame === null;
    // In the view that it is drawn in, a step has a finer still.
    const shown = rests && view !== place.view ? film?.header.steps[place.step] ?? null : frame;
    const { change, still } = changeShown(programme, film, place, screen.card);
    const hand = handNow(place, film, state);
    // A body that breathes stands in its step's position as well.
    const stands = motion === null && chosen.hand === null;
    const compares = chosen.changed && stands;
    const overlay = compares ? change : null;
    const unmoved = compares ? still : null;
    const at = hand?.moved ? hand.step : place.step;
    return {
      film,
      frame: shown,
      fine: shown === null || view === place.view,
      overlay,
      unmoved,
      side: place.side,
      of: `${place.stretch}.${place.side}`,
      view,
      through: view === THROUGH,
      dissolves: !cuts(),
      psoas: stands || (hand?.moved && hand.step) ? null : film.header.lengths[frame],
      byHand: hand?.moved ?? false,
      away: hand?.moved && at !== place.step ? `By hand: ${hand.words}.` : null,
      figuresOf: hand?.moved && hand.step
        ? `${place.stretch}/${hand.step}.${place.side}` : screen.card.picture,
      label: [
        ...(wanted !== AS_DRAWN && view !== place.view ? [`${wordsOfView(view)} view.`] : []),
        ...(view === THROUGH ? [`The psoas is ${programme.lines.key_through}.`] : []),
        ...(hand?.moved ? [`By hand: ${hand.words}.`] : []),
        ...(at === place.step ? [screen.card.alt ?? screen.card.title] : [wordsOf(place, at)?.alt ?? '']),
        ...(overlay === null ? [] : [changedWords(film, overlay)]),
        unmoved,
      ].filter(Boolean).join(' '),
      moving: motion !== null,
      tools: {
        views: [AS_DRAWN, ...views],
        view: wanted,
        xray: chosen.xray,
        changed: chosen.changed,
        mayChange: change !== null || still !== null,
        hand,
      },
    };
  }

  function wordsOf({ stretch, side }, step) {
    return programme.cards[`${stretch}/${step}`]?.[side];
  }

  /**
   * Begin a motion where the step has changed by one, and end it where it must not go on. Where
   * the steps are drawn in different views, the body moves in the one that the viewer has.
   */
  function follow(place, own, wanted, now) {
    if (motion && (cuts() || (motion.film !== own && motion.wanted !== wanted))) motion = null;
    const rests = before && before.stretch === place.stretch && before.side === place.side
      && before.step === place.step;
    if (!rests) begin(place, own, wanted, now);
    else if (place.status === 'running') chosen.hand = null;
    if (motion && frameOf(motion, now) === null) motion = null;
    before = place;
  }

  function begin(place, own, wanted, now) {
    const most = before && own && !cuts() ? movesBetween(before, place) : 0;
    const kept = most > 0 && wanted === AS_DRAWN
      ? motion?.film ?? filmOf(before.stretch, before.view) : null;
    const film = kept ?? own;
    const route = most > 0 ? routeOf(film.header, before.step, place.step, most) : null;
    motion = route ? { ...beginMotion(route, film.header.rate, now, motion), film, wanted } : null;
    chosen.hand = null;
  }

  /** The frame of a film that is under way; null where the body rests in the step's own position. */
  function frameNow(place, film, screen, state, now) {
    if (chosen.hand !== null) return handAt(film.row, chosen.hand, () => '').frame;
    if (motion) return frameOf(motion, now);
    const breath = film.header.breaths?.[place.step];
    const breathes = breath && screen.breath && state.status !== 'idle' && !cuts();
    return breathes ? breathFrame(breath, screen.breath) : null;
  }

  /** What the slider by hand shows; null where there is nothing to go through. */
  function handNow(place, film, state) {
    const row = film?.row ?? [];
    if (row.length === 0) return null;
    const at = chosen.hand ?? handPlaceOf(row, place.step) ?? 0;
    const { step, words } = handAt(row, at, (id) => wordsOf(place, id)?.title);
    return {
      at,
      step,
      words,
      most: handEnd(row),
      moved: chosen.hand !== null,
      enabled: state.status !== 'running',
    };
  }

  /** Take a choice of the tools: {view}, {xray} in per cent, {changed} or {hand}, a place. */
  function choose(choice) {
    if (choice.view && choice.view !== chosen.view) choice = { ...choice, hand: null };
    if (Object.hasOwn(choice, 'hand')) motion = null;
    Object.assign(chosen, choice);
  }

  return {
    scene,
    choose,
    dispose() {
      disposed = true;
    },
  };
}

/** Where a programme stands, as far as the picture is concerned. */
function placeOf(programme, state, { card, kind }) {
  const { block } = segmentNow(programme, state);
  const step = /\/(.+)\.(?:left|right)$/.exec(card.picture ?? '')?.[1] ?? '';
  const { status, segment, turn } = state;
  const { stretch } = programme.blocks[block];
  return { status, segment, turn, stretch, step, side: sideNow(programme, state), view: card.view, kind };
}

/**
 * How many moves may lead from one place of the programme to another: some from a step to the next
 * or back, one on the way off, which goes through no step that was not reached; none in a jump.
 */
function movesBetween(before, place) {
  if (before.stretch !== place.stretch || before.side !== place.side) return 0;
  if (before.status === 'finished') return 0;
  const off = place.turn === 'off' && before.turn !== 'off';
  if (off || place.status === 'finished') return 1;
  return Math.abs(place.segment - before.segment) === 1 ? MOST_MOVES : 0;
}

/**
 * What a step shows as changed: a frame of the film, or words where almost nothing has moved. The
 * film compares it with the step before in the stretch, which may be one that is not played.
 */
function changeShown(programme, film, { stretch, step, kind }, card) {
  const { changes, moves } = film?.header ?? {};
  const from = moves?.find(({ to }) => to === step)?.from;
  const played = Object.hasOwn(programme.cards, `${stretch}/${from}`);
  if (!changes || !played || BETWEEN.includes(kind)) return { change: null, still: null };
  const change = changes[step] ?? null;
  return { change, still: change === null ? card.unmoved : null };
}

function changedWords(film, frame) {
  const arrows = film.frames[frame].some(({ look }) => film.header.looks[look] === 'arrow');
  return `${OUTLINE_WORDS}${arrows ? ', and the arrows what has moved' : ''}.`;
}

function wordsOfView(view) {
  return VIEWS.find(([name]) => name === view)?.[1] ?? view;
}

// clock.js
/**
 * The source of ticks: it says "look at the clocks now" often enough that a countdown is smooth
 * while it is seen, and that cues come on time while it is not. It counts nothing itself.
 *
 * Three sources, since each fails somewhere: animation frames stop in a hidden page; a page's own
 * timers fall to one a minute in a page hidden for long; a Worker is driven by neither, but some
 * pages forbid it.
 */

const TICK_MS = 250;

const TICK_WORKER_SOURCE = `
let timer = null;
self.onmessage = ({ data }) => {
  clearInterval(timer);
  timer = data > 0 ? setInterval(() => self.postMessage(null), data) : null;
};
`;

/** @returns {{mono: number, wall: number}} the steady clock and the time of day, in ms */
function readClocks(env) {
  return { mono: env.performance.now(), wall: env.Date.now() };
}

/**
 * @param {object} options
 * @param {(clocks: {mono: number, wall: number}) => void} options.onTick
 * @param {() => void} [options.onWorkerLost]  called once if no Worker can run: from then on a
 *   hidden page may fall silent
 * @param {Window} options.env  the window, or what stands for it
 */
function createTicker({ onTick, onWorkerLost = () => {}, env }) {
  let running = false;
  let disposed = false;
  let frame = null;
  let interval = null;
  let worker = null;
  let url = null;
  let workerAvailable = true;

  function tick() {
    if (running) onTick(readClocks(env));
  }

  function onFrame() {
    frame = env.requestAnimationFrame(onFrame);
    tick();
  }

  function loseWorker() {
    if (!workerAvailable) return;
    endWorker();
    workerAvailable = false;
    onWorkerLost();
  }

  function onWorkerError(event) {
    event.preventDefault?.();
    loseWorker();
  }

  function startWorker() {
    if (!workerAvailable) return;
    try {
      if (!worker) {
        const source = new env.Blob([TICK_WORKER_SOURCE], { type: 'text/javascript' });
        url = env.URL.createObjectURL(source);
        worker = new env.Worker(url);
        worker.onmessage = tick;
        worker.onerror = onWorkerError;
      }
      worker.postMessage(TICK_MS);
    } catch {
      loseWorker();
    }
  }

  function endWorker() {
    if (worker) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    }
    if (url) env.URL.revokeObjectURL(url);
    worker = null;
    url = null;
  }

  function start() {
    if (running || disposed) return;
    running = true;
    frame = env.requestAnimationFrame(onFrame);
    interval = env.setInterval(tick, TICK_MS);
    startWorker();
  }

  function stop() {
    if (!running) return;
    running = false;
    env.cancelAnimationFrame(frame);
    env.clearInterval(interval);
    worker?.postMessage(0);
  }

  return {
    start,
    stop,
    /** End everything for good. */
    dispose() {
      stop();
      disposed = true;
      endWorker();
    },
    get running() {
      return running;
    },
    get workerAvailable() {
      return workerAvailable;
    },
  };
}

// lifetime.js
/** How long a widget's thing lives: as long as its model, over all the views that come and go. */

/**
 * Make a widget's two functions around one thing; the loader calls them for each model.
 *
 * @param {function(object): {attach: function(HTMLElement): function(), dispose: function()}} create
 *   makes the thing of a model
 */
function oneForEachModel(create) {
  let made = null;
  return {
    initialize({ model }) {
      made = create(model);
      return made.dispose;
    },
    render({ el }) {
      return made.attach(el);
    },
  };
}

// pictures.js
/** Unpack the pictures and make them ready to stand in the page. */

/**
 * Unpack gzipped JSON `{key: svg text}`.
 * @param {DataView|ArrayBuffer|Uint8Array|null} bytes
 * @returns {Promise<Object<string, string>>}
 */
async function unpackPictures(bytes) {
  if (!bytes || bytes.byteLength === 0) return {};
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/**
 * Make the drawing of an SVG text. Its name stands on the element around it, and it brings no
 * script of its own into the page.
 * @param {string} text
 * @returns {SVGElement|null} null when the text is no drawing
 */
function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') return null;
  const svg = document.importNode(parsed, true);
  for (const node of svg.querySelectorAll('script, foreignObject, title, desc')) node.remove();
  for (const node of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name } of [...node.attributes]) {
      if (/^on/i.test(name)) node.removeAttribute(name);
    }
  }
  for (const name of ['role', 'aria-label', 'aria-labelledby', 'width', 'height']) {
    svg.removeAttribute(name);
  }
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  return svg;
}

// screen.js
/**
 * What stands on the player's screen at a moment: words and numbers, no elements. Pure functions
 * of programme and state, so that every view of a player shows the same.
 */


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
const NOTICE_WORDS = { slept: SLEPT_TEXT, reloaded: RELOADED_TEXT };

/**
 * @param {object} programme
 * @param {import('./machine.js').State} state
 * @returns {object} see the fields below; texts that are null have nothing to say
 */
function screenOf(programme, state) {
  const segment = segmentNow(programme, state);
  const left = segment.ms - state.within;
  const off = comingOff(programme, state);
  return {
    status: state.status,
    name: `Stretch player: ${programme.title}, ${sideNow(programme, state)} side stretched`,
    title: programme.blocks[segment.block].title,
    side: sideWords(programme, state),
    session: sessionText(programme, state),
    position: Math.max(0, positionMs(programme, state)),
    turn: state.turn,
    segment: state.segment,
    share: state.within / segment.ms,
    sides: state.sides,
    kind: off ? 'return' : segment.kind,
    stage: off ? KIND_WORDS.return : stageText(segment),
    card: off ? { ...off, cue: null, breath: null } : cardOf(programme, state),
    comingOff: off?.coached ?? null,
    stopHow: stopHow(programme, state),
    next: nextText(programme, state),
    countdown: off ? '' : formatClock(left),
    secondsShare: 1 - Math.ceil(left / 1000) / (segment.ms / 1000),
    breath: breathOf(segment, state),
    notes: [NOTICE_WORDS[state.notice], off ? null : segment.note].filter(Boolean),
    plan: planText(programme, state),
  };
}

/** Say how to come off in a hurry, where the stretch tells it. */
function stopHow(programme, state) {
  const { stretch } = programme.blocks[programme.segments[state.segment].block];
  return programme.stop_how?.[stretch]?.[sideNow(programme, state)] ?? null;
}

/** Say how long the session takes, and once it is under way how much of it is left. */
function sessionText(programme, state) {
  const total = formatClock(programme.total_ms);
  if (state.status === 'idle') return `${total} in total`;
  if (state.status === 'finished') return `Finished · ${total} in total`;
  const left = formatClock(leftMs(programme, state));
  // A swap's way to the other side comes on top of the total.
  return state.turn ? `${left} left` : `${left} left of ${total}`;
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
  const time = formatClock(programme.total_ms);
  return `${time} in total: ${order}; ${holds} ${holds === 1 ? 'hold' : 'holds'} in all.`;
}

function breathOf(segment, state) {
  const breath = breathAt(segment, state.within);
  if (!breath || state.status === 'finished') return null;
  return { ...breath, words: BREATH_WORDS[breath.phase] };
}

// sound.js
/**
 * The tones: two warnings before a change, one at it, and the end's own. They are planned ahead on
 * the audio device, so that they sound on time however late the next tick comes.
 *
 * Time comes from the player's clock alone; the audio device's clock only anchors offsets, since
 * the two drift apart.
 */


/** Longer than the once a second to which browsers slow the timers of a hidden page. */
const LOOK_AHEAD_MS = 1200;

/** Place in the programme and clock go on together, unless the user moved. */
const JUMP_MS = 20;

/** [seconds after the cue, hertz] of each note; `last` seconds in all. */
const TONES = {
  warning: { notes: [[0, 660]], last: 0.12 },
  change: { notes: [[0, 990]], last: 0.35 },
  end: { notes: [[0, 660], [0.18, 825], [0.36, 990]], last: 0.9 },
};
const LOUDNESS = 0.25;
const FADE_S = 0.012;

/**
 * @param {Window} env  the window, or what stands for it
 */
function createSound(env) {
  const Context = env.AudioContext ?? env.webkitAudioContext;
  let context = null;
  let enabled = true;
  /** Tones handed to the device: `{mono, oscillator}`, `mono` the moment of sounding. */
  let planned = [];
  /** Where the plan stands: cues up to `upTo` are handed over; `position` held at `mono`. */
  let plan = null;

  /** Make or wake the audio device. Call it from a user's click: elsewhere browsers refuse. */
  function unlock() {
    if (!Context) return;
    context ??= new Context();
    if (context.state !== 'running') context.resume().catch(() => {});
  }

  /** Hand a tone to the device, to sound when the player's clock reads `mono`, or at once. */
  function play(kind, mono) {
    const { notes, last } = TONES[kind];
    const at = context.currentTime + Math.max(0, mono - env.performance.now()) / 1000;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    for (const [after, hertz] of notes) oscillator.frequency.setValueAtTime(hertz, at + after);
    // A tone that starts or ends at full strength clicks.
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + FADE_S);
    gain.gain.setValueAtTime(LOUDNESS, at + last - 4 * FADE_S);
    gain.gain.linearRampToValueAtTime(0, at + last);
    oscillator.connect(gain);
    gain.connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + last);
    return oscillator;
  }

  /** Take back what was planned and has not sounded; what sounds now rings out. */
  function cancel() {
    const now = env.performance.now();
    for (const { mono, oscillator } of planned) {
      if (mono > now) {
        oscillator.stop(0);
        oscillator.disconnect();
      }
    }
    planned = [];
    plan = null;
  }

  /**
   * Plan the tones due soon. Call it after every command and tick: it falls silent by itself
   * where the session does not run, and starts anew where the user moved in it.
   *
   * @param {object} programme
   * @param {import('./machine.js').State} state
   * @param {{mono: number}} now  the clocks that `state` was brought up to
   */
  function schedule(programme, state, now) {
    // Whole milliseconds, as in the machine: half a millisecond must not cost the end its tone.
    const mono = Math.floor(now.mono);
    const position = positionMs(programme, state);
    const jumped = plan && Math.abs(position - plan.position - (mono - plan.mono)) > JUMP_MS;
    const ended = state.status === 'finished' && position === programme.total_ms;
    const audible = enabled && context?.state === 'running';
    // Only a tick so late that it overran the look-ahead leaves the end to be sounded here.
    if (ended && audible && plan?.upTo < position) play('end', mono);
    if (state.status !== 'running' || jumped || !audible) cancel();
    if (state.status !== 'running' || !audible) return;

    const from = plan ? plan.upTo : position;
    const upTo = Math.max(from, position + LOOK_AHEAD_MS);
    planned = planned.filter((tone) => tone.mono > mono);
    for (const { at, kind } of cuesBetween(programme, from, upTo, state)) {
      const offset = at - position;
      // A warning that comes late misleads; a change that comes late is still a change.
      if (offset >= 0 || kind !== 'warning') {
        planned.push({ mono: mono + offset, oscillator: play(kind, mono + offset) });
      }
    }
    plan = { position, mono, upTo };
  }

  return {
    unlock,
    schedule,
    cancel,
    /** Fall silent and give the audio device back. */
    dispose() {
      cancel();
      context?.close().catch(() => {});
      context = null;
    },
    get available() {
      return Boolean(Context);
    },
    get enabled() {
      return enabled;
    },
    set enabled(wanted) {
      enabled = wanted;
      if (!enabled) cancel();
    },
  };
}

// speech.js
/**
 * The voice: the browser's own speech synthesis. The session never waits for it; whatever it says
 * is captioned elsewhere, so that nothing is lost where it stays silent.
 */

/** Chromium still clears the queue for a moment after `cancel`, and would clear a new line too. */
const AFTER_CANCEL_MS = 60;

/** Voices arrive after the page in most browsers; none by then means that none is installed. */
const VOICES_BY_MS = 2500;

/** Some voices stop in mid-line after about 15 s, so longer lines go out in parts. */
const PART_LETTERS = 160;

/** More than any voice needs for a letter: then the end of a line was not reported. */
const LETTER_MS = 150;

const NO_VOICE_ERRORS = new Set([
  'synthesis-failed',
  'synthesis-unavailable',
  'language-unavailable',
  'voice-unavailable',
]);

/**
 * @param {Window} env  the window, or what stands for it
 * @param {object} options
 * @param {string} [options.lang]
 * @param {number} [options.rate]  1 is the voice's own speed
 * @param {(state: {available: boolean, speaking: boolean}) => void} [options.onState]
 */
function createSpeech(env, { lang = 'en', rate = 1, onState = () => {} } = {}) {
  const synth = env.speechSynthesis;
  let unlocked = false;
  let enabled = true;
  let available = Boolean(synth && env.SpeechSynthesisUtterance);
  let speaking = false;
  /** The parts handed over or waiting; held, since engines drop events of collected ones. */
  let line = [];
  let timers = { queue: null, silence: null, voices: null };

  function report(changes) {
    const before = [available, speaking];
    ({ available = available, speaking = speaking } = changes);
    if (before[0] !== available || before[1] !== speaking) onState({ available, speaking });
  }

  function clear(name) {
    env.clearTimeout(timers[name]);
    timers[name] = null;
  }

  function findVoice() {
    const base = lang.toLowerCase().split('-')[0];
    const fitting = synth.getVoices().filter((voice) => {
      return voice.lang.toLowerCase().split(/[-_]/)[0] === base;
    });
    // Voices from a network report less about themselves and need the network.
    return fitting.find((voice) => voice.localService) ?? fitting[0] ?? null;
  }

  function onVoices() {
    if (synth.getVoices().length === 0) return;
    clear('voices');
    report({ available: true });
  }

  /** Allow speech. Call it from a user's click: before one, nothing is ever said. */
  function unlock() {
    if (unlocked || !synth || !env.SpeechSynthesisUtterance) return;
    unlocked = true;
    synth.addEventListener?.('voiceschanged', onVoices);
    if (synth.getVoices().length > 0) return;
    timers.voices = env.setTimeout(() => report({ available: false }), VOICES_BY_MS);
  }

  function makePart(text, isLast) {
    const utterance = new env.SpeechSynthesisUtterance(text);
    utterance.lang = lang;
    utterance.rate = rate;
    const voice = findVoice();
    if (voice) utterance.voice = voice;
    utterance.onstart = () => {
      if (!line.includes(utterance)) return;
      clear('voices');
      report({ available: true, speaking: true });
    };
    utterance.onend = () => {
      if (isLast && line.includes(utterance)) settle();
    };
    utterance.onerror = ({ error }) => {
      if (!line.includes(utterance)) return;
      if (error === 'interrupted' || error === 'canceled') settle();
      else cancel();
      if (NO_VOICE_ERRORS.has(error)) report({ available: false });
    };
    return utterance;
  }

  /** The line is over, by whatever way. */
  function settle() {
    line = [];
    clear('queue');
    clear('silence');
    report({ speaking: false });
  }

  /** Stop speaking. Leaves alone what another player on the page may be saying. */
  function cancel() {
    const busy = line.length > 0;
    settle();
    if (busy) synth.cancel();
    return busy;
  }

  /** Say `text` instead of whatever was being said. */
  function speak(text) {
    if (!enabled || !unlocked || !text) return;
    const interrupted = cancel();
    const parts = splitSpoken(text, PART_LETTERS * Math.min(1, rate));
    line = parts.map((part, index) => makePart(part, index === parts.length - 1));
    if (interrupted) timers.queue = env.setTimeout(queue, AFTER_CANCEL_MS);
    else queue();
    const longest = 4000 + (text.length * LETTER_MS) / rate;
    timers.silence = env.setTimeout(() => report({ speaking: false }), longest);
  }

  function queue() {
    if (synth.paused) synth.resume();
    for (const utterance of line) synth.speak(utterance);
  }

  return {
    unlock,
    speak,
    cancel,
    dispose() {
      cancel();
      clear('voices');
      synth?.removeEventListener?.('voiceschanged', onVoices);
      unlocked = false;
    },
    get available() {
      return available;
    },
    get speaking() {
      return speaking;
    },
    get enabled() {
      return enabled;
    },
    set enabled(wanted) {
      enabled = wanted;
      if (!enabled) cancel();
    },
    get rate() {
      return rate;
    },
    set rate(wanted) {
      rate = wanted;
    },
  };
}

/** Split a text at ends of sentences into parts of at most `limit` letters where it can. */
function splitSpoken(text, limit) {
  const parts = [];
  for (const sentence of text.replace(/([.!?])\s+/g, '$1\n').split('\n')) {
    const joined = parts.length ? `${parts.at(-1)} ${sentence}` : sentence;
    if (parts.length && joined.length <= limit) parts[parts.length - 1] = joined;
    else parts.push(sentence);
  }
  return parts;
}

// speed.js
/**
 * The voice's speed, remembered: in the widget, and on a page without a kernel by the browser,
 * so that loading the page again keeps it.
 */

/** What the voice's speed can be, as a share of its own. */
const VOICE_SPEEDS = [0.5, 0.75, 1, 1.25, 1.5];

const SPEED_KEY = 'psoas-player-voice-speed';

/** @returns {number} the speed chosen before; what the widget has otherwise */
function keptSpeed(model) {
  const own = model.get('voice_speed') ?? 1;
  const kept = model.get('whole_page') ? read() : null;
  return VOICE_SPEEDS.includes(kept) ? kept : own;
}

function keepSpeed(model, rate) {
  model.set('voice_speed', rate);
  model.save_changes();
  if (model.get('whole_page')) write(rate);
}

/** A browser may keep nothing for a page: then the speed lasts until it is closed. */
function read() {
  try {
    return Number(window.localStorage.getItem(SPEED_KEY));
  } catch {
    return null;
  }
}

function write(rate) {
  try {
    window.localStorage.setItem(SPEED_KEY, rate);
  } catch {
    // Nothing to do: the page plays all the same.
  }
}

// dom.js
/** Small helpers to make elements and to change only what differs. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, string>} attributes  `class` and all others as in HTML
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  return fillElement(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. @returns {SVGElement} */
function makeSvg(tag, attributes = {}, ...children) {
  return fillElement(document.createElementNS(SVG, tag), attributes, children);
}

/** Set a text, unless it stands there already: a live region speaks at every change. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Set an attribute, unless it has this value already. */
function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Show words, or hide their element when there are none. */
function setWords(element, text) {
  setText(element, text || '');
  element.hidden = !text;
}

function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// icons.js
/** Signs on the player's buttons: strokes on a field of 24 by 24. They are never the only words. */


const ICON_PATHS = {
  start: 'M8 5.5v13l10.5-6.5z',
  pause: 'M7.5 5.5h3v13h-3z M14 5.5h3v13h-3z',
  back: 'M17.5 6v12L9 12z M6.5 6v12',
  next: 'M6.5 6v12L15 12z M17.5 6v12',
  restart: 'M5.5 12a6.5 6.5 0 1 0 2.2-4.9 M7.5 3.5v4h4',
  swap: 'M4.5 8.5h14 M15 5l3.5 3.5L15 12 M19.5 15.5h-14 M9 12l-3.5 3.5L9 19',
  finish: 'M6 20.5v-16 M6 5h11.5l-2.5 4 2.5 4H6',
  sound: 'M4.5 9.5v5h3.5l4.5 4v-13l-4.5 4z M16 9a4.2 4.2 0 0 1 0 6 M18.5 6.5a7.8 7.8 0 0 1 0 11',
  voice: 'M4.5 5.5h15v10.5h-8.5l-4 3.5v-3.5h-2.5z M8.5 9.3h7 M8.5 12.3h4.5',
  full: 'M4.5 9v-4.5h4.5 M15 4.5h4.5v4.5 M19.5 15v4.5h-4.5 M9 19.5h-4.5v-4.5',
  tools: 'M4.5 7h9 M17.5 7h2 M15.5 4.5v5 M4.5 12h2 M10.5 12h9 M8.5 9.5v5 M4.5 17h7 M15.5 17h4 M13.5 14.5v5',
};

/** @returns {SVGElement} a sign, hidden from screen readers */
function icon(name) {
  const path = makeSvg('path', { d: ICON_PATHS[name] });
  return makeSvg('svg', { class: 'pp-icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, path);
}

/** Turn a sign into another one. */
function changeIcon(element, name) {
  const path = element.querySelector('path');
  if (path.getAttribute('d') !== ICON_PATHS[name]) path.setAttribute('d', ICON_PATHS[name]);
}

// controls.js
/** The player's buttons and the choice of the voice's speed. Their names are what screen readers, tests and users' scripts rely on. */


const MAIN_NAMES = { idle: 'Start', running: 'Pause', paused: 'Resume', finished: 'Start' };

/** [name, words, sign] in the order of the Tab key. */
const COMMAND_BUTTONS = [
  ['back', 'Back', 'back'],
  ['toggle', 'Start', 'start'],
  ['next', 'Next', 'next'],
  ['restart', 'Restart', 'restart'],
  ['swap', 'Swap side', 'swap'],
  ['finish', 'Finish', 'finish'],
];
const TOGGLE_BUTTONS = [
  ['sound', 'Sound', 'sound'],
  ['voice', 'Voice', 'voice'],
  ['full', 'Full screen', 'full'],
];

/** A button with nothing to do keeps the focus that it may have, so it is never `disabled`. */
const USELESS = {
  idle: ['finish'],
  running: [],
  paused: [],
  finished: ['back', 'next', 'restart', 'swap', 'finish'],
};

/**
 * @param {function(string, boolean)} onPress  gets the name of the button, and whether it was pressed
 *   with mouse or finger
 * @param {function(number)} onSpeed  gets the speed chosen for the voice
 * @returns {{element: HTMLElement, buttons: Object<string, HTMLElement>, paint: function}}
 */
function createControls(onPress, onSpeed) {
  const buttons = {};
  const words = {};

  function button([name, text, sign], attributes) {
    words[name] = make('span', { class: 'pp-button-words' }, text);
    buttons[name] = make(
      'button',
      { type: 'button', class: 'pp-button', 'data-name': name, ...attributes },
      icon(sign),
      words[name],
    );
    buttons[name].addEventListener('click', (event) => onPress(name, event.detail > 0));
    return buttons[name];
  }

  const speed = make(
    'select',
    { class: 'pp-speed-choice', 'aria-label': 'Voice speed' },
    ...VOICE_SPEEDS.map((rate) => make('option', { value: rate }, `${rate} ×`)),
  );
  speed.addEventListener('change', () => onSpeed(Number(speed.value)));
  const speedField = make(
    'label',
    { class: 'pp-speed' },
    make('span', { class: 'pp-button-words' }, 'Voice speed'),
    speed,
  );
  const commands = COMMAND_BUTTONS.map((spec) => button(spec, {}));
  const toggles = TOGGLE_BUTTONS.map((spec) => button(spec, { 'aria-pressed': 'false' }));
  const element = make(
    'div',
    { class: 'pp-controls', role: 'group', 'aria-label': 'Controls' },
    ...commands,
    ...toggles,
  );
  buttons.voice.after(speedField);

  /**
   * @param {{status: string, turn: string|null}} screen
   * @param {Object<string, boolean>} pressed  state of each toggle
   * @param {number} rate  the voice's speed
   */
  function paint({ status, turn }, pressed, rate) {
    setText(words.toggle, MAIN_NAMES[status]);
    changeIcon(buttons.toggle, status === 'running' ? 'pause' : 'start');
    for (const [name] of COMMAND_BUTTONS) {
      const underWay = name === 'swap' && turn === 'off';
      setAttribute(buttons[name], 'aria-disabled', underWay || USELESS[status].includes(name));
    }
    for (const [name, on] of Object.entries(pressed)) setAttribute(buttons[name], 'aria-pressed', on);
    if (speed.value !== String(rate)) speed.value = String(rate);
  }

  return { element, buttons, paint };
}

// dial.js
/** The dial: a ring that empties, the time left of the step, and in holds the pace of breathing. */


const RADIUS = 54;
const AROUND = 2 * Math.PI * RADIUS;

/** The pacer's disc, as a share of its full size, after breathing out. */
const SMALLEST = 0.62;

/**
 * @returns {{element: HTMLElement, paint: function(object, boolean)}}  paint a screen; `still` is
 *   for people who asked for less motion: the ring goes by whole seconds, the disc steps
 */
function createDial() {
  const ring = makeSvg('circle', { class: 'pp-ring-left', r: RADIUS, cx: 60, cy: 60 });
  ring.setAttribute('stroke-dasharray', AROUND);
  const drawing = makeSvg(
    'svg',
    { class: 'pp-ring', viewBox: '0 0 120 120', 'aria-hidden': 'true' },
    makeSvg('circle', { class: 'pp-ring-track', r: RADIUS, cx: 60, cy: 60 }),
    ring,
  );
  const disc = make('span', { class: 'pp-pacer', 'aria-hidden': 'true' });
  const timer = make('span', {
    class: 'pp-countdown',
    role: 'timer',
    'aria-label': 'Time left in this step',
  });
  const breath = make('span', { class: 'pp-breathe' });
  const element = make('div', { class: 'pp-dial' }, drawing, disc, timer, breath);

  function paint(screen, still) {
    const gone = still ? screen.secondsShare : screen.share;
    setAttribute(ring, 'stroke-dashoffset', (AROUND * gone).toFixed(2));
    setText(timer, screen.countdown);
    setText(breath, screen.breath?.words ?? '');
    setAttribute(element, 'data-breath', screen.breath?.phase ?? 'none');
    const size = screen.breath ? discSize(screen.breath, still) : 0;
    const transform = `scale(${Math.round(1000 * size) / 1000})`;
    if (disc.style.transform !== transform) disc.style.transform = transform;
  }

  return { element, paint };
}

function discSize({ phase, fraction }, still) {
  const step = still ? 1 : (1 - Math.cos(Math.PI * fraction)) / 2;
  const full = phase === 'in' ? step : 1 - step;
  return SMALLEST + (1 - SMALLEST) * full;
}

// figure.js
/**
 * The picture of one view of the player: a still drawing, or a film's frame as an SVG of one path
 * a look, and over either what has changed since the step before. A path's data is written anew
 * only where its outlines differ from those shown.
 */


/** So long one view of the body gives way to another. */
const DISSOLVE_MS = 400;

/** Looks of what lies inside the body, which the X-ray lets show through; see figures/style.py. */
const INSIDE = /^pf-(?:bone|long|still|short|beyond)(?![a-z])/;

/**
 * @returns {{element: HTMLElement, paint: function(object, object): boolean,
 *   showPictures: function(Object<string, string>)}}  paint a card and a scene (see cinema.js),
 *   and tell whether there is a drawing
 */
function createFigure() {
  const element = make('div', { class: 'pp-figure', role: 'img' });
  const film = createFrame();
  const overlay = createFrame('pp-overlay');
  let texts = {};
  let stills = {};
  let last = null;
  let fading = null;

  function paint(card, scene) {
    const turns = last?.of === scene.of && last.view !== scene.view && scene.dissolves;
    if (turns) keepFading(element.firstChild);
    last = scene;
    setAttribute(element, 'aria-label', scene.label);
    const xray = String(scene.tools.xray / 100);
    if (element.style.getPropertyValue('--pp-xray') !== xray) element.style.setProperty('--pp-xray', xray);
    const still = scene.frame === null ? stillOf(card) : null;
    if (still?.localName === 'svg') frameStill(still, scene);
    if (!still) film.show(scene.film, scene.frame, scene.side);
    const parts = [still ?? film.svg];
    if (scene.overlay !== null) {
      overlay.show(scene.film, scene.overlay, scene.side);
      parts.push(overlay.svg);
    }
    if (fading) parts.push(fading);
    setAttribute(element, 'data-moves', scene.film !== null);
    setAttribute(element, 'data-view', scene.view);
    const same = parts.length === element.childNodes.length
      && parts.every((part, at) => element.childNodes[at] === part);
    if (!same) element.replaceChildren(...parts);
    if (turns) dissolve(parts[0]);
    return parts[0].localName === 'svg';
  }

  /** A change of view is meant: the picture before goes as the new one comes. */
  function keepFading(part) {
    fading = part.cloneNode(true);
    setAttribute(fading, 'aria-hidden', true);
    setAttribute(fading, 'data-fading', true);
  }

  function dissolve(part) {
    const copy = fading;
    part.animate([{ opacity: 0 }, { opacity: 1 }], DISSOLVE_MS);
    copy.animate([{ opacity: 1 }, { opacity: 0 }], DISSOLVE_MS).onfinish = () => {
      copy.remove();
      if (fading === copy) fading = null;
    };
  }

  /** The drawing of a card; without one its words stand in its place. */
  function stillOf({ picture, alt, title }) {
    const words = alt ?? title;
    const name = picture ?? words;
    if (!stills[name]) {
      const drawn = texts[name] ? drawing(texts[name]) : null;
      if (drawn) parted(drawn);
      stills[name] = drawn ?? make('span', { class: 'pp-alt' }, words);
    }
    return stills[name];
  }

  function showPictures(svgs) {
    texts = svgs;
    stills = {};
  }

  return { element, paint, showPictures };
}

/** An SVG that shows one frame of a film after another. */
function createFrame(name = '') {
  const sheet = makeSvg('style');
  const body = makeSvg('g');
  const svg = makeSvg('svg', { 'aria-hidden': 'true', focusable: 'false' }, sheet, body);
  let paths = new Map();
  let drawn = new Map();
  let shown = { film: null };
  let order = '';

  function show(film, frame, side) {
    if (shown.film !== film) {
      [paths, drawn, order] = [new Map(), new Map(), ''];
      setAttribute(svg, 'class', `${film.root} ${name}`.trim());
      setAttribute(svg, 'viewBox', film.header.frame.join(' '));
      sheet.textContent = film.sheet;
    }
    if (shown.film !== film || shown.side !== side) turn(film.header.frame, side);
    if (shown.film !== film || shown.frame !== frame) fill(film, film.frames[frame]);
    shown = { film, frame, side };
  }

  /** Films show the right side stretched; the left is their mirror image. */
  function turn([x, , width], side) {
    if (side === 'left') body.setAttribute('transform', `matrix(-1 0 0 1 ${2 * x + width} 0)`);
    else body.removeAttribute('transform');
  }

  function fill(film, layers) {
    for (const { look, layer } of layers) {
      if (!paths.has(look)) paths.set(look, pathOf(film.header.looks[look]));
      if (drawn.get(look) === layer) continue;
      paths.get(look).setAttribute('d', pathData(film, layer));
      drawn.set(look, layer);
    }
    const now = layers.map(({ look }) => look).join(' ');
    if (now === order) return;
    order = now;
    body.replaceChildren(...layers.map(({ look }) => paths.get(look)));
    parted(body);
  }

  return { svg, show };
}

function pathOf(look) {
  return makeSvg('path', { class: look.split(' ').map((word) => `pf-${word}`).join(' ') });
}

/** Gather what lies inside the body, one group a run, so that all of a run fades as one. */
function parted(drawn) {
  const inside = [...drawn.querySelectorAll('path')].filter((path) => INSIDE.test(path.getAttribute('class')));
  for (const path of inside) {
    const last = path.previousElementSibling;
    if (last?.getAttribute('class') === 'pp-inside') {
      last.append(path);
    } else {
      const group = makeSvg('g', { class: 'pp-inside' });
      path.replaceWith(group);
      group.append(path);
    }
  }
}

/** Give a still the frame of its film, or the body would change its size as it begins to move. */
function frameStill(svg, { film, fine, side }) {
  svg.dataset.own ??= svg.getAttribute('viewBox');
  if (!film || !fine) {
    setAttribute(svg, 'viewBox', svg.dataset.own);
    return;
  }
  const own = svg.dataset.own.split(' ').map(Number);
  const [x, y, width, height] = film.header.frame;
  // A still of the left side is mirrored about the middle of its own frame.
  const left = side === 'left' ? 2 * own[0] + own[2] - x - width : x;
  setAttribute(svg, 'viewBox', [left, y, width, height].join(' '));
}

// fullscreen.js
/**
 * Fill the screen with one view of the player. Where no element may (an iPhone, a frame that does
 * not allow it), the view fills the window instead, above whatever the page has.
 */

/**
 * @param {HTMLElement} root
 * @param {function()} onChange  called when the screen is filled or left, by whatever way
 */
function createFullScreen(root, onChange) {
  const page = document.documentElement;
  const mayFill = document.fullscreenEnabled === true && Boolean(root.requestFullscreen);
  let filled = false;
  let scrolling = '';

  document.addEventListener('fullscreenchange', onChange);
  const onScreen = () => document.fullscreenElement === root;
  const active = () => filled || onScreen();

  /** Fill the window: a popover stands above all, whatever the elements around it are like. */
  function fillWindow() {
    if (active() || !root.isConnected) return;
    filled = true;
    root.setAttribute('data-filled', 'true');
    if (root.showPopover) {
      root.setAttribute('popover', 'manual');
      root.showPopover();
    }
    scrolling = page.style.overflow;
    page.style.overflow = 'hidden';
    onChange();
  }

  function leaveWindow() {
    const focused = document.activeElement;
    filled = false;
    root.removeAttribute('data-filled');
    root.removeAttribute('popover');
    page.style.overflow = scrolling;
    if (root.contains(focused)) focused.focus({ preventScroll: true });
    root.scrollIntoView({ block: 'nearest' });
    onChange();
  }

  function leave() {
    if (filled) leaveWindow();
    else if (onScreen()) document.exitFullscreen().catch(() => {});
    else return false;
    return true;
  }

  return {
    active,
    leave,
    toggle() {
      if (leave()) return;
      if (mayFill) root.requestFullscreen().catch(fillWindow);
      else fillWindow();
    },
    dispose() {
      leave();
      document.removeEventListener('fullscreenchange', onChange);
    },
  };
}

// guard.js
/**
 * Keys pressed inside a widget stay there. JupyterLab sees none of them, or typing `d d` would
 * delete a cell; chords and Tab pass untouched, so that Ctrl+S saves the notebook.
 */

/** JupyterLab and Notebook 7 leave keys alone inside an element with this attribute. */
const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Keep keys inside a widget.
 * @param {HTMLElement} root  the widget's root
 * @param {function(KeyboardEvent)} onKey  gets every key but Tab and chords
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function()} takes the listeners away
 */
function guardKeys(root, onKey, ownsFree = () => false) {
  root.setAttribute(SUPPRESS, 'true');

  // Before JupyterLab's own listener on the document: the attribute would also keep chords away.
  const beforeAll = (event) => {
    if (!root.contains(event.target)) {
      if (document.activeElement === document.body && ownsFree()) onKeydown(event);
      return;
    }
    if (isChord(event)) root.removeAttribute(SUPPRESS);
    else root.setAttribute(SUPPRESS, 'true');
  };

  const onKeydown = (event) => {
    if (isChord(event) || event.key === 'Tab') return;
    event.stopPropagation();
    onKey(event);
  };

  window.addEventListener('keydown', beforeAll, true);
  root.addEventListener('keydown', onKeydown);
  return () => {
    window.removeEventListener('keydown', beforeAll, true);
    root.removeEventListener('keydown', onKeydown);
  };
}

function isChord(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

// keys.js
/**
 * Keys of the player: with the focus inside it, and in full screen or a page of its own also when
 * nothing has the focus.
 */


const KEY_COMMANDS = {
  ' ': 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'next',
  PageUp: 'back',
  PageDown: 'next',
  Home: 'restart',
  Escape: 'leave',
};

const PRESSED = [' ', 'Enter'];
const MOVED = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** A button with this attribute does not use Space, though it has the focus. */
const LETS_SPACE_GO = 'data-lets-space-go';

/**
 * Listen for keys.
 * @param {HTMLElement} root  the player's root
 * @param {function(string): boolean} onKey  gets a command of `KEY_COMMANDS`, answers whether it
 *   did something
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function()} takes the listeners away
 */
function listenForKeys(root, onKey, ownsFree) {
  const take = (event) => {
    const command = commandOf(event);
    if (!command) return;
    const done = event.repeat || onKey(command);
    if (done) event.preventDefault();
  };
  return guardKeys(root, take, ownsFree);
}

/** @returns {string|undefined} the command of a key, unless the focused control uses the key */
function commandOf({ key, target, shiftKey }) {
  if (shiftKey || controlUses(target, key)) return undefined;
  return KEY_COMMANDS[key];
}

function controlUses(target, key) {
  if (key === ' ' && target.closest(`button[${LETS_SPACE_GO}]`)) return false;
  if (target.closest('button, summary, a[href], input[type=checkbox]')) return PRESSED.includes(key);
  if (target.closest('select')) return PRESSED.includes(key) || MOVED.includes(key);
  if (target.closest('input[type=range]')) return MOVED.includes(key);
  return target.closest('input, textarea, [contenteditable]') !== null && key !== 'Escape';
}

// lengths.js
/**
 * How long the psoas is in the picture, against standing: a row a side, in words and as a bar from
 * the line of standing, with a whisker over the band of the two models. All bars have one scale,
 * so that steps can be compared. While the body moves the bars go with it, and the words already
 * say the step that it goes to. Nothing of it is spoken.
 */


/** Millimetres from end to end of the scale; what is longer or shorter ends there. */
const SHORTEST_MM = -75;
const LONGEST_MM = 25;
const HEIGHT = 20;
const THICK = 10;

const BETWEEN_STEPS = 'between two steps';
const BEYOND = 'beyond the models';

/**
 * Place a row on the scale, which is as many units wide as millimetres.
 * @param {{change: number|null, low: number|null, high: number|null}} row  millimetres
 * @returns {{zero: number, from: number, to: number, whisker: number[]|null}|null}  null where
 *   there is no figure; the whisker is null where only one model reaches
 */
function placeLength({ change, low, high }) {
  if (change === null) return null;
  const at = (mm) => Math.min(LONGEST_MM, Math.max(SHORTEST_MM, mm)) - SHORTEST_MM;
  const [zero, end] = [at(0), at(change)];
  return {
    zero,
    from: Math.min(zero, end),
    to: Math.max(zero, end),
    whisker: low === null ? null : [at(low), at(high)],
  };
}

/**
 * A row as it is in a frame of a film, which has no band.
 * @param {{side: string}} row  the row of the step
 * @param {number|null} change  millimetres against standing
 * @param {{lengthened_from: number, shortened_from: number}} bounds  from where on a change is
 *   called one, millimetres
 */
function rowBetween({ side }, change, bounds) {
  const state = stateOf(change, bounds);
  const words = `${side[0].toUpperCase()}${side.slice(1)} psoas: ${changeWords(change, state)}`;
  const band = change === null ? BEYOND : BETWEEN_STEPS;
  return { side, state, change, low: null, high: null, words, band };
}

/** As in `psoaslib/lengths.py`, which says so of the steps. */
function stateOf(change, bounds) {
  if (change === null) return 'beyond';
  if (change >= bounds.lengthened_from) return 'long';
  return change <= bounds.shortened_from ? 'short' : 'still';
}

function changeWords(change, state) {
  if (change === null) return 'no figure';
  const whole = Math.round(Math.abs(change));
  const moved = `${whole} mm ${change < 0 ? 'shorter' : 'longer'}`;
  if (state !== 'still') return `${moved} than in standing`;
  return `about as in standing${whole ? `, ${moved}` : ''}`;
}

/**
 * @param {object|undefined} bounds  see `rowBetween`; without them the bars rest
 * @returns {{element: HTMLElement, paint: function(object|undefined, object)}}  paint the rows of
 *   a picture, and where in a film it is: {psoas: number[]|null, byHand: boolean}
 */
function createLengths(bounds) {
  const list = make('ul', { class: 'pp-length-rows' });
  const note = make('p', { class: 'pp-length-note' });
  const element = make('div', { class: 'pp-lengths' }, list, note);
  let shown;
  let rows = [];

  function paint(told, { psoas, byHand }) {
    if (shown !== told) lay(told);
    (told?.rows ?? []).forEach((row, at) => {
      const now = psoas && bounds ? rowBetween(row, psoas[at], bounds) : row;
      rows[at].paint(now, byHand ? now : row);
    });
  }

  function lay(told) {
    shown = told;
    element.hidden = !told;
    rows = (told?.rows ?? []).map(createRow);
    list.replaceChildren(...rows.map((row) => row.element));
    setText(note, told?.note ?? '');
    note.hidden = !told?.note;
  }

  element.hidden = true;
  return { element, paint };
}

function createRow() {
  const words = make('span', { class: 'pp-length-words' });
  const band = make('span', { class: 'pp-length-band-words' });
  const bar = createBar();
  const element = make('li', { class: 'pp-length' }, bar.element, words, band);

  /** @param {object} now  the row for the bar  @param {object} said  the row for the words */
  function paint(now, said) {
    setAttribute(element, 'data-state', now.state);
    bar.paint(now);
    setText(words, `${said.words} `);
    setText(band, `(${said.band})`);
  }

  return { element, paint };
}

function createBar() {
  const middle = HEIGHT / 2;
  const line = (name, x1, x2, y1, y2) => makeSvg('line', { class: name, x1, x2, y1, y2 });
  const box = makeSvg('rect', { class: 'pp-length-bar', y: middle - THICK / 2, height: THICK });
  const whiskers = makeSvg('g');
  const zeroLine = line('pp-length-zero', 0, 0, 0, HEIGHT);
  const element = makeSvg(
    'svg',
    {
      class: 'pp-length-drawing',
      viewBox: `0 0 ${LONGEST_MM - SHORTEST_MM} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    line('pp-length-scale', 0, LONGEST_MM - SHORTEST_MM, middle, middle),
  );
  let drawn;

  function paint(row) {
    const key = `${row.change} ${row.low} ${row.high}`;
    if (drawn === key) return;
    drawn = key;
    const place = placeLength(row);
    for (const part of [box, whiskers, zeroLine]) part.remove();
    if (!place) return;
    const { zero, from, to, whisker } = place;
    setAttribute(box, 'x', from);
    setAttribute(box, 'width', to - from);
    for (const end of ['x1', 'x2']) setAttribute(zeroLine, end, zero);
    whiskers.replaceChildren(...(whisker ? [
      line('pp-length-band', ...whisker, middle, middle),
      ...whisker.map((x) => line('pp-length-band', x, x, middle - 4, middle + 4)),
    ] : []));
    element.append(box, whiskers, zeroLine);
  }

  return { element, paint };
}

// tools.js
/**
 * Tools below the picture: from where one looks, how much of the inside shows through, what has
 * changed since the step before, and the moves by hand. In a narrow player a button opens them.
 */


/**
 * @param {function(object)} choose  takes a choice; see `choose` in cinema.js
 * @param {string} id  of an element that no other view of a player has
 * @returns {{element: HTMLElement, paint: function(object, boolean)}}  paint the scene's tools;
 *   `drawn` tells whether the picture is a drawing of ours
 */
function createTools(choose, id) {
  const view = make('select', { class: 'pp-choice', 'aria-label': 'View' });
  const xray = slider('X-ray', { max: 100, step: 5 });
  const changed = make(
    'button',
    { type: 'button', class: 'pp-tool-button', 'aria-pressed': 'false' },
    'What changed',
  );
  const hand = slider('Move by hand', { max: 1, step: 1 });
  const place = make('output', { class: 'pp-place', 'aria-hidden': 'true' });
  const byHand = field('Move by hand', hand, place);
  byHand.classList.add('pp-hand');
  const panel = make(
    'div',
    { class: 'pp-tools-panel', id, role: 'group', 'aria-label': 'Picture' },
    field('View', view),
    field('X-ray', xray),
    changed,
    byHand,
  );
  const opener = make(
    'button',
    {
      type: 'button',
      class: 'pp-tools-open',
      'aria-label': 'Picture tools',
      'aria-expanded': 'false',
      'aria-controls': id,
    },
    icon('tools'),
    make('span', {}, 'Tools'),
  );
  const element = make('div', { class: 'pp-tools' }, opener, panel);
  let last = null;

  opener.addEventListener('click', () => {
    setAttribute(opener, 'aria-expanded', opener.getAttribute('aria-expanded') !== 'true');
  });
  view.addEventListener('change', () => choose({ view: view.value }));
  xray.addEventListener('input', () => choose({ xray: Number(xray.value) }));
  changed.addEventListener('click', () => {
    if (last.mayChange) choose({ changed: !last.changed });
  });
  hand.addEventListener('input', () => {
    if (last.hand.enabled) choose({ hand: Number(hand.value) });
    else hand.value = last.hand.at;
  });

  function paint(tools, drawn) {
    last = tools;
    const films = tools.views.length > 1;
    element.hidden = !films && !drawn;
    for (const part of [view.parentNode, changed]) part.hidden = !films;
    byHand.hidden = !tools.hand;
    paintViews(tools);
    setSlider(xray, tools.xray, `${tools.xray} %`);
    setAttribute(changed, 'aria-pressed', tools.changed);
    setAttribute(changed, 'aria-disabled', !tools.mayChange);
    if (tools.hand) paintHand(tools.hand);
  }

  function paintViews({ views, view: now }) {
    const offered = VIEWS.filter(([name]) => views.includes(name));
    const listed = offered.map(([name]) => name).join(' ');
    if (view.dataset.offered !== listed) {
      view.dataset.offered = listed;
      view.replaceChildren(...offered.map(([value, words]) => make('option', { value }, words)));
    }
    if (view.value !== now) view.value = now;
  }

  function paintHand({ at, most, words, enabled }) {
    setAttribute(hand, 'max', most);
    setSlider(hand, at, words);
    setAttribute(hand, 'aria-disabled', !enabled);
    setText(place, `${words[0].toUpperCase()}${words.slice(1)}`);
  }

  return { element, paint };
}

function slider(name, { max, step }) {
  return make('input', { class: 'pp-slider', type: 'range', 'aria-label': name, min: 0, max, step });
}

function field(words, ...controls) {
  return make('label', { class: 'pp-field' }, make('span', { class: 'pp-field-words' }, words), ...controls);
}

function setSlider(input, value, words) {
  if (Number(input.value) !== value) input.value = value;
  setAttribute(input, 'aria-valuetext', words);
}

// track.js
/** The progress of the whole session: one bar with every segment marked, side by side. */


/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object)}}
 */
function createTrack(programme) {
  const fills = [];
  const labels = [];
  const blocks = programme.blocks.map((block) => {
    const segments = programme.segments.slice(block.first, block.last + 1);
    const bar = make('span', { class: 'pp-track-bar' }, ...segments.map(makeSegment));
    const label = make('span', { class: 'pp-track-side' });
    labels.push(label);
    return grown(make('span', { class: 'pp-track-block' }, bar, label), sum(segments));
  });

  function makeSegment(segment) {
    const fill = make('span', { class: 'pp-track-fill' });
    fills.push(fill);
    const part = make('span', { class: 'pp-track-part', 'data-kind': segment.kind }, fill);
    return grown(part, segment.ms);
  }

  const element = make(
    'div',
    {
      class: 'pp-track',
      role: 'progressbar',
      'aria-label': 'Session',
      'aria-valuemin': '0',
      'aria-valuemax': Math.round(programme.total_ms / 1000),
    },
    ...blocks,
  );

  function paint(screen) {
    const here = screen.turn === 'change' ? 0 : screen.share;
    fills.forEach((fill, index) => {
      const share = index === screen.segment ? here : Number(index < screen.segment);
      // Scaled, not widened: a new width at every frame would lay the whole page out again.
      const transform = `scaleX(${Math.round(1000 * share) / 1000})`;
      if (fill.style.transform !== transform) fill.style.transform = transform;
      setAttribute(fill.parentNode, 'data-now', String(index === screen.segment));
    });
    labels.forEach((label, block) => {
      setText(label, screen.sides[block] === 'left' ? 'Left side' : 'Right side');
    });
    setAttribute(element, 'aria-valuenow', Math.floor(screen.position / 1000));
    setAttribute(element, 'aria-valuetext', screen.session);
  }

  return { element, paint };
}

function sum(segments) {
  return segments.reduce((total, segment) => total + segment.ms, 0);
}

/** Let an element take its share of the bar. */
function grown(element, ms) {
  element.style.flexGrow = ms;
  return element;
}

// wrong.js
/**
 * A step's common error, drawn beside what is right instead, with how long the psoas is in each, and
 * where a longer one is no gain.
 */


/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object): boolean,
 *   showPictures: function(Object<string, string>)}}  paint a card, and tell whether it has the
 *   two pictures
 */
function createWrong(programme) {
  const parts = { right: pairPart('Like this'), wrong: pairPart('Not like this') };
  const noGain = make('p', { class: 'pp-no-gain' });
  const pair = make('div', { class: 'pp-pair-parts' }, parts.right.element, parts.wrong.element);
  const element = make('div', { class: 'pp-pair' }, pair, noGain);
  let texts = {};
  let shown = '';

  function paint({ wrong, picture }) {
    const there = Boolean(wrong && texts[wrong.right.picture] && texts[wrong.wrong.picture]);
    element.hidden = !there;
    const now = there ? `${wrong.right.picture} ${wrong.wrong.picture}` : '';
    if (now === shown) return there;
    shown = now;
    setWords(noGain, there ? programme.lengths?.[wrong.wrong.picture]?.no_gain : '');
    for (const [name, { paint: paintPart }] of Object.entries(parts)) {
      // What stands large above needs no second name.
      if (there) paintPart(wrong[name], texts, told(wrong[name].picture), wrong[name].picture === picture);
    }
    return there;
  }

  function told(key) {
    return programme.lengths?.[key]?.rows.map(({ words }) => words).join(' · ') ?? '';
  }

  function showPictures(svgs) {
    texts = svgs;
    shown = '';
  }

  return { element, paint, showPictures };
}

function pairPart(label) {
  const picture = make('div', { class: 'pp-pair-picture' });
  const title = make('span', { class: 'pp-pair-title' });
  const length = make('span', { class: 'pp-pair-length' });
  const words = make('figcaption', {}, make('strong', {}, `${label}:`), ' ', title, length);
  const element = make('figure', { class: 'pp-pair-part' }, picture, words);

  function paint(record, texts, told, again) {
    picture.replaceChildren(drawing(texts[record.picture]) ?? record.alt);
    for (const name of ['role', 'aria-label']) picture.removeAttribute(name);
    if (!again) {
      picture.setAttribute('role', 'img');
      picture.setAttribute('aria-label', record.alt);
    }
    setText(title, record.title);
    setText(length, told);
    length.hidden = !told;
  }

  return { element, paint };
}

// words.js
/** The words below the player's buttons: how it is done, what goes wrong, what the article says. */


/**
 * @param {object} programme
 * @returns {{element: HTMLElement, paint: function(object, string, boolean),
 *   showPictures: function(Object<string, string>)}}  paint the words of a card, how to come off in
 *   a hurry, and whether the picture above is elsewhere; take the pictures once they are there
 */
function createWords(programme) {
  const how = paragraph();
  const error = paragraph();
  const correction = paragraph();
  const wrong = createWrong(programme);
  let card = null;
  const article = paragraph();
  const sources = make('span', { class: 'pp-sources' });
  const change = make('p', { class: 'pp-change' });
  const reason = paragraph();
  const why = make('h5', {}, 'Why we differ');
  const parts = {
    how: part('How', how),
    error: part('Common error', wrong.element, error, make('h5', {}, 'Put it right'), correction),
    article: part('What the article says', article, change, why, reason),
  };
  parts.article.querySelector('h4').append(' ', sources);

  const comeOff = make('li', { class: 'pp-stop-how' });
  const stop = fold(
    'pp-stop',
    'When to stop',
    make('ul', {}, comeOff, ...programme.stop.map((rule) => make('li', {}, rule))),
  );
  stop.hidden = programme.stop.length === 0;
  const before = fold('pp-before', 'Before you start', ...(programme.before ?? []).flatMap(listed));
  before.hidden = !programme.before?.length;
  const disclaimer = make('p', { class: 'pp-disclaimer' }, programme.disclaimer);
  const whose = make('p', { class: 'pp-whose' });
  const element = make(
    'div',
    { class: 'pp-words' },
    make('div', { class: 'pp-folds' }, before, stop),
    whose,
    make('div', { class: 'pp-columns' }, parts.how, parts.error, parts.article),
    disclaimer,
  );

  function paint(now, stopHow, away) {
    card = now;
    setWords(whose, away ? `These words are of the step “${card.title}”, where the session waits.` : '');
    setWords(comeOff, stopHow);
    paintWrong();
    setText(how, card.coached ?? '');
    parts.how.hidden = !card.coached;
    setText(error, card.error ?? '');
    setText(correction, card.correction ?? '');
    parts.error.hidden = !card.error;
    setText(article, card.article ?? 'Nothing about this step.');
    setText(sources, sourceText(card.sources));
    setWords(change, card.change_words);
    setWords(reason, card.reason);
    why.hidden = !card.reason;
    parts.article.hidden = !card.change;
  }

  function paintWrong() {
    parts.error.classList.toggle('pp-pictured', wrong.paint(card));
  }

  function showPictures(svgs) {
    wrong.showPictures(svgs);
    if (card) paintWrong();
  }

  return { element, paint, showPictures };
}

function paragraph() {
  return make('p');
}

function fold(name, title, ...children) {
  return make('details', { class: `pp-fold ${name}` }, make('summary', {}, title), ...children);
}

function listed({ title, items }) {
  return [make('h4', {}, title), make('ul', {}, ...items.map((item) => make('li', {}, item)))];
}

function part(title, ...children) {
  return make('div', { class: 'pp-part' }, make('h4', {}, title), ...children);
}

/** Name the article's sentences by their codes, which the notebooks use too. */
function sourceText(codes) {
  if (!codes?.length) return '';
  return `${codes.length > 1 ? 'sentences' : 'sentence'} ${codes.join(', ')}`;
}

// view.js
/**
 * One view of a player in the page: it makes the elements once, and paints what the player tells.
 * Elements, names and order stay the same from start to end, so that nothing jumps and the focus
 * never moves by itself.
 */


const NO_VOICE = 'Voice: this browser has no voice to speak with. The captions say it all.';
const NO_SOUND = 'Sound: this browser plays no tones.';
const WAITS = 'The session waits at';
const TAB_IN_FRONT = 'Sound: keep this tab in front, or tones and voice may fall silent.';

/**
 * @param {object} programme
 * @param {object} actions  what a person can ask for
 * @param {function(string)} actions.command  'toggle' (start, pause, resume), 'back', 'next', …
 * @param {function(string)} actions.flip  'sound' or 'voice' on or off
 * @param {function(number)} actions.pace  how fast the voice speaks
 * @param {function(object)} actions.choose  a choice of the tools below the picture
 * @param {boolean} actions.ownsKeys  true where keys that nothing else takes are the player's
 * @param {function()} actions.touched  a click or a key: from now on sound is allowed
 * @returns {{root: HTMLElement, paint: function(object), say: function(string),
 *            showPictures: function(object), dispose: function()}}
 */
function createView(programme, actions) {
  const track = createTrack(programme);
  const dial = createDial();
  const words = createWords(programme);
  const controls = createControls(press, actions.pace);
  const mark = Math.random().toString(36).slice(2);
  const figure = createFigure();
  const tools = createTools(actions.choose, `pp-${mark}-tools`);
  const lengths = createLengths(programme.length_bounds);
  const through = make('span', { class: 'pp-key-part' }, `here ${programme.lines?.key_through}`);
  const key = colourKey(programme);
  key.append(through);
  const at = {
    title: make('p', { class: 'pp-name' }),
    side: make('p', { class: 'pp-side' }),
    session: make('p', { class: 'pp-session' }),
    unmoved: make('p', { class: 'pp-unmoved' }),
    caption: make('p', { class: 'pp-caption', 'data-room': longestLine(programme) }),
    stage: make('p', { class: 'pp-stage' }),
    step: make('h3', { class: 'pp-step' }),
    next: make('p', { class: 'pp-next' }),
    end: make('p', { class: 'pp-end', role: 'status' }),
    off: make('p', { class: 'pp-off' }),
    cue: make('p', { class: 'pp-cue' }),
    breath: make('p', { class: 'pp-breath' }),
    stop: make('p', { class: 'pp-stop-short' }, programme.lines?.stop_short ?? ''),
    notes: make('ul', { class: 'pp-notes' }),
    live: make('div', { class: 'pp-live', 'aria-live': 'polite' }),
  };
  const root = make(
    'section',
    { class: 'psoas-player', role: 'region', tabindex: '-1' },
    make(
      'div',
      { class: 'pp-frame' },
      make('div', { class: 'pp-head' }, at.title, at.side, at.session),
      track.element,
      make('div', { class: 'pp-picture' }, figure.element, at.unmoved, key, at.caption, lengths.element),
      make(
        'div',
        { class: 'pp-now' },
        make('div', { class: 'pp-heading' }, at.stage, at.step),
        dial.element,
        at.off,
        make('div', { class: 'pp-after' }, at.next, at.end),
      ),
      make('div', { class: 'pp-cues' }, at.cue, at.breath),
      at.stop,
      controls.element,
      tools.element,
      at.notes,
    ),
    words.element,
    at.live,
  );
  const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  const fullScreen = createFullScreen(root, paintFullScreen);
  const removeKeys = listenForKeys(root, onKey, () => actions.ownsKeys || fullScreen.active());
  let shown = null;
  let notesShown = '';

  root.addEventListener('click', actions.touched, true);
  at.stop.hidden = !at.stop.textContent;
  lengths.element.id = `pp-${mark}-lengths`;

  /** @param {boolean} pointed  with mouse or finger */
  function press(name, pointed) {
    if (name === 'full') fill(pointed);
    else if (name === 'sound' || name === 'voice') actions.flip(name);
    else actions.command(name);
  }

  /** Who pointed at the button keeps the focus on it, but uses Space for the pause next. */
  function fill(pointed) {
    const { full } = controls.buttons;
    full.toggleAttribute(LETS_SPACE_GO, pointed && !fullScreen.active());
    fullScreen.toggle();
  }

  function onKey(command) {
    if (command === 'leave') return fullScreen.leave();
    actions.touched();
    actions.command(command);
    return true;
  }

  function paintFullScreen() {
    const { full } = controls.buttons;
    setAttribute(full, 'aria-pressed', fullScreen.active());
    if (!fullScreen.active()) full.removeAttribute(LETS_SPACE_GO);
  }

  /** @param {object} now  what the player tells; see `paint` in player.js */
  function paint(now) {
    const { screen } = now;
    shown = now;
    setAttribute(root, 'aria-label', screen.name);
    setAttribute(root, 'data-status', screen.status);
    setAttribute(root, 'data-kind', screen.kind);
    setText(at.title, screen.title);
    setText(at.side, screen.side);
    setText(at.session, screen.session);
    const { away } = now.scene;
    // By hand the picture is elsewhere than the session, whose words are not of it then.
    setAttribute(root, 'data-away', away !== null);
    setText(at.stage, away ? WAITS : screen.stage);
    setText(at.step, screen.card.title);
    setText(at.next, screen.next ? `Next: ${screen.next}` : '');
    setLabelled(at.cue, 'Cue', screen.card.cue);
    setLabelled(at.breath, 'Breath', screen.card.breath);
    setText(at.caption, away ?? (now.caption || screen.plan || ''));
    setWords(at.off, screen.comingOff);
    setAttribute(root, 'data-coming-off', screen.comingOff !== null);
    dial.element.hidden = screen.comingOff !== null;
    setAttribute(at.end, 'aria-live', now.endIsSpoken ? 'off' : 'polite');
    setWords(at.end, now.end);
    track.paint(screen);
    dial.paint(screen, stillness.matches);
    words.paint(screen.card, screen.stopHow, away !== null);
    controls.paint(screen, { sound: now.sound, voice: now.voice }, now.voiceSpeed);
    paintNotes(now);
    paintPicture(screen.card, now.scene);
  }

  function paintNotes(now) {
    const notes = now.screen.notes.map((text) => ({ text }));
    if (now.noVoice) notes.push({ text: NO_VOICE, about: 'voice' });
    if (now.noSound) notes.push({ text: NO_SOUND, about: 'sound' });
    else if (now.tabInFront) notes.push({ text: TAB_IN_FRONT, about: 'sound' });
    const joined = notes.map((note) => note.text).join('\n');
    if (joined === notesShown) return;
    notesShown = joined;
    const idOf = (about) => `pp-${mark}-${about}`;
    at.notes.replaceChildren(
      ...notes.map(({ text, about }) => make('li', about ? { id: idOf(about) } : {}, text)),
    );
    for (const about of ['voice', 'sound']) {
      const noted = notes.some((note) => note.about === about);
      if (noted) controls.buttons[about].setAttribute('aria-describedby', idOf(about));
      else controls.buttons[about].removeAttribute('aria-describedby');
    }
  }

  function paintPicture(card, scene) {
    const drawn = figure.paint(card, scene);
    key.hidden = !drawn || !programme.lines?.key_longer;
    through.hidden = !scene.through;
    setWords(at.unmoved, scene.unmoved);
    tools.paint(scene.tools, drawn);
    const told = programme.lengths?.[scene.figuresOf];
    lengths.paint(told, scene);
    // How long the psoas is in the picture, where that is known, is the picture's description.
    if (told) setAttribute(figure.element, 'aria-describedby', lengths.element.id);
    else figure.element.removeAttribute('aria-describedby');
  }

  /** @param {Object<string, string>} svgs  SVG texts by key, once they are unpacked */
  function showPictures(svgs) {
    figure.showPictures(svgs);
    words.showPictures(svgs);
    if (shown) paintPicture(shown.screen.card, shown.scene);
  }

  /** Let a screen reader say a text; a new element is read even when its words are the same. */
  function say(text) {
    at.live.replaceChildren(make('p', {}, text));
  }

  function dispose() {
    removeKeys();
    fullScreen.dispose();
    root.removeEventListener('click', actions.touched, true);
    root.remove();
  }

  return { root, paint, say, showPictures, dispose };
}

/** Say what the colours of the psoas mean; the swatches repeat the words. */
function colourKey({ lines = {}, lengths = {} }) {
  const told = Object.values(lengths).flatMap(({ rows }) => rows);
  const beyond = told.some(({ state }) => state === 'beyond') ? ['beyond'] : [];
  const parts = ['longer', 'shorter', 'standing', ...beyond].map((name) => make(
    'span',
    { class: 'pp-key-part' },
    make('span', { class: 'pp-swatch', 'data-length': name, 'aria-hidden': 'true' }),
    lines[`key_${name}`] ?? '',
  ));
  return make('p', { class: 'pp-key' }, 'Psoas: ', ...parts);
}

function setLabelled(element, label, text) {
  element.hidden = !text;
  if (element.dataset.text === text || !text) return;
  element.dataset.text = text;
  element.replaceChildren(make('span', { class: 'pp-label' }, label), ` ${text}`);
}

// player.js
/**
 * The player: one for each model, made in `initialize`, so that two views agree without traffic.
 * Here clocks, machine, sound, voice and views meet; none of them knows another.
 */


/** A voice that has not begun by then is not going to: the live region says the line instead. */
const VOICE_BEGINS_BY_MS = 1200;

const LANGUAGE = 'en-GB';

/** What Python may ask for. */
const ASKED_COMMANDS = ['start', 'pause', 'next'];

/**
 * @param {object} model  the widget's model: get, set, save_changes, on, off
 * @returns {{attach: function(HTMLElement): function(), dispose: function()}}
 */
function createPlayer(model) {
  const programme = model.get('programme');
  const views = new Set();
  const pictures = unpackPictures(model.get('pictures')).catch(() => ({}));
  const sound = createSound(window);
  const voice = createSpeech(window, { lang: LANGUAGE, rate: keptSpeed(model), onState: onVoice });
  const awake = createAwake(window);
  const cinema = createCinema(programme, model.get('films'), window, paint);
  const ticker = createTicker({ onTick: (now) => apply('tick', now), onWorkerLost, env: window });
  let state = restore(programme, readTraits(model));
  let end = state.status === 'finished' ? summary(programme, state.log, state.sides) : null;
  let endIsSpoken = false;
  let caption = '';
  let touched = false;
  let tabInFront = false;
  let disposed = false;
  /** The next look at a picture that moves while the clock stands still. */
  let look = null;
  /** A line that the voice was given and has not begun. */
  let awaited = null;

  model.on('msg:custom', onMessage);
  if (state.notice) save();

  function onMessage({ command }) {
    if (ASKED_COMMANDS.includes(command)) apply(command);
  }

  function apply(command, now = readClocks(window)) {
    const before = state;
    state = reduce(programme, state, command, now);
    if (state.status === 'running') ticker.start();
    else ticker.stop();
    stayAwake();
    sound.schedule(programme, state, now);
    if (before.status === 'running' && state.status !== 'running') hush();
    if (state.status !== 'finished') end = null;
    tell(announcements(programme, before, state));
    if (command !== 'tick' || isWorthSaving(before, state)) save();
    paint();
  }

  function stayAwake() {
    awake.keep(state.status === 'running' && views.size > 0);
  }

  function hush() {
    forgetAwaited();
    voice.cancel();
  }

  function save() {
    const { status, segment, elapsed, log, sides, notice, turn } = state;
    const traits = { status, segment, elapsed: elapsed / 1000, log, sides, notice, turn };
    for (const [name, value] of Object.entries(traits)) model.set(name, value);
    model.save_changes();
  }

  /** Caption what happened, and have it said: by the voice, or else by the live region. */
  function tell(said) {
    if (said.length === 0) return;
    const text = said.map((line) => line.text).join(' ');
    const ended = state.status === 'finished';
    if (ended) {
      end = text;
      endIsSpoken = mayBeHeard();
    }
    caption = ended && !comingOff(programme, state) ? '' : text;
    forgetAwaited();
    voice.speak(text);
    if (mayBeHeard()) awaited = { text, timer: setTimeout(sayInstead, VOICE_BEGINS_BY_MS) };
    else if (!ended) announce(text);
  }

  function mayBeHeard() {
    return touched && voice.enabled && voice.available;
  }

  function sayInstead() {
    if (awaited) announce(awaited.text);
    forgetAwaited();
  }

  function forgetAwaited() {
    clearTimeout(awaited?.timer);
    awaited = null;
  }

  /** One view speaks for all, or a screen reader would say it once a view. */
  function announce(text) {
    for (const view of [...views].slice(0, 1)) view.say(text);
  }

  function onVoice({ available, speaking }) {
    if (speaking) forgetAwaited();
    if (!available) sayInstead();
    paint();
  }

  function onWorkerLost() {
    tabInFront = true;
    paint();
  }

  function touch() {
    touched = true;
    sound.unlock();
    voice.unlock();
  }

  function command(name) {
    const toggled = state.status === 'running' ? 'pause' : 'start';
    apply(name === 'toggle' ? toggled : name);
  }

  function flip(name) {
    const device = name === 'sound' ? sound : voice;
    device.enabled = !device.enabled;
    if (name === 'voice') sayInstead();
    paint();
  }

  /** The line under way is not said again: the next one has the new speed. */
  function pace(rate) {
    voice.rate = rate;
    keepSpeed(model, rate);
    paint();
  }

  /** Take a choice of the tools below the picture: it stays for all steps and views. */
  function choose(choice) {
    cinema.choose(choice);
    paint();
  }

  function paint() {
    const screen = screenOf(programme, state);
    const now = {
      screen,
      scene: cinema.scene(state, screen, window.performance.now()),
      caption,
      end,
      endIsSpoken,
      sound: sound.enabled,
      voice: voice.enabled,
      voiceSpeed: voice.rate,
      noSound: !sound.available,
      noVoice: !voice.available,
      tabInFront,
    };
    for (const view of views) view.paint(now);
    // A move that has begun ends, also where the clock stands and nothing ticks.
    window.cancelAnimationFrame(look);
    const alone = now.scene.moving && state.status !== 'running' && views.size > 0;
    look = alone ? window.requestAnimationFrame(paint) : null;
  }

  /** Show the player in an element; the function returned takes it away again. */
  function attach(element) {
    const ownsKeys = model.get('whole_page') === true;
    const view = createView(programme, { command, flip, pace, choose, touched: touch, ownsKeys });
    views.add(view);
    element.append(view.root);
    pictures.then(view.showPictures);
    paint();
    stayAwake();
    return () => {
      views.delete(view);
      view.dispose();
      // A cell that is moved takes its view away and makes a new one at once.
      setTimeout(fallSilentUnseen, 0);
    };
  }

  function fallSilentUnseen() {
    if (views.size > 0 || disposed) return;
    hush();
    if (state.status === 'running') apply('pause');
  }

  function dispose() {
    disposed = true;
    model.off('msg:custom', onMessage);
    forgetAwaited();
    window.cancelAnimationFrame(look);
    cinema.dispose();
    ticker.dispose();
    sound.dispose();
    voice.dispose();
    awake.dispose();
    for (const view of views) view.dispose();
    views.clear();
  }

  return { attach, dispose };
}

function readTraits(model) {
  const names = ['status', 'segment', 'elapsed', 'log', 'sides', 'turn'];
  return Object.fromEntries(names.map((name) => [name, model.get(name)]));
}

/** Python hears of a new segment, a pause, the end and a new log entry, not of every frame. */
function isWorthSaving(before, after) {
  const names = ['status', 'segment', 'log', 'sides', 'notice', 'turn'];
  return names.some((name) => before[name] !== after[name]);
}

/** The widget itself; the loader calls this once a model. */
function playerWidget() {
  return oneForEachModel(createPlayer);
}

export default playerWidget;

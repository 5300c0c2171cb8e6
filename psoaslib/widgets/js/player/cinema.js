/**
 * What stands in the picture at a moment: how the body is posed, from where it is seen, how long the
 * psoas is. It knows the programme's state and the choices of the tools below the picture, and no
 * elements, so that two views of a player show the same. A motion takes nothing from the clock: it
 * is looked up by the time since its step began.
 */

import {handAt, handEnd, handMoves, handPlaceOf} from './hand.js';
import {MOST_MOVES, beginMotion, breathOf, frameOf, routeOf} from './motion.js';
import {sideNow} from './programme.js';
import {createShown, showKey, showMove} from '../scene/ways.js';
import {momentOf} from './timeline.js';
import {segmentNow} from './turn.js';

/** The view of each step's own picture. */
const AS_DRAWN = 'drawn';

/** [name, words] in the order in which they are offered. */
export const VIEWS = [
  [AS_DRAWN, 'As drawn'],
  ['side', 'Side'],
  ['front', 'Front'],
  ['back', 'Back'],
  ['three_quarter', 'Three-quarter'],
  ['above', 'Above'],
];

/** From here the psoas lies behind the bones, and is drawn as if seen through them. */
const THROUGH = 'back';

/** Cards that show another step's picture: nothing has changed in them. */
const BETWEEN = ['ready', 'rest', 'change'];

/** Why a step has nothing to show as changed. */
const PAUSES = 'Nothing moves here, so there is nothing to compare.';
const FIRST = 'This is the first step: there is none before it.';

const CHANGED_WORDS = 'The pale shape shows the step before, and the arrows what has moved.';
export const UNTURNED = { azimuth: 0, elevation: 0 };

/**
 * @param {object} programme
 * @param {Window} env  the window, or what stands for it
 */
export function createCinema(programme, env) {
  const stillness = env.matchMedia('(prefers-reduced-motion: reduce)');
  const chosen = { view: AS_DRAWN, turned: UNTURNED, xray: 100, changed: false, hand: null };
  let film = null;
  let shown = null;
  let earlier = null;
  let before = null;
  let motion = null;

  /**
   * Draw live from now on, or no more.
   * @param {object|null} next  see `loadFilm` in film.js
   */
  function take(next) {
    const plays = (step) => Object.hasOwn(programme.cards, `${next.ways.stretch}/${step}`);
    film = next && { ...next, row: handMoves(next.timeline, plays) };
    [shown, earlier] = next ? [createShown(next.ways), createShown(next.ways)] : [null, null];
    [before, motion] = [null, null];
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
    const drawn = film?.ways.stretch === place.stretch && film.ways.keys[place.step] ? film : null;
    follow(place, drawn, now);
    const view = chosen.view === AS_DRAWN ? place.view : chosen.view;
    const moment = drawn ? momentNow(place, drawn) : null;
    const breath = drawn ? breathNow(screen, state) : 0;
    const { ghost, still, why } = changeShown(programme, drawn, place, screen.card);
    const hand = handNow(place, drawn, state);
    // A body that breathes stands in its step's position as well.
    const stands = motion === null && chosen.hand === null;
    const compares = chosen.changed && stands;
    const overlay = compares ? ghost : null;
    const unmoved = compares ? still : null;
    const at = hand?.moved ? hand.step : place.step;
    if (overlay) showKey(earlier, drawn.ways, overlay, place.side);
    return {
      film: drawn,
      shown,
      moment,
      breath,
      ghost: overlay && earlier,
      ghostOf: overlay,
      unmoved,
      side: place.side,
      step: place.step,
      of: `${place.stretch}.${place.side}`,
      view,
      turned: chosen.turned,
      through: drawn !== null && view === THROUGH,
      dissolves: !cuts(),
      psoas: stands || (hand?.moved && hand.step) ? null : psoasOf(place.side),
      byHand: hand?.moved ?? false,
      away: hand?.moved && at !== place.step ? `By hand: ${hand.words}.` : null,
      figuresOf: hand?.moved && hand.step
        ? `${place.stretch}/${hand.step}.${place.side}` : screen.card.picture,
      label: [
        ...(drawn && turnedByHand() ? ['Turned by hand.'] : []),
        ...(drawn && !turnedByHand() && view !== place.view ? [`${wordsOfView(view)} view.`] : []),
        ...(drawn && view === THROUGH ? [`The psoas is ${programme.lines.key_through}.`] : []),
        ...(hand?.moved ? [`By hand: ${hand.words}.`] : []),
        ...(at === place.step ? [screen.card.alt ?? screen.card.title] : [wordsOf(place, at)?.alt ?? '']),
        ...(overlay === null ? [] : [CHANGED_WORDS]),
        unmoved,
      ].filter(Boolean).join(' '),
      moving: motion !== null,
      tools: {
        live: drawn !== null,
        view: chosen.view,
        turnedByHand: turnedByHand(),
        xray: chosen.xray,
        changed: chosen.changed,
        whyUnchanged: why,
        hand,
      },
    };
  }

  const turnedByHand = () => chosen.turned !== UNTURNED;

  function wordsOf({ stretch, side }, step) {
    return programme.cards[`${stretch}/${step}`]?.[side];
  }

  /** How long the psoas is in the picture, of the stretched and the other side, mm. */
  function psoasOf(side) {
    const sides = side === 'right' ? ['right', 'left'] : ['left', 'right'];
    return sides.map((each) => shown.psoas[each].change).map((mm) => (Number.isNaN(mm) ? null : mm));
  }

  /** Begin a motion where the step has changed by one, and end it where it must not go on. */
  function follow(place, drawn, now) {
    if (motion && (cuts() || motion.film !== drawn)) motion = null;
    const rests = before && before.stretch === place.stretch && before.side === place.side
      && before.step === place.step;
    if (!rests) begin(place, drawn, now);
    else if (place.status === 'running') chosen.hand = null;
    motion = motion && frameOf(motion, now) === null ? null : motion;
    if (motion) motion.frame = frameOf(motion, now);
    before = place;
  }

  /** A step asks for its own view, unless the viewer has chosen one. */
  function begin(place, drawn, now) {
    const most = before && drawn && !cuts() ? movesBetween(before, place) : 0;
    const route = most > 0 ? routeOf(drawn.timeline, before.step, place.step, most) : null;
    motion = route ? { ...beginMotion(route, drawn.timeline.rate, now, motion), film: drawn } : null;
    chosen.hand = null;
    if (chosen.view === AS_DRAWN) chosen.turned = UNTURNED;
  }

  /** Pose the body; tell the step, or the frame on the way. */
  function momentNow(place, drawn) {
    const frame = chosen.hand === null ? motion?.frame : handAt(drawn.row, chosen.hand, () => '').frame;
    if (frame === undefined) {
      showKey(shown, drawn.ways, place.step, place.side);
      return place.step;
    }
    const { move, ms } = momentOf(drawn.timeline, frame);
    showMove(shown, drawn.ways, move, ms, place.side);
    return frame;
  }

  function breathNow(screen, state) {
    const breathes = screen.breath && state.status !== 'idle' && !cuts();
    return breathes && motion === null && chosen.hand === null ? breathOf(screen.breath) : 0;
  }

  /** What the slider by hand shows; null where there is nothing to go through. */
  function handNow(place, drawn, state) {
    const row = drawn?.row ?? [];
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

  /**
   * Take a choice of the tools: {view}, {turn} by azimuth and elevation in degrees, {xray} in per
   * cent, {changed} or {hand}, a place.
   */
  function choose({ turn, ...choice }) {
    if (choice.view) choice.turned = UNTURNED;
    if (turn) {
      const { azimuth, elevation } = chosen.turned;
      choice.turned = { azimuth: azimuth + turn.azimuth, elevation: elevation + turn.elevation };
    }
    if (Object.hasOwn(choice, 'hand')) motion = null;
    Object.assign(chosen, choice);
  }

  return { scene, choose, take };
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
 * What a step shows as changed: the step before, as a ghost, or words where almost nothing has moved.
 * It is the step before in the stretch, which may be one that is not played. Else it says why there is none.
 */
function changeShown(programme, film, { stretch, step, side, kind }, card) {
  const from = film?.timeline.moves.find(({ to }) => to === step)?.from;
  const played = Object.hasOwn(programme.cards, `${stretch}/${from}`);
  if (BETWEEN.includes(kind)) return { ghost: null, still: null, why: PAUSES };
  if (!from || !played) return { ghost: null, still: null, why: FIRST };
  const found = film.changeOf(from, step, side).nothing ? { ghost: null, still: card.unmoved } : { ghost: from, still: null };
  return { ...found, why: '' };
}

function wordsOfView(view) {
  return VIEWS.find(([name]) => name === view)?.[1] ?? view;
}

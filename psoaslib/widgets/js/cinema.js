/**
 * What stands in the picture at a moment: which film or still, which frame, how long the psoas is
 * in it. It knows the programme's state and the choices of the tools below the picture, and no
 * elements, so that two views of a player show the same. A motion takes nothing from the clock: it
 * is looked up by the time since its step began.
 */

import {listFilms, unpackFilm} from './film.js';
import {handAt, handEnd, handMoves, handPlaceOf} from './hand.js';
import {MOST_MOVES, beginMotion, breathFrame, frameOf, routeOf} from './motion.js';
import {nextCard, sideNow} from './programme.js';
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
export function createCinema(programme, bytes, env, onLoad) {
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

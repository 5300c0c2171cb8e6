/**
 * The player: one for each model, made in `initialize`, so that two views agree without traffic.
 * Here clocks, machine, sound, voice and views meet; none of them knows another.
 */

import {createAwake} from './awake.js';
import {createCinema} from './cinema.js';
import {createTicker, readClocks} from './clock.js';
import {createDrawing} from './drawing.js';
import {openPage} from '../shared/frames.js';
import {oneForEachModel} from '../shared/lifetime.js';
import {reduce, restore, totalMs, withSpeed} from './machine.js';
import {createOthers} from './others.js';
import {ownPage} from './own_page.js';
import {announcements, summary} from './programme.js';
import {screenOf} from './screen.js';
import {createSound} from './sound.js';
import {createSpeech} from './speech.js';
import {keptSpeed, keepSpeed} from './speed.js';
import {createView} from './view.js';

/** A voice that has not begun by then is not going to: the live region says the line instead. */
const VOICE_BEGINS_BY_MS = 1200;

const LANGUAGE = 'en-GB';

/** What Python may ask for. */
const ASKED_COMMANDS = ['start', 'pause', 'next'];

/**
 * @param {object} model  the widget's model: get, set, save_changes, on, off
 * @returns {{attach: function(HTMLElement): function(): void, dispose: function(): void}}
 */
function createPlayer(model) {
  const programme = model.get('programme');
  const views = new Set();
  const sound = createSound(window);
  const voice = createSpeech(window, { lang: LANGUAGE, onState: onVoice });
  const others = createOthers(window, giveWay);
  const awake = createAwake(window, onScreenMayGoDark);
  const cinema = createCinema(programme, window);
  const ticker = createTicker({ onTick: (now) => apply('tick', now), onWorkerLost, env: window });
  let state = restore(programme, readTraits(model), keptSpeed(model));
  let end = state.status === 'finished' ? summary(programme, state.log, state.sides) : null;
  let endIsSpoken = false;
  let caption = '';
  let touched = false;
  let tabInFront = false;
  let mayGoDark = false;
  let disposed = false;
  /** What is drawn with, made for the first view: the notebook gives a slow phone 2 s to initialize. */
  let drawing = null;
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
    const starts = before.status !== 'running' && state.status === 'running';
    tell(announcements(programme, before, state), starts && others.claim());
    if (command !== 'tick' || isWorthSaving(before, state)) save();
    paint();
  }

  function stayAwake() {
    awake.keep(state.status === 'running' && views.size > 0);
  }

  function giveWay() {
    hush();
    if (state.status === 'running') apply('yield');
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

  /**
   * Caption what happened, and have it said: by the voice, or else by the live region.
   * @param {object[]} said  see `announcements`
   * @param {boolean} othersSilenced  whether another voice of this page has just been silenced
   */
  function tell(said, othersSilenced) {
    if (said.length === 0) return;
    const text = textOf(said);
    const ended = state.status === 'finished';
    if (ended) {
      end = said.at(-1).text;
      endIsSpoken = mayBeHeard();
    }
    // At the end the way out and what was done have places of their own.
    caption = ended ? '' : text;
    forgetAwaited();
    voice.rate = state.pace;
    // The other player speaks now.
    const silent = said.some(({ kind }) => kind === 'yielded');
    if (said.every(({ kind }) => kind === 'mark')) voice.add(text);
    else if (!silent) voice.speak(text, othersSilenced);
    if (mayBeHeard() && !silent) awaited = { text, timer: setTimeout(sayInstead, VOICE_BEGINS_BY_MS) };
    else announce(textOf(said.filter(({ kind }) => kind !== 'end')));
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
    if (!text) return;
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

  function onScreenMayGoDark() {
    mayGoDark = true;
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

  /** The line under way is not said again: the next step has the new speed, and its time. */
  function pace(rate) {
    const before = totalMs(programme, state);
    state = withSpeed(state, rate);
    keepSpeed(model, rate);
    if (totalMs(programme, state) !== before) announce(screenOf(programme, state).session);
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
      voiceSpeed: state.speed,
      noSound: !sound.available,
      noVoice: !voice.available,
      tabInFront,
      mayGoDark,
    };
    for (const view of views) view.paint(now);
    // A move that has begun ends, also where the clock stands and nothing ticks.
    window.cancelAnimationFrame(look);
    const alone = now.scene.moving && state.status !== 'running' && views.size > 0;
    look = alone ? window.requestAnimationFrame(paint) : null;
  }

  /** Go on in a window of its own, from the step where this player pauses. */
  function openElsewhere() {
    return openPage(window, () => {
      if (state.status === 'running') apply('pause');
      return ownPage(model, LANGUAGE, drawing.stills());
    });
  }

  function onFilm(film) {
    cinema.take(film);
    paint();
  }

  function onStills(stills) {
    for (const view of views) view.showPictures(stills);
  }

  /** Show the player in an element; the function returned takes it away again. */
  function attach(element) {
    const ownsKeys = model.get('whole_page') === true;
    const actions = { command, flip, pace, choose, openElsewhere, touched: touch, ownsKeys };
    const view = createView(programme, actions);
    views.add(view);
    element.append(view.root);
    drawing ??= createDrawing(model, element.ownerDocument, { onFilm, onStills });
    view.showPictures(drawing.stills());
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
    drawing?.dispose();
    ticker.dispose();
    sound.dispose();
    voice.dispose();
    others.dispose();
    awake.dispose();
    for (const view of views) view.dispose();
    views.clear();
  }

  return { attach, dispose };
}

function textOf(said) {
  return said.map((line) => line.text).join(' ');
}

/** @returns {any} the state that the widget keeps, or what stands for one; `restore` looks it over */
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

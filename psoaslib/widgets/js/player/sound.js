/**
 * The tones: two warnings before a change, one at it, and the end's own. They are planned ahead on
 * the audio device, so that they sound on time however late the next tick comes.
 *
 * Time comes from the player's clock alone; the audio device's clock only anchors offsets, since
 * the two drift apart.
 */

import {leftMs, positionMs} from './machine.js';
import {cuesBetween} from './programme.js';

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

/** A device that says it runs, and whose clock stood still for so long, is dead. */
const FROZEN_MS = 500;

/**
 * @param {Window & typeof globalThis & {webkitAudioContext?: typeof AudioContext,
 *   navigator: {audioSession?: {type: string}}}} env  the window, or what stands for it
 */
export function createSound(env) {
  const Context = env.AudioContext ?? env.webkitAudioContext;
  let context = null;
  /** The device's clock as last seen, and the player's clock when it last moved. */
  let pulse = { time: null, mono: 0 };
  let enabled = true;
  /** Tones handed to the device: `{mono, oscillator}`, `mono` the moment of sounding. */
  let planned = [];
  /** Where the plan stands: cues up to `upTo` are handed over; `position` held at `mono`. */
  let plan = null;

  /** Make or wake the audio device. Call it from a user's click: elsewhere browsers refuse. */
  function unlock() {
    if (!Context) return;
    beHeardInSilentMode();
    if (context && isLost()) dispose();
    context ??= new Context();
    if (context.state !== 'running') context.resume().catch(() => {});
  }

  /**
   * An iPhone whose ring switch is on silent mutes tones, and lets speech through. From Safari 17
   * on a page can say that it plays back.
   * https://github.com/DasAmpharos/EonTimer/pull/213
   * https://github.com/mashu/MorseTrainer/issues/14
   */
  function beHeardInSilentMode() {
    if (env.navigator?.audioSession) env.navigator.audioSession.type = 'playback';
  }

  /**
   * After a call or a locked screen Safari's device stays interrupted, or says that it runs while
   * its clock stands still. Neither comes back: only a new device sounds.
   * https://github.com/cwilso/metronome/issues/25
   * https://github.com/tonylampada/bridge-commander/pull/96
   * https://github.com/GetStream/stream-video-js/pull/2249
   */
  function isLost() {
    watch();
    const frozen = env.performance.now() - pulse.mono > FROZEN_MS;
    return context.state === 'interrupted' || context.state === 'closed' || frozen;
  }

  /** See whether the device's clock moves; it need not while the device does not run. */
  function watch() {
    if (context.state === 'running' && context.currentTime === pulse.time) return;
    pulse = { time: context.currentTime, mono: env.performance.now() };
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
    const ended = state.status === 'finished' && leftMs(programme, state) === 0;
    if (context) watch();
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

  /** Fall silent and give the audio device back. */
  function dispose() {
    cancel();
    context?.close().catch(() => {});
    context = null;
    pulse.time = null;
  }

  return {
    unlock,
    schedule,
    cancel,
    dispose,
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

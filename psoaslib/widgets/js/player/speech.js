/**
 * The voice: the browser's own speech synthesis. The session never waits for it; whatever it says
 * is captioned elsewhere, so that nothing is lost where it stays silent.
 */

/** Chromium still clears the queue for a moment after `cancel`, and would clear a new line too. */
const AFTER_CANCEL_MS = 60;

/** Voices arrive after the page in most browsers; none by then means that none is installed. */
const VOICES_BY_MS = 2500;

/**
 * Some voices stop in mid-line after about 15 s, and some drop a line without a word, so longer
 * lines go out in parts: what is lost then is one part.
 * https://github.com/rohitg00/ai-engineering-from-scratch/pull/394
 * https://github.com/HadrienGardeur/read-aloud-best-practices/issues/3
 */
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
 * @param {Window & typeof globalThis} env  the window, or what stands for it
 * @param {object} options
 * @param {string} [options.lang]
 * @param {number} [options.rate]  1 is the voice's own speed
 * @param {(state: {available: boolean, speaking: boolean}) => void} [options.onState]
 */
export function createSpeech(env, { lang = 'en', rate = 1, onState = () => {} } = {}) {
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
    sayNothing();
    synth.addEventListener?.('voiceschanged', onVoices);
    if (synth.getVoices().length > 0) return;
    timers.voices = env.setTimeout(() => report({ available: false }), VOICES_BY_MS);
  }

  /**
   * An iPhone says no line from a timer unless something was said within a tap before: with the
   * voice off at Start, it would stay silent when it is switched on. What is said here is mute, and
   * not empty, since WebKit never ends an empty line and all others wait behind it.
   * https://github.com/RuanPienaarCode/Gym-Vault/issues/17
   * https://github.com/leaonline/easy-speech/issues/51
   * https://github.com/nesquena/hermes-webui/pull/7191
   * https://github.com/WebKit/WebKit/pull/61219
   */
  function sayNothing() {
    const mute = new env.SpeechSynthesisUtterance('.');
    mute.volume = 0;
    synth.speak(mute);
  }

  function makePart(text) {
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
      if (utterance === line.at(-1)) settle();
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

  /**
   * Say `text` instead of whatever was being said.
   * @param {string} text
   * @param {boolean} [othersSilenced]  whether another voice of this page has just been cancelled
   */
  function speak(text, othersSilenced = false) {
    if (!enabled || !unlocked || !text) return;
    const interrupted = cancel() || othersSilenced;
    line = partsOf(text);
    if (interrupted) timers.queue = env.setTimeout(() => queue(line), AFTER_CANCEL_MS);
    else queue(line);
    listen();
  }

  /** Say `text` after whatever is being said: a mark cuts no line, should the voice be late. */
  function add(text) {
    if (line.length === 0) return speak(text);
    if (!enabled) return;
    const parts = partsOf(text);
    line.push(...parts);
    if (timers.queue === null) queue(parts);
    listen();
  }

  function partsOf(text) {
    return splitSpoken(text, PART_LETTERS * Math.min(1, rate)).map(makePart);
  }

  function queue(parts) {
    clear('queue');
    if (synth.paused) synth.resume();
    for (const utterance of parts) synth.speak(utterance);
  }

  /** A voice that is silent for longer than the whole line takes has not told that it ended. */
  function listen() {
    clear('silence');
    const letters = line.reduce((sum, { text }) => sum + text.length, 0);
    const longest = 4000 + (letters * LETTER_MS) / rate;
    timers.silence = env.setTimeout(() => report({ speaking: false }), longest);
  }

  return {
    unlock,
    speak,
    add,
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
export function splitSpoken(text, limit) {
  const parts = [];
  for (const sentence of text.replace(/([.!?])\s+/g, '$1\n').split('\n')) {
    const joined = parts.length ? `${parts.at(-1)} ${sentence}` : sentence;
    if (parts.length && joined.length <= limit) parts[parts.length - 1] = joined;
    else parts.push(sentence);
  }
  return parts;
}

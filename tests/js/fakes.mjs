/**
 * Hand-written stand-ins for the browser's devices. They record the calls that the player makes;
 * what a device does of itself, a test does by hand.
 */

/** A page whose clocks and timers stand still until `pass` moves them. */
export class FakePage {
  now = 1000;
  timers = new Map();
  frames = new Map();
  #ids = 0;

  performance = { now: () => this.now };
  Date = { now: () => 1_700_000_000_000 + this.now };

  setTimeout(call, ms) {
    this.timers.set((this.#ids += 1), { call, due: this.now + ms });
    return this.#ids;
  }

  setInterval(call, ms) {
    this.timers.set((this.#ids += 1), { call, due: this.now + ms, every: ms });
    return this.#ids;
  }

  clearTimeout(id) {
    this.timers.delete(id);
  }

  clearInterval(id) {
    this.timers.delete(id);
  }

  requestAnimationFrame(call) {
    this.frames.set((this.#ids += 1), call);
    return this.#ids;
  }

  cancelAnimationFrame(id) {
    this.frames.delete(id);
  }

  paint() {
    const calls = [...this.frames.values()];
    this.frames.clear();
    calls.forEach((call) => call(this.now));
  }

  pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.due <= end);
      if (due.length === 0) break;
      const [id, timer] = due.sort((one, other) => one[1].due - other[1].due)[0];
      this.now = timer.due;
      if (timer.every) timer.due += timer.every;
      else this.timers.delete(id);
      timer.call();
    }
    this.now = end;
  }
}

/** The page's Worker, Blob and URL; `workers` and `urls` list what is alive. */
export function addWorkers(page, { forbid = null } = {}) {
  page.workers = [];
  page.urls = new Set();
  page.Blob = class {
    constructor(parts) {
      this.text = parts.join('');
    }
  };
  page.URL = {
    createObjectURL(blob) {
      const url = `blob:${page.urls.size}`;
      page.urls.add(url);
      page.source = blob.text;
      return url;
    },
    revokeObjectURL: (url) => page.urls.delete(url),
  };
  page.Worker = class {
    sent = [];

    constructor() {
      if (forbid === 'at once') throw new Error('forbidden by the page');
      page.workers.push(this);
    }

    postMessage(message) {
      this.sent.push(message);
    }

    terminate() {
      page.workers.splice(page.workers.indexOf(this), 1);
    }
  };
  return page;
}

/**
 * The page's audio; `page.tones` lists every oscillator that was started. A device's clock follows
 * the page's; one that is `frozen` stands still.
 */
export function addAudio(page, { state = 'suspended' } = {}) {
  page.tones = [];
  page.contexts = [];
  const parameter = () => ({ setValueAtTime() {}, linearRampToValueAtTime() {} });
  page.AudioContext = class {
    destination = {};
    state = state;
    drift = 0;
    frozen = null;

    constructor() {
      page.contexts.push(this);
    }

    get currentTime() {
      return this.frozen ?? page.now / 1000 + this.drift;
    }

    resume() {
      this.state = 'running';
      return Promise.resolve();
    }

    close() {
      this.state = 'closed';
      return Promise.resolve();
    }

    createGain() {
      return { gain: parameter(), connect() {} };
    }

    createOscillator() {
      const tone = { taken: false, notes: [] };
      const begin = this.currentTime;
      return {
        frequency: { setValueAtTime: (hertz) => tone.notes.push(hertz) },
        connect() {},
        disconnect() {},
        start(time) {
          tone.at = Math.round(page.now + (time - begin) * 1000);
          page.tones.push(tone);
        },
        stop(time) {
          if (time === 0) tone.taken = true;
        },
      };
    }
  };
  return page;
}

/** The page's speech; `page.said` lists the calls, `page.queue` the lines not yet over. */
export function addSpeech(page, { voices = [] } = {}) {
  page.said = [];
  page.queue = [];
  page.voicesListener = null;
  page.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  page.speechSynthesis = {
    paused: false,
    voices,
    getVoices() {
      return this.voices;
    },
    speak(utterance) {
      if (utterance.volume === 0) return;
      page.said.push(utterance.text);
      page.queue.push(utterance);
    },
    cancel() {
      page.said.push('(cancel)');
      const cut = page.queue;
      page.queue = [];
      cut.forEach((utterance) => utterance.onerror({ error: 'interrupted' }));
    },
    resume() {
      this.paused = false;
    },
    addEventListener(name, listener) {
      page.voicesListener = listener;
    },
    removeEventListener() {
      page.voicesListener = null;
    },
  };
  return page;
}

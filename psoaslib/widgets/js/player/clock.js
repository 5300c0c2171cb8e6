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
export function readClocks(env) {
  return { mono: env.performance.now(), wall: env.Date.now() };
}

/**
 * @param {object} options
 * @param {(clocks: {mono: number, wall: number}) => void} options.onTick
 * @param {() => void} [options.onWorkerLost]  called once if no Worker can run: from then on a
 *   hidden page may fall silent
 * @param {Window & typeof globalThis} options.env  the window, or what stands for it
 */
export function createTicker({ onTick, onWorkerLost = () => {}, env }) {
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

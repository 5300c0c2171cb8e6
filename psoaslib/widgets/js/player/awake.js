/**
 * Keep the screen awake while a person follows: by the browser's wake lock, where it has one.
 * The browser takes the lock back whenever the page is hidden, so it is asked for again later.
 *
 * A frame of another site is refused a lock, and so is a page while the battery is low:
 * https://github.com/richtr/NoSleep.js/issues/121, https://github.com/w3c/screen-wake-lock/issues/51
 */

/**
 * @param {Window} env  the window, or what stands for it
 * @param {function(): void} onRefused  called once if there is no lock: the screen may go dark
 * @returns {{keep: function(boolean): void, dispose: function(): void}}  say whether the screen is needed
 */
export function createAwake(env, onRefused) {
  const { document, navigator } = env;
  let wanted = false;
  let asking = false;
  let lock = null;
  let refused = false;

  async function take() {
    if (!wanted || asking || document.visibilityState !== 'visible') return;
    if (lock && !lock.released) return;
    asking = true;
    lock = await request();
    asking = false;
    if (!wanted) giveBack();
  }

  async function request() {
    try {
      return await navigator.wakeLock.request('screen');
    } catch {
      // Refused, or this browser has none to give.
      if (!refused) onRefused();
      refused = true;
      return null;
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

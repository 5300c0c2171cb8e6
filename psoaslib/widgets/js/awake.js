/**
 * Keep the screen awake while a person follows: by the browser's wake lock, where it has one.
 * The browser takes the lock back whenever the page is hidden, so it is asked for again later.
 */

/**
 * @param {Window} env  the window, or what stands for it
 * @returns {{keep: function(boolean), dispose: function()}}  say whether the screen is needed;
 *   where no lock is given, nothing happens
 */
export function createAwake(env) {
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

/** Fill the screen with one view of the player. */

/**
 * @param {HTMLElement} root
 * @param {function()} onChange  called when the screen is filled or left, by whatever way
 */
export function createFullScreen(root, onChange) {
  document.addEventListener('fullscreenchange', onChange);
  const active = () => document.fullscreenElement === root;

  function leave() {
    if (!active()) return false;
    document.exitFullscreen().catch(() => {});
    return true;
  }

  return {
    /** Some pages and phones let no element fill the screen. */
    available: document.fullscreenEnabled === true,
    active,
    leave,
    toggle() {
      if (!leave()) root.requestFullscreen().catch(() => {});
    },
    dispose() {
      leave();
      document.removeEventListener('fullscreenchange', onChange);
    },
  };
}

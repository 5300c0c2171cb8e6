/**
 * Fill the screen with one view of the player. Where no element may (an iPhone, a frame that does
 * not allow it), the view fills the window instead, above whatever the page has.
 */

/**
 * @param {HTMLElement} root
 * @param {function()} onChange  called when the screen is filled or left, by whatever way
 */
export function createFullScreen(root, onChange) {
  const page = document.documentElement;
  const mayFill = document.fullscreenEnabled === true && Boolean(root.requestFullscreen);
  let filled = false;
  let scrolling = '';

  document.addEventListener('fullscreenchange', onChange);
  const onScreen = () => document.fullscreenElement === root;
  const active = () => filled || onScreen();

  /** Fill the window: a popover stands above all, whatever the elements around it are like. */
  function fillWindow() {
    if (active() || !root.isConnected) return;
    filled = true;
    root.setAttribute('data-filled', 'true');
    if (root.showPopover) {
      root.setAttribute('popover', 'manual');
      root.showPopover();
    }
    scrolling = page.style.overflow;
    page.style.overflow = 'hidden';
    onChange();
  }

  function leaveWindow() {
    const focused = document.activeElement;
    filled = false;
    root.removeAttribute('data-filled');
    root.removeAttribute('popover');
    page.style.overflow = scrolling;
    if (root.contains(focused)) focused.focus({ preventScroll: true });
    root.scrollIntoView({ block: 'nearest' });
    onChange();
  }

  function leave() {
    if (filled) leaveWindow();
    else if (onScreen()) document.exitFullscreen().catch(() => {});
    else return false;
    return true;
  }

  return {
    active,
    leave,
    toggle() {
      if (leave()) return;
      if (mayFill) root.requestFullscreen().catch(fillWindow);
      else fillWindow();
    },
    dispose() {
      leave();
      document.removeEventListener('fullscreenchange', onChange);
    },
  };
}

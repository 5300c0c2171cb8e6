/**
 * Fill the screen with one view of the player. Where no element may, the view fills the window
 * instead, above whatever the page has (an iPhone). In a frame that would not be what a person sees:
 * there the player opens in a window of its own; where none opens, it keeps its place, as high as the
 * part of the frame that is in sight.
 */

import {isFramed, watchHeightInSight} from '../shared/frames.js';

/**
 * @param {HTMLElement} root
 * @param {function(): void} onChange  called when the screen is filled or left, by whatever way
 * @param {function(): boolean} openElsewhere  opens the player in a window of its own, and answers
 *   whether there is one
 * @returns {{active: function(): boolean, place: function(): string|null, leave: function(): boolean,
 *   toggle: function(): void, dispose: function(): void}}  `place` is what the player fills where that is not
 *   the screen: 'window', 'frame' (all of it that is in sight), or 'elsewhere', where it does not
 *   stand here but in a window of its own
 */
export function createFullScreen(root, onChange, openElsewhere) {
  const page = document.documentElement;
  const mayFill = document.fullscreenEnabled === true && Boolean(root.requestFullscreen);
  let place = null;
  let undo = () => {};

  document.addEventListener('fullscreenchange', onChange);
  const onScreen = () => document.fullscreenElement === root;
  const filled = () => place === 'window' || place === 'frame';
  const active = () => filled() || onScreen();

  function fillInstead() {
    if (active() || !root.isConnected) return;
    if (!isFramed(window)) fill('window', aboveThePage);
    else if (openElsewhere()) place = 'elsewhere';
    else fill('frame', inItsPlace);
    onChange();
  }

  function fill(what, make) {
    place = what;
    root.setAttribute('data-filled', what);
    undo = make();
  }

  /** A popover stands above all, whatever the elements around it are like. */
  function aboveThePage() {
    if (root.showPopover) {
      root.setAttribute('popover', 'manual');
      root.showPopover();
    }
    const scrolling = page.style.overflow;
    page.style.overflow = 'hidden';
    return () => {
      root.removeAttribute('popover');
      page.style.overflow = scrolling;
    };
  }

  /** More may come into sight, as the frame grows or is scrolled to; less does not shrink the player. */
  function inItsPlace() {
    let most = 0;
    const end = watchHeightInSight(window, (height) => {
      const first = most === 0;
      most = Math.max(most, height);
      root.style.setProperty('--pp-room', `${Math.round(most)}px`);
      if (first) root.scrollIntoView({ block: 'start' });
    });
    return () => {
      end();
      root.style.removeProperty('--pp-room');
    };
  }

  function leaveFilled() {
    const focused = document.activeElement;
    place = null;
    root.removeAttribute('data-filled');
    undo();
    if (root.contains(focused)) /** @type {HTMLElement} */ (focused).focus({ preventScroll: true });
    root.scrollIntoView({ block: 'nearest' });
    onChange();
  }

  function leave() {
    if (filled()) leaveFilled();
    else if (onScreen()) document.exitFullscreen().catch(() => {});
    else return false;
    return true;
  }

  return {
    active,
    place: () => place,
    leave,
    toggle() {
      if (leave()) return;
      if (mayFill) root.requestFullscreen().catch(fillInstead);
      else fillInstead();
    },
    dispose() {
      leave();
      document.removeEventListener('fullscreenchange', onChange);
    },
  };
}

/**
 * Keys of the player: with the focus inside it, and in full screen or a page of its own also when
 * nothing has the focus.
 */

import {guardKeys} from '../shared/guard.js';

const KEY_COMMANDS = {
  ' ': 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'next',
  PageUp: 'back',
  PageDown: 'next',
  Home: 'restart',
  Escape: 'leave',
};

const PRESSED = [' ', 'Enter'];
const MOVED = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** A button with this attribute does not use Space, though it has the focus. */
export const LETS_SPACE_GO = 'data-lets-space-go';

/**
 * Listen for keys.
 * @param {HTMLElement} root  the player's root
 * @param {function(string): boolean} onKey  gets a command of `KEY_COMMANDS`, answers whether it
 *   did something
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function(): void} takes the listeners away
 */
export function listenForKeys(root, onKey, ownsFree) {
  const take = (event) => {
    const command = commandOf(event);
    if (!command) return;
    const done = event.repeat || onKey(command);
    if (done) event.preventDefault();
  };
  return guardKeys(root, take, ownsFree);
}

/** @returns {string|undefined} the command of a key, unless the focused control uses the key */
function commandOf({ key, target, shiftKey }) {
  if (shiftKey || controlUses(target, key)) return undefined;
  return KEY_COMMANDS[key];
}

function controlUses(target, key) {
  if (key === ' ' && target.closest(`button[${LETS_SPACE_GO}]`)) return false;
  if (target.closest('button, summary, a[href], input[type=checkbox]')) return PRESSED.includes(key);
  if (target.closest('select')) return PRESSED.includes(key) || MOVED.includes(key);
  if (target.closest('input[type=range]')) return MOVED.includes(key);
  return target.closest('input, textarea, [contenteditable]') !== null && key !== 'Escape';
}

/**
 * Keys of the player: with the focus inside it, and in full screen or a page of its own also when
 * nothing has the focus. JupyterLab sees none of them, or typing
 * `d d` would delete a cell; chords and Tab pass untouched, so that Ctrl+S saves the notebook.
 */

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

/** JupyterLab and Notebook 7 leave keys alone inside an element with this attribute. */
const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Listen for keys.
 * @param {HTMLElement} root  the player's root
 * @param {function(string): boolean} onKey  gets a command of `KEY_COMMANDS`, answers whether it
 *   did something
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function()} takes the listeners away
 */
export function listenForKeys(root, onKey, ownsFree) {
  root.setAttribute(SUPPRESS, 'true');

  // Before JupyterLab's own listener on the document: the attribute would also keep chords away.
  const beforeAll = (event) => {
    if (!root.contains(event.target)) {
      if (document.activeElement === document.body && ownsFree()) onKeydown(event);
      return;
    }
    if (isChord(event)) root.removeAttribute(SUPPRESS);
    else root.setAttribute(SUPPRESS, 'true');
  };

  const onKeydown = (event) => {
    if (isChord(event) || event.key === 'Tab') return;
    event.stopPropagation();
    const command = commandOf(event);
    if (!command) return;
    const done = event.repeat || onKey(command);
    if (done) event.preventDefault();
  };

  window.addEventListener('keydown', beforeAll, true);
  root.addEventListener('keydown', onKeydown);
  return () => {
    window.removeEventListener('keydown', beforeAll, true);
    root.removeEventListener('keydown', onKeydown);
  };
}

function isChord(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

/** @returns {string|undefined} the command of a key, unless the focused control uses the key */
function commandOf({ key, target, shiftKey }) {
  if (shiftKey || controlUses(target, key)) return undefined;
  return KEY_COMMANDS[key];
}

function controlUses(target, key) {
  if (target.closest('button, summary, a[href], input[type=checkbox]')) return PRESSED.includes(key);
  if (target.closest('select')) return PRESSED.includes(key) || MOVED.includes(key);
  if (target.closest('input[type=range]')) return MOVED.includes(key);
  return target.closest('input, textarea, [contenteditable]') !== null && key !== 'Escape';
}

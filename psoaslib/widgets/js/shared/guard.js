/**
 * Keys pressed inside a widget stay there. JupyterLab sees none of them, or typing `d d` would
 * delete a cell; chords and Tab pass untouched, so that Ctrl+S saves the notebook.
 */

/** JupyterLab and Notebook 7 leave keys alone inside an element with this attribute. */
const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Keep keys inside a widget.
 * @param {HTMLElement} root  the widget's root
 * @param {function(KeyboardEvent): void} onKey  gets every key but Tab and chords
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function(): void} takes the listeners away
 */
export function guardKeys(root, onKey, ownsFree = () => false) {
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
    onKey(event);
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

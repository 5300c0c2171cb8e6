/**
 * What the browser keeps for a page when it is loaded again. A browser may refuse: then what a
 * person has done lasts as long as the page, and all else works.
 */

/**
 * Name what is kept of a widget: by its page, and by all that it holds. So a widget whose content
 * has changed begins anew, and shows no answer to a question that is another one now.
 * @param {string} kind  of widget
 * @param {object} content  its payload
 */
export function keptName(kind, content) {
  return `psoas ${kind} ${digest(JSON.stringify(content))} ${window.location.pathname}`;
}

/** @returns {*} what was kept under a name; null where there is nothing, or nothing that reads */
export function readKept(name, area = 'localStorage') {
  try {
    return JSON.parse(window[area].getItem(name));
  } catch {
    return null;
  }
}

export function writeKept(name, value, area = 'localStorage') {
  try {
    window[area].setItem(name, JSON.stringify(value));
  } catch {
    // Nothing to do: the page remembers it all the same.
  }
}

/** Make a short name of a long text (FNV-1a, 32 bits). */
function digest(text) {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

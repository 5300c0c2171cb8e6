/**
 * What is committed to. Question and answer are two widgets, each loaded as a module of its own, so
 * in one page they meet at the window. Where a notebook shows each cell in a frame of its own, they
 * meet by a channel between frames of one origin, so that it needs no kernel. The tab keeps it when
 * the page is loaded again, and forgets it when it is closed.
 */

import {laterOf} from './machine.js';
import {keptName, readKept, writeKept} from '../shared/storage.js';

const STORES = 'psoasPredictions';

/**
 * @param {object} prediction  the payload
 * @param {boolean} asks  whether the part that wants the store is the question
 * @returns {{get: function(): object, put: function(object, boolean=): void, met: function(): boolean,
 *   listen: function(function(): void): function(): void}}  `put` keeps a commitment if it is the later one,
 *   made here or heard from the kernel; `met` tells whether the question is within reach, in this
 *   page, in another frame or by the kernel
 */
export function predictionStore(prediction, asks) {
  const key = JSON.stringify(prediction);
  window[STORES] ??= new Map();
  if (!window[STORES].has(key)) window[STORES].set(key, newStore(keptName('prediction', prediction)));
  const store = window[STORES].get(key);
  if (asks) store.ask();
  return store;
}

function newStore(name) {
  const listeners = new Set();
  const channel = openChannel(name);
  let commitment = laterOf(null, readKept(name, 'sessionStorage'));
  let here = false;
  let met = false;

  /** Take over what is later, and whether it comes from the question; return whether it is news. */
  function take(other, question) {
    const later = laterOf(commitment, other);
    if (later === commitment && (met || !question)) return false;
    met = met || question;
    commitment = later;
    writeKept(name, commitment, 'sessionStorage');
    for (const listener of [...listeners]) listener();
    return true;
  }

  function tell(wanted) {
    channel?.postMessage({ commitment, question: here, wanted });
  }

  channel?.addEventListener('message', ({ data }) => {
    take(data.commitment, data.question);
    if (data.wanted) tell(false);
  });
  tell(true);

  return {
    get: () => commitment,
    met: () => met,
    put(other, heard = false) {
      if (take(other, heard && other?.turn > 0)) tell(false);
    },
    ask() {
      here = true;
      take(null, true);
      tell(false);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

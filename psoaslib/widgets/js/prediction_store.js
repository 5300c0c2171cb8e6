/**
 * What is committed to, kept once a page: question and answer are two widgets, each loaded as a
 * module of its own, so they meet at the window. Nothing outlives the page.
 */

import {laterOf} from './prediction_machine.js';

const STORES = 'psoasPredictions';

/**
 * @param {string} id  of the prediction
 * @returns {{get: function(): object, put: function(object), listen: function(function()):
 *   function()}}  `put` keeps a commitment if it is the later one
 */
export function predictionStore(id) {
  window[STORES] ??= new Map();
  if (!window[STORES].has(id)) window[STORES].set(id, newStore());
  return window[STORES].get(id);
}

function newStore() {
  const listeners = new Set();
  let commitment = laterOf(null, null);
  return {
    get: () => commitment,
    put(other) {
      const later = laterOf(commitment, other);
      if (later === commitment) return;
      commitment = later;
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

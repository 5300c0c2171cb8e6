/**
 * What a player's picture is drawn with. Where the browser has a graphics card the body is drawn live;
 * else stills stand for it, which are then asked for. A still stands in either case until more is there.
 */

import {loadFilm} from './film.js';
import {unpackPictures} from '../shared/pictures.js';
import {stageOf} from '../scene/stage.js';

const ASK_MS = 1000;

/**
 * @param {object} model  the widget's
 * @param {Document} document
 * @param {{onFilm: function(object|null): void, onStills: function(Object<string, string>): void}} heard
 */
export function createDrawing(model, document, { onFilm, onStills }) {
  const stage = stageOf(document);
  const live = stage.kind === 'card' || (stage.kind === 'software' && wantsLive());
  /** @type {Object<string, string>} */
  let stills = {};
  let disposed = false;
  let asking = null;

  /** Drawing without a graphics card is slow; but an instructor's own stretch has no stills. */
  function wantsLive() {
    return document.documentElement.dataset.psoasDraws === 'live' || model.get('drawn_ahead') === false;
  }

  function addStills(found) {
    stills = { ...stills, ...found };
    if (!disposed) onStills(stills);
  }

  const unpackStills = (packed) => unpackPictures(packed).then(addStills, () => {});

  /** An instructor's own stretch is solved while its player stands there already. */
  function load() {
    const packed = model.get('ways');
    if (!live || !packed?.byteLength) return;
    loadFilm(stage, document, packed, model.get('people')).catch(() => null).then((film) => {
      if (!disposed && packed === model.get('ways')) onFilm(film);
    });
  }

  /** A kernel may be unable to tell by itself that more is solved, as in Colab: so it is asked. */
  function ask() {
    if (!model.get('solving')) return;
    model.send?.({ want: 'ways' });
    asking = setTimeout(ask, ASK_MS);
  }

  function onMessage({ stills: sent }, buffers) {
    if (sent === true) unpackStills(buffers[0]);
    else if (sent) addStills(sent);
  }

  model.on('change:ways', load);
  model.on('msg:custom', onMessage);
  unpackStills(model.get('pictures'));
  load();
  if (live) ask();
  if (!live) model.send?.({ want: 'stills' });

  return {
    stills: () => stills,
    dispose() {
      disposed = true;
      clearTimeout(asking);
      model.off('change:ways', load);
      model.off('msg:custom', onMessage);
    },
  };
}

/** What a player draws with while it draws live: the ways of a stretch and the body that goes them. */

import {createChange} from '../scene/arrows.js';
import {bodyOf, looksOf} from '../scene/bodies.js';
import {framingOf} from '../scene/framing.js';
import {unzipped} from '../scene/packed.js';
import {paletteOf} from '../scene/rules.js';
import {createShown, readWays, showKey, showMove} from '../scene/ways.js';
import {timelineOf} from './timeline.js';

/**
 * @param {object} stage  see scene/stage.js
 * @param {Document} document
 * @param {DataView|Uint8Array} packed  the ways, as in the widget's trait
 * @param {{skin: string, build: string}} people  who is shown; '' for the skin of the build
 * @returns {Promise<object>} the film; fails where the bytes are no ways
 */
export async function loadFilm(stage, document, packed, people) {
  const ways = readWays(await unzipped(bytesOf(packed)));
  const { mesh, bones } = await bodyOf(document, people.build);
  const figure = stage.figureOf(mesh, bones);
  const palettes = [false, true].map((dark) => paletteOf(looksOf(), { build: mesh.build, skin: people.skin, dark }));
  return {
    ways,
    stage,
    figure,
    timeline: timelineOf(ways),
    framing: framingOf(mesh, ways),
    /** How much larger than the body of the ways this one is: its room goes with it. */
    larger: mesh.stature / ways.stature,
    paletteFor: (dark) => palettes[Number(dark)],
    changeOf: changes(mesh, ways),
  };
}

/** Places at which a way is looked at that has its own turns. */
const PLACES = 17;

/**
 * What changes from one step to the next, each found once; see scene/arrows.js.
 * @returns {function(string, string, 'right'|'left'): object}
 */
function changes(mesh, ways) {
  const found = new Map();
  return (from, to, /** @type {'right'|'left'} */ side) => {
    const key = `${from} ${to} ${side}`;
    if (!found.has(key)) found.set(key, createChange(mesh, posesOf(ways, from, to, side), { side, stature: mesh.stature }));
    return found.get(key);
  };
}

/** The poses before and after, or where the way between them has stages of its own, along it. */
function posesOf(ways, from, to, side) {
  const at = (show) => {
    const shown = createShown(ways);
    show(shown);
    return shown.pose;
  };
  const move = ways.moves.findIndex((each) => each.from === from && each.to === to);
  if (move < 0 || ways.moves[move].rests.length === 1) {
    return [from, to].map((id) => at((shown) => showKey(shown, ways, id, side)));
  }
  const { ms } = ways.moves[move];
  return Array.from({ length: PLACES }, (_, k) => at((shown) => showMove(shown, ways, move, (ms * k) / (PLACES - 1), side)));
}

/** @returns {Uint8Array} the bytes of a trait, in whatever it came */
export function bytesOf(bytes) {
  return new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength);
}

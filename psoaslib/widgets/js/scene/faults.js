/**
 * Where the mark of a common error stands: beside the fault, clear of the body, with a line to it.
 * Millimetres in the plane of the picture, y down.
 */
import { project } from './camera.js';
import { COVER } from './cover.js';
import { pointOf } from './frames.js';

/**
 * Frame, and place in it for 1.75 m, m, the right side stretched; names as in `catalogue.pose.Fault`.
 * @type {Object<string, [string, number[]]>}
 */
const PLACES = {
  head: ['head', [0.03, 0.14, 0]],
  neck: ['head', [-0.05, 0, 0]],
  shoulders: ['T3', [-0.08, 0, 0]],
  chest: ['T3', [0.08, -0.08, 0]],
  lower_back: ['L3', [-0.085, 0, 0]],
  other_waist: ['L3', [0, 0, -0.13]],
  other_shoulder: ['left_humerus', [0, 0, -0.03]],
  same_hip: ['pelvis', [0.03, 0.02, 0.15]],
  other_knee: ['left_tibia', [0.045, 0, 0]],
  same_foot: ['right_foot', [0.08, -0.02, 0]],
};
/** mm: radius of the mark, air round it, steps between places that are tried, and how far from the fault. */
export const BADGE = 54;
const AIR = 14;
const STEP = 12;
const REACH = 900;
/** mm: no longer a line is drawn so that the mark covers no prop; between it and the frame. */
const DETOUR = 120;
const INSET = 10;

const isPerson = ({ kind }) => kind === COVER.trunk || kind === COVER.arm;
const isSolid = ({ kind }) => kind !== COVER.none;
const isInner = ({ bone, muscle }) => Boolean(bone || muscle);

/**
 * Return a place told for the right side, for the side that is stretched.
 * @param {string} frame  @param {number[]} at  @param {string} side
 * @returns {[string, number[]]}
 */
export function forSide(frame, [x, y, z], side) {
  if (side !== 'left') return [frame, [x, y, z]];
  const other = frame.startsWith('right_') ? frame.replace('right_', 'left_') : frame.replace('left_', 'right_');
  return [other, [x, y, -z]];
}

/**
 * Return the mark of an error.
 *
 * @param {string} name of the fault
 * @param {object} figure that has taken its pose
 * @param {object} cover see cover.js
 * @param {{axes: import('./camera.js').Axes, frame: number[], side?: 'right'|'left'}} of the picture, and
 *   the side that is stretched
 * @returns {import('./marks.js').ErrorMark} in the upper right corner where there
 *   is no room, or no fault that has a place
 */
export function errorMark(name, figure, cover, { axes, frame, side = 'right' }) {
  const [x, y, w, h] = frame;
  /** @type {import('./marks.js').ErrorMark} */
  const corner = { kind: 'error', at: [x + w - 1.8 * BADGE, y + 1.8 * BADGE], fault: null };
  if (!PLACES[name]) return corner;
  const [of, at] = forSide(...PLACES[name], side);
  const size = figure.frames.stature / 1.75;
  const fault = project(axes, pointOf([0, 0, 0], figure.frames, of, at.map((part) => size * part))).slice(0, 2);
  const tried = placesRound(fault, frame);
  const far = (place) => (place ? Math.hypot(place[0] - fault[0], place[1] - fault[1]) : Infinity);
  const free = (asked, uncrossed) => tried.find((place) => roomAt(cover, place, asked) && (!uncrossed || !crosses(cover, place, fault)));
  const [spared, near] = [free(isSolid, true), free(isPerson, true)];
  const found = spared && far(spared) < far(near) + DETOUR ? spared : near;
  const place = found ?? free(isInner, true) ?? free(isInner, false);
  return place ? { kind: 'error', at: place, fault } : corner;
}

/**
 * Return places within the frame, the nearest to the fault first.
 * @param {number[]} fault  @param {number[]} frame
 */
function placesRound(fault, [x, y, w, h]) {
  const tried = [];
  const from = INSET + BADGE;
  for (let u = Math.max(x + from, fault[0] - REACH); u <= Math.min(x + w - from, fault[0] + REACH); u += STEP) {
    for (let v = Math.max(y + from, fault[1] - REACH); v <= Math.min(y + h - from, fault[1] + REACH); v += STEP) tried.push([u, v]);
  }
  /** @param {number[]} place */
  const far = ([u, v]) => (u - fault[0]) ** 2 + (v - fault[1]) ** 2;
  return tried.sort((a, b) => far(a) - far(b));
}

/** @param {object} cover  @param {number[]} at  @param {function(object): boolean} asked */
function roomAt(cover, [u, v], asked) {
  const reach = BADGE + AIR;
  return cover.clear([u - reach, v - reach, u + reach, v + reach], (cell, x, y) => asked(cell) && Math.hypot(x - u, y - v) < reach);
}

/**
 * Tell whether a line from a place to the fault runs over a psoas.
 * @param {object} cover  @param {number[]} at  @param {number[]} fault
 */
function crosses(cover, [u, v], fault) {
  const steps = Math.ceil(Math.hypot(fault[0] - u, fault[1] - v) / 6);
  for (let k = 0; k <= steps; k += 1) {
    if (cover.muscleAt(u + ((fault[0] - u) * k) / steps, v + ((fault[1] - v) * k) / steps)) return true;
  }
  return false;
}

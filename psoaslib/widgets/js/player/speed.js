/**
 * The voice's speed, remembered: in the widget, and on a page without a kernel by the browser,
 * so that loading the page again keeps it.
 */

import {readKept, writeKept} from '../shared/storage.js';

/** What the voice's speed can be, as a share of its own. */
export const VOICE_SPEEDS = [0.5, 0.75, 1, 1.25, 1.5];

const SPEED_KEY = 'psoas-player-voice-speed';

/** @returns {number} the speed chosen before; what the widget has otherwise */
export function keptSpeed(model) {
  const own = model.get('voice_speed') ?? 1;
  const kept = model.get('whole_page') ? readKept(SPEED_KEY) : null;
  return VOICE_SPEEDS.includes(kept) ? kept : own;
}

export function keepSpeed(model, rate) {
  model.set('voice_speed', rate);
  model.save_changes();
  if (model.get('whole_page')) writeKept(SPEED_KEY, rate);
}

/** The player's buttons and the choice of the voice's speed. Their names are what screen readers, tests and users' scripts rely on. */

import {make, setAttribute, setText} from '../shared/dom.js';
import {changeIcon, icon} from './icons.js';
import {VOICE_SPEEDS} from './speed.js';

const MAIN_NAMES = { idle: 'Start', running: 'Pause', paused: 'Resume', finished: 'Start' };

/** [name, words, sign] in the order of the Tab key. */
const COMMAND_BUTTONS = [
  ['back', 'Back', 'back'],
  ['toggle', 'Start', 'start'],
  ['next', 'Next', 'next'],
  ['restart', 'Restart', 'restart'],
  ['swap', 'Swap side', 'swap'],
  ['finish', 'Finish', 'finish'],
];
const TOGGLE_BUTTONS = [
  ['sound', 'Sound', 'sound'],
  ['voice', 'Voice', 'voice'],
  ['full', 'Full screen', 'full'],
];

/** A button with nothing to do keeps the focus that it may have, so it is never `disabled`. */
const USELESS = {
  idle: ['finish'],
  running: [],
  paused: [],
  finished: ['back', 'next', 'restart', 'swap', 'finish'],
};

/**
 * @param {function(string, boolean): void} onPress  gets the name of the button, and whether it was pressed
 *   with mouse or finger
 * @param {function(number): void} onSpeed  gets the speed chosen for the voice
 * @returns {{element: HTMLElement, buttons: Object<string, HTMLElement>, paint: function}}
 */
export function createControls(onPress, onSpeed) {
  /** @type {Object<string, HTMLButtonElement>} */
  const buttons = {};
  const words = {};

  /** @param {string[]} spec  name, text and sign  @param {Object<string, string>} attributes */
  function button([name, text, sign], attributes) {
    words[name] = make('span', { class: 'pp-button-words' }, text);
    buttons[name] = make(
      'button',
      { type: 'button', class: 'pp-button', 'data-name': name, ...attributes },
      icon(sign),
      words[name],
    );
    buttons[name].addEventListener('click', (event) => onPress(name, event.detail > 0));
    return buttons[name];
  }

  const speed = make(
    'select',
    { class: 'pp-speed-choice', 'aria-label': 'Voice speed' },
    ...VOICE_SPEEDS.map((rate) => make('option', { value: rate }, `${rate} ×`)),
  );
  speed.addEventListener('change', () => onSpeed(Number(speed.value)));
  const speedField = make(
    'label',
    { class: 'pp-speed' },
    make('span', { class: 'pp-button-words' }, 'Voice speed'),
    speed,
  );
  const commands = COMMAND_BUTTONS.map((spec) => button(spec, {}));
  const toggles = TOGGLE_BUTTONS.map((spec) => button(spec, { 'aria-pressed': 'false' }));
  const element = make(
    'div',
    { class: 'pp-controls', role: 'group', 'aria-label': 'Controls' },
    ...commands,
    ...toggles,
  );
  buttons.voice.after(speedField);

  /**
   * @param {{status: string, turn: string|null}} screen
   * @param {Object<string, boolean>} pressed  state of each toggle
   * @param {number} rate  the voice's speed
   */
  function paint({ status, turn }, pressed, rate) {
    setText(words.toggle, MAIN_NAMES[status]);
    changeIcon(buttons.toggle, status === 'running' ? 'pause' : 'start');
    for (const [name] of COMMAND_BUTTONS) {
      const underWay = name === 'swap' && turn === 'off';
      setAttribute(buttons[name], 'aria-disabled', underWay || USELESS[status].includes(name));
    }
    for (const [name, on] of Object.entries(pressed)) setAttribute(buttons[name], 'aria-pressed', on);
    if (speed.value !== String(rate)) speed.value = String(rate);
  }

  return { element, buttons, paint };
}

/**
 * One view of a player in the page: it makes the elements once, and paints what the player tells.
 * Elements, names and order stay the same from start to end, so that nothing jumps and the focus
 * never moves by itself.
 */

import {createControls} from './controls.js';
import {createDial} from './dial.js';
import {make, setAttribute, setText, setWords} from '../shared/dom.js';
import {createFigure} from './figure.js';
import {guessWindowHeight} from '../shared/frames.js';
import {createFullScreen} from './fullscreen.js';
import {LETS_SPACE_GO, listenForKeys} from './keys.js';
import {createLengths} from '../shared/lengths.js';
import {longestLine} from './programme.js';
import {watchTheme} from '../shared/theme.js';
import {createTools} from './tools.js';
import {createTrack} from './track.js';
import {createWords} from './words.js';

const NO_VOICE = 'Voice: this browser has no voice to speak with. The captions say it all.';
const NO_SOUND = 'Sound: this browser plays no tones.';
const MAY_GO_DARK =
  'The screen may go dark: this page may not keep it on. Set a longer screen time-out, or touch it now and then.';
const ELSEWHERE = 'The player is open in a window of its own, where Full screen fills the screen. This one waits.';
const IN_ITS_FRAME =
  'This page lets nothing fill the screen or open a window, so the player stays here. '
  + 'To fill the screen, save it with save_html, and open that file in a browser.';
const WAITS = 'The session waits at';
const TAB_IN_FRONT = 'Sound: keep this tab in front, or tones and voice may fall silent.';

/**
 * @param {object} programme
 * @param {object} actions  what a person can ask for
 * @param {function(string): void} actions.command  'toggle' (start, pause, resume), 'back', 'next', …
 * @param {function(string): void} actions.flip  'sound' or 'voice' on or off
 * @param {function(number): void} actions.pace  how fast the voice speaks
 * @param {function(object): void} actions.choose  a choice of the tools below the picture
 * @param {function(): boolean} actions.openElsewhere  in a window of its own, if one opens
 * @param {boolean} actions.ownsKeys  true where keys that nothing else takes are the player's
 * @param {function(): void} actions.touched  a click or a key: from now on sound is allowed
 * @returns {{root: HTMLElement, paint: function(object): void, say: function(string): void,
 *            showPictures: function(object): void, dispose: function(): void}}
 */
export function createView(programme, actions) {
  const track = createTrack(programme);
  const dial = createDial();
  const words = createWords(programme);
  const controls = createControls(press, actions.pace);
  const mark = Math.random().toString(36).slice(2);
  const figure = createFigure(actions.choose);
  const tools = createTools(actions.choose, `pp-${mark}-tools`);
  const lengths = createLengths(programme.length_bounds);
  const through = make('span', { class: 'pp-key-part' }, `here ${programme.lines?.key_through}`);
  const key = colourKey(programme);
  key.append(through);
  const at = {
    title: make('p', { class: 'pp-name' }),
    side: make('p', { class: 'pp-side' }),
    session: make('p', { class: 'pp-session' }),
    unmoved: make('p', { class: 'pp-unmoved' }),
    caption: make('p', { class: 'pp-caption', 'data-room': longestLine(programme) }),
    stage: make('p', { class: 'pp-stage' }),
    step: make('h3', { class: 'pp-step' }),
    next: make('p', { class: 'pp-next' }),
    end: make('p', { class: 'pp-end', role: 'status' }),
    off: make('p', { class: 'pp-off' }),
    cue: make('p', { class: 'pp-cue' }),
    breath: make('p', { class: 'pp-breath' }),
    stop: make('p', { class: 'pp-stop-short' }, programme.lines?.stop_short ?? ''),
    notes: make('ul', { class: 'pp-notes' }),
    live: make('div', { class: 'pp-live', 'aria-live': 'polite' }),
  };
  const root = make(
    'section',
    { class: 'psoas-player', role: 'region', tabindex: '-1' },
    make(
      'div',
      { class: 'pp-frame' },
      make('div', { class: 'pp-head' }, at.title, at.side, at.session),
      track.element,
      make('div', { class: 'pp-picture' }, figure.element, at.unmoved, key, at.caption, lengths.element),
      make(
        'div',
        { class: 'pp-now' },
        make('div', { class: 'pp-heading' }, at.stage, at.step),
        dial.element,
        at.off,
        make('div', { class: 'pp-after' }, at.next, at.end),
      ),
      make('div', { class: 'pp-cues' }, at.cue, at.breath),
      at.stop,
      controls.element,
      tools.element,
      at.notes,
    ),
    words.element,
    at.live,
  );
  const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  const fullScreen = createFullScreen(root, paintFullScreen, actions.openElsewhere);
  const theme = watchTheme(root, () => shown && paint(shown));
  const removeKeys = listenForKeys(root, onKey, () => actions.ownsKeys || fullScreen.active());
  let shown = null;
  let notesShown = '';

  root.addEventListener('click', actions.touched, true);
  guessWindowHeight(root, window);
  at.stop.hidden = !at.stop.textContent;
  lengths.element.id = `pp-${mark}-lengths`;

  /** @param {boolean} pointed  with mouse or finger */
  function press(name, pointed) {
    if (name === 'full') fill(pointed);
    else if (name === 'sound' || name === 'voice') actions.flip(name);
    else actions.command(name);
  }

  /** Who pointed at the button keeps the focus on it, but uses Space for the pause next. */
  function fill(pointed) {
    const { full } = controls.buttons;
    full.toggleAttribute(LETS_SPACE_GO, pointed && !fullScreen.active());
    fullScreen.toggle();
  }

  function onKey(command) {
    if (command === 'leave') return fullScreen.leave();
    actions.touched();
    actions.command(command);
    return true;
  }

  function paintFullScreen() {
    const { full } = controls.buttons;
    setAttribute(full, 'aria-pressed', fullScreen.active());
    if (!fullScreen.active()) full.removeAttribute(LETS_SPACE_GO);
    if (shown) paintNotes(shown);
  }

  /** @param {object} told  what the player tells; see `paint` in player.js */
  function paint(told) {
    const now = { ...told, scene: { ...told.scene, get dark() { return theme.dark(); } } };
    const { screen } = now;
    shown = now;
    setAttribute(root, 'aria-label', screen.name);
    setAttribute(root, 'data-status', screen.status);
    setAttribute(root, 'data-kind', screen.kind);
    setText(at.title, screen.title);
    setText(at.side, screen.side);
    setText(at.session, screen.session);
    const { away } = now.scene;
    // By hand the picture is elsewhere than the session, whose words are not of it then.
    setAttribute(root, 'data-away', away !== null);
    setText(at.stage, away ? WAITS : screen.stage);
    setText(at.step, screen.card.title);
    setText(at.next, screen.next ? `Next: ${screen.next}` : '');
    setLabelled(at.cue, 'Cue', screen.card.cue);
    setLabelled(at.breath, 'Breath', screen.card.breath);
    setText(at.caption, away ?? (now.caption || screen.plan || ''));
    setWords(at.off, screen.comingOff);
    setAttribute(root, 'data-coming-off', screen.comingOff !== null);
    dial.element.hidden = screen.comingOff !== null;
    setAttribute(at.end, 'aria-live', now.endIsSpoken ? 'off' : 'polite');
    setWords(at.end, now.end);
    track.paint(screen);
    dial.paint(screen, stillness.matches);
    words.paint(screen.card, screen.stopHow, now.scene);
    controls.paint(screen, { sound: now.sound, voice: now.voice }, now.voiceSpeed);
    paintNotes(now);
    paintPicture(screen.card, now.scene);
  }

  function paintNotes(now) {
    /** @type {{text: string, about?: string}[]} */
    const notes = [...placeWords(now), ...now.screen.notes].map((text) => ({ text }));
    if (now.noVoice) notes.push({ text: NO_VOICE, about: 'voice' });
    if (now.noSound) notes.push({ text: NO_SOUND, about: 'sound' });
    else if (now.tabInFront) notes.push({ text: TAB_IN_FRONT, about: 'sound' });
    if (now.mayGoDark) notes.push({ text: MAY_GO_DARK });
    const joined = notes.map((note) => note.text).join('\n');
    if (joined === notesShown) return;
    notesShown = joined;
    const idOf = (about) => `pp-${mark}-${about}`;
    at.notes.replaceChildren(
      ...notes.map(({ text, about }) => make('li', about ? { id: idOf(about) } : {}, text)),
    );
    for (const about of ['voice', 'sound']) {
      const noted = notes.some((note) => note.about === about);
      if (noted) controls.buttons[about].setAttribute('aria-describedby', idOf(about));
      else controls.buttons[about].removeAttribute('aria-describedby');
    }
  }

  /** What became of Full screen, where that is not what it says. */
  function placeWords({ screen }) {
    const place = fullScreen.place();
    if (place === 'frame') return [IN_ITS_FRAME];
    return place === 'elsewhere' && screen.status !== 'running' ? [ELSEWHERE] : [];
  }

  function paintPicture(card, scene) {
    const drawn = figure.paint(card, scene);
    key.hidden = !drawn || !programme.lines?.key_longer;
    through.hidden = !scene.through;
    setWords(at.unmoved, scene.unmoved);
    tools.paint(scene.tools);
    const told = programme.lengths?.[scene.figuresOf];
    lengths.paint(told, scene);
    // How long the psoas is in the picture, where that is known, is the picture's description.
    if (told) setAttribute(figure.element, 'aria-describedby', lengths.element.id);
    else figure.element.removeAttribute('aria-describedby');
  }

  /** @param {Object<string, string>} stills  by key, once they are unpacked */
  function showPictures(stills) {
    figure.showPictures(stills);
    words.showPictures(stills);
    if (shown) paintPicture(shown.screen.card, shown.scene);
  }

  /** Let a screen reader say a text; a new element is read even when its words are the same. */
  function say(text) {
    at.live.replaceChildren(make('p', {}, text));
  }

  function dispose() {
    removeKeys();
    fullScreen.dispose();
    theme.dispose();
    figure.dispose();
    words.dispose();
    root.removeEventListener('click', actions.touched, true);
    root.remove();
  }

  return { root, paint, say, showPictures, dispose };
}

/** Say what the colours of the psoas mean; the swatches repeat the words. */
function colourKey({ lines = {}, lengths = {} }) {
  const told = Object.values(lengths).flatMap(({ rows }) => rows);
  const beyond = told.some(({ state }) => state === 'beyond') ? ['beyond'] : [];
  const parts = ['longer', 'shorter', 'standing', ...beyond].map((name) => make(
    'span',
    { class: 'pp-key-part' },
    make('span', { class: 'pp-swatch', 'data-length': name, 'aria-hidden': 'true' }),
    lines[`key_${name}`] ?? '',
  ));
  return make('p', { class: 'pp-key' }, 'Psoas: ', ...parts);
}

function setLabelled(element, label, text) {
  element.hidden = !text;
  if (element.dataset.text === text || !text) return;
  element.dataset.text = text;
  element.replaceChildren(make('span', { class: 'pp-label' }, label), ` ${text}`);
}

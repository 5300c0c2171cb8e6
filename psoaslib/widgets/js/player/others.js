/**
 * The other players of this browser: who starts tells them, and they give way, or a class would hear
 * two voices. They may stand in the same page, in another frame or in another tab.
 */

const NAME = 'psoas-player-started';

/**
 * @param {Window & typeof globalThis} env  the window, or what stands for it
 * @param {function(): void} onStarted  called when another player was started after this one
 * @returns {{claim: function(): boolean, dispose: function(): void}}  `claim` tells that this one starts,
 *   and whether a player of the same page heard it
 */
export function createOthers(env, onStarted) {
  const id = Math.random().toString(36).slice(2);
  let began = { at: 0, id };
  const channel = openChannel();

  /** Word may come late: of two starts the later counts, and of equal ones one. */
  function hear(start) {
    if (!start || start.id === id) return;
    if (start.at > began.at || (start.at === began.at && start.id > began.id)) onStarted();
  }

  /** Within a page word arrives at once: the voice that gives way is silent before the new one speaks. */
  function onEvent(event) {
    if (event.detail.id === id) return;
    event.detail.heard = true;
    hear(event.detail);
  }

  function openChannel() {
    try {
      return new env.BroadcastChannel(NAME);
    } catch {
      return null; // An old browser, or a page that keeps to itself: then word goes by what is stored.
    }
  }

  function onStored({ key, newValue }) {
    if (key === NAME && newValue) hear(JSON.parse(newValue));
  }

  function claim() {
    began = { at: env.Date.now(), id };
    if (channel) channel.postMessage(began);
    else store(env, began);
    const detail = { ...began, heard: false };
    env.dispatchEvent(new env.CustomEvent(NAME, { detail }));
    return detail.heard;
  }

  env.addEventListener(NAME, onEvent);
  if (channel) channel.onmessage = ({ data }) => hear(data);
  else env.addEventListener('storage', onStored);
  return {
    claim,
    dispose() {
      env.removeEventListener(NAME, onEvent);
      env.removeEventListener('storage', onStored);
      channel?.close();
    },
  };
}

function store(env, start) {
  try {
    env.localStorage.setItem(NAME, JSON.stringify(start));
  } catch {
    // Nothing to do: the players of this page hear of it all the same.
  }
}

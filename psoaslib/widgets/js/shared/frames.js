/**
 * What a widget in a frame may do and can see. Google Colab shows each output in a frame as high as
 * its content, up to 1000 px; VS Code shows all outputs in one frame as high as the notebook. Neither
 * lets an element fill the screen, and in both 100vh says nothing of the window that a person sees.
 *
 * https://github.com/googlecolab/colabtools/issues/991 and /1331: no full screen; the frame's attributes
 * https://github.com/visgl/deck.gl/pull/8881: in Colab what is 100vh high grows to 1000 px
 * https://github.com/microsoft/vscode-jupyter/issues/6899: one frame holds all outputs
 * https://github.com/microsoft/vscode/issues/110766: no full screen in VS Code
 */

/** Browser and notebook keep some of the screen's height for themselves. */
const SHARE_OF_SCREEN = 0.8;

/** @param {Window & typeof globalThis} env */
export function isFramed(env) {
  return env.parent !== env;
}

/**
 * In a frame, let style sheets take `--psoas-window` for 100vh: a guess at the height of the window
 * around it, since of that a frame may know the screen alone.
 * @param {HTMLElement} root  the widget's
 */
export function guessWindowHeight(root, env) {
  if (!isFramed(env)) return;
  const height = Math.round(SHARE_OF_SCREEN * env.screen.availHeight);
  root.style.setProperty('--psoas-window', `${height}px`);
}

/**
 * Watch how much of a frame's height is in sight, which an observer knows even where the page around
 * it is another site's.
 * @param {Window & typeof globalThis} env
 * @param {function(number): void} onHeight  gets the height in px at once, and again whenever it changes
 * @returns {function(): void} ends it
 */
export function watchHeightInSight(env, onHeight) {
  const { document } = env;
  const cover = document.createElement('div');
  cover.style.cssText = 'position: fixed; inset: 0; visibility: hidden; pointer-events: none';
  document.body.append(cover);
  const threshold = Array.from({ length: 101 }, (_, percent) => percent / 100);
  const tell = (entries) => onHeight(entries.at(-1).intersectionRect.height);
  const observer = new env.IntersectionObserver(tell, { threshold });
  observer.observe(cover);
  return () => {
    observer.disconnect();
    cover.remove();
  };
}

/**
 * Open a page in a window of its own. Called within a click or a key press.
 *
 * VS Code lets none open: https://github.com/microsoft/vscode/issues/186043. From a frame of another
 * site a Blob's address gives no window back (https://chromestatus.com/feature/5130361898795008), so
 * the window is opened empty, and then sent there.
 *
 * @param {Window & typeof globalThis} env
 * @param {function(): string} makePage  makes the page's HTML, once there is a window for it
 * @returns {boolean} whether there is such a window
 */
export function openPage(env, makePage) {
  // A page of no origin cannot hand a Blob to another window.
  if (env.origin === 'null') return false;
  const opened = env.open('', '_blank');
  if (!opened) return false;
  const page = new env.Blob([makePage()], { type: 'text/html' });
  opened.location.replace(env.URL.createObjectURL(page));
  return true;
}

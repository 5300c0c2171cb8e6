/** Whether a page is dark, as its style sheets decide (`--psoas-night`), and when that changes. */

/**
 * @param {HTMLElement} element  within .psoas-asking or .psoas-player
 * @param {function(): void} heard  called when the page's theme may have changed
 * @returns {{dark: function(): boolean, dispose: function(): void}}
 */
export function watchTheme(element, heard) {
  const { body, defaultView } = element.ownerDocument;
  const system = defaultView.matchMedia('(prefers-color-scheme: dark)');
  const lab = new defaultView.MutationObserver(heard);
  lab.observe(body, { attributeFilter: ['data-jp-theme-light'] });
  system.addEventListener('change', heard);
  return {
    dark: () => defaultView.getComputedStyle(element).getPropertyValue('--psoas-night').trim() === '1',
    dispose() {
      lab.disconnect();
      system.removeEventListener('change', heard);
    },
  };
}

/** Links into a closed fold of a notebook: JupyterLab opens none, and cannot scroll to what is closed. */

const LISTENING = Symbol.for('psoaslib.folds.1');

/**
 * Open the fold that a link of the notebook's text leads into, and show the place. One listener serves
 * a document, whichever widget came first.
 * @param {Document} document
 */
export function openFoldsForLinks(document) {
  if (LISTENING in document) return;
  Object.assign(document, { [LISTENING]: true });
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('.jp-MarkdownOutput a[href^="#"]') : null;
    const name = link?.getAttribute('href')?.slice(1);
    if (!name) return;
    // JupyterLab writes an `id` of Markdown as `data-jupyter-id`.
    const place = document.querySelector(`[data-jupyter-id="${CSS.escape(name)}"], #${CSS.escape(name)}`);
    const fold = place?.closest('details');
    if (!place || !fold) return;
    for (let each = fold; each; each = each.parentElement?.closest('details') ?? null) each.open = true;
    place.scrollIntoView({ block: 'center' });
  });
}

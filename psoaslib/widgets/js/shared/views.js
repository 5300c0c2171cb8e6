/** The views of a widget that are on the page at this moment. */

/** Make room for views; each has a `root` to show and a `dispose`. */
export function createViews() {
  const shown = new Set();

  /** Show a view in an element; the function returned takes it away again. */
  function show(view, element) {
    shown.add(view);
    element.append(view.root);
    return () => {
      shown.delete(view);
      view.dispose();
    };
  }

  function dispose() {
    for (const view of shown) view.dispose();
    shown.clear();
  }

  return { show, dispose, forEach: (act) => shown.forEach((view) => act(view)) };
}

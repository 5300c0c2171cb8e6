/** How long a widget's thing lives: as long as its model, over all the views that come and go. */

/**
 * Make a widget's two functions around one thing; the loader calls them for each model.
 *
 * @param {function(object): {attach: function(HTMLElement): function(): void, dispose: function(): void}} create
 *   makes the thing of a model
 */
export function oneForEachModel(create) {
  let made = null;
  return {
    initialize({ model }) {
      made = create(model);
      return made.dispose;
    },
    render({ el }) {
      return made.attach(el);
    },
  };
}

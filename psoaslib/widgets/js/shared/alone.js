/** A widget on a page that has no kernel. */

/**
 * Show a widget whose traits and buffers stand in the page; its model only remembers. The page of a
 * saved widget holds this function, and so does the page that `own_page.js` makes: it uses nothing
 * from outside itself.
 * @param {{initialize: function(object): void, render: function(object): void}} widget
 */
export function showAlone(widget) {
  const jsonOf = (id) => JSON.parse(document.getElementById(id).textContent);
  const traits = jsonOf('traits');
  for (const [name, packed] of Object.entries(jsonOf('buffers'))) {
    traits[name] = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  }
  const heard = new Set();
  const stillsOf = () => Object.fromEntries(
    Array.from(document.querySelectorAll('#stills > symbol'), (symbol) => [symbol.id, symbol.firstElementChild.getAttribute('href')]),
  );
  const model = {
    get: (name) => traits[name],
    set: (name, value) => { traits[name] = value; },
    save_changes() {},
    on(name, listener) { if (name === 'msg:custom') heard.add(listener); },
    off(name, listener) { heard.delete(listener); },
    /** The page has all that a kernel would be asked for. */
    send({ want }) { if (want === 'stills') heard.forEach((listener) => listener({ stills: stillsOf() }, [])); },
  };
  widget.initialize({ model });
  widget.render({ model, el: document.getElementById('widget') });
}

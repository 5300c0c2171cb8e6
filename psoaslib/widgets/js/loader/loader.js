/**
 * What a notebook loads anew for each widget: its code stands in the trait `code`. A page never
 * forgets a module, so one that each run of a cell loaded again would be kept again.
 */

const KEPT = Symbol.for('psoaslib.code.1');

/** Return what a widget's code exports; it runs once a document. */
async function moduleOf(code) {
  const kept = (globalThis[KEPT] ??= new Map());
  if (!kept.has(code)) kept.set(code, load(code));
  return kept.get(code);
}

async function load(code) {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function loader() {
  let widget = null;
  return {
    async initialize(given) {
      const { default: made } = await moduleOf(given.model.get('code'));
      widget = made();
      return widget.initialize(given);
    },
    render: (given) => widget.render(given),
  };
}

export default loader;

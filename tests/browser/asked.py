"""What JupyterLab's own page is asked about the notebook that it shows, in JavaScript."""

JS_KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
JS_READY = f"""() => {{
  const kernel = {JS_KERNEL};
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}}"""
JS_CELLS = """() => [...jupyterapp.shell.currentWidget.content.model.cells].map(cell => ({
  id: cell.id, type: cell.type, source: cell.sharedModel.getSource(),
  tags: cell.getMetadata('tags') ?? [],
  count: cell.type === 'code' ? cell.executionCount : null,
  outputs: cell.type === 'code' ? cell.outputs.toJSON() : [],
}))"""
JS_EVAL = f"""async code => {{
  const future = {JS_KERNEL}.requestExecute(
    {{code, store_history: false, stop_on_error: false}}, true);
  let text = '', error = null;
  future.onIOPub = message => {{
    if (message.header.msg_type === 'stream') text += message.content.text;
    if (message.header.msg_type === 'error')
      error = `${{message.content.ename}}: ${{message.content.evalue}}`;
  }};
  await future.done;
  return {{text, error}};
}}"""

# Scroll the notebook by most of a window towards a cell that is not in the page.
JS_TOWARDS = """
(index) => {
  const notebook = jupyterapp.shell.currentWidget.content.node;
  const outer = notebook.querySelector('.jp-WindowedPanel-outer');
  const frame = outer.getBoundingClientRect();
  const seen = [...outer.querySelectorAll('.jp-Cell[data-windowed-list-index]')].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return box.height && box.bottom > frame.top && box.top < frame.bottom;
  });
  const places = seen.map((cell) => Number(cell.dataset.windowedListIndex));
  const step = frame.height * 0.8;
  outer.scrollTop += places.length && Math.min(...places) > index ? -step : step;
}
"""

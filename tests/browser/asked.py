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

# Put code cells in place of all cells, and forget what was recorded of the former ones.
JS_PUT = """sources => {
  for (const heard of [tones, spoken, announced]) heard.length = 0;
  jupyterapp.shell.currentWidget.content.model.sharedModel.transact(() => {
    const {sharedModel} = jupyterapp.shell.currentWidget.content.model;
    sharedModel.deleteCellRange(0, sharedModel.cells.length);
    sharedModel.insertCells(0, sources.map(source => ({cell_type: 'code', source})));
  });
}"""

# Shut down the kernels of all notebooks but one, and close these with no question.
JS_CLOSE = """async (kept) => {
  localStorage.clear();
  for (const each of jupyterapp.shell.widgets('main')) {
    if (!each.context || each.context.path === kept) continue;
    await each.sessionContext?.shutdown();
    each.context.model.dirty = false;
    each.close();
  }
}"""

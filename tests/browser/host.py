"""Stand in for a notebook with its outputs in frames of another site, like Colab and VS Code.

No server: the two sites are answered by the browser's own routing. The widget in the frame is
loaded as anywidget loads it, its state as the kernel sends it, with no kernel.
"""

import base64
import json

import anywidget
from playwright.sync_api import FrameLocator, Page, Route

NOTEBOOK, OUTPUTS = "https://notebook.test/", "https://outputs.test/"

# Attributes of the frames, as far as public threads tell them.
COLAB = (  # https://github.com/googlecolab/colabtools/issues/1331
    'allow="autoplay; camera; microphone; xr-spatial-tracking" sandbox="allow-downloads allow-forms'
    ' allow-pointer-lock allow-popups allow-same-origin allow-scripts" data-most="1000"'
)
TALL = (  # https://github.com/microsoft/vscode-jupyter/issues/6899 and vscode/issues/186043
    'sandbox="allow-scripts allow-same-origin allow-forms allow-pointer-lock allow-downloads"'
    ' style="height: 20000px; margin-top: 3000px"'
)
LOW = 'sandbox="allow-scripts allow-same-origin" style="height: 115px"'

TOOLBAR_PX = 60

HOST = """<!doctype html><title>A notebook</title><link rel="icon" href="data:,">
<style>
body {{ margin: 0 }} header {{ height: {toolbar}px; background: #ddd }} p {{ height: 40px }}
main {{ height: calc(100vh - {toolbar}px); overflow: auto }}
iframe {{ display: block; width: 96%; height: 0; border: 0 }}
</style>
<header></header>
<main><p>A cell</p><iframe {attributes} src="{outputs}"></iframe><p>A cell</p></main>
<script>
// The frame's height follows its content, up to the most that is allowed.
const frame = document.querySelector('iframe');
window.heights = [];
addEventListener('message', ({{ data }}) => {{
  heights.push(data.height);
  if (frame.dataset.most) frame.style.height = `${{Math.min(data.height, frame.dataset.most)}}px`;
}});
</script>"""

FRAME = """<!doctype html><title>An output</title><div id="output"></div>
<script>
const tell = () => parent.postMessage({ height: document.body.offsetHeight + 16 }, '*');
new ResizeObserver(tell).observe(document.body);
// What a module does while the notebook waits for it.
window.work = { unpacked: 0, elements: 0 };
const Unpacker = DecompressionStream;
DecompressionStream = class extends Unpacker {
  constructor(...format) { super(...format); work.unpacked += 1; }
};
for (const name of ['createElement', 'createElementNS']) {
  const create = Document.prototype[name];
  Document.prototype[name] = function (...named) {
    work.elements += 1;
    return create.apply(this, named);
  };
}
</script>
<script type="module">
const { traits, buffers } = await (await fetch('state.json')).json();
for (const [name, packed] of Object.entries(buffers)) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  traits[name] = new DataView(bytes.buffer);
}
const style = document.createElement('style');
style.textContent = traits._css;
document.head.append(style);
const address = URL.createObjectURL(new Blob([traits._esm], { type: 'text/javascript' }));
const { default: widget } = await import(address);
const model = {
  get: (name) => traits[name],
  set: (name, value) => { traits[name] = value; },
  save_changes() {}, on() {}, off() {},
};
const made = widget();
Object.assign(work, { unpacked: 0, elements: 0 });
await made.initialize({ model });
window.workOfInitialize = { ...work };
await made.render({ model, el: document.getElementById('output') });
window.shown = true;
</script>"""

NO_STORAGE = """
for (const name of ['localStorage', 'sessionStorage']) {
  const get = () => { throw new DOMException('no', 'SecurityError'); };
  Object.defineProperty(window, name, { configurable: true, get });
}
"""


def show(page: Page, widget: anywidget.AnyWidget, attributes: str) -> FrameLocator:
    """Open the notebook with a widget in its frame, where nothing may be stored."""
    page.add_init_script(NO_STORAGE)
    frame = _open(page, attributes, {OUTPUTS: FRAME, f"{OUTPUTS}state.json": _state(widget)})
    frame.locator("#output > *").first.wait_for()
    return frame


def show_page(page: Page, html: str, attributes: str) -> FrameLocator:
    """Open a page that has the page of a saved widget in its frame, as a course may show it."""
    return _open(page, attributes, {OUTPUTS: html})


def _state(widget: anywidget.AnyWidget) -> str:
    """Return what the kernel sends of a widget, as the frame's page reads it."""
    state = widget.get_state()
    packed = {name for name, value in state.items() if isinstance(value, bytes | memoryview)}
    buffers = {name: base64.b64encode(state[name]).decode() for name in packed}
    names = set(widget.trait_names(sync=True)) - packed
    traits = {name: state[name] for name in names if _is_json(state[name])}
    return json.dumps({"traits": traits, "buffers": buffers})


def _open(page: Page, attributes: str, bodies: dict[str, str]) -> FrameLocator:
    host = HOST.format(toolbar=TOOLBAR_PX, attributes=attributes, outputs=OUTPUTS)

    def answer(route: Route) -> None:
        address = route.request.url
        kind = "application/json" if address.endswith("json") else "text/html"
        body = {NOTEBOOK: host, **bodies}[address]
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    page.context.route("https://*.test/**", answer)
    page.goto(NOTEBOOK)
    return page.frame_locator("iframe")


def _is_json(value: object) -> bool:
    try:
        json.dumps(value)
    except TypeError:
        return False
    return True

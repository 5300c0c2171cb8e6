"""The ground that browser tests stand on: JupyterLab runs cells and asks no other host."""

from tests.browser.watched import until

WIDGET = """\
import anywidget, traitlets
class Count(anywidget.AnyWidget):
    _esm = '''export default {render({model, el}) {
      const button = document.createElement('button');
      const show = () => { button.textContent = `count ${model.get('count')}` };
      button.onclick = () => { model.set('count', model.get('count') + 1); model.save_changes() };
      model.on('change:count', show); show(); el.append(button);
    }}'''
    count = traitlets.Int(0).tag(sync=True)
count = Count()
count
"""


def test_a_widget_answers_an_error_is_seen_and_a_restart_forgets(lab, lab_page):
    lab_page.page.clock.install()
    cells = (WIDGET, "1 + 1", "1 / 0", "2 + 2")
    lab_page.open(lab.write("ground.ipynb", *cells))
    assert not lab_page.run_all()
    assert lab_page.cell_errors() == ["ZeroDivisionError: division by zero"]
    assert lab_page.outputs(1)[0]["data"]["text/plain"] == "2"
    assert lab_page.cells()[3]["count"] is None
    lab_page.page.get_by_role("button", name="count 0").click()
    lab_page.page.get_by_role("button", name="count 1").wait_for()
    assert lab_page.kernel_eval("print(count.count)") == "1"

    before = lab_page.page.evaluate("performance.now()")
    lab_page.page.clock.run_for(60_000)
    assert lab_page.page.evaluate("performance.now()") - before >= 60_000, "time can be played"

    lab_page.restart_kernel()
    assert lab_page.kernel_eval("print('count' in globals())") == "False"
    lab_page.save()
    lab_page.reload()
    assert tuple(cell["source"] for cell in lab_page.cells()) == cells
    assert lab_page.outside == [] and lab_page.errors == [] and lab_page.own_console() == []


def test_a_request_to_another_host_is_caught_and_stopped(page_file, tmp_path):
    page = tmp_path / "asks.html"
    page.write_text("<script>fetch('https://example.org/x').catch(() => {})</script>hello")
    asked = page_file(page)
    asked.page.get_by_text("hello").wait_for()
    assert until(lambda: any("ERR_NAME_NOT_RESOLVED" in text for _, text, _ in asked.console))
    assert asked.outside == ["https://example.org/x"]

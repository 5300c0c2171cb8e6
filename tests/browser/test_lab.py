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


def test_a_widget_answers_an_error_is_seen_and_a_restart_forgets(same_lab):
    cells = (WIDGET, "1 + 1", "1 / 0", "2 + 2")
    same_lab.put(*cells)
    assert not same_lab.run_all()
    assert same_lab.cell_errors() == ["ZeroDivisionError: division by zero"]
    assert same_lab.outputs(1)[0]["data"]["text/plain"] == "2"
    assert same_lab.cells()[3]["count"] is None
    same_lab.page.get_by_role("button", name="count 0").click()
    same_lab.page.get_by_role("button", name="count 1").wait_for()
    assert same_lab.kernel_eval("print(count.count)") == "1"

    before = same_lab.page.evaluate("performance.now()")
    same_lab.page.clock.run_for(60_000)
    assert same_lab.page.evaluate("performance.now()") - before >= 60_000, "time can be played"

    same_lab.restart_kernel()
    assert same_lab.kernel_eval("print('count' in globals())") == "False"
    same_lab.save()
    same_lab.reload()
    assert tuple(cell["source"] for cell in same_lab.cells()) == cells
    assert same_lab.outside == [] and same_lab.errors == [] and same_lab.own_console() == []


def test_a_request_to_another_host_is_caught_and_stopped(page_file, tmp_path):
    page = tmp_path / "asks.html"
    page.write_text("<script>fetch('https://example.org/x').catch(() => {})</script>hello")
    asked = page_file(page)
    asked.page.get_by_text("hello").wait_for()
    assert until(lambda: any("ERR_NAME_NOT_RESOLVED" in text for _, text, _ in asked.console))
    assert asked.outside == ["https://example.org/x"]

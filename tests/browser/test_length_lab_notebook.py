"""The length lab in JupyterLab: Python reads the pose, and may set it."""

from playwright.sync_api import expect

from tests.browser.length_lab import Bench
from tests.browser.watched import until

STAGE = "document[Symbol.for('psoaslib.stage.1')].state()"
CELL = "import psoaslib as ps\nlab = ps.lab('lunge/hold', compare='lunge/bend')\nlab"


def test_python_and_browser_agree_without_waiting_for_each_other(same_lab):
    same_lab.show(CELL)
    shown = Bench(same_lab.page)
    assert same_lab.run_all(), same_lab.cell_errors()

    expect(shown.sentence).to_contain_text("longer than in the kept pose")
    slider = shown.slider("Pelvic tilt")
    slider.focus()
    before = [cell["source"] for cell in same_lab.cells()]
    for key in ("d", "d", "a", "x", "ArrowLeft", "ArrowLeft"):
        same_lab.page.keyboard.press(key)
    assert [cell["source"] for cell in same_lab.cells()] == before
    assert until(lambda: same_lab.python("lab.pose['pelvic_tilt']") == 12)
    assert same_lab.python("lab.pose['preset']") is None
    assert until(
        lambda: shown.psoas_mm() == round(same_lab.python("lab.result['psoas']['change_mm']"))
    )

    same_lab.kernel_eval("lab.pose = {'pelvic_tilt': 0.0, 'side': 'left'}")
    expect(slider).to_have_attribute("aria-valuetext", "0°")
    expect(shown.sentence).to_contain_text("left side.")

    same_lab.kernel_start("import time; time.sleep(60)")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "30° posterior")
    expect(shown.sentence).to_contain_text("pelvic tilt 30° posterior")
    drawn = same_lab.page.evaluate(STAGE)
    assert drawn["views"] == (0 if drawn["kind"] == "missing" else 2), "the first run's are freed"
    same_lab.restart_kernel()
    assert same_lab.outside == [] and same_lab.errors == []

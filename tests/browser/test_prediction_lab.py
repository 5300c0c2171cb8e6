"""A prediction in JupyterLab: when cells run again, and after a new kernel."""

from playwright.sync_api import expect

from psoaslib.catalogue import catalogue
from tests.browser.prediction import Predicted
from tests.browser.watched import until

OPTIONS = catalogue().predictions["ball"].options
FITS = next(n for n, option in enumerate(OPTIONS) if option.fits)

ASK = """\
from psoaslib.catalogue import catalogue
from psoaslib.exercises.prediction import payload
from psoaslib.widgets.prediction import Prediction
ask = Prediction(payload(catalogue().predictions["ball"], catalogue()))
ask"""
ANSWER = "answer = Prediction(ask.prediction, 'answer')\nanswer"


def test_it_survives_cells_that_run_again_and_a_new_kernel(same_lab):
    same_lab.show(ASK, ANSWER)
    both = Predicted(same_lab.page)

    both.option(FITS).check()
    both.why.fill("dd a b")
    both.why.press("Home")
    both.why.press("x")
    both.commit.click()
    expect(both.answer).to_contain_text("xdd a b")
    kept = {"turn": 1, "status": "committed", "choice": FITS, "words": "xdd a b"}
    assert until(lambda: same_lab.python("[ask.commitment, answer.commitment]") == [kept, kept])
    assert len(same_lab.cells()) == 2

    same_lab.kernel_eval("former = ask")
    assert same_lab.run_cell(0)
    expect(both.option(FITS)).to_be_checked()
    expect(both.commit).to_have_text("Committed")
    assert same_lab.python("former.comm is None")

    same_lab.restart_kernel()
    assert same_lab.run_all()
    expect(both.option(FITS)).to_be_checked()
    expect(both.answer).to_contain_text("xdd a b")
    assert until(lambda: same_lab.python("answer.commitment") == kept)
    both.compare.click()
    expect(both.answer).to_contain_text("As you predicted.")
    assert until(lambda: same_lab.python("ask.commitment['status']") == "compared")

    same_lab.save()
    same_lab.reload()
    expect(both.answer).to_contain_text("As you predicted.")
    assert same_lab.outside == [] and same_lab.errors == []

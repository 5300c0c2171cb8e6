"""The repository's address: what depends on it is written from one value, or not at all."""

import shutil

import pytest

from psoaslib.build import address, notebooks, readme
from tests.checkouts import BALL, ROOT, change


def test_without_an_address_no_link_is_written(checkout):
    texts = [path.read_text(encoding="utf-8") for path in notebooks.paths(checkout)]
    assert not any("mybinder" in text or "colab.research" in text for text in texts)
    assert "%pip install --quiet .." in address.setup(address.Address(None, "v1"))


def test_an_address_reaches_the_readme_and_its_removal_too(checkout):
    before = (checkout / "README.md").read_bytes()
    assert readme.check(checkout) == []
    change(
        checkout / "pyproject.toml",
        "[project.optional-dependencies]",
        '[project.urls]\nRepository = "https://github.com/someone/psoas"\n\n'
        "[project.optional-dependencies]",
    )
    assert readme.check(checkout) == ["README.md"]
    assert readme.write(checkout) == ["README.md"]
    written = (checkout / "README.md").read_text(encoding="utf-8")
    assert "https://mybinder.org/v2/gh/someone/psoas/" in written
    shutil.copy(ROOT / "pyproject.toml", checkout)
    readme.write(checkout)
    assert (checkout / "README.md").read_bytes() == before


def test_a_readme_without_a_place_for_links_is_refused(checkout):
    change(checkout / "README.md", "<!-- /links -->", "")
    with pytest.raises(ValueError, match="needs one line <!-- links -->"):
        readme.check(checkout)


def test_an_address_reaches_links_and_set_up_cells(checkout):
    change(
        checkout / "pyproject.toml",
        "[project.optional-dependencies]",
        '[project.urls]\nRepository = "https://github.com/someone/psoas"\n\n'
        "[project.optional-dependencies]",
    )
    notebooks.write(checkout)
    ball = notebooks.read(checkout / BALL)["cells"]
    tag = address.read(checkout).tag
    assert notebooks.generated(ball[0]) == "badges"
    assert f"github/someone/psoas/blob/{tag}/{BALL}" in ball[0]["source"]
    assert f"mybinder.org/v2/gh/someone/psoas/{tag}?urlpath=lab%2Ftree%2Fnot" in ball[0]["source"]
    (setup,) = [cell for cell in ball if notebooks.generated(cell) == "setup"]
    assert f"git+https://github.com/someone/psoas@{tag}" in setup["source"]
    assert ball[1]["source"].startswith("# ")
    assert notebooks.write(checkout) == []

"""Read the repository's address and write what depends on it: links, pictures, the set-up cell.

`[project.urls] Repository` in pyproject.toml is the one value (`python3 -m psoaslib address` sets
it); the tag is the package's version. Without it no link is written, and pictures are those of the
folder beside the notebooks. The set-up cell finds its collection with no address too.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from psoaslib.catalogue import images

FOLDER = "../images/"
"""Where pictures are, seen from a notebook."""


@dataclass(frozen=True)
class Address:
    """Hold the repository's web address (None while there is none) and the tag to run."""

    repository: str | None
    tag: str

    @property
    def slug(self) -> str:
        """Name the repository as owner/name."""
        return urlsplit(self.repository or "").path.strip("/")

    def picture(self, key: str) -> str:
        """Return where a notebook finds a picture: on the web once there is an address.

        Colab and a copy in Drive have no folder beside the notebook.
        """
        if self.repository is None:
            return f"{FOLDER}{images.name(key)}"
        address = f"https://raw.githubusercontent.com/{self.slug}/{self.tag}/images"
        # GitHub serves an SVG file as a picture only when asked to look through it.
        asked = "?sanitize=true" if images.name(key).endswith(".svg") else ""
        return f"{address}/{images.name(key)}{asked}"


def read(root: Path) -> Address:
    """Return the address that pyproject.toml names."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Address(project.get("urls", {}).get("Repository"), f"v{project['version']}")


def badges(address: Address, notebook: str) -> str | None:
    """Return the line of links that open a notebook elsewhere, or None without an address.

    Words and no badge pictures: opening a notebook then asks no other host for anything.
    """
    if address.repository is None:
        return None
    path = f"notebooks/{notebook}"
    binder = (
        f"https://mybinder.org/v2/gh/{address.slug}/{address.tag}"
        f"?urlpath={quote(f'lab/tree/{path}', safe='')}"
    )
    colab = f"https://colab.research.google.com/github/{address.slug}/blob/{address.tag}/{path}"
    return f"[Open on Binder]({binder}) · [Open in Colab]({colab})"


def setup(address: Address) -> str:
    """Return the set-up cell, which installs the collection where psoaslib is missing.

    It takes the checkout that the notebook stands in; in Colab the copy and the branch or tag that
    the notebook was opened from, which the runtime tells; else the address, where one is set.
    A usage error is the one kind that IPython shows as a single line.
    """
    archive = f'copies += ["{address.repository}/archive/{address.tag}.zip"]'
    return _SETUP.replace("ELSE", archive if address.repository else "pass")


_SETUP = r"""
#@title Set-up (Run All runs it for you; it needs no change)
try: import psoaslib as ps
except ImportError:
    import IPython, os, pathlib, re, urllib.parse, urllib.request
    copies = [p for p in pathlib.Path("_").absolute().parents if (p / "psoaslib/content").exists()]
    try:  # Colab tells from where it opened this page
        asked = "http://{COLAB_JUPYTER_IP}:{KMP_TARGET_PORT}/api/sessions".format(**os.environ)
        told = urllib.parse.unquote(str(urllib.request.urlopen(asked, timeout=5).read()))
        copy = re.search('github.com/([^/"]+/[^/"]+)/blob/([^"]+)/notebooks/', told).groups()
        copies += ["https://github.com/{}/archive/{}.zip".format(*copy)]
    except Exception: ELSE
    for copy in copies[:1]: get_ipython().run_line_magic("pip", f'install --quiet "{copy}"')
    try: import psoaslib as ps
    except ImportError: raise IPython.core.error.UsageError(
        "Set-up failed: in Colab open the page by File, Open notebook, GitHub; else in its folder.")
""".strip()

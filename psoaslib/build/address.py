"""Read the repository's address and write what depends on it: links to run, and the set-up cell.

`[project.urls] Repository` in pyproject.toml is the one value; the tag is the package's version.
Without it, no link is written and the set-up cell installs from the checkout it stands in.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Address:
    """Hold the repository's web address (None while there is none) and the tag to run."""

    repository: str | None
    tag: str

    @property
    def slug(self) -> str:
        """Name the repository as owner/name."""
        return urlsplit(self.repository).path.strip("/").removesuffix(".git")


def read(root: Path) -> Address:
    """Return the address that pyproject.toml names."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    repository = project.get("urls", {}).get("Repository")
    return Address(repository.rstrip("/") if repository else None, f"v{project['version']}")


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
    """Return the set-up cell, which installs only where psoaslib is missing."""
    if address.repository is None:
        wanted = ".."
    else:
        wanted = f'"psoaslib @ git+{address.repository}@{address.tag}"'
    return "\n".join(
        [
            "#@title Set-up (Run All runs it for you; it needs no change)",
            "try:",
            "    import psoaslib as ps",
            "except ImportError:",
            f"    %pip install --quiet {wanted}",
            "    import psoaslib as ps",
        ]
    )

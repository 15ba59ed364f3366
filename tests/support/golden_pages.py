"""
Pages that are stored, packed: ``python -m tests.support.golden_pages`` makes them anew.

What changes a page on purpose is looked at in a browser, and stored with its change.
"""

import gzip
from pathlib import Path

from tests.support.page_examples import page_of

_FOLDER = Path(__file__).parents[1] / "outputs" / "page" / "golden"
#: The real plan, one without a finding, one of fifty errors, a folder, a report of the year.
GOLDEN = ("one", "clean", "wrong", "communes", "report")


def stored(name: str) -> str:
    """Return a page as it is stored, an empty text if it is not."""
    file = _file(name)
    return gzip.decompress(file.read_bytes()).decode() if file.exists() else ""


def write() -> None:
    """Store the pages that have changed."""
    _FOLDER.mkdir(exist_ok=True)
    for name in GOLDEN:
        page = page_of(name, "vi")
        if page != stored(name):
            _file(name).write_bytes(gzip.compress(page.encode(), mtime=0))


def _file(name: str) -> Path:
    return _FOLDER / f"{name}.html.gz"


if __name__ == "__main__":
    write()

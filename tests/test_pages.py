"""The generated tables of the documentation are those of the code, and its links lead somewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.pages import PAGES, regenerated

DOCUMENTATION = [Path("README.md"), *sorted(Path("docs").rglob("*.md"))]


@pytest.mark.parametrize("table", PAGES)
def test_a_generated_table_is_fresh(table: Callable[[], str]) -> None:
    page = PAGES[table]
    assert page.read_text(encoding="utf-8") == regenerated(table), (
        "run python -m tests.support.pages"
    )


@pytest.mark.parametrize("page", DOCUMENTATION, ids=str)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target

"""The generated tables of the documentation are those of the code, and its links lead somewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from povertyplan.cli import status
from povertyplan.documents import limits
from tests.support.pages import PAGES, regenerated

DOCUMENTATION = [*sorted(Path().glob("*.md")), *sorted(Path("docs").rglob("*.md"))]


@pytest.mark.parametrize("table", PAGES)
def test_a_generated_table_is_fresh(table: Callable[[], str]) -> None:
    page = PAGES[table]
    assert page.read_text(encoding="utf-8") == regenerated(table), (
        "run python -m tests.support.pages"
    )


def test_every_limit_has_its_line() -> None:
    names = [name for name in vars(limits) if name.isupper()]
    page = Path("docs/reading/limits.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE) == names


@pytest.mark.parametrize("page", ["docs/reference/command-line.md", "docs/vi/lenh.md"])
def test_every_exit_status_has_its_line(page: str) -> None:
    statuses = {value for name, value in vars(status).items() if name.isupper()}
    text = Path(page).read_text(encoding="utf-8")
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)} == statuses


@pytest.mark.parametrize("page", DOCUMENTATION, ids=str)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize(
    "picture", sorted(Path("docs/pictures").iterdir()), ids=lambda path: path.stem
)
def test_a_picture_is_shown_and_small(picture: Path) -> None:
    shown = [
        page for page in DOCUMENTATION if f"pictures/{picture.name}" in page.read_text("utf-8")
    ]
    assert shown
    assert picture.stat().st_size < 150_000

"""Every cause has its page, which shows it, and a line in the index."""

from pathlib import Path

import pytest

from povertyplan import Cause

PAGES = Path("docs/causes")
#: Two slips that only together explain the figures take a plan of many rows: the page shows two
#: that are explained apart.
SHOWN_BY_CONTRAST = {Cause.TWO_SLIPS}


@pytest.mark.parametrize("cause", Cause)
def test_a_cause_has_its_page(cause: Cause) -> None:
    page = (PAGES / f"{cause}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {cause}: ")
    is_shown = f'assert best.cause == "{cause}"' in page
    assert is_shown is (cause not in SHOWN_BY_CONTRAST)
    assert f"[{cause}]({cause}.md)" in (PAGES / "index.md").read_text(encoding="utf-8")


def test_there_are_no_other_pages() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*Cause, "index"}

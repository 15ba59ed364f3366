"""The pages of checks and causes: complete in both languages, with figures and without code."""

import re
from pathlib import Path

import pytest

from povertyplan import Cause
from povertyplan.checks import CHECKS, Check
from povertyplan.messages import LANGUAGES, translated
from povertyplan.outputs import pages
from povertyplan.outputs.pages import page
from tests.support.cause_pages import HEADINGS
from tests.support.explanations import (
    RIGHT,
    WRONG,
    index,
    report_of,
    source,
    with_messages,
)

EXPLAINED = (*CHECKS, *Cause)
HEADINGS_OF_CHECKS = {
    "en": ["Why it matters", "Wrong", "Right", "How to repair", "Source"],
    "vi": ["Vì sao quan trọng", "Ví dụ sai", "Ví dụ đúng", "Cách sửa", "Căn cứ"],
}


def name(explained: Check | Cause) -> str:
    return explained if isinstance(explained, Cause) else explained.code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("explained", EXPLAINED, ids=name)
def test_a_page_says_what_why_wrong_right_how_and_whence(
    explained: Check | Cause, lang: str
) -> None:
    text = page(explained, lang)
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    wanted = HEADINGS if isinstance(explained, Cause) else HEADINGS_OF_CHECKS
    assert headings == wanted[lang]
    assert not re.search(r"^## .*\n+(?:## |\Z)", text, re.MULTILINE), "a heading without text"


@pytest.mark.parametrize("explained", CHECKS, ids=name)
def test_a_page_of_a_check_bears_its_code_name_title_and_severity(explained: Check) -> None:
    spelled = explained.name
    severity = explained.severity.value
    assert page(explained, "en").startswith(
        f"# {explained.code}: {explained.title('en')}\n\nName: `{spelled}`. Severity: {severity}.\n"
    )
    severity = translated(severity, "vi")
    assert page(explained, "vi").startswith(
        f"# {explained.code}: {explained.title('vi')}\n\nTên: `{spelled}`. Mức độ: {severity}.\n"
    )


@pytest.mark.parametrize("explained", EXPLAINED, ids=name)
def test_the_wrong_example_of_a_vietnamese_page_has_the_message_that_it_is_given(
    explained: Check | Cause,
) -> None:
    written = source(explained, "vi").read_text(encoding="utf-8")
    assert "\n> " in written
    assert written == with_messages(explained, "vi"), "run python -m tests.support.pages"


@pytest.mark.parametrize("checked", CHECKS, ids=name)
def test_the_examples_of_a_vietnamese_page_are_wrong_and_right(checked: Check) -> None:
    wrong = report_of(checked, WRONG, checked.code)
    right = report_of(checked, RIGHT)
    assert [finding.code for finding in wrong.findings] == [checked.code]
    assert checked.code in right.checked
    assert right.findings == ()


@pytest.mark.parametrize("explained", EXPLAINED, ids=name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_shows_messages_in_lines_of_100_columns_and_neither_code_nor_templates(
    explained: Check | Cause, lang: str
) -> None:
    text = page(explained, lang)
    assert "\n> " in text
    for code in (">>>", "```", "{", "import ", "Plan.of", "\n()"):
        assert code not in text
    assert max(map(len, text.splitlines())) <= 100


def test_an_installed_package_has_its_pages_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = tmp_path / "pages" / "vi" / "causes"
    shipped.mkdir(parents=True)
    (shipped / "two-slips.md").write_text("# two-slips: Sai hai số", encoding="utf-8")
    monkeypatch.setattr(pages, "files", lambda _: tmp_path)
    assert page(Cause.TWO_SLIPS, "vi") == "# two-slips: Sai hai số"


def test_no_page_is_left_behind() -> None:
    written = {path for lang in LANGUAGES for path in source(CHECKS[0], lang).parent.glob("PP*")}
    assert written == {source(check, lang) for check in CHECKS for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_the_checks_is_fresh(lang: str) -> None:
    written = (source(CHECKS[0], lang).parent / "index.md").read_text(encoding="utf-8")
    assert written == index(lang), "run python -m tests.support.pages"

"""Every cause has its page in both languages, whose example shows it, and a line in the index."""

import re
from fractions import Fraction

import pytest

from povertyplan import Cause, Finding, Report, Severity, check, diagnose
from tests.support.cause_pages import HEADINGS, codes, right_example, section, wrong_example
from tests.support.explanations import DOCS, source, with_messages

LANGUAGES = ("en", "vi")
FOLDERS = {"en": DOCS / "causes", "vi": DOCS / "vi" / "causes"}
#: Two slips that only together explain the figures take a plan of many rows: the page shows two
#: that are explained apart.
SHOWN_BY_CONTRAST = {Cause.TWO_SLIPS: [Cause.WRONG_DIGIT, Cause.WRONG_DIGIT]}

#: A count over a whole in per cent, with the first digits of it.
_QUOTIENT_VI = re.compile(r"(\d+) : (\d+) × 100 (?:=|thì được) (\d+\.\d+)")
_QUOTIENT_EN = re.compile(r"(\d+) of (\d+) (?:households |people )?(?:are|would be) (\d+\.\d+)")
_SUM = re.compile(r"(\d+(?: [+-] \d+)+) = (\d+)")

in_both_languages = pytest.mark.parametrize("lang", LANGUAGES)
of_every_cause = pytest.mark.parametrize("cause", Cause)


def page(cause: Cause, lang: str) -> str:
    return source(cause, lang).read_text(encoding="utf-8")


def not_notes(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]


@in_both_languages
@of_every_cause
def test_a_cause_has_its_page_and_a_line_in_the_index(cause: Cause, lang: str) -> None:
    text = page(cause, lang)
    title = re.match(r"# ([a-z-]+): (.+)\n", text)
    assert title is not None
    assert title[1] == cause
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS[lang]
    index = (FOLDERS[lang] / "index.md").read_text(encoding="utf-8")
    linked, other = (cause, title[2]) if lang == "en" else (title[2], cause)
    assert f"| [{linked}]({cause}.md) | {other} |" in index


@in_both_languages
def test_there_are_no_other_pages(lang: str) -> None:
    assert {path.stem for path in FOLDERS[lang].glob("*.md")} == {*Cause, "index"}


@of_every_cause
def test_the_wrong_example_is_reported_and_diagnosed_as_its_page_says(cause: Cause) -> None:
    text = page(cause, "en")
    reading = wrong_example(text, "en")
    report = check(reading)
    assert {finding.code for finding in not_notes(report)} <= set(codes(text, "en"))
    diagnoses = diagnose(reading, report)
    if cause in SHOWN_BY_CONTRAST:
        assert [diagnosis.cause for diagnosis in diagnoses] == SHOWN_BY_CONTRAST[cause]
    else:
        assert diagnoses[0].cause is cause


@of_every_cause
def test_nothing_is_wrong_with_the_right_example(cause: Cause) -> None:
    report = check(right_example(page(cause, "en"), "en"))
    assert not_notes(report) == []


@of_every_cause
def test_the_english_page_has_the_messages_of_its_example(cause: Cause) -> None:
    assert page(cause, "en") == with_messages(cause, "en"), "run python -m tests.support.pages"


@of_every_cause
def test_both_pages_have_the_same_figures(cause: Cause) -> None:
    shown = {
        lang: [
            line
            for heading in HEADINGS[lang][2:4]
            for line in section(page(cause, lang), heading).splitlines()
            if line.startswith(("|", "- "))
        ]
        for lang in LANGUAGES
    }
    assert shown["en"] == shown["vi"]
    assert codes(page(cause, "en"), "en") == codes(page(cause, "vi"), "vi")


@of_every_cause
def test_the_calculations_of_both_pages_are_right(cause: Cause) -> None:
    vietnamese = section(page(cause, "vi"), "Ví dụ đúng").replace(".", "").replace(",", ".")
    english = section(page(cause, "en"), "Right").replace(",", "")
    quotients = [*_QUOTIENT_VI.findall(vietnamese), *_QUOTIENT_EN.findall(english)]
    assert quotients or _SUM.findall(vietnamese)
    for count, whole, stated in quotients:
        places = len(stated.partition(".")[2])
        shifted = Fraction(count) / Fraction(whole) * 100 * 10**places
        assert int(shifted) == int(stated.replace(".", ""))
    for summed, stated in _SUM.findall(vietnamese):
        terms = [int(term) for term in re.findall(r"[+-]?\d+", summed.replace(" ", ""))]
        assert sum(terms) == int(stated)

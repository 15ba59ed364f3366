"""The commands of the officers' guides print what they show, and end as they say."""

import re

import pytest

from povertyplan.messages import translated
from tests.support.cause_pages import section
from tests.support.guide import GUIDES, PLAN, Guide

#: The beginnings of the lines that the guide explains.
EXPLAINED = (
    "the right figure: {text}",
    "likely: {text}",
    "or: {text}",
    "perhaps: {text}",
    "assumed:",
)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.page.stem)
def test_a_guide_shows_what_its_commands_print(guide: Guide) -> None:
    assert guide.text == guide.with_results(), "run python -m tests.support.pages"


def test_the_commands_end_as_the_guide_says() -> None:
    statuses = [status for status, _ in PLAN.results]
    of_plan, shown, explained, corrected, repaired, paged, marked, *further = statuses
    accepted, of_folder, converted, of_pdf = further
    assert {shown, explained, corrected, repaired, converted} == {0}
    assert {of_plan, paged, marked, accepted, of_folder} == {1}
    assert of_pdf == 2


def test_only_the_installation_is_not_run() -> None:
    others = [command for command in PLAN.commands if not command.startswith("povertyplan ")]
    assert others == ['pip install ".[office,page]"']


def test_the_words_that_the_guide_explains_are_those_of_the_messages() -> None:
    explained = section(PLAN.text, "Đọc kết quả")
    words = re.findall(r"\*([^*]+)\*", explained)
    assert words == [translated(message, "vi").partition(":")[0] for message in EXPLAINED]

"""The commands of the officers' guides print what they show, and end as they say."""

import re
import tomllib
from pathlib import Path

import pytest

from povertyplan.messages import translated
from povertyplan.messages.catalogue import catalogue
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
#: How the commands of each page end, by the table of the page on commands.
STATUSES = {
    "huong-dan": [1, 0, 0, 0, 0, 1, 1, 0],
    "ca-nam": [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0],
    "bat-dau": [1, 1],
    "cac-loai-tep": [2, 2],
    "doc-phieu": [1],
    "hoi-dap": [0, 1, 1, 1, 0],
    "nhieu-xa": [1, 1, 1],
}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.page.stem)
def test_a_guide_shows_what_its_commands_print(guide: Guide) -> None:
    assert guide.text == guide.with_results(), "run python -m tests.support.pages"


def test_the_commands_end_as_their_pages_say() -> None:
    ended = {guide.page.stem: [status for status, _ in guide.results] for guide in GUIDES}
    assert ended == STATUSES


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.page.stem)
def test_what_stands_behind_a_prompt_is_run(guide: Guide) -> None:
    assert len(guide.results) == len(guide.commands)


def test_what_the_guide_installs_is_there() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    guide = Path("docs/vi/bat-dau.md").read_text(encoding="utf-8")
    (extras,) = set(re.findall(r"\[([a-z,]+)\]\"", guide))
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_the_words_that_the_guide_explains_are_those_of_the_messages() -> None:
    explained = section(PLAN.text, "Đọc kết quả")
    words = re.findall(r"\*([^*]+)\*", explained)
    assert words == [translated(message, "vi").partition(":")[0] for message in EXPLAINED]


def test_the_words_that_the_guide_takes_from_the_page_are_its_words() -> None:
    guide = " ".join(Path("docs/vi/doc-phieu.md").read_text(encoding="utf-8").split())
    words = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", guide))
    messages = "\n".join(["", *catalogue("vi").values()]).lower()
    assert words
    assert {word for word in words if f"\n{word.lower()}" not in messages} == set()

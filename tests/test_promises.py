"""docs/promises.md names the tests that hold each promise."""

import re
from pathlib import Path

import pytest

PAGE = Path("docs/promises.md").read_text(encoding="utf-8")
TESTS = re.findall(r"`(tests/[\w/]+\.py)`", PAGE)


@pytest.mark.parametrize("test", TESTS)
def test_the_tests_of_a_promise_are_there(test: str) -> None:
    assert Path(test).is_file()


def test_each_part_of_the_page_names_its_tests() -> None:
    _, *parts = PAGE.split("\n## ")
    assert [part.splitlines()[0] for part in parts if "`tests/" not in part] == []

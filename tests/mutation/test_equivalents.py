"""The list of changes that mean the same as before."""

from pathlib import Path

import pytest

from tests.mutation.equivalents import Equivalent, equivalents


@pytest.mark.parametrize("equivalent", equivalents(), ids=lambda one: f"{one.module}: {one.after}")
def test_each_is_of_a_line_that_stands(equivalent: Equivalent) -> None:
    lines = Path("src/povertyplan", equivalent.module).read_text(encoding="utf-8").splitlines()
    assert equivalent.before in map(str.strip, lines)
    assert equivalent.after != equivalent.before
    assert equivalent.reason

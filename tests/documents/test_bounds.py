"""Every input of at most 50 MB is read or refused within 5 seconds of processor time and 500 MB."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("processes tell there not what they took", allow_module_level=True)

from tests.support.hostile.table import INPUTS, taken

#: One input for each way in which a reader took too long, or too much, before it was bounded.
KNOWN = (
    "csv: pipes",
    "docx: attributes",
    "html: blanks in a tag",
    "html: double blanks",
    "json: digits of counts",
    "md: backslashes",
    "xls: many sheets of one part",
    "xls: styles",
    "xlsx: many sheets of one part",
    "xlsx: shared formulas",
)


@pytest.mark.parametrize("name", KNOWN)
def test_known_inputs_are_bounded(name: str, tmp_path: Path) -> None:
    result = taken(name, tmp_path)
    assert result.is_bounded, result


@pytest.mark.large
@pytest.mark.parametrize("name", sorted(INPUTS.keys() - set(KNOWN)))
def test_all_inputs_are_bounded(name: str, tmp_path: Path) -> None:
    result = taken(name, tmp_path)
    assert result.is_bounded, result

"""Regular expressions that every supported Python takes alike."""

import re
from pathlib import Path

_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)[*+?]\+")


def test_no_group_is_repeated_possessively() -> None:
    """
    Python 3.11.0 to 3.11.4 keeps what such a group began to take and could not end.

    See https://github.com/python/cpython/issues/106052.  Atomic groups do the same, and are right.
    """
    found = [
        f"{file}:{number}"
        for file in Path("src").rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert found == []

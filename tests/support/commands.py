"""The example plan, and the output of the command line."""

from pathlib import Path

import pytest

EXAMPLE = "examples/cao-thuong-2024/plan.md"
TEXT = Path(EXAMPLE).read_text(encoding="utf-8")
#: The example without its one contradiction.
RIGHT = TEXT.replace("| 54 | 1.39 |", "| 54 | 1.38 |")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines that were printed."""
    return capsys.readouterr().out.splitlines()

"""The example plan, and the output of the command line."""

from pathlib import Path

import pytest

EXAMPLE = "examples/cao-thuong-2024/plan.md"
TEXT = Path(EXAMPLE).read_text(encoding="utf-8")
#: The example without its one contradiction.
RIGHT = TEXT.replace("| 54 | 1.39 |", "| 54 | 1.38 |")
#: A line of the text of the example, and it with another statement of the same target below it.
_STATED = "- Tỷ lệ lao động qua đào tạo: 82 %.\n"
RESTATED = (_STATED, f"{_STATED}- Nâng tỷ lệ lao động qua đào tạo lên 85 %.\n")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines that were printed."""
    return capsys.readouterr().out.splitlines()


def joined(printed: list[str]) -> str:
    """Return the lines of a paragraph as one, as it reads where it is not wrapped."""
    return " ".join(line.strip() for line in printed)


def example_with(tmp_path: Path, *replaced: tuple[str, str]) -> str:
    """Write the example with other words in some places, and return the name of the copy."""
    text = TEXT
    for printed, other in replaced:
        assert printed in text
        text = text.replace(printed, other, 1)
    copy = tmp_path / "plan.md"
    copy.write_text(text, encoding="utf-8")
    return str(copy)


def line_of(unit: str) -> str:
    """Return the line of a unit in the annex of the example, with its end."""
    (line,) = [line for line in TEXT.splitlines(keepends=True) if f"| {unit} |" in line]
    return line

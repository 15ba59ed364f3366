"""The year that `examples/whole_year` plays: its documents, and what it prints."""

import re
import runpy
import sys
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

PAGE = Path("docs/year/index.md")
_PROGRAM = Path("examples/whole_year").resolve()
_PLAN = Path("examples/cao-thuong-2024/plan.md").resolve()
_SHOWN = re.compile(r"(?<=^\$ python examples/whole_year )(.*)\n(?:.*\n)*?(?=```$)", re.MULTILINE)


@cache
def played() -> tuple[str, dict[str, bytes]]:
    """Play the year once; return what the program prints, and the documents by their names."""
    printed = StringIO()
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [str(_PROGRAM), str(_PLAN), folder])
        with redirect_stdout(printed):
            runpy.run_path(str(_PROGRAM), run_name="__main__")
        documents = {file.name: file.read_bytes() for file in Path(folder).iterdir()}
    return printed.getvalue(), documents


def write_documents(folder: Path) -> None:
    """Write the documents of the year into a folder."""
    _, documents = played()
    for name, data in documents.items():
        (folder / name).write_bytes(data)


def with_results() -> str:
    """Return the page of the year with what the program prints today."""
    printed, _ = played()
    return _SHOWN.sub(lambda shown: f"{shown[1]}\n{printed}", PAGE.read_text(encoding="utf-8"))


def write() -> None:
    """Write the page with what the program prints today."""
    PAGE.write_text(with_results(), encoding="utf-8")

"""The time that each command takes for a plan of many rows, a slip in each."""

import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from povertyplan.cli import main

FEW, MANY = 300, 1_500
#: Times as long may five times the rows take: five where the time is linear, 25 where it is the
#: square of the rows.
MOST = 10

_HEAD = """Kế hoạch giảm nghèo năm 2024 của xã Tân Yên

| TT | Thôn | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ hộ nghèo 2023 | Hộ nghèo 2024 | Tỷ lệ 2024 |
|---|---|---|---|---|---|---|
"""
#: The arguments of a command, its files by their endings.
COMMANDS = [
    *(f"check FILE.{ending}" for ending in ("md", "csv", "html", "docx", "xlsx")),
    *(f"check FILE.md --format {form}" for form in ("json", "sarif", "lines")),
    "check FILE.md --summary",
    "check FILE.md --verbose",
    "check FILE.md --page OUT.html",
    "check FILE.md --against FILE.md",
    *(f"check FILE.{ending} --fix OUT.{ending}" for ending in ("md", "csv", "html")),
    *(f"check FILE.{ending} --fix OUT.{ending}" for ending in ("docx", "xlsx")),
    *(f"check FILE.{ending} --annotate OUT.{ending}" for ending in ("docx", "xlsx")),
    "show FILE.md",
    *(f"convert FILE.md OUT.{ending}" for ending in ("csv", "html", "docx", "xlsx", "json")),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same plans in each format."""
    made = tmp_path_factory.mktemp("plans")
    for rows in (FEW, MANY):
        text = made / f"{rows}.md"
        text.write_text(_HEAD + "".join(lines(rows)), encoding="utf-8")
        for ending in ("csv", "html", "docx", "xlsx"):
            run(f"convert {text} {text.with_suffix(f'.{ending}')}")
    return made


def lines(rows: int) -> Iterator[str]:
    """Yield the rows of an annex: each second one leaves a rate out, the others print it wrong."""
    for row in range(1, rows + 1):
        rate = "" if row % 2 else "0,45"
        yield f"| {row} | Thôn {row} | 1.160 | 5 | {rate} | 12 | 1,04 |\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_time_grows_with_the_rows(command: str, folder: Path) -> None:
    ratios: list[float] = []
    for _ in range(2):
        few, many = (taken(command, folder, rows) for rows in (FEW, MANY))
        ratios.append(many / few)
    assert min(ratios) < MOST


def taken(command: str, folder: Path, rows: int) -> float:
    """Return the seconds of the processor that a command takes for the plan of some rows."""
    named = command.replace("FILE", str(folder / str(rows))).replace("OUT", str(folder / "out"))
    start = time.process_time()
    run(f"{named} --force" if "OUT" in command else named)
    return time.process_time() - start


def run(command: str) -> None:
    """Run a command, which finds the slips or converts."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as errors:
        status = main(command.split())
    assert status in {0, 1}, errors.getvalue()

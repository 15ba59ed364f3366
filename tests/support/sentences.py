"""
Sentences of plans, what an officer takes from them, and how the reader does.

``python -m tests.support.sentences`` prints the counts and what failed.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from attrs import frozen

from povertyplan import Notice, Reading, read_text
from povertyplan.model.fields import HEADLINE, LABOUR, Count

ROWS = Path(__file__).parents[1] / "documents/prose/sentences.jsonl"
#: The targets of a text that a row may expect, by their flat names.
TARGETS = frozenset(field.value for field in (*HEADLINE, *LABOUR))
_COUNTS = frozenset(field.value for field in Count)
_NUMBER = re.compile(r"\d+(?:[.,]\d+| \d{3}(?!\d))*")
_HEADER = (
    "| TT | Thôn | Số hộ năm {base} | Hộ nghèo năm {base} | Hộ cận nghèo năm {base}"
    " | Số hộ năm {goal} | Hộ nghèo năm {goal} | Hộ cận nghèo năm {goal} |"
)
_ANNEX = (
    "|---|---|---|---|---|---|---|---|",
    "| 1 | Bãi Đa | 1327 | 43 | 71 | 1361 | 35 | 57 |",
    "| 2 | Cầu Mới | 1709 | 59 | 83 | 1733 | 44 | 67 |",
    "| | Tổng | 3036 | 102 | 154 | 3094 | 79 | 124 |",
)


@frozen
class Row:
    """A text in the plan of a year, and what an officer takes from it."""

    id: str
    year: int
    context: str  #: the heading above it, or none
    text: str  #: one paragraph, or several with an empty line between them
    expect: Mapping[str, str]  #: the targets as printed, by their flat names
    told: tuple[str, ...]  #: what a notice should name: understood, but no exact target of the year
    never: tuple[str, ...]  #: what is neither a target nor worth a notice
    note: str
    unit: str = "xã Tân Phú"

    @property
    def figures(self) -> tuple[str, ...]:
        """All figures of the text that the row speaks of."""
        return (*self.expect.values(), *self.told, *self.never)


@frozen
class Judgement:
    """How the reader did on a text: names of targets where it holds them, else figures."""

    row: Row
    right: tuple[str, ...]
    wrong: tuple[str, ...]  #: a target taken that is not there, or not with that figure
    missed_told: tuple[str, ...]  #: a target that a notice names
    missed_silent: tuple[str, ...]
    told: tuple[str, ...]
    untold: tuple[str, ...]
    noise: tuple[str, ...]  #: a figure to be passed over that a notice names


def rows() -> tuple[Row, ...]:
    """Load the rows."""
    loaded = (json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines())
    return tuple(
        Row(**{**row, "told": tuple(row["told"]), "never": tuple(row["never"])}) for row in loaded
    )


def document(row: Row) -> str:
    """Write the smallest plan around a text: letterhead, title, heading, text, annex."""
    paragraphs = (
        f"ỦY BAN NHÂN DÂN {row.unit.upper()}",
        "KẾ HOẠCH",
        f"Giảm nghèo và giải quyết việc làm năm {row.year} của {row.unit}",
        row.context,
        row.text,
        "PHỤ LỤC",
    )
    annex = (_HEADER.format(base=row.year - 1, goal=row.year), *_ANNEX)
    return "\n\n".join(filter(None, (*paragraphs, "\n".join(annex)))) + "\n"


def judge(row: Row) -> Judgement:
    """Read the plan around a text, and compare what was taken and told with its row."""
    reading = read_text(document(row), format="markdown", file=f"{row.id}.md")
    taken = _taken(reading)
    right = {
        name
        for name, printed in row.expect.items()
        if name in taken and _exact(name, taken[name]) == _exact(name, printed)
    }
    named = [_numbers(_quoted(notice)) for notice in reading.notices if _is_of_figure(notice)]
    missed = {name: printed for name, printed in row.expect.items() if name not in right}
    missed_told = {name for name, printed in missed.items() if _is_named(printed, named)}
    told = {figure for figure in row.told if _is_named(figure, named)}
    return Judgement(
        row=row,
        right=tuple(sorted(right)),
        wrong=tuple(f"{name} = {taken[name]}" for name in sorted(taken.keys() - right)),
        missed_told=tuple(sorted(missed_told)),
        missed_silent=tuple(sorted(missed.keys() - missed_told)),
        told=tuple(sorted(told)),
        untold=tuple(sorted(set(row.told) - told)),
        noise=tuple(figure for figure in row.never if _numbers(figure) in named),
    )


@cache
def judgements() -> tuple[Judgement, ...]:
    """Judge all rows, once."""
    return tuple(judge(row) for row in rows())


def counts(judged: Iterable[Judgement]) -> dict[str, int]:
    """Count the targets and figures of judgements by how they were read."""
    kinds = ("right", "wrong", "missed_told", "missed_silent", "told", "untold", "noise")
    judged = tuple(judged)
    return {kind: sum(len(getattr(judgement, kind)) for judgement in judged) for kind in kinds}


def _taken(reading: Reading) -> dict[str, str]:
    """Return the targets that were read, by their flat names."""
    parts = (reading.plan.headline, reading.plan.labour)
    stated = [part.flat() for part in parts if part is not None]
    return {
        name.value: str(value)
        for figures in stated
        for name, value in figures.items()
        if value is not None
    }


def _exact(name: str, printed: str) -> Decimal:
    """Return a printed figure as a number; a mark in a count separates thousands."""
    number = _printed(printed)[0]
    return Decimal(re.sub(r"\D", "", number) if name in _COUNTS else number.replace(",", "."))


def _is_of_figure(notice: Notice) -> bool:
    """Whether a notice speaks of a figure of the text."""
    return notice.code.startswith("figure-")


def _quoted(notice: Notice) -> str:
    """Return what a notice quotes of the text."""
    return " ; ".join(str(value) for name, value in notice.values if name in {"text", "other"})


def _printed(text: str) -> list[str]:
    return _NUMBER.findall(unicodedata.normalize("NFC", text))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_printed(text))


def _is_named(figure: str, named: Iterable[frozenset[str]]) -> bool:
    """Whether a notice names a figure, or one end of a range."""
    wanted = _numbers(figure)
    return any(wanted <= numbers or numbers <= wanted for numbers in named if numbers)


def _lines() -> list[str]:
    """Return the counts, and a line for each row that failed in something."""
    lines = [f"{kind}: {count}" for kind, count in counts(judgements()).items()]
    for judgement in judgements():
        failed = {
            kind: getattr(judgement, kind)
            for kind in ("wrong", "missed_told", "missed_silent", "untold", "noise")
            if getattr(judgement, kind)
        }
        if failed:
            row = judgement.row
            lines.append(f"{row.id} {row.year} {failed}\n    {row.context} // {row.text!r}")
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(_lines()) + "\n")

"""Lines of an annex, read by their own words."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import define

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.labels import (
    LineKind,
    is_numbered,
    kind_by_words,
    ordinal_and_label,
)
from povertyplan.documents.annex.sums import Numbers, is_mostly_sum
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import CountRead, Unreadable, is_figure, read_count
from povertyplan.model.fields import Count
from povertyplan.model.units import Unit


@define(eq=False)
class AnnexLine:
    """
    A line of an annex.

    *notice* is the code of an assumption made about it.  A row that *closes_section* is not
    one of the section above it.
    """

    kind: LineKind
    ordinal: str
    label: str
    cells: tuple[Cell, ...]
    counts: Mapping[Count, CountRead | Unreadable | None]
    has_figures: bool
    notice: str = ""
    closes_section: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether its ordinal is a number, not the letter of a section."""
        return is_numbered(self.ordinal)

    @property
    def is_numbered_row(self) -> bool:
        """Whether it is a row with a number."""
        return self.kind is LineKind.ROW and self.is_numbered

    @property
    def is_loose_row(self) -> bool:
        """Whether it is a row without a number."""
        return self.kind is LineKind.ROW and not self.is_numbered

    @property
    def sub_ordinals(self) -> str:
        """How the ordinals of its parts begin, ``1.`` for 1; nothing if it is not numbered."""
        return f"{self.ordinal.rstrip('.)')}." if self.is_numbered else ""

    @cached_property
    def numbers(self) -> Numbers:
        """Its counts from left to right, None for a cell that holds no count."""
        read = self.counts.values()
        return [count.number if isinstance(count, CountRead) else None for count in read]


def read_line(row: tuple[Cell, ...], columns: Columns, unit: Unit, *, numbered: bool) -> AnnexLine:
    """Read a line by its words; *numbered* tells whether most lines have a number."""
    ordinal, label = ordinal_and_label(
        "" if columns.ordinal is None else row[columns.ordinal].text,
        row[columns.name].text,
        may_number_section=numbered,
    )
    counts: dict[Count, CountRead | Unreadable | None] = {}
    has_figures = False
    for field, column in columns.fields.items():
        text = row[column].text
        has_figures = has_figures or is_figure(text)
        if isinstance(field, Count):
            counts[field] = read_count(text)
    kind = kind_by_words(ordinal, label, unit, has_figures=has_figures)
    return AnnexLine(kind, ordinal, label, row, counts, has_figures)


def of_kind(kind: LineKind, lines: Sequence[AnnexLine]) -> list[AnnexLine]:
    """Return the lines of one kind."""
    return [line for line in lines if line.kind is kind]


def is_mostly_sum_of(line: AnnexLine, rows: Sequence[AnnexLine]) -> bool:
    """Whether a line is the sum of some rows but for a slip."""
    return is_mostly_sum(line.numbers, [row.numbers for row in rows])

"""
What each line of an annex is: a row, the heading of a section, a sub-total, the total, or none.

Ordinals and labels say it.  Where they leave it open the figures decide: a line that
is the sum of others is not a row beside them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from attrs import evolve, frozen

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.labels import (
    LineKind,
    is_numbered,
    is_of_persons,
    kind_by_words,
    ordinal_and_label,
    says_all,
)
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import CountRead, Unreadable, is_figure, read_count
from povertyplan.model.fields import Count
from povertyplan.model.units import Unit

#: A sum of fewer rows or columns, or of small counts only, may come out by accident.
_MANY, _LARGE = 3, 20


@frozen
class AnnexLine:
    """A line of an annex; *notice* is the code of what had to be assumed about it."""

    kind: LineKind
    ordinal: str
    label: str
    cells: tuple[Cell, ...]
    counts: Mapping[Count, CountRead | Unreadable | None]
    has_figures: bool
    notice: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether its ordinal is a number, not the letter of a section."""
        return is_numbered(self.ordinal)

    @property
    def is_numbered_row(self) -> bool:
        """Whether it is a row with a number."""
        return self.kind is LineKind.ROW and self.is_numbered

    @property
    def sub_ordinals(self) -> str:
        """How the ordinals of its parts begin, ``1.`` for 1; nothing if it is not numbered."""
        return f"{self.ordinal.rstrip('.)')}." if self.is_numbered else ""

    @cached_property
    def numbers(self) -> tuple[int | None, ...]:
        """Its counts from left to right, None where a cell holds no count."""
        read = self.counts.values()
        return tuple(count.number if isinstance(count, CountRead) else None for count in read)


def annex_lines(rows: Sequence[tuple[Cell, ...]], columns: Columns, unit: Unit) -> list[AnnexLine]:
    """Return the lines of the annex of *unit*, each with what it is."""
    numbered = _are_mostly_numbered(rows, columns)
    lines = [_read_line(row, columns, unit, numbered=numbered) for row in rows]
    lines = _with_second_lines_aside(lines, columns.name)
    lines = _with_numbered_headings(lines)
    lines = _with_some_rows(lines)
    lines = _with_assumed_total(lines)
    lines = _with_unnumbered_lines(lines) if numbered else _with_summed_headings(lines)
    lines = _with_rows_below_total_aside(lines)
    return _with_sub_totals(lines)


def _are_mostly_numbered(rows: Sequence[tuple[Cell, ...]], columns: Columns) -> bool:
    if columns.ordinal is None:
        return False
    numbered = [row for row in rows if is_numbered(row[columns.ordinal].text)]
    return 2 * len(numbered) > len(rows)


def _read_line(row: tuple[Cell, ...], columns: Columns, unit: Unit, *, numbered: bool) -> AnnexLine:
    """Read a line by its words; *numbered* tells whether most lines have a number."""
    ordinal = "" if columns.ordinal is None else row[columns.ordinal].text
    ordinal, label = ordinal_and_label(ordinal, row[columns.name].text, may_number_section=numbered)
    has_figures = any(is_figure(row[column].text) for column in columns.fields.values())
    counts = {
        field: read_count(row[column].text)
        for field, column in columns.fields.items()
        if isinstance(field, Count)
    }
    kind = kind_by_words(ordinal, label, unit, has_figures=has_figures)
    return AnnexLine(kind, ordinal, label, row, counts, has_figures)


def _with_second_lines_aside(lines: Iterable[AnnexLine], name_column: int) -> list[AnnexLine]:
    """Set aside the lines of persons, and others below the first of a unit whose name is merged."""
    result: list[AnnexLine] = []
    name_above: Cell | None = None
    for line in lines:
        name = line.cells[name_column]
        is_second = name == name_above and bool(name.text)
        if is_second or is_of_persons(line.cells):
            result.append(evolve(line, kind=LineKind.ASIDE))
        else:
            name_above = name
            result.append(line)
    return result


def _with_numbered_headings(lines: Sequence[AnnexLine]) -> list[AnnexLine]:
    """Take a row numbered 1 for a heading if the next is numbered 1.1."""
    result = list(lines)
    for index, line in enumerate(lines[:-1]):
        if line.is_numbered_row and lines[index + 1].ordinal.startswith(line.sub_ordinals):
            result[index] = evolve(line, kind=LineKind.SECTION)
    return result


def _with_some_rows(lines: list[AnnexLine]) -> list[AnnexLine]:
    """Take headings for rows if there are no rows: these are numbered I, II, III."""
    if _of_kind(LineKind.ROW, lines):
        return lines
    return [
        evolve(line, kind=LineKind.ROW) if line.kind is LineKind.SECTION else line for line in lines
    ]


def _of_kind(kind: LineKind, lines: Iterable[AnnexLine]) -> list[AnnexLine]:
    return [line for line in lines if line.kind is kind]


def _with_assumed_total(lines: list[AnnexLine]) -> list[AnnexLine]:
    """Find a total without the label of one: the last or the first row, the sum of all others."""
    rows = _of_kind(LineKind.ROW, lines)
    if _of_kind(LineKind.TOTAL, lines) or len(rows) < _MANY:
        return lines
    for candidate, others in ((rows[-1], rows[:-1]), (rows[0], rows[1:])):
        labelled = says_all(candidate.label)
        is_total = _is_mostly_sum(candidate, others) if labelled else _is_sum(candidate, others)
        if is_total:
            notice = "" if labelled else "total-assumed"
            total = evolve(candidate, kind=LineKind.TOTAL, notice=notice)
            return [total if line is candidate else line for line in lines]
    return lines


# Lines of tables whose rows are numbered.


def _with_unnumbered_lines(lines: Sequence[AnnexLine]) -> list[AnnexLine]:
    """
    Settle what lines without a number are among numbered rows.

    Such a line is a heading with the sums of the rows below it, a sub-total of those
    above, a row that lost its number, or none of these.
    """
    shown = [line for line in lines if line.kind is not LineKind.ASIDE]
    runs = [list(run) for _, run in groupby(shown, lambda line: line.is_numbered_row)]
    settled: list[AnnexLine] = []
    for index, run in enumerate(runs):
        if run[0].is_numbered_row:
            settled.extend(run)
            continue
        above = runs[index - 1] if index > 0 else []
        below = runs[index + 1] if index + 1 < len(runs) else []
        settled.extend(_settled(run, above, below))
    in_order = iter(settled)
    result = [line if line.kind is LineKind.ASIDE else next(in_order) for line in lines]
    return _with_loose_rows(result)


def _settled(
    run: Sequence[AnnexLine], above: Sequence[AnnexLine], below: Sequence[AnnexLine]
) -> list[AnnexLine]:
    """Settle some unnumbered lines by the numbered rows right *above* and right *below* them."""
    are_rows = all(line.kind is LineKind.ROW for line in run)
    if are_rows and _missing_ordinals(above, below) == len(run):
        return [evolve(line, notice="row-unnumbered") for line in run]
    settled = list(run)
    last = settled[-1]
    if last.kind is LineKind.ROW and _is_mostly_sum(last, below):
        settled[-1] = evolve(last, kind=LineKind.SECTION)
    first = settled[0]
    if first.kind is LineKind.ROW and _is_mostly_sum(first, above):
        settled[0] = evolve(first, kind=LineKind.SUB_TOTAL)
    return settled


def _missing_ordinals(above: Sequence[AnnexLine], below: Sequence[AnnexLine]) -> int:
    """Return how many ordinals are missing between two runs of rows."""
    if not above or not below:
        return 0
    before, after = above[-1].ordinal.rstrip(".)"), below[0].ordinal.rstrip(".)")
    if not before.isdecimal() or not after.isdecimal():
        return 0
    return int(after) - int(before) - 1


def _with_loose_rows(lines: list[AnnexLine]) -> list[AnnexLine]:
    """Keep unnumbered rows if their ordinals are missing or the total counts them; else not."""
    totals = _of_kind(LineKind.TOTAL, lines)
    total_counts_them = bool(totals) and _is_mostly_sum(totals[-1], _of_kind(LineKind.ROW, lines))
    result: list[AnnexLine] = []
    for line in lines:
        if line.kind is not LineKind.ROW or line.is_numbered:
            result.append(line)
            continue
        kind = LineKind.ROW if total_counts_them or line.notice else LineKind.ASIDE
        result.append(evolve(line, kind=kind, notice="row-unnumbered"))
    return result


# Lines of tables whose rows are not numbered.


def _with_summed_headings(lines: list[AnnexLine]) -> list[AnnexLine]:
    """
    Find headings that only their figures mark: each is the sum of the rows below it.

    From the first heading on every row belongs to one.  There must be several, because
    one sum may come out by accident.
    """
    if _of_kind(LineKind.SECTION, lines):
        return lines
    rows = _of_kind(LineKind.ROW, lines)
    heads = _heads_of_groups(rows)
    grouped_rows = len(rows) - min(heads, default=len(rows))
    if len(heads) == 1 or 2 * len(heads) >= grouped_rows:
        return lines
    headings = {id(rows[index]) for index in heads}
    return [
        evolve(line, kind=LineKind.SECTION, notice="section-assumed")
        if id(line) in headings
        else line
        for line in lines
    ]


def _heads_of_groups(rows: Sequence[AnnexLine]) -> list[int]:
    """Return the indexes of the rows that are sums of those up to the next such row, or the end."""
    ends: dict[int, int] = {}
    for index in reversed(range(len(rows))):
        end = _end_of_group(rows, index)
        if end is not None and (end == len(rows) or end in ends):
            ends[index] = end
    heads: list[int] = []
    index = min(ends, default=len(rows))
    while index < len(rows):
        heads.append(index)
        index = ends[index]
    return heads


def _end_of_group(rows: Sequence[AnnexLine], head: int) -> int | None:
    """Return the index after the rows that a row is the sum of; None if it is not a sum."""
    left = rows[head].numbers
    stated = [number for number in left if number]
    if len(stated) < _MANY or max(stated) < _LARGE:
        return None
    for index in range(head + 1, len(rows)):
        numbers = rows[index].numbers
        nothing_is_left = not any(left)
        if nothing_is_left and any(numbers):
            return index
        left = _subtracted(left, numbers)
        if any(number is not None and number < 0 for number in left):
            return None
    return None if any(left) else len(rows)


def _subtracted(
    numbers: Sequence[int | None], others: Sequence[int | None]
) -> tuple[int | None, ...]:
    """Subtract column by column; a blank counts as 0, and takes away nothing."""
    pairs = zip(numbers, others, strict=True)
    return tuple(None if number is None else number - (other or 0) for number, other in pairs)


# Sub-totals, and what stands below the total.


def _with_rows_below_total_aside(lines: list[AnnexLine]) -> list[AnnexLine]:
    """Set aside the unnumbered rows below the last total, if that is of all rows above it."""
    totals = [index for index, line in enumerate(lines) if line.kind is LineKind.TOTAL]
    if not totals:
        return lines
    last = totals[-1]
    if not _is_mostly_sum(lines[last], _of_kind(LineKind.ROW, lines[:last])):
        return lines
    result = lines[: last + 1]
    for line in lines[last + 1 :]:
        is_loose = line.kind is LineKind.ROW and not line.is_numbered
        result.append(evolve(line, kind=LineKind.ASIDE) if is_loose else line)
    return result


def _with_sub_totals(lines: Sequence[AnnexLine]) -> list[AnnexLine]:
    """
    Tell the sub-totals from the total.

    A sub-total closes a section whose heading has no sums, or is the sum of the rows
    since the last one.
    """
    totals_below = len(_of_kind(LineKind.TOTAL, lines))
    all_rows = len(_of_kind(LineKind.ROW, lines))
    part: list[AnnexLine] = []
    section_lacks_sums = False
    result: list[AnnexLine] = []
    for line in lines:
        kind = line.kind
        if kind is LineKind.ROW:
            part.append(line)
        elif kind is LineKind.SECTION:
            part, section_lacks_sums = [], not line.has_figures
        elif kind is LineKind.TOTAL:
            totals_below -= 1
            closes_section = section_lacks_sums and totals_below > 0
            is_sum_of_part = len(part) < all_rows and _is_mostly_sum(line, part)
            if closes_section or is_sum_of_part:
                kind = LineKind.SUB_TOTAL
            part, section_lacks_sums = [], False
        result.append(evolve(line, kind=kind))
    return result


# Whether a line is the sum of others.


def _sums(line: AnnexLine, rows: Iterable[AnnexLine]) -> list[bool]:
    """Return for each count of a line whether it is the sum of some rows, zeros left out."""
    columns = zip(line.numbers, *(row.numbers for row in rows), strict=True)
    right: list[bool] = []
    for stated, *parts in columns:
        whole = sum(part or 0 for part in parts)
        if stated is not None and (stated or whole):
            right.append(stated == whole)
    return right


def _is_mostly_sum(line: AnnexLine, rows: Sequence[AnnexLine]) -> bool:
    """Whether a line is the sum of some rows but for a slip; of one row, without a slip."""
    right = _sums(line, rows)
    mostly = 2 * sum(right) > len(right)
    return mostly and bool(rows) and (len(rows) > 1 or all(right))


def _is_sum(line: AnnexLine, rows: Sequence[AnnexLine]) -> bool:
    """
    Whether a line is the sum of some rows in every count, and not by accident.

    Several rows must add to it.  Besides, it is the only line without a number, or its
    counts are many and large.
    """
    right = _sums(line, rows)
    adding = [row for row in rows if any(row.numbers)]
    is_only_unnumbered = not line.is_numbered and all(row.is_numbered for row in rows)
    largest = max((number or 0 for number in line.numbers), default=0)
    are_many_and_large = len(right) >= _MANY and largest >= _LARGE
    return len(adding) > 1 and all(right) and (is_only_unnumbered or are_many_and_large)

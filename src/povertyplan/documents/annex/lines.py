"""
The lines of an annex by their kind: a row, a heading, a sub-total, the total, or another line.

Ordinals and labels say it.  Where they leave it open the figures decide: a line that
is the sum of others is not a row beside them.
"""

from collections.abc import Sequence
from itertools import groupby

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.labels import LineKind, is_numbered, is_of_persons, says_all
from povertyplan.documents.annex.leaves import mark_sections_among_rows, mark_sections_as_rows
from povertyplan.documents.annex.line import AnnexLine, is_mostly_sum_of, of_kind, read_line
from povertyplan.documents.annex.sums import (
    MANY,
    are_many_and_large,
    groups_among_rows,
    heads_of_groups,
    is_sum,
)
from povertyplan.documents.content import Cell
from povertyplan.model.units import Unit


def annex_lines(rows: Sequence[tuple[Cell, ...]], columns: Columns, unit: Unit) -> list[AnnexLine]:
    """
    Return the lines of the annex of *unit*, each with its kind.

    What the words say of each line is corrected stage by stage, by the lines around it
    and by the figures.
    """
    numbered = _are_mostly_numbered(rows, columns)
    lines = [read_line(row, columns, unit, numbered=numbered) for row in rows]
    _set_second_lines_aside(lines, columns.name)
    _mark_numbered_headings(lines)
    mark_sections_as_rows(lines)
    _mark_unlabelled_total(lines)
    _mark_headings_of_loose_rows(lines, numbered=numbered)
    if numbered:
        _settle_unnumbered_lines(lines)
        _settle_loose_rows(lines)
        _close_summed_sections(lines)
    else:
        _mark_summed_headings(lines)
    mark_sections_among_rows(lines)
    _set_rows_below_total_aside(lines)
    _mark_sub_totals(lines)
    return lines


def _are_mostly_numbered(rows: Sequence[tuple[Cell, ...]], columns: Columns) -> bool:
    if columns.ordinal is None:
        return False
    numbered = [row for row in rows if is_numbered(row[columns.ordinal].text)]
    return 2 * len(numbered) > len(rows)


# By the lines around it.


def _set_second_lines_aside(lines: Sequence[AnnexLine], name_column: int) -> None:
    """Set aside the lines of persons, and others below the first of a unit whose name is merged."""
    name_above: Cell | None = None
    for line in lines:
        name = line.cells[name_column]
        is_second = name == name_above and bool(name.text)
        if is_second or is_of_persons(line.cells):
            line.kind = LineKind.ASIDE
        else:
            name_above = name


def _mark_numbered_headings(lines: Sequence[AnnexLine]) -> None:
    """Mark a row numbered 1 as a heading if the next is numbered 1.1."""
    for index, line in enumerate(lines[:-1]):
        if line.is_numbered_row and lines[index + 1].ordinal.startswith(line.sub_ordinals):
            line.kind = LineKind.SECTION


def _mark_unlabelled_total(lines: Sequence[AnnexLine]) -> None:
    """Mark the total if no label does: the last or the first row, the sum of all others."""
    rows = of_kind(LineKind.ROW, lines)
    if of_kind(LineKind.TOTAL, lines) or len(rows) < MANY:
        return
    for line, others in ((rows[-1], rows[:-1]), (rows[0], rows[1:])):
        labelled = says_all(line.label)
        if is_mostly_sum_of(line, others) if labelled else _is_certainly_sum(line, others):
            line.kind = LineKind.TOTAL
            line.notice = "" if labelled else "total-assumed"
            return


def _is_certainly_sum(line: AnnexLine, rows: Sequence[AnnexLine]) -> bool:
    """
    Whether a line is the sum of some rows, and not by accident.

    It is the only line without a number, or its counts are many and large.
    """
    is_only_unnumbered = not line.is_numbered and all(row.is_numbered for row in rows)
    is_no_accident = is_only_unnumbered or are_many_and_large(line.numbers)
    return is_no_accident and is_sum(line.numbers, [row.numbers for row in rows])


# In tables whose rows are numbered.


def _mark_headings_of_loose_rows(lines: Sequence[AnnexLine], *, numbered: bool) -> None:
    """Mark a numbered row as a heading if it is the sum of the rows a, b, or -, right below it."""
    shown = [line for line in lines if line.kind is not LineKind.ASIDE]
    runs = [list(run) for _, run in groupby(shown, lambda line: line.is_loose_row)]
    for index, parts in enumerate(runs[1:], 1):
        heading = runs[index - 1][-1]
        is_heading = heading.is_numbered_row and parts[0].is_loose_row
        if is_heading and is_sum(heading.numbers, [part.numbers for part in parts]):
            _assume_section(heading)
            for part in parts:
                part.notice = "row-unnumbered" if numbered else ""
            for below in runs[index + 1 : index + 2]:
                below[0].closes_section = True


def _settle_unnumbered_lines(lines: Sequence[AnnexLine]) -> None:
    """
    Settle the kind of lines without a number among numbered rows.

    Such a line is a heading with the sums of the rows below it, a sub-total of those
    above, or a row that lost its number.
    """
    shown = [line for line in lines if line.kind is not LineKind.ASIDE]
    runs = [list(run) for _, run in groupby(shown, lambda line: line.is_numbered_row)]
    for index, run in enumerate(runs):
        if run[0].is_numbered_row:
            continue
        above = runs[index - 1] if index > 0 else []
        below = runs[index + 1] if index + 1 < len(runs) else []
        _settle(run, above, below)


def _settle(
    run: Sequence[AnnexLine], above: Sequence[AnnexLine], below: Sequence[AnnexLine]
) -> None:
    """Settle some unnumbered lines by the numbered rows right *above* and right *below* them."""
    are_rows = all(line.kind is LineKind.ROW for line in run)
    if are_rows and _missing_ordinals(above, below) == len(run):
        for line in run:
            line.notice = "row-unnumbered"
        return
    first, last = run[0], run[-1]
    if last.kind is LineKind.ROW and is_mostly_sum_of(last, below):
        last.kind = LineKind.SECTION
    if first.kind is LineKind.ROW and is_mostly_sum_of(first, above):
        first.kind = LineKind.SUB_TOTAL


def _missing_ordinals(above: Sequence[AnnexLine], below: Sequence[AnnexLine]) -> int:
    """Return how many ordinals are missing between two runs of rows."""
    if not above or not below:
        return 0
    before, after = above[-1].ordinal.rstrip(".)"), below[0].ordinal.rstrip(".)")
    if not before.isdecimal() or not after.isdecimal():
        return 0
    return int(after) - int(before) - 1


def _settle_loose_rows(lines: Sequence[AnnexLine]) -> None:
    """Set unnumbered rows aside, unless their ordinals are missing or the total counts them."""
    totals = of_kind(LineKind.TOTAL, lines)
    total_counts_them = bool(totals) and is_mostly_sum_of(totals[-1], of_kind(LineKind.ROW, lines))
    for line in lines:
        if line.is_loose_row:
            is_row = total_counts_them or line.notice
            line.kind = LineKind.ROW if is_row else LineKind.ASIDE
            line.notice = "row-unnumbered"


def _close_summed_sections(lines: Sequence[AnnexLine]) -> None:
    """Close a section above its first row without a number, if the rows before are its sum."""
    section: AnnexLine | None = None
    part: list[AnnexLine] = []
    for line in lines:
        if line.kind is LineKind.SECTION:
            section, part = line, []
        elif line.is_loose_row and section is not None:
            line.closes_section = is_mostly_sum_of(section, part)
            section = None
        elif line.kind is LineKind.ROW:
            part.append(line)


# In tables whose rows are not numbered.


def _mark_summed_headings(lines: Sequence[AnnexLine]) -> None:
    """
    Mark headings that only their figures tell: each is the sum of the rows below it.

    From the first heading on every row belongs to one.  There must be several, because
    one sum may come out by accident.
    """
    if of_kind(LineKind.SECTION, lines):
        return
    rows = of_kind(LineKind.ROW, lines)
    heads = heads_of_groups([row.numbers for row in rows])
    grouped_rows = len(rows) - min(heads, default=len(rows))
    if len(heads) > 1 and 2 * len(heads) < grouped_rows:
        for index in heads:
            _assume_section(rows[index])
    else:
        _mark_headings_by_total(lines)


def _mark_headings_by_total(lines: Sequence[AnnexLine]) -> None:
    """Mark the sums of the rows below them as headings if the total counts only all other rows."""
    totals, rows = of_kind(LineKind.TOTAL, lines), of_kind(LineKind.ROW, lines)
    groups = groups_among_rows([row.numbers for row in rows])
    heads = {group.start for group in groups}
    counted = [row for index, row in enumerate(rows) if index not in heads]
    if not totals or not heads or is_mostly_sum_of(totals[-1], rows):
        return
    if is_mostly_sum_of(totals[-1], counted):
        for group in groups:
            _assume_section(rows[group.start])
            for row in rows[group.stop : group.stop + 1]:
                row.closes_section = True


def _assume_section(row: AnnexLine) -> None:
    """Take a row for a heading, because of its figures."""
    row.kind = LineKind.SECTION
    row.notice = "section-assumed"


# Below the rows.


def _set_rows_below_total_aside(lines: Sequence[AnnexLine]) -> None:
    """Set aside the unnumbered rows below the last total, if that is of all rows above it."""
    totals = [index for index, line in enumerate(lines) if line.kind is LineKind.TOTAL]
    if not totals:
        return
    last = totals[-1]
    if is_mostly_sum_of(lines[last], of_kind(LineKind.ROW, lines[:last])):
        for line in lines[last + 1 :]:
            if line.is_loose_row:
                line.kind = LineKind.ASIDE


def _mark_sub_totals(lines: Sequence[AnnexLine]) -> None:
    """
    Tell the sub-totals from the total.

    A sub-total closes a section whose heading has no sums, or is the sum of the rows
    since the last one.
    """
    totals_below = len(of_kind(LineKind.TOTAL, lines))
    rows = of_kind(LineKind.ROW, lines)
    part: list[AnnexLine] = []
    section_lacks_sums = False
    for line in lines:
        if line.kind is LineKind.ROW:
            part.append(line)
        elif line.kind is LineKind.SECTION:
            part, section_lacks_sums = [], not line.has_figures
        elif line.kind is LineKind.TOTAL:
            totals_below -= 1
            closes_section = section_lacks_sums and totals_below > 0
            is_sum_of_part = len(part) < len(rows) and is_mostly_sum_of(line, part)
            if totals_below == 0 and is_sum_of_part:
                # The other rows may be zeros.
                is_sum_of_part = not is_mostly_sum_of(line, rows)
            if closes_section or is_sum_of_part:
                line.kind = LineKind.SUB_TOTAL
            part, section_lacks_sums = [], False

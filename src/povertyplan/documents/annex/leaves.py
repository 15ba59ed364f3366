"""
Headings of sections that are rows, because nothing stands below them.

A commune may state its parts by their rows in one section and by a single line in
another.  Whatever the ordinal of that line looks like, it is a row of the total.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from povertyplan.documents.annex.header import SECTION_NUMBER
from povertyplan.documents.annex.labels import LineKind, is_numbered
from povertyplan.documents.annex.line import AnnexLine, is_mostly_sum_of, of_kind


def mark_sections_as_rows(lines: Sequence[AnnexLine]) -> None:
    """Mark the headings with nothing below them as rows, if there are no other rows."""
    if not of_kind(LineKind.ROW, lines):
        _mark(list(_leaves(lines)))


def mark_sections_among_rows(lines: Sequence[AnnexLine]) -> None:
    """
    Mark the headings with figures and nothing below them as rows beside the other rows.

    They stay headings if the other rows alone are the total, or if they are the parts of
    these: then they only state sums again.  Unless the total counts them, it is assumed.
    """
    leaves = [(line, is_inside) for line, is_inside in _leaves(lines) if line.has_figures]
    rows = of_kind(LineKind.ROW, lines)
    if not leaves or not rows:
        return
    summary = _summary_above(lines)
    for heading in summary:
        heading.kind = LineKind.ASIDE
    if summary:
        return
    headings = [line for line, _ in leaves]
    totals = of_kind(LineKind.TOTAL, lines)[-1:]
    total_counts_them = any(is_mostly_sum_of(total, [*rows, *headings]) for total in totals)
    total_counts_rows = any(is_mostly_sum_of(total, rows) for total in totals)
    if not total_counts_them and (total_counts_rows or _count_the_same(headings, rows)):
        return
    _mark(leaves)
    for heading in headings:
        heading.notice = "" if total_counts_them else "section-as-row"


def _summary_above(lines: Sequence[AnnexLine]) -> list[AnnexLine]:
    """Return the headings that stand together above all rows and divide these another way."""
    shown = [line for line in lines if line.kind in {LineKind.SECTION, LineKind.ROW}]
    headings = list(takewhile(lambda line: line.kind is LineKind.SECTION, shown))
    rows = shown[len(headings) :]
    are_all = not of_kind(LineKind.SECTION, rows)
    if are_all and _count_the_same(headings, rows) and not is_mostly_sum_of(headings[-1], rows):
        return headings
    return []


def _count_the_same(headings: Sequence[AnnexLine], rows: Sequence[AnnexLine]) -> bool:
    """Whether headings and rows have the same sum in every column."""
    by_column = zip(_sums(headings), _sums(rows), strict=True)
    return bool(headings) and all(of_headings == of_rows for of_headings, of_rows in by_column)


def _sums(lines: Sequence[AnnexLine]) -> list[int]:
    columns = zip(*(line.numbers for line in lines), strict=True)
    return [sum(filter(None, numbers)) for numbers in columns]


def _mark(leaves: Sequence[tuple[AnnexLine, bool]]) -> None:
    """Mark headings as rows; one that is not inside a section closes it."""
    for line, is_inside in leaves:
        line.kind = LineKind.ROW
        line.closes_section = not is_inside


def _leaves(lines: Sequence[AnnexLine]) -> Iterator[tuple[AnnexLine, bool]]:
    """
    Yield each heading that no line stands below, and whether it is inside a section.

    Below a heading stands a row, or a heading whose ordinals began later: ``I`` below
    ``A`` if ``A`` came first.
    """
    depths: dict[str, int] = {}
    shown = [line for line in lines if line.kind is not LineKind.ASIDE]
    open_depth: int | None = None  #: of the section that a heading may be inside
    for index, line in enumerate(shown):
        if line.kind is not LineKind.SECTION:
            continue
        depth = depths.setdefault(_style(line.ordinal), len(depths))
        line_below = shown[index + 1] if index + 1 < len(shown) else None
        if _is_below(line_below, depths, depth):
            open_depth = depth
        else:
            yield line, open_depth is not None and open_depth < depth


def _is_below(line: AnnexLine | None, depths: dict[str, int], depth: int) -> bool:
    """Whether a line stands below a heading of some depth."""
    if line is None or line.kind is LineKind.TOTAL:
        return False
    if line.kind is LineKind.SECTION:
        return depths.get(_style(line.ordinal), len(depths)) > depth
    return True


def _style(ordinal: str) -> str:
    """Return how the ordinal of a heading is written: no ordinal, I, A, 1, or 1.1."""
    plain = ordinal.rstrip(".)")
    if is_numbered(ordinal):
        return "1" + ".1" * plain.count(".")
    if not SECTION_NUMBER.fullmatch(ordinal):
        return ""
    return "A" if plain in set("ABCDEFGH") else "I"

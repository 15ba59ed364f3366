"""The columns of a form, laid out like the columns of a table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from povertyplan.documents.forms import Beside, FormColumn
from povertyplan.documents.layout.table import Column, ColumnRole

_ROLES: Mapping[Beside, ColumnRole] = MappingProxyType(
    {
        Beside.ORDINAL: ColumnRole.ORDINAL,
        Beside.UNIT: ColumnRole.NAME,
        Beside.PLANNED: ColumnRole.DERIVED,
        Beside.DERIVED: ColumnRole.DERIVED,
        Beside.ABLE: ColumnRole.DERIVED,
        Beside.EXACT: ColumnRole.DERIVED,
        Beside.REASON: ColumnRole.SENTENCE,
        Beside.CAUSES: ColumnRole.SENTENCE,
        Beside.SUPPORT: ColumnRole.SENTENCE,
        Beside.HELPER: ColumnRole.SENTENCE,
    }
)
_NUMBERED = frozenset({ColumnRole.FIGURE, ColumnRole.DERIVED})


def column_of(column: FormColumn) -> Column:
    """Return a column of a form as one of a table."""
    if column.figure is not None:
        return Column(ColumnRole.FIGURE, column.figure)
    role = ColumnRole.MARK
    if isinstance(column.holds, Beside):
        role = _ROLES.get(column.holds, ColumnRole.WORDS)
    return Column(role, column.about, column.holds)


def paths_of(columns: Sequence[FormColumn]) -> list[tuple[str, ...]]:
    """
    Return the texts above each column, all of one length.

    Texts above a column that shares none of them with a neighbour are one: no box is as narrow
    as a column and stands above another.
    """
    shared = Counter(column.headings[0] for column in columns)
    paths: list[tuple[str, ...]] = []
    for column in columns:
        stands_alone = shared[column.headings[0]] == 1
        paths.append(_joined(column.headings) if stands_alone else column.headings)
    depth = max(map(len, paths))
    blanks = ("",) * depth
    return [(*path, *blanks)[:depth] for path in paths]


def _joined(headings: Sequence[str]) -> tuple[str, ...]:
    """Return several texts as one: ``Lao động qua đào tạo, số người``."""
    first, *others = headings
    return (", ".join((first, *(f"{text[:1].lower()}{text[1:]}" for text in others))),)


def numbers_of(columns: Sequence[FormColumn]) -> Iterator[str]:
    """Yield the numbers of the form; where it has none, letters for words, then 1, 2, …."""
    words, figures = 0, 0
    for column in columns:
        is_numbered = column_of(column).role in _NUMBERED
        words, figures = words + (not is_numbered), figures + is_numbered
        usual = str(figures) if is_numbered else chr(ord("A") + words - 1)
        yield column.number or usual

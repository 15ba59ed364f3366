"""Rows of an annex that are struck through whole, or of which only the name is."""

from collections.abc import Iterable, Sequence

from attrs import evolve, field, frozen

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.header import row_texts
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import is_figure
from povertyplan.reading import Notice

_Row = tuple[Cell, ...]


@frozen
class RowsKept:
    """The rows of an annex without those that are struck through, whose ordinals are told."""

    kept: Sequence[_Row] = field(factory=list[_Row])
    withdrawn_ordinals: Sequence[str] = field(factory=list[str])
    notices: Sequence[Notice] = field(factory=list[Notice])


def struck_rows(rows: Iterable[_Row], columns: Columns) -> RowsKept:
    """
    Part the rows that are struck through from the others; blank rows are left out.

    A row whose name is struck and whose figures are not is still counted: it keeps
    its name, which a notice tells.
    """
    kept: list[_Row] = []
    withdrawn: list[str] = []
    notices: list[Notice] = []
    for row in rows:
        name = row[columns.name]
        if name.text or not name.struck:
            kept += [row] if any(row_texts(row)) else []
            continue
        values = (("text", f"“{name.struck}”"),)
        if _has_figures(row, columns):
            kept.append(_with_labels(row, columns))
            notices.append(Notice("name-struck", name.source, values))
        else:
            ordinal = "" if columns.ordinal is None else _printed(row[columns.ordinal])
            withdrawn.append(ordinal)
            notices.append(Notice("row-struck", name.source, values))
    return RowsKept(kept, withdrawn, notices)


def _has_figures(row: _Row, columns: Columns) -> bool:
    """Whether a row states figures that are not struck through."""
    return any(is_figure(row[column].text) for column in columns.fields.values())


def _with_labels(row: _Row, columns: Columns) -> _Row:
    """Return a row with its struck name and ordinal put back."""
    labels = {columns.name, columns.ordinal}
    cells = enumerate(row)
    return tuple(
        evolve(cell, text=_printed(cell)) if column in labels else cell for column, cell in cells
    )


def _printed(cell: Cell) -> str:
    return cell.text or cell.struck

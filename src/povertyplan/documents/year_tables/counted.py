"""The lines of a table that has two for each unit: one of households and one of persons."""

from collections.abc import Mapping, Sequence

from attrs import evolve

from povertyplan.documents.content import Cell
from povertyplan.documents.figures import is_figure
from povertyplan.documents.year_tables import vocabulary
from povertyplan.documents.year_tables.columns import YearColumns
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import ReadError, phrase
from povertyplan.model.fields import Counted

_Row = tuple[Cell, ...]


def parted(rows: Sequence[_Row], columns: YearColumns) -> Mapping[Counted, Sequence[_Row]]:
    """
    Part the lines of households from the lines of persons, each with the labels of its unit.

    Raises `ReadError` for a line with figures that says neither.
    """
    if columns.counted is None:
        return {columns.whom: rows}
    parts: dict[Counted, list[_Row]] = {Counted.HOUSEHOLDS: [], Counted.PERSONS: []}
    above: _Row | None = None
    for row in rows:
        whom = _whom(row, columns)
        if whom is Counted.PERSONS and above is not None:
            labelled = _with_labels_of(above, row, columns)
        else:
            labelled = row
        for counted in parts if whom is None else (whom,):
            parts[counted].append(_without(labelled, columns.counted))
        above = labelled if whom is Counted.HOUSEHOLDS else None
    return {counted: of_part for counted, of_part in parts.items() if _have_figures(of_part)}


def _whom(row: _Row, columns: YearColumns) -> Counted | None:
    """Return whom a line counts, or None for a line without figures, such as a heading."""
    cell = row[columns.counted or 0]
    words = plain(cell.text)
    if words in vocabulary.HOUSEHOLDS:
        return Counted.HOUSEHOLDS
    if words in vocabulary.PERSONS:
        return Counted.PERSONS
    figures = [row[column] for column in columns.figures.values() if row[column].text]
    if not figures:
        return None
    expected = phrase("households or persons (hộ, nhân khẩu) beside every line")
    found = phrase("“{text}” beside {name}", text=cell.text, name=row[columns.name].text)
    source = cell.source if cell.text else figures[0].source
    raise ReadError(expected, found, source.file, source.location)


def _with_labels_of(above: _Row, row: _Row, columns: YearColumns) -> _Row:
    """Return the second line of a unit with the name and the ordinal of the first."""
    own_name, name = row[columns.name], above[columns.name]
    if own_name.text not in {"", name.text}:
        return row
    labels = {columns.name, columns.ordinal}
    return tuple(
        above[column] if column in labels and not cell.text else cell
        for column, cell in enumerate(row)
    )


def _without(row: _Row, column: int) -> _Row:
    """Return a line with one cell blank, which has been understood."""
    return (*row[:column], evolve(row[column], text=""), *row[column + 1 :])


def _have_figures(rows: Sequence[_Row]) -> bool:
    return any(is_figure(cell.text) for row in rows for cell in row)

"""The cells of a workbook in which the figures of a plan stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen
from openpyxl.utils.cell import coordinate_to_tuple

from povertyplan.documents.annex.shares import as_percentage
from povertyplan.documents.figures import read_rate
from povertyplan.documents.write.patch_xlsx.formula_graph import SheetCell
from povertyplan.documents.write.printed import shows
from povertyplan.model.fields import Rate, Value
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place, in_annex, is_total
from povertyplan.model.tabular import cells
from povertyplan.reading import Reading


@frozen
class FigureCells:
    """The cells in which the figures of a plan stand, and what they show."""

    reading: Reading
    texts: Mapping[SheetCell, str]
    by_place: Mapping[Place, SheetCell]  #: but for the figures of further columns
    places: Mapping[SheetCell, list[Place]]
    shares: frozenset[tuple[str, int]]  #: the columns, after their sheet, of shares of one

    @classmethod
    def of(cls, reading: Reading, texts: Mapping[SheetCell, str]) -> "FigureCells":
        """Find the cells of the figures of a reading, given the texts that the workbook shows."""
        further = {place for place, _ in reading.form.further}
        by_place: dict[Place, SheetCell] = {}
        places: defaultdict[SheetCell, list[Place]] = defaultdict(list)
        for place, source in reading.sources.items():
            is_cell = source.sheet is not None and source.cell is not None
            if is_cell and place not in further:
                cell = SheetCell(str(source.sheet), coordinate_to_tuple(str(source.cell)))
                by_place[place] = cell
                places[cell].append(place)
        shares = frozenset(_columns_of_shares(reading, by_place, texts))
        return cls(reading, texts, by_place, dict(places), shares)

    def cell(self, place: Place) -> SheetCell | None:
        """
        Return the cell of a figure.

        A blank one stands where the column of its figure meets the row of its line; None where
        the other cells of both leave it open.
        """
        known = self.by_place.get(place)
        if known is not None or not in_annex(place.row):
            return known
        rows: set[tuple[str, int]] = set()
        columns: set[tuple[str, int]] = set()
        for other, cell in self.by_place.items():
            row, column = cell.position
            if other.row == place.row:
                rows.add((cell.sheet, row))
            elif other.field == place.field and in_annex(other.row):
                columns.add((cell.sheet, column))
        if len(rows) != 1 or len(columns) != 1:
            return None
        (sheet, row), (sheet_of_column, column) = *rows, *columns
        return SheetCell(sheet, (row, column)) if sheet == sheet_of_column else None

    def is_share(self, cell: SheetCell) -> bool:
        """Whether a cell stands in a column that shows rates as shares of one."""
        return (cell.sheet, cell.position[1]) in self.shares

    def shows(self, cell: SheetCell, text: str, figure: Value) -> bool:
        """Whether the text of a cell is read as a figure."""
        return shows(text, figure, is_share=self.is_share(cell))

    def alike(self, cell: SheetCell, *, is_row: bool) -> list[SheetCell]:
        """Return the cells that may compute like one: its column of the annex, or its total row."""
        own_places = self.places.get(cell, ())
        alike: list[SheetCell] = []
        for other, places in self.places.items():
            is_in_line = other.position[is_row ^ 1] == cell.position[is_row ^ 1]
            if other.sheet != cell.sheet or not is_in_line:
                continue
            is_like = _are_totals_alike if is_row else _are_of_one_column
            if any(is_like(place, places[0]) for place in own_places):
                alike.append(other)
        return alike


def _are_of_one_column(place: Place, other: Place) -> bool:
    return place.field == other.field and in_annex(other.row)


def _are_totals_alike(place: Place, other: Place) -> bool:
    """Whether two figures are counts of one total, or rates of it."""
    is_same_total = is_total(place.row) and place.row == other.row
    return is_same_total and isinstance(place.field, Rate) == isinstance(other.field, Rate)


def _columns_of_shares(
    reading: Reading, by_place: Mapping[Place, SheetCell], texts: Mapping[SheetCell, str]
) -> Iterator[tuple[str, int]]:
    """Yield the columns, after their sheet, of rates that the reading took for shares of one."""
    figures = cells(reading.plan)
    for place, cell in by_place.items():
        text = texts.get(cell, "")
        if not isinstance(place.field, Rate) or not in_annex(place.row) or "%" in text:
            continue
        shown, figure = read_rate(text), figures.get(place)
        if isinstance(shown, Percent) and shown != figure and as_percentage(shown) == figure:
            yield cell.sheet, cell.position[1]

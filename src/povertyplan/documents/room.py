"""How much the tables of one document may hold together."""

from collections.abc import Iterable

from attrs import define

from povertyplan.documents.grid import MOST_CELLS, Grid, Span, squared
from povertyplan.errors import ReadError
from povertyplan.messages import phrase
from povertyplan.reading import Source

#: A workbook has many sheets, and few of them are annexes.
MOST_TOGETHER = 2 * MOST_CELLS


@define
class Room:
    """The cells that the tables of a document may still have."""

    file: str
    left: int = MOST_TOGETHER

    def squared(self, spans: Iterable[Span], blanks: Source) -> Grid:
        """
        Resolve the merged cells of one more table.

        Raises `ReadError` where the tables come to more than any document's.
        """
        grid = squared(spans, blanks)
        self.left -= sum(map(len, grid.rows))
        if self.left < 0:
            most = phrase("at most {number} cells in all tables").format(number=MOST_TOGETHER)
            raise ReadError(most, phrase("more"), self.file, blanks.where)
        return grid

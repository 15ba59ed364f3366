"""The figures in the cells of an annex, where they stand, and how they are written."""

from collections import Counter
from collections.abc import Collection, Iterator

from attrs import define, field

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.line import AnnexLine
from povertyplan.documents.annex.shares import as_percentage
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import (
    CountRead,
    Unreadable,
    decimal_mark,
    is_dash,
    read_count,
    read_rate,
)
from povertyplan.model.fields import Count, DocumentFact, Field, Rate, Value
from povertyplan.model.percent import Percent
from povertyplan.model.places import Part, Place, Row, place_of
from povertyplan.reading import Form, Notice, Source


@define
class CellsRead:
    """The cells of an annex that hold something besides figures, gathered row by row."""

    columns: Columns
    shares: Collection[int] = ()  #: the columns of rates that hold shares of one
    sources: dict[Place, Source] = field(factory=dict[Place, Source])
    printed: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    unreadable: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    computed: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    uncomputed: list[Place] = field(factory=list[Place])
    as_text: list[Place] = field(factory=list[Place])
    further: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    by_format: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    marks: Counter[str] = field(factory=Counter[str])  #: decimal marks
    #: Every way in which a count of 0, or its rate, is written, and where that is first.
    zero_counts: dict[str, Source] = field(factory=dict[str, Source])
    zero_rates: dict[str, Source] = field(factory=dict[str, Source])
    #: Counts with marks of thousands, which may be decimal marks.
    grouped: list[tuple[Cell, CountRead]] = field(factory=list[tuple[Cell, CountRead]])
    #: Shares of one, each with the percentage that it was read as.
    read_as_shares: list[tuple[Cell, Percent]] = field(factory=list[tuple[Cell, Percent]])
    #: Texts in the columns of *further* that are not figures.
    not_understood: list[tuple[str, Source]] = field(factory=list[tuple[str, Source]])

    def read(self, line: AnnexLine, row: Row) -> dict[Field, Value]:
        """Return the figures of a line by their fields; *row* is its place in the plan."""
        figures: dict[Field, Value] = {}
        for name, column in self.columns.fields.items():
            place, cell = place_of(row, name), line.cells[column]
            self.sources[place] = cell.source
            if cell.text:
                self.printed.append((place, cell.text))
            if cell.formula:
                self.computed.append((place, cell.formula))
            if cell.is_uncomputed:
                self.uncomputed.append(place)
            if isinstance(name, Count):
                figures[name] = self._count(place, cell, line.counts[name])
            else:
                figures[name] = self._rate(place, cell, is_share=column in self.shares)
            is_number = figures[name] is not None and not is_dash(cell.text)
            if cell.is_text and is_number:
                self.as_text.append(place)
        for count, column in self.columns.rates.items():
            if figures.get(count) == 0:
                self._zero_rate(line.cells[column])
        for name, column in self.columns.further.items():
            self._further(Place(row, name), line.cells[column])
        return figures

    def _count(self, place: Place, cell: Cell, count: CountRead | Unreadable | None) -> int | None:
        match count:
            case Unreadable(text):
                self.unreadable.append((place, text))
                return None
            case CountRead(number, mark):
                if mark.strip():
                    self.grouped.append((cell, count))
                if number == 0:
                    self.zero_counts.setdefault(cell.text, cell.source)
                return number
            case _:
                return None

    def _rate(self, place: Place, cell: Cell, *, is_share: bool) -> Percent | None:
        rate = read_rate(cell.text)
        if isinstance(rate, Unreadable):
            self.unreadable.append((place, rate.text))
            return None
        if rate is None:
            return None
        mark = decimal_mark(cell.text)
        if mark:
            self.marks[mark] += 1
        elsewhere = read_rate(cell.in_libreoffice)
        if isinstance(elsewhere, Percent):
            shown = as_percentage(elsewhere) if is_share else elsewhere
            self.by_format.append((place, str(shown)))
        if not is_share:
            return rate
        percentage = as_percentage(rate)
        self.read_as_shares.append((cell, percentage))
        return percentage

    def _zero_rate(self, cell: Cell) -> None:
        """Record how the rate of a count of 0 is written."""
        rate = read_rate(cell.text)
        is_zero = isinstance(rate, Percent) and not rate.digits
        if is_zero or is_dash(cell.text):
            self.zero_rates.setdefault(cell.text, cell.source)

    def _further(self, place: Place, cell: Cell) -> None:
        """Record the figure of a column that follows from others, as it is printed."""
        is_rate = isinstance(place.field, Rate)
        match read_rate(cell.text) if is_rate else read_count(cell.text):
            case CountRead(number):
                printed = str(number)
            case Percent() as rate:
                printed = str(rate)
            case Unreadable(text):
                self.not_understood.append((text, cell.source))
                return
            case _:
                return
        self.sources[place] = cell.source
        self.further.append((place, printed))

    def _notice_of_shares(self) -> Iterator[Notice]:
        """Yield one notice of all shares of one, with the first of them."""
        for cell, percentage in self.read_as_shares[:1]:
            values = (("text", f"“{cell.text}”"), ("percent", percentage))
            yield Notice("rates-as-shares", cell.source, values)

    def form(self) -> Form:
        """Return how the figures are written."""
        in_two_ways = [ways for ways in (self.zero_counts, self.zero_rates) if len(ways) > 1]
        # One way is noted, too: two tables of a year each may have two ways between them.
        for ways in in_two_ways or (self.zero_rates, self.zero_counts):
            if ways:
                zeros = Place(Part.DOCUMENT, DocumentFact.ZEROS)
                self.sources.setdefault(zeros, list(ways.values())[-1])
        return Form(
            marks=tuple(mark for mark, _ in self.marks.most_common()),
            zero_counts=tuple(self.zero_counts),
            zero_rates=tuple(self.zero_rates),
            printed=tuple(self.printed),
            unreadable=tuple(self.unreadable),
            uncomputed=tuple(self.uncomputed),
            as_text=tuple(self.as_text),
            computed=tuple(self.computed),
            by_format=tuple(self.by_format),
            further=tuple(self.further),
        )

    def notices(self) -> list[Notice]:
        """Return notices of a mark that is ambiguous, and of texts that were set aside."""
        notices = list(self._notice_of_shares())
        for cell, count in self.grouped:
            if not self.marks or count.mark in self.marks:
                values = (("text", f"“{cell.text}”"), ("number", count.number))
                notices.append(Notice("group-mark", cell.source, values))
                break
        if self.not_understood:
            text, source = self.not_understood[0]
            told = (("number", len(self.not_understood)), ("text", f"“{text}”"))
            notices.append(Notice("cells-set-aside", source, told))
        return notices

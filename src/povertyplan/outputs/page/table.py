"""The table of a document as it is printed, with the cells that findings are about."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

from attrs import frozen

from povertyplan.arithmetic.ordinals import Sectioned
from povertyplan.findings import Task
from povertyplan.messages import Sentence, field_label, show, translated
from povertyplan.messages.labels import PARTS
from povertyplan.model.fields import FACTS, HEADLINE, LABOUR, Counted, Figure, Rate, Value, count_of
from povertyplan.model.places import Figures, Part, Place, Row, SectionRow, in_annex, place_of
from povertyplan.model.tabular import Tabular
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.page.cards import Card, capital, cell_name

_RATE = Sentence("Rate (%)")
_COUNTED: Mapping[Counted | None, Sentence] = {
    Counted.HOUSEHOLDS: Sentence("Households"),
    Counted.PERSONS: Sentence("People"),
}
_ORDINAL = Sentence("No.")
_UNIT = Sentence("Unit")
#: A table with more rows than this is shown in a box that scrolls.
_LONG = 60
#: A table with more columns of figures than this is printed on paper that lies on its side.
_BROAD = 12


@frozen
class Head:
    """A box of the heading."""

    text: str
    columns: int = 1
    lines: int = 1


@frozen
class CardMark:
    """The number of a card that is about a cell, and how the cell is shown."""

    number: int
    task: Task | None  #: what the card asks for; None where the cell stays as it is


@frozen
class PageCell:
    """A cell as it is printed; the first of its marks colours it."""

    text: str
    name: str = ""
    marks: tuple[CardMark, ...] = ()


@frozen
class PageLine:
    """A line of a table: a unit, a heading of a section, or a sum."""

    ordinal: str
    name: str
    cells: tuple[PageCell, ...]
    is_sum: bool = False

    @property
    def kind(self) -> str:
        """How it is shown: a sum, a line that a finding is about, or any other."""
        if self.is_sum:
            return "sum"
        return "hit" if any(cell.marks for cell in self.cells) else ""


@frozen
class PageTarget:
    """A figure of the text, or of the labour targets."""

    label: str
    cell: PageCell


@frozen
class TableView:
    """The table of a document with its headings in two lines, and the targets of its text."""

    targets: tuple[PageTarget, ...]
    heads: tuple[tuple[Head, ...], ...]
    lines: tuple[PageLine, ...]
    columns: int  #: of figures

    @property
    def is_marked(self) -> bool:
        """Whether a finding is about any of its lines."""
        return any(cell.marks for line in self.lines for cell in line.cells)

    @property
    def has_staying(self) -> bool:
        """Whether a cell of it does not agree for no other reason than that another is wrong."""
        cells = chain.from_iterable(line.cells for line in self.lines)
        return any(mark.task is None for cell in cells for mark in cell.marks)

    @property
    def is_broad(self) -> bool:
        """Whether it is too broad for paper that stands upright."""
        return self.columns > _BROAD

    @property
    def is_long(self) -> bool:
        """Whether it is shown in a box that scrolls."""
        return len(self.lines) > _LONG


def shown_places(checked: Checked) -> set[Place]:
    """Return the places of all cells that the page shows."""
    table = checked.tabular
    figures = table.figures()
    columns = _columns(figures)
    rows = [row for row in _drawn_rows(table) if row in figures]
    places = {place_of(row, field) for row in rows for field in columns}
    return places | {place_of(part, field) for part, field in _stated_targets(figures)}


def table_of(checked: Checked, cards: Sequence[Card], lang: str) -> TableView:
    """Return the table of a document, its cells marked with the numbers of their cards."""
    drawing = _Drawing.of(checked, cards, lang)
    return TableView(
        tuple(drawing.targets()),
        tuple(drawing.heads()),
        tuple(drawing.lines()),
        len(drawing.columns),
    )


@frozen
class _Drawing:
    """The state of a table while its cells are drawn."""

    checked: Checked
    table: Tabular
    figures: Figures
    printed: Mapping[Place, str]
    columns: Sequence[Figure]
    marks: Mapping[Place, Sequence[CardMark]]
    lang: str

    @classmethod
    def of(cls, checked: Checked, cards: Sequence[Card], lang: str) -> "_Drawing":
        table = checked.tabular
        figures = table.figures()
        marks = _marks(cards)
        printed = checked.reading.printed
        return cls(checked, table, figures, printed, _columns(figures), marks, lang)

    def targets(self) -> Iterator[PageTarget]:
        """Yield the figures of the text that it states."""
        for part, field in _stated_targets(self.figures):
            label = field_label(field, self.table.year_of(field), self.lang)
            yield PageTarget(capital(label), self._cell(part, field))

    def heads(self) -> Iterator[tuple[Head, ...]]:
        """Yield the two lines of the heading: what is counted, and how."""
        upper = [Head(_ORDINAL.text({}, self.lang), 1, 2), Head(_UNIT.text({}, self.lang), 1, 2)]
        lower: list[Head] = []
        for counted, several in groupby(self.columns, key=_counted):
            group = list(several)
            year = self.table.year_of(counted)
            label = field_label(counted, year, self.lang)
            upper.append(Head(capital(label), len(group), 1 if len(group) > 1 else 2))
            if len(group) > 1:
                lower += [Head(self._kind(field)) for field in group]
        yield tuple(upper)
        yield tuple(lower)

    def _kind(self, field: Figure) -> str:
        """Return whether a column of a group counts, or is the rate beside that."""
        counted = _COUNTED[FACTS[field].counted]
        return (_RATE if isinstance(field, Rate) else counted).text({}, self.lang)

    def lines(self) -> Iterator[PageLine]:
        """Yield the rows in their order, the heading of each section before its rows."""
        form = self.checked.reading.form
        for row in _drawn_rows(self.table):
            match row:
                case SectionRow():
                    cells = self._cells(row) if row in self.figures else ()
                    yield PageLine("", self.table.name_of(row), cells, is_sum=True)
                case Part():
                    label = capital(translated(PARTS[row], self.lang))
                    yield PageLine("", label, self._cells(row), is_sum=True)
                case number:
                    ordinal = form.ordinal_of(number) or str(number)
                    yield PageLine(ordinal, self.table.name_of(number), self._cells(number))

    def _cells(self, row: Row) -> tuple[PageCell, ...]:
        return tuple(self._cell(row, field) for field in self.columns)

    def _cell(self, row: Row, field: Figure) -> PageCell:
        place = place_of(row, field)
        value = self.figures[row].get(field)
        text = self.printed.get(place) or _text(value, row, self.lang)
        marks = tuple(self.marks.get(place, ()))
        return PageCell(text, cell_name(place) if marks else "", marks)


def _text(value: Value, row: Row, lang: str) -> str:
    """Return a figure without a document; in the table the heading says that it is a per cent."""
    if value is None:
        return ""
    text = show(value, lang)
    return text.removesuffix("%") if in_annex(row) else text


def _columns(figures: Figures) -> list[Figure]:
    """Return the figures that any row of the table states, in the order of its columns."""
    rows = [flat for row, flat in figures.items() if in_annex(row)]
    fields = dict.fromkeys(chain.from_iterable(rows))
    stated = {field for flat in rows for field, value in flat.items() if value is not None}
    return [field for field in fields if field in stated and isinstance(field, Figure)]


def _stated_targets(figures: Figures) -> Iterator[tuple[Part, Figure]]:
    for part, fields in ((Part.HEADLINE, HEADLINE), (Part.LABOUR, LABOUR)):
        flat = figures.get(part, {})
        yield from ((part, field) for field in fields if flat.get(field) is not None)


def _counted(field: Figure) -> Figure:
    """Return the count that a rate is a share of the whole as, or the figure itself."""
    return (count_of(field) or field) if isinstance(field, Rate) else field


def _drawn_rows(table: Tabular) -> Iterator[Row]:
    """Yield the rows of a table from the top, each section above its rows, and the total last."""
    sections: dict[Row, list[SectionRow]] = {}
    for number, section in enumerate(table.sections if isinstance(table, Sectioned) else (), 1):
        first = section.rows[0] if section.rows else Part.TOTAL
        sections.setdefault(first, []).append(SectionRow(number))
    for row in table.rows:
        yield from sections.get(row, ())
        yield row
    yield from sections.get(Part.TOTAL, ())
    if table.total is not None:
        yield Part.TOTAL


def _marks(cards: Sequence[Card]) -> Mapping[Place, Sequence[CardMark]]:
    """Return the numbers of the cards that are about each place, the gravest first."""
    marks: dict[Place, list[CardMark]] = {}
    for card in cards:
        for place in card.places:
            marks.setdefault(place, []).append(CardMark(card.number, card.task))
    for card in cards:
        for place in card.staying:
            marks.setdefault(place, []).append(CardMark(card.number, None))
    return marks

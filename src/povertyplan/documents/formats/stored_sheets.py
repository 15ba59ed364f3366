"""The sheets of a workbook (.xlsx) as it stores them: cells, formulas, ranges, what is hidden."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import IO, Any
from zipfile import ZipFile

from attrs import define, field, frozen
from openpyxl.cell.rich_text import CellRichText
from openpyxl.packaging import relationship
from openpyxl.reader import excel
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet import _reader as openpyxl_reader
from openpyxl.worksheet._reader import WorkSheetParser  # values and formulas in one pass
from openpyxl.xml.constants import ARC_STYLE, REL_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from povertyplan.documents import limits
from povertyplan.documents.formats.cell_styles import CellStyles
from povertyplan.documents.formats.sheet import Merged
from povertyplan.documents.formats.stored_cells import HiddenRows, StoredCell
from povertyplan.documents.formats.stored_styles import StoredStyles
from povertyplan.documents.formats.stored_texts import shared_texts, text_of
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Source

_LAST_COLUMN = 16_384
#: The least height of a row in points, and width of a column in digits, at which it is seen.
_LEAST_SIZE = 0.1

_SHEET, _PROPERTIES, _CALCULATION = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("sheet", "workbookPr", "calcPr")
)
#: The relationship that leads from a workbook to the part of a sheet.
_IDENTITY = f"{{{REL_NS}}}id"
_ON = frozenset({"1", "true"})

# What openpyxl gives has no types for what is read here.
_ParsedCell = dict[Any, Any]


@frozen
class StoredSheet:
    """A sheet as its workbook stores it."""

    source: Source
    part: str  #: the name of its part in the package, such as ``xl/worksheets/sheet1.xml``
    cells: Sequence[StoredCell]  #: those that hold something, row by row
    merged: Sequence[Merged]
    hidden: HiddenRows
    hidden_columns: frozenset[int]


@define
class _SheetBudget:
    """The cells, their characters, and those of moved formulas, that sheets may still have."""

    cells: int = field(factory=lambda: limits.MOST_TOGETHER)
    characters: int = field(factory=lambda: limits.MOST_BYTES)
    moved: int = field(factory=lambda: limits.MOST_MOVED)


@frozen
class SheetEntry:
    """A sheet of cells as its workbook names it."""

    title: str
    is_visible: bool
    part: str


@frozen
class StoredWorkbook:
    """A workbook, and the styles of its cells; get one from `stored_workbook`."""

    file: str
    archive: ZipFile
    entries: Sequence[SheetEntry]
    shared_texts: Sequence[str | CellRichText]
    styles: CellStyles
    epoch: datetime  #: the day from which its dates count
    on_load: bool  #: whether it is computed anew when it is opened
    budget: _SheetBudget = field(factory=_SheetBudget)

    def shows_date(self, style: int) -> bool:
        """Whether a cell of a style shows a number as a date or a time."""
        return style in self.styles.stored.dates

    @property
    def sheets(self) -> Iterator[tuple[Source, SheetEntry]]:
        """The sheets of cells in their order, for `stored`."""
        for entry in self.entries:
            yield Source(self.file, sheet=entry.title), entry

    def stored(self, source: Source, entry: SheetEntry) -> StoredSheet:
        """
        Return the cells of a sheet, its merged ranges, and its hidden rows and columns.

        Raises `ReadError` for a sheet, or all sheets together, beyond the limits.
        """
        with self.archive.open(entry.part) as stream:
            texts: Any = self.shared_texts
            parser = _SheetParser(
                stream,
                texts,
                data_only=True,
                epoch=self.epoch,
                date_formats=self.styles.stored.dates,
                timedelta_formats=self.styles.stored.durations,
            )
            parser.budget = self.budget
            cells = list(_stored_cells(parser, source))
        return StoredSheet(
            source,
            entry.part,
            cells,
            [_merged(reference) for reference in parser.merged],
            _hidden_rows(parser),
            _hidden_columns(parser.column_dimensions.values()),
        )


def stored_workbook(data: bytes, file: str) -> StoredWorkbook:
    """
    Open a workbook that `archive.safe` returned.

    openpyxl raises all kinds of errors for a broken one: `archive.opening` is to turn them into
    a `ReadError`.  Of openpyxl only what reads parts and sheets is used: `load_workbook` makes an
    object of every style, name and rule, of which worn workbooks have tens of thousands.
    """
    opener: Any = excel  # which has no types for what is used here
    reader = opener.ExcelReader(BytesIO(data), read_only=True)
    reader.read_manifest()
    archive: ZipFile = reader.archive
    texts: list[str | CellRichText] = []
    shared = reader.package.find(SHARED_STRINGS)
    if shared is not None:
        with archive.open(shared.PartName[1:]) as stream:
            texts = shared_texts(stream)
    styles = StoredStyles()
    if ARC_STYLE in archive.namelist():
        with archive.open(ARC_STYLE) as stream:
            styles = StoredStyles.of(stream)
    part: str = opener._find_workbook_part(reader.package).PartName[1:]  # noqa: SLF001  # openpyxl has no public name for it
    with archive.open(part) as stream:
        book = _MainPart.of(stream)
    entries = list(_entries(book, archive, part))
    _refuse_sheets_of_one_part(entries, archive, file)
    epoch = CALENDAR_MAC_1904 if book.is_of_1904 else CALENDAR_WINDOWS_1900
    return StoredWorkbook(file, archive, entries, texts, CellStyles(styles), epoch, book.on_load)


@frozen
class _MainPart:
    """What the main part of a workbook says of it."""

    sheets: Sequence[Mapping[str, str]]
    is_of_1904: bool
    on_load: bool

    @classmethod
    def of(cls, stream: IO[bytes]) -> "_MainPart":
        """Read the main part; names and views are passed over."""
        sheets: list[Mapping[str, str]] = []
        is_of_1904, on_load = False, True
        for _, element in iterparse(stream):
            if element.tag == _SHEET:
                sheets.append(dict(element.attrib))
                if len(sheets) > limits.MOST_SHEETS:
                    most = phrase("at most {number} sheets", number=limits.MOST_SHEETS)
                    raise ReadError(most, phrase("more"))
            elif element.tag == _PROPERTIES:
                is_of_1904 = element.get("date1904") in _ON
            elif element.tag == _CALCULATION:
                on_load = element.get("fullCalcOnLoad", "1") in _ON
            element.clear()
        return cls(sheets, is_of_1904, on_load)


def _entries(book: _MainPart, archive: ZipFile, part: str) -> Iterator[SheetEntry]:
    """Yield the sheets of cells whose parts are there."""
    library: Any = relationship  # which has no types for what is used here
    relations = library.get_dependents(archive, library.get_rels_path(part)).to_dict()
    parts = frozenset(archive.namelist())
    for sheet in book.sheets:
        identity = sheet.get(_IDENTITY)
        if not identity:
            continue
        relation = relations[identity]
        if relation.target in parts and "chartsheet" not in relation.Type:
            is_visible = sheet.get("state", "visible") == "visible"
            yield SheetEntry(sheet["name"], is_visible, relation.target)


def _refuse_sheets_of_one_part(entries: Sequence[SheetEntry], archive: ZipFile, file: str) -> None:
    """Refuse a workbook whose sheets name the same parts so often that reading takes long."""
    if sum(archive.getinfo(entry.part).file_size for entry in entries) > limits.MOST_XML:
        most = phrase("at most {number} bytes of XML when unpacked", number=limits.MOST_XML)
        raise ReadError(most, phrase("more"), file)


class _SheetParser(WorkSheetParser):
    """openpyxl's parser of a sheet, which gives a cell its formula beside its value."""

    budget: _SheetBudget
    cells = 0
    filtered = ""  #: the range of the filter of the sheet, if it has one
    has_tables = False  #: each of which has a filter of its own
    merged: Sequence[str] = ()  #: ranges

    def parse(self) -> Generator[tuple[int, list[_ParsedCell]]]:
        """Yield the rows with their numbers, and note the other elements that are read here."""
        for _, element in iterparse(self.source):
            match element.tag:
                case openpyxl_reader.ROW_TAG:
                    yield self.parse_row(element)
                case openpyxl_reader.COL_TAG:
                    self.parse_column_dimensions(element)
                case openpyxl_reader.MERGE_TAG:
                    self.merged = [cells.get("ref", "") for cells in element]
                case openpyxl_reader.FILTER_TAG:
                    self.filtered = element.get("ref", "")
                case openpyxl_reader.TABLE_TAG:
                    self.has_tables = True
                case _:
                    continue
            element.clear()

    def parse_cell(self, element: Any) -> _ParsedCell:  # noqa: ANN401  # an element of ElementTree
        """Return a cell, and its formula if it has one."""
        self.cells += 1
        self.budget.cells -= 1
        if self.cells > limits.MOST_CELLS:
            most = phrase("at most {number} cells in a sheet", number=limits.MOST_CELLS)
            raise ReadError(most, phrase("more"))
        if self.budget.cells < 0:
            most = phrase("at most {number} cells in all sheets", number=limits.MOST_TOGETHER)
            raise ReadError(most, phrase("more"))
        parser: Any = super()
        inline = element.find(openpyxl_reader.INLINE_STRING)
        if inline is not None:
            element.remove(inline)
        cell: _ParsedCell = parser.parse_cell(element)
        if inline is not None and cell["data_type"] == "inlineStr":
            cell |= {"value": text_of(inline), "data_type": "s"}
        if isinstance(cell["value"], str | CellRichText):  # many cells may share a long one
            self.budget.characters -= len(str(cell["value"]))
            if self.budget.characters < 0:
                most = phrase("at most {number} characters", number=limits.MOST_BYTES)
                raise ReadError(most, phrase("more"))
        formula = element.find(openpyxl_reader.FORMULA_TAG)
        if formula is not None:
            cell["formula"] = self._formula(element, formula)
        return cell

    def _formula(self, element: Any, formula: Any) -> str:  # noqa: ANN401  # as elements of ElementTree
        """Return the formula of a cell; one that cells share is moved to its place."""
        if formula.get("t") == "shared":
            shared: Any = self.shared_formulae.get(formula.get("si"))
            text = formula.text or "" if shared is None else shared.tokenizer.formula
            self.budget.moved -= len(text)
            if self.budget.moved < 0:
                most = phrase(
                    "formulas of at most {number} characters in cells that share them",
                    number=limits.MOST_MOVED,
                )
                raise ReadError(most, phrase("more"))
        parser: Any = super()
        parsed = parser.parse_formula(element)
        return str(getattr(parsed, "text", parsed)).removeprefix("=")


def _hidden_rows(parser: _SheetParser) -> HiddenRows:
    """Return the hidden rows; a filter of the sheet hides those in its range."""
    dimensions = parser.row_dimensions.items()
    rows = {int(row) for row, dimension in dimensions if _is_hidden(dimension, "ht")}
    if parser.has_tables:
        return HiddenRows(rows, rows)
    if not parser.filtered:
        return HiddenRows(rows)
    filtered = _merged(parser.filtered)
    return HiddenRows(rows, {row for row in rows if filtered.top < row <= filtered.bottom})


def _stored_cells(parser: _SheetParser, source: Source) -> Iterator[StoredCell]:
    """
    Yield the cells that hold something, row by row.

    Raises `ReadError` for a sheet with more such rows than the limit.
    """
    filled_rows = 0
    for _, row in parser.parse():
        cells: list[_ParsedCell] = list(filter(_holds_something, row))
        filled_rows += bool(cells)
        if filled_rows > limits.MOST_ROWS:
            most = phrase("at most {number} rows in a sheet", number=limits.MOST_ROWS)
            raise ReadError(most, phrase("more"), source.file, source.location)
        for cell in cells:
            formula = cell.get("formula", "")
            yield StoredCell(cell["row"], cell["column"], cell["value"], cell["style_id"], formula)


def _holds_something(cell: _ParsedCell) -> bool:
    """Whether a cell has a value, or a formula that was never computed."""
    # A computed formula that gives no text has no value either, but the type ``str``.
    is_uncomputed = "formula" in cell and cell["data_type"] != "str"
    return cell["value"] is not None or is_uncomputed


def _merged(reference: str) -> Merged:
    """Return a merged range; an edge that the reference leaves out is the first."""
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(reference))
    return Merged(left, top, right, bottom)


def _hidden_columns(dimensions: Iterable[Mapping[str, str]]) -> frozenset[int]:
    hidden_ranges = sorted(
        (int(dimension["min"]), int(dimension["max"]))
        for dimension in dimensions
        if _is_hidden(dimension, "width")
    )
    hidden: set[int] = set()
    seen = 0  # ranges may overlap, and each be as wide as the sheet
    for first, last in hidden_ranges:
        hidden.update(range(max(first, seen + 1), min(last, _LAST_COLUMN) + 1))
        seen = max(seen, last)
    return frozenset(hidden)


def _is_hidden(dimension: Mapping[str, str], size: str) -> bool:
    """Whether the properties of a row or of some columns hide them; so does the *size* 0."""
    return dimension.get("hidden") in {"1", "true"} or float(dimension.get(size, "1")) < _LEAST_SIZE

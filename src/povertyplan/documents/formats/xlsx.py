"""Workbooks (.xlsx) to paragraphs and grids: every visible sheet, each cell as it is shown."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from povertyplan.documents.content import (
    Cell,
    CellBudget,
    Content,
    Grid,
    Paragraph,
)
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.cell_styles import CellStyles
from povertyplan.documents.formats.number_format import mark_of_stored
from povertyplan.documents.formats.sheet import Sheet, laid_out
from povertyplan.documents.formats.stored_cells import StoredCell, computed, rows_left_out
from povertyplan.documents.formats.stored_sheets import (
    StoredSheet,
    StoredWorkbook,
    stored_workbook,
)
from povertyplan.documents.formats.struck import StruckText
from povertyplan.reading import Notice, Source

#: Places of an endless number without a format: as a rate, and as a share of one.
_PLACES_OF_RATE, _PLACES_OF_SHARE = 2, 4


def content(data: bytes, file: str) -> Content:
    """
    Read the visible sheets of a workbook.

    Raises `ReadError` if the bytes are not a workbook, or one beyond the limits.
    """
    data = archive.safe(data, file)
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    notices: list[Notice] = []
    budget = CellBudget(file)
    struck = StruckText()
    with archive.opening(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        for sheet in _sheets(data, file, notices, struck):
            lines, tables, told = laid_out(sheet, budget)
            paragraphs.extend(lines)
            grids.extend(tables)
            notices.extend(told)
    notices.extend(struck.notices())
    return Content(file, tuple(paragraphs), tuple(grids), tuple(notices))


def _sheets(data: bytes, file: str, notices: list[Notice], struck: StruckText) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook, and add notices of hidden sheets and struck texts."""
    workbook = stored_workbook(data, file)
    for source, entry in workbook.sheets:
        if entry.is_visible:
            yield _sheet(workbook, workbook.stored(source, entry), struck)
        else:
            notices.append(Notice("sheet-hidden", source, (("text", f"“{source.sheet}”"),)))


def _sheet(workbook: StoredWorkbook, sheet: StoredSheet, struck: StruckText) -> Sheet:
    """Return the cells of a sheet as they are shown, beside its ranges and what is hidden."""
    source, hidden = sheet.source, sheet.hidden
    stored, anew = computed(sheet.cells, hidden, on_load=workbook.on_load)
    kept, struck_cells = _parted(stored, workbook.styles, source, struck)
    return Sheet(
        source,
        {**shown_cells(kept, workbook.styles, source), **struck_cells},
        sheet.merged,
        frozenset(hidden.rows),
        sheet.hidden_columns,
        rows_left_out(stored, hidden),
        _notice_of_evaluated(anew, source),
    )


def _notice_of_evaluated(cells: Sequence[StoredCell], source: Source) -> tuple[Notice, ...]:
    """Return a notice of the formulas that were evaluated here, if there are any."""
    if not cells:
        return ()
    values = (("number", len(cells)), ("text", cells[0].name))
    return (Notice("formulas-evaluated", _source(cells[0], source), values),)


def _parted(
    stored: Iterable[StoredCell], styles: CellStyles, source: Source, struck: StruckText
) -> tuple[list[StoredCell], dict[tuple[int, int], Cell]]:
    """Return the cells without their struck-through text, and those that are struck whole."""
    cells: list[StoredCell] = []
    withdrawn_cells: dict[tuple[int, int], Cell] = {}
    for cell in stored:
        value, withdrawn = styles.parts(cell.value, cell.style)
        if withdrawn:
            struck.add(withdrawn, _source(cell, source))
        is_struck_whole = value is None and cell.value is not None
        if is_struck_whole:
            withdrawn_cells[cell.position] = Cell("", _source(cell, source), struck=withdrawn)
        else:
            cells.append(cell if value is cell.value else evolve(cell, value=value))
    return cells, withdrawn_cells


def shown_cells(
    stored: Sequence[StoredCell], styles: CellStyles, source: Source
) -> dict[tuple[int, int], Cell]:
    """Return the cells as they are shown, by row and column; one that shows nothing is left out."""
    decimal_mark = mark_of_stored(cell.value for cell in stored if isinstance(cell.value, str))
    rates = _columns_of_rates(stored)
    cells: dict[tuple[int, int], Cell] = {}
    for cell in stored:
        places = _PLACES_OF_RATE if cell.column in rates else _PLACES_OF_SHARE
        text = styles.text(cell.value, cell.style, decimal_mark, places=places).strip()
        if text or cell.value is None:
            cells[cell.row, cell.column] = Cell(
                text,
                _source(cell, source),
                cell.formula,
                is_text=isinstance(cell.value, str),
                in_libreoffice=styles.text_in_libreoffice(cell.value, cell.style, decimal_mark),
            )
    return cells


def _columns_of_rates(stored: Iterable[StoredCell]) -> frozenset[int]:
    """Return the columns that hold a fraction above any share of one."""
    return frozenset(cell.column for cell in stored if _is_above_one(cell.value))


def _is_above_one(value: object) -> bool:
    """Whether a value is more than one and no whole number."""
    match value:
        case float():
            return abs(value) > 1 and not value.is_integer()
        case Fraction():
            return abs(value) > 1 and value.denominator > 1
        case _:
            return False


def _source(cell: StoredCell, sheet: Source) -> Source:
    return Source(sheet.file, sheet=sheet.sheet, cell=cell.name)

"""A workbook that is being changed: its cells as they are stored, as they show, and in XML."""

import re
import warnings
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import define, evolve, field

from povertyplan.arithmetic.evaluation import evaluated
from povertyplan.arithmetic.formula_parts import Position
from povertyplan.documents import limits
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.encoding import unicode_parts
from povertyplan.documents.formats.stored_cells import HiddenRows, StoredCell, computed, sheet_cells
from povertyplan.documents.formats.stored_sheets import StoredSheet, StoredWorkbook, stored_workbook
from povertyplan.documents.formats.xlsx import shown_cells
from povertyplan.documents.write.package import Package, unpacked
from povertyplan.documents.write.patch_xlsx.formula_graph import (
    FormulaGraph,
    SheetCell,
    formula_graph,
)
from povertyplan.documents.write.patch_xlsx.guards import Guarded, guarded
from povertyplan.documents.write.patch_xlsx.sheet_xml import CellContent, SheetXml, sheet_xml
from povertyplan.reading import Source

#: The element that says how a workbook is calculated, and what it says of opening it.
_CALCULATION = re.compile(r"<((?:[^\s/<>:]+:)?calcPr)((?:\s[^>]*?)?)(/?>)")
_ON_LOAD = re.compile(r"""(?<!\s)\s+fullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')""")
_IS_ON_LOAD = re.compile(r"""\sfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
#: The ends of the elements of a workbook behind which that one stands.
_BEFORE_CALCULATION = re.compile(
    r"<(?P<opened>(?:[^\s/<>:]+:)?)(?:sheets|functionGroups|externalReferences|definedNames)"
    r"(?:\s[^>]*)?/>"
    r"|</(?P<closed>(?:[^\s/<>:]+:)?)(?:sheets|functionGroups|externalReferences|definedNames)\s*>"
)


@define
class Workbook:
    """A workbook that is being changed; get one from `opened_workbook`."""

    package: Package
    stored: StoredWorkbook
    #: Its sheets by their titles in small letters; formulas that were never computed are evaluated.
    sheets: Mapping[str, StoredSheet]
    cells: Mapping[SheetCell, StoredCell]  #: those that hold something
    uncomputed: Collection[SheetCell]  #: the cells of those formulas
    formulas: FormulaGraph
    _xml: dict[str, SheetXml] = field(init=False, factory=dict[str, SheetXml])

    def xml(self, sheet: str) -> SheetXml:
        """Return the XML of a sheet; raise `ValueError` if it is broken."""
        if sheet not in self._xml:
            self._xml[sheet] = sheet_xml(self.package.part(self.sheets[sheet].part))
        return self._xml[sheet]

    def cell(self, cell: SheetCell) -> StoredCell:
        """Return a cell; one that holds nothing has a style at most."""
        if cell in self.cells:
            return self.cells[cell]
        return StoredCell(*cell.position, None, self.xml(cell.sheet).style(cell.position))

    def source(self, cell: SheetCell) -> Source:
        """Return where a cell stands."""
        return evolve(self.sheets[cell.sheet].source, cell=cell.name)

    def text(self, number: float, style: int) -> str:
        """Return the text that a cell of a style shows for a typed number; empty for a date."""
        is_date = self.stored.shows_date(style)
        return "" if is_date else self.stored.styles.text(number, style, ".").strip()

    def with_changes(self, sheet: str, changes: Mapping[SheetCell, StoredCell]) -> list[StoredCell]:
        """Return the cells of a sheet with some of them changed, and those that are new."""
        cells = {stored.position: stored for stored in self.sheets[sheet].cells}
        for cell, changed in changes.items():
            if cell.sheet == sheet:
                cells[cell.position] = changed
        return list(cells.values())

    def texts(self, changes: Mapping[SheetCell, StoredCell]) -> dict[SheetCell, str]:
        """Return the texts that the cells show after some changes; empty for a blank cell."""
        texts: dict[SheetCell, str] = {}
        for title, sheet in self.sheets.items():
            cells = self.with_changes(title, changes)
            for position, cell in shown_cells(cells, self.stored.styles, sheet.source).items():
                texts[SheetCell(title, position)] = cell.text
        return texts

    def values(
        self, formulas: Iterable[SheetCell], changes: Mapping[SheetCell, StoredCell]
    ) -> dict[SheetCell, Fraction]:
        """Return the values of some formulas after some cells have changed, as far as known."""
        by_sheet: dict[str, set[SheetCell]] = {}
        for cell in formulas:
            by_sheet.setdefault(cell.sheet, set()).add(cell)
        values: dict[SheetCell, Fraction] = {}
        for title, cells in by_sheet.items():
            positions = {cell.position for cell in cells}
            stored = self.with_changes(title, changes)
            for position, value in _values(stored, positions, self.sheets[title].hidden).items():
                values[SheetCell(title, position)] = value
        return values

    def packed(self, contents: Mapping[SheetCell, CellContent], *, is_computed: bool) -> bytes:
        """
        Return the workbook with other contents of some cells.

        *is_computed* says that values of formulas were changed: then it is computed anew when it
        is opened.
        """
        by_sheet: dict[str, dict[tuple[int, int], CellContent]] = {}
        for cell, content in contents.items():
            by_sheet.setdefault(cell.sheet, {})[cell.position] = content
        for title, new in by_sheet.items():
            self.package.replace(self.sheets[title].part, self.xml(title).with_cells(new))
        if is_computed:
            for name in self.package.related("", "officeDocument"):
                self.package.replace(name, computed_on_load(self.package.part(name)))
        return self.package.packed()


def opened_workbook(data: bytes, file: str) -> Workbook:
    """
    Open a workbook to change it.

    Raises `ReadError` if it is damaged or beyond the limits, `WriteError` if it may not be
    changed, as one that is signed.
    """
    package = unpacked(data, file)
    sheets: dict[str, StoredSheet] = {}
    cells: dict[SheetCell, StoredCell] = {}
    uncomputed: set[SheetCell] = set()
    with archive.opening(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        workbook = stored_workbook(archive.safe(data, file), file)
        for source, worksheet in workbook.sheets:
            sheet = workbook.stored(source, worksheet)
            stored, anew = computed(sheet.cells, sheet.hidden, on_load=workbook.on_load)
            title = str(source.sheet)
            sheets[title.lower()] = evolve(sheet, cells=stored)
            cells.update((SheetCell(title, cell.position), cell) for cell in stored)
            uncomputed.update(SheetCell(title, cell.position) for cell in anew)
    formulas = formula_graph(sheets.values())
    return Workbook(package, workbook, sheets, cells, frozenset(uncomputed), formulas)


def _values(
    stored: Sequence[StoredCell], positions: Collection[Position], hidden: HiddenRows
) -> dict[Position, Fraction]:
    """Return the values of the formulas at some positions of a sheet."""
    tests: dict[Position, Guarded] = {}
    for cell in stored:
        test = guarded(cell.formula) if cell.position in positions else None
        if test is not None:
            tests[cell.position] = test
    known = {cell.position: cell.value for cell in stored if cell.position not in positions}
    while True:
        behind = [
            evolve(cell, formula=tests[cell.position].formula) if cell.position in tests else cell
            for cell in stored
        ]
        values = evaluated(sheet_cells(behind, positions, hidden), limits.MOST_EVALUATED)
        numbers = dict(filter(_is_of_number, {**known, **values}.items()))
        hidden_by_test = [cell for cell, test in tests.items() if not test.is_shown(numbers)]
        if not hidden_by_test:
            return values
        for position in hidden_by_test:
            del tests[position]


def _is_of_number(item: tuple[Position, object]) -> bool:
    """Whether a cell, given after its position, holds a number."""
    return isinstance(item[1], int | float | Fraction) and not isinstance(item[1], bool)


def computed_on_load(part: bytes) -> bytes:
    """Return the main part of a workbook that says that it is to be computed when opened."""
    mark, codec = unicode_parts(part)
    text = part[len(mark) :].decode(codec)
    stated = _CALCULATION.search(text)
    if stated is not None and _IS_ON_LOAD.search(stated[2]):
        return part
    if stated is not None:
        attributes = _ON_LOAD.sub("", stated[2])
        element = f'<{stated[1]}{attributes.rstrip()} fullCalcOnLoad="1"{stated[3]}'
        text = text[: stated.start()] + element + text[stated.end() :]
    else:
        *_, last = _BEFORE_CALCULATION.finditer(text)  # every workbook has sheets
        prefix = last["opened"] or last["closed"] or ""
        new = f'<{prefix}calcPr fullCalcOnLoad="1"/>'
        text = text[: last.end()] + new + text[last.end() :]
    return mark + text.encode(codec)

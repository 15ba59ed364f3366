"""The documents that all others are made from: plans, tables of the year, and their records."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlwt

from povertyplan import Edit, Place, Plan, completed, read, write_bytes
from povertyplan.documents.layout.year_pages import YearTable
from povertyplan.documents.write.plans import ENDINGS
from povertyplan.records import Record, to_json
from povertyplan.year import Register
from tests.fuzzing.document import Document
from tests.support import two_units
from tests.support.office import HEADER, ROWS, TITLES
from tests.support.registered import register_of
from tests.support.small import PAGE, SEPARATED
from tests.support.torture import excel_torture, word_torture

EXAMPLES = Path("examples/formats")
REVIEW = "Rà soát năm 2024\n\nTT;Thôn;Số hộ;Hộ nghèo;Hộ cận nghèo\n1;Chợ;100;4;8\n2;Ngò;90;3;5\n"
_MOVES = (
    "TT;Đơn vị cũ;Đơn vị mới;Số hộ;Nhân khẩu;Hộ nghèo;Hộ cận nghèo;Nghị quyết;Từ ngày\n"
    "1;Chám;Số 1;;;;;12/NQ-HĐND;01/7/2026\n2;Chợ;Ngò;12;45;1;-;;\n3;Chợ;Chợ;;;;;;\n4;Đông;;;;;;;\n"
)


@cache
def plans() -> tuple[Document, ...]:
    """Return plans in every format that is read, with a contradiction and without."""
    examples = (Document.of(file) for file in sorted(EXAMPLES.iterdir()))
    text = (EXAMPLES / "plan.md").read_bytes()
    reading = to_json(read(EXAMPLES / "plan.md")).encode()
    return (
        *examples,
        *_written(wrong_plan()),
        Document(".docx", word_torture()),
        Document(".xlsx", excel_torture()),
        Document(".txt", text),
        Document(".txt", SEPARATED.encode()),
        Document(".csv", SEPARATED.encode()),
        Document(".html", PAGE.encode()),
        Document(".json", reading),
        Document(".xls", _old_workbook()),
    )


def wrong_plan() -> Plan:
    """Return a plan of three units, one figure of which is wrong."""
    counts = (("Chợ", 960, 9), ("Ngò", 76, 3), ("Đình", 134, 4))
    rows: list[dict[str, object]] = [
        {"name": name, "households_base": households, "households_goal": households + 3,
         "poor_base": poor, "poor_goal": poor - 1, "near_poor_base": poor + 2}
        for name, households, poor in counts
    ]  # fmt: skip
    plan = completed(Plan.of(2024, rows, total={}))
    return plan.edited([Edit(Place(2, "poor_base"), 3, 5)])


@cache
def tables() -> tuple[Document, ...]:
    """Return tables of the year in every format, a review and a list of units that changed."""
    written = (document for table in _tables() for document in _written(table))
    return (*written, Document(".csv", REVIEW.encode()), Document(".csv", _MOVES.encode()))


@cache
def records() -> tuple[Document, ...]:
    """Return the records of plans and of tables of the year."""
    recorded: Iterable[Record] = (wrong_plan(), two_units.PLAN, *_tables())
    return tuple(Document(".json", to_json(record).encode()) for record in recorded)


def of_ending(documents: Iterable[Document], *endings: str) -> tuple[Document, ...]:
    """Return those of some documents that have one of the endings."""
    return tuple(document for document in documents if document.ending in endings)


def _tables() -> Iterator[YearTable | Register]:
    yield two_units.flows()
    yield two_units.sectioned(two_units.flows())
    yield two_units.reports()
    yield two_units.labour()
    yield register_of(two_units.PLAN)


def _written(table: Any) -> Iterator[Document]:  # noqa: ANN401  # a plan or a table of the year
    for ending, form in ENDINGS.items():
        yield Document(ending, write_bytes(table, format=form, strict=False))


def _old_workbook() -> bytes:
    """Return the stream of a workbook of before 2007, without the compound file around it."""
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("PL")
    for row, values in enumerate([TITLES, HEADER, *ROWS]):
        for column, value in enumerate(values):
            is_number = row > 1 and column > 1
            sheet.write(row, column, float(value) if is_number else value)
    sheet.merge(0, 0, 0, 5)
    stream: bytes = book.get_biff_data()
    return stream


#: Documents that are right, to stand beside a broken one, by what they are called.
SOUND: Mapping[str, bytes] = MappingProxyType(
    {
        "plan.json": to_json(two_units.PLAN).encode(),
        "reports.json": to_json(two_units.reports()).encode(),
        "result.csv": REVIEW.encode(),
    }
)

"""The documents that all others are made from: plans, tables of the year, and their records."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlwt
from hypothesis import HealthCheck, Phase, given, seed, settings

from povertyplan import Category, Edit, Place, Plan, completed, read, write_bytes
from povertyplan.documents.layout.year_pages import YearTable
from povertyplan.documents.write.plans import ENDINGS
from povertyplan.records import Record, to_json
from povertyplan.year import Coverage, CoverageTable, Policy, Register, ReportingPeriod
from tests.fuzzing.document import Document
from tests.support import two_units
from tests.support.layouts import Layout, layouts, plan_of
from tests.support.office import HEADER, ROWS, TITLES
from tests.support.real_flows import FORMATS, PRINTED
from tests.support.registered import register_of
from tests.support.small import PAGE, SEPARATED
from tests.support.torture import excel_torture, word_torture
from tests.support.written import WRITTEN, xls

_SENTENCES = Path("tests/documents/prose/sentences.jsonl")
#: How many sentences stand in one document, and how many layouts an annex has.
_TOGETHER, _LAYOUTS = 25, 8
_ENDINGS = {form: ending for ending, form in ENDINGS.items()}
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
        *_laid_out(),
        *_texts(),
        Document(".docx", word_torture()),
        Document(".xlsx", excel_torture()),
        Document(".txt", text),
        Document(".txt", SEPARATED.encode()),
        Document(".csv", SEPARATED.encode()),
        Document(".html", PAGE.encode()),
        Document(".json", reading),
        Document(".xls", stream_of_workbook([TITLES, HEADER, *ROWS])),
        Document(".xls", xls([TITLES, HEADER, *ROWS])),
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
    typed = (Document(".csv", text.encode()) for text in (REVIEW, _MOVES))
    return (*written, *_printed_forms(), *typed)


@cache
def records() -> tuple[Document, ...]:
    """Return the records of plans and of tables of the year."""
    recorded: Iterable[Record] = (wrong_plan(), two_units.PLAN, *_tables())
    return tuple(Document(".json", to_json(record).encode()) for record in recorded)


def of_ending(documents: Iterable[Document], *endings: str) -> tuple[Document, ...]:
    """Return those of some documents that have one of the endings."""
    return tuple(document for document in documents if document.ending in endings)


def _laid_out() -> Iterator[Document]:
    """Yield annexes in layouts of other offices."""
    for number, layout in enumerate(_layouts()):
        plan = plan_of(number, rows=4, sections=number % 2)
        for form, write in WRITTEN.items():
            yield Document(_ENDINGS[form], write(layout, plan))


def _layouts() -> list[Layout]:
    """Return some layouts, the same each time."""
    drawn: list[Layout] = []
    options = settings(
        max_examples=_LAYOUTS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )

    @seed(1)
    @options
    @given(layouts())
    def draw(layout: Layout) -> None:
        drawn.append(layout)

    draw()
    return drawn


def _texts() -> Iterator[Document]:
    """Yield the annex of a plan below sentences of many plans."""
    lines = _SENTENCES.read_text(encoding="utf-8").splitlines()
    texts = [f"{line['context']}\n\n{line['text']}" for line in map(json.loads, lines)]
    for start in range(0, len(texts), _TOGETHER):
        text = "\n\n".join(["KẾ HOẠCH", TITLES[0], *texts[start : start + _TOGETHER]])
        annex = SEPARATED[SEPARATED.index("TT;") :].replace(";", " | ")
        yield Document(".md", f"{text}\n\n{annex}".encode())


def _printed_forms() -> Iterator[Document]:
    """Yield the first lines of official forms as they were printed."""
    for form, printed in PRINTED:
        few = "\n".join(printed.strip().split("\n")[:3])
        for name, write in FORMATS.items():
            yield Document(Path(name).suffix, write(form, few))


def _tables() -> Iterator[YearTable | Register]:
    yield two_units.flows()
    yield two_units.sectioned(two_units.flows())
    yield two_units.reports()
    yield two_units.labour()
    yield CoverageTable(
        two_units.COMMUNE,
        ReportingPeriod(2024),
        [Coverage(unit, 2024, Policy.HEALTH, Category.POOR, 8, 7) for unit in two_units.UNITS],
    )
    yield register_of(two_units.PLAN)


def _written(table: Any) -> Iterator[Document]:  # noqa: ANN401  # a plan or a table of the year
    for ending, form in ENDINGS.items():
        yield Document(ending, write_bytes(table, format=form, strict=False))


def stream_of_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the stream of a workbook of before 2007, without the compound file around it."""
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("PL")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            is_number = row > 1 and column > 1
            sheet.write(row, column, float(value) if is_number else value)
    sheet.merge(0, 0, 0, 5)
    stream: bytes = book.get_biff_data()
    return stream


#: Documents that are right, to stand beside a broken one, by what they are called.
SOUND: Mapping[str, bytes] = MappingProxyType(
    {
        "sound.json": to_json(two_units.PLAN).encode(),
        "reports.json": to_json(two_units.reports()).encode(),
        "result.csv": REVIEW.encode(),
    }
)

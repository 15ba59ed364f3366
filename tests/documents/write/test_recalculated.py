"""Workbooks as LibreOffice computes them: formulas give the figures that the plan prints."""

import random
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from povertyplan import (
    Place,
    Plan,
    Section,
    check,
    completed,
    read,
    read_bytes,
    template,
    write_bytes,
)
from povertyplan.model.fields import Value
from povertyplan.model.tabular import cells
from tests.support.communes import plan_of
from tests.support.render import converted, printed
from tests.support.schemas import faults
from tests.support.written import repacked, saved

REAL = Path("examples/cao-thuong-2024/plan.md")
FORMULA = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")

pytestmark = pytest.mark.libreoffice


def with_sections() -> Plan:
    """Return a plan of 40 rows in three sections, with ties of rates among them."""
    rows: list[dict[str, object]] = [
        {"name": f"Thôn {number}", "households_base": 160 + number % 3, "persons_base": 700,
         "households_goal": 160, "poor_base": number % 11, "poor_goal": number % 7,
         "near_poor_base": 23, "near_poor_goal": number % 5}
        for number in range(1, 41)
    ]  # fmt: skip
    parts = (("Khu vực thành thị", 1, 14), ("Khu vực nông thôn", 14, 29), ("Vùng cao", 29, 41))
    sections = tuple(Section(label, range(start, end)) for label, start, end in parts)
    return completed(evolve(Plan.of(2024, rows), sections=sections))


def without_values(data: bytes) -> bytes:
    """Remove what a workbook stores beside its formulas, so that they must be computed."""
    return repacked(data, lambda _, xml: FORMULA.sub(rb"\1", xml))


def computed_cells(data: bytes, values: bytes) -> Iterator[tuple[str, object]]:
    """Yield the cells of a workbook that have formulas, with their values in another file."""
    formulas, stored = (load_workbook(BytesIO(each), data_only=only)
                        for each, only in ((data, False), (values, True)))  # fmt: skip
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield (
                        f"{sheet.title}!{cell.coordinate}",
                        stored[sheet.title][cell.coordinate].value,
                    )


def assert_computed(plans: Mapping[str, Plan]) -> int:
    """Assert that formulas compute to the values beside them; return how many were compared."""
    written = {name: write_bytes(plan, format="xlsx") for name, plan in plans.items()}
    stripped = {name: without_values(data) for name, data in written.items()}
    compared = 0
    for name, data in converted(stripped, "xlsx").items():
        stored = dict(computed_cells(written[name], written[name]))
        computed = dict(computed_cells(written[name], data))
        assert computed == pytest.approx(stored, abs=1e-9)
        reading = read_bytes(data, format="xlsx")
        assert reading.plan == plans[name]
        compared += len(stored)
    return compared


def test_libreoffice_computes_what_the_plan_prints() -> None:
    plans = {"real.xlsx": read(REAL).plan, "sections.xlsx": with_sections()}
    # Four rates a line, but the wrong one; and seven sums in each total.
    in_real, in_sections = 27 * 4 - 1 + 7, 44 * 4 + 4 * 7
    assert assert_computed(plans) == in_real + in_sections


@pytest.mark.parametrize("plan", [read(REAL).plan, with_sections()])
def test_a_written_workbook_has_no_finding_that_the_plan_has_not(plan: Plan) -> None:
    data = write_bytes(plan, format="xlsx")
    assert faults(data, "xlsx") == []
    found = [(one.code, one.place) for one in check(read_bytes(data, format="xlsx")).findings]
    of_figures = [each for each in found if not each[0].startswith("PP5")]
    assert of_figures == [(one.code, one.place) for one in check(plan).findings]


def test_pages_are_a4_and_the_heading_is_on_each() -> None:
    text, *annex = printed({"plan.xlsx": write_bytes(with_sections(), format="xlsx")})["plan.xlsx"]
    assert (text.is_landscape, [page.is_landscape for page in annex]) == (False, [True, True])
    assert all("Tổng số hộ dân cư" in page.text for page in annex)


def test_a_template_that_is_filled_in_has_no_figure_to_find(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    template(read(REAL).plan, file, year=2025)
    assert faults(file.read_bytes(), "xlsx") == []
    book = load_workbook(file)
    annex: Any = book["Phụ lục"]
    for row in range(9, 35):
        households, poor, near_poor = (annex.cell(row, column).value for column in (3, 6, 10))
        goals = {4: 4 * households, 5: households + row % 3, 8: max(poor - 1, 0), 12: near_poor}
        for column, value in goals.items():
            annex.cell(row, column).value = value
    labour: Any = book["Lời văn"]
    for row, value in zip((18, 19, 21, 22), (9300, 7700, 260, 10), strict=True):
        labour.cell(row, 3).value = value
    filled = {"filled.xlsx": saved(book.save)}
    reading = read_bytes(converted(filled, "xlsx")["filled.xlsx"], format="xlsx")
    assert None not in reading.plan.headline.flat().values()
    assert reading.plan.labour is not None
    assert reading.plan.labour.trained_rate is not None
    assert [finding.code for finding in check(reading).findings] == ["PP504"]


#: The counts that are typed into a row: how far each stands to the right of a count of last year.
TYPED = (
    ("persons_base", "households_base", 1),
    ("households_goal", "households_base", 2),
    ("poor_goal", "poor_base", 2),
    ("near_poor_goal", "near_poor_base", 2),
)


def goal(name: str, base: int, number: random.Random) -> int:
    """Return a goal that a count of last year allows, or how many persons households have."""
    if name == "persons_base":
        return 4 * base
    return base + number.randint(0, 1) if name == "households_goal" else number.randint(0, base)


def filled(source: Plan, file: Path, number: random.Random) -> tuple[bytes, dict[Place, Value]]:
    """Return the template of a plan with counts typed into it, and these counts."""
    template(source, file, year=source.year + 1)
    reading = read(file)
    book = load_workbook(file)
    annex: Any = book["Phụ lục"]
    typed: dict[Place, Value] = {}
    for row, target in enumerate(reading.plan.targets, 1):
        for name, last, step in TYPED:
            base = Place(row, last)
            count = target.flat()[base.field]
            cell = annex[str(reading.sources[base].cell)].offset(0, step)
            assert isinstance(count, int)
            assert cell.value is None
            cell.value = typed[Place(row, name)] = goal(name, count, number)
    return saved(book.save), typed


def test_templates_that_are_filled_in_state_the_goals_and_agree(tmp_path: Path) -> None:
    """Whatever goals are typed, for few and many rows, with sections and without."""
    number = random.Random(16)  # noqa: S311  # goals, no secrets
    shapes = ((1, 0), (2, 0), (7, 2), (26, 0), (40, 3), (5, 5), (61, 0), (30, 4))
    typed: dict[str, dict[Place, Value]] = {}
    books: dict[str, bytes] = {}
    for rows, sections in shapes:
        name = f"{rows}-{sections}.xlsx"
        plan = plan_of(rows, sections=sections)
        books[name], typed[name] = filled(plan, tmp_path / name, number)
    for name, data in converted(books, "xlsx").items():
        reading = read_bytes(data, format="xlsx")
        stated = cells(reading.plan)
        assert {place: stated[place] for place in typed[name]} == typed[name], name
        assert [finding.code for finding in check(reading).findings] == ["PP504"], name
        assert completed(reading.plan) == reading.plan, name

"""A frame of flows has the findings of the tables checked one by one, on every engine."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

import polars as pl
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from povertyplan import Edit, Unit, check
from povertyplan.frames import check_frame
from povertyplan.frames.columns import LARGEST
from povertyplan.model.fields import FLOW, Counted, Field, Value
from povertyplan.model.places import Part, Row, SectionRow
from povertyplan.model.tabular import cells
from povertyplan.strategies import filled
from povertyplan.year import FlowTable, PovertyFlow, ReportingPeriod, RowSection
from tests.support.engines import ENGINES, Native, rows

Findings: TypeAlias = Counter[tuple[object, ...]]
FLOW_CODES = ("PP101", "PP701", "PP702", "PP703")
PERIOD, COMMUNE = ReportingPeriod(2024), Unit("Cao Thượng")


def blank_table(lines: int, counted: Counted) -> FlowTable:
    """Return a blank table whose first line is a section of its own."""
    units = [Unit(f"TDP {number}") for number in range(1, lines + 1)]
    flows = tuple(PovertyFlow(unit, PERIOD, counted=counted) for unit in units)
    total = PovertyFlow(COMMUNE, PERIOD, counted=counted)
    return FlowTable(COMMUNE, PERIOD, flows, total, (RowSection("A", range(1, 2), total),))


@st.composite
def countries(draw: st.DrawFn, counted: Counted) -> dict[str, FlowTable]:
    """Draw tables of flows of which some figures need not agree."""
    country: dict[str, FlowTable] = {}
    for key in range(draw(st.integers(1, 5))):
        table = draw(filled(blank_table(draw(st.integers(1, 4)), counted)))
        stated = cells(table)
        changed = draw(st.sets(st.sampled_from(list(stated)), max_size=6))
        edits = [Edit(place, stated[place], draw(_values(stated[place]))) for place in changed]
        country[str(key)] = table.edited(edits)
    return country


def _values(value: Value) -> st.SearchStrategy[int | None]:
    """Return figures that may stand in the place of another: near it, any, or none."""
    counted = value if isinstance(value, int) else 0
    near = st.integers(-3, 3).map(lambda moved: max(0, counted + moved))
    return st.none() | near | st.integers(0, LARGEST)


def of_checks(country: Mapping[str, FlowTable]) -> Findings:
    found: Findings = Counter()
    for key, table in country.items():
        for finding in check(table, select=FLOW_CODES).findings:
            printed, expected = map(_text, (finding.printed, finding.expected))
            place = finding.place
            found[key, str(place.row), place.field, finding.code, printed, expected] += 1
    return found


def _text(figure: object) -> str | None:
    return None if figure is None else str(figure)


def of_frame(frame: Native, counted: Counted) -> Findings:
    relations = blank_table(1, counted).relations if counted is Counted.PERSONS else None
    report = check_frame(frame, relations=relations)
    names = ("plan", "row", "field", "code", "printed", "expected")
    return Counter(tuple(row[name] for name in names) for row in rows(report.findings))


def frame_of(country: Mapping[str, FlowTable]) -> pl.DataFrame:
    records: list[dict[str, object]] = []
    for key, table in country.items():
        for row, flat in table.figures().items():
            records.append({"plan": key, **position(row), **texts(flat)})
    counts = {str(name): pl.Int64 for name in FLOW}
    columns = {"plan": pl.String, "row": pl.Int64, "part": pl.String, "section": pl.Int64}
    return pl.DataFrame(records, schema={**columns, **counts})


def position(row: Row) -> dict[str, object]:
    """Return where a row stands; the first line is in the section."""
    match row:
        case Part():
            return {"row": None, "part": "total", "section": None}
        case SectionRow(number):
            return {"row": None, "part": "section", "section": number}
        case _:
            return {"row": row, "part": None, "section": 1 if row == 1 else None}


def texts(flat: Mapping[Field, Value]) -> dict[str, object]:
    return {str(name): value for name, value in flat.items()}


def assert_frames_equal_checks(data: st.DataObject, examples: list[str]) -> None:
    counted = data.draw(st.sampled_from(Counted))
    country = data.draw(countries(counted))
    expected = of_checks(country)
    frame = frame_of(country)
    for name in examples:
        note(name)
        assert of_frame(ENGINES[name](frame), counted) == expected


@settings(max_examples=settings().max_examples // 12)
@given(data=st.data())
def test_frames_of_flows_equal_checks(data: st.DataObject) -> None:
    assert_frames_equal_checks(data, ["polars lazy", "duckdb"])


@pytest.mark.large
@settings(max_examples=100)
@given(data=st.data())
def test_many_frames_of_flows_equal_checks(data: st.DataObject) -> None:
    others = ("polars", "pandas numpy", "pandas pyarrow", "pyarrow")
    assert_frames_equal_checks(data, ["duckdb", data.draw(st.sampled_from(others))])

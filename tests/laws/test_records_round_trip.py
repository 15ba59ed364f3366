"""A record is read back as it was written, and other data is refused with a ReadError."""

import json
import operator
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy, composite

from povertyplan import (
    Category,
    DocumentInfo,
    Finding,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Level,
    Notice,
    ParseError,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    PovertyTarget,
    ReadError,
    Reading,
    Report,
    Rounding,
    Section,
    Severity,
    Source,
    Tally,
    Unit,
)
from povertyplan.findings import Skipped, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.document import PartialDate
from povertyplan.model.fields import FACTS, Counted
from povertyplan.model.periods import YEARS
from povertyplan.model.places import SectionRow
from povertyplan.reading import Form, Statement, TableReading
from povertyplan.records import Record, from_dict, from_json, to_dict, to_json
from povertyplan.strategies import registers
from povertyplan.year import (
    Allocation,
    Coverage,
    CoverageTable,
    Flow,
    FlowTable,
    LabourTable,
    Policy,
    PovertyFlow,
    ProgressReport,
    ReportingPeriod,
    Rows,
    RowSection,
    UnitReport,
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ["5%", "0.91 pp", "2024-01-??", "28/47", "-3/1", "Hoa\u0300 Sơn", "\u2028\x1b[31m", "\ufeff"]
)
COUNTS = st.none() | st.integers(0, 10**12)
PERCENTS = st.builds(Percent, st.integers(0, 10**15 - 1), st.integers(0, 6))
POINTS = st.builds(Points, st.integers(1 - 10**15, 10**15 - 1), st.integers(0, 6))
DATES = st.builds(
    PartialDate,
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)
UNITS = st.builds(Unit, TEXTS, st.sampled_from(Level), TEXTS, st.none() | TEXTS)
TALLIES = st.builds(Tally, COUNTS, st.none() | PERCENTS)
ROWS = st.integers(1, 99) | st.sampled_from(Part) | st.builds(SectionRow, number=st.integers(1, 99))
FIELDS = st.sampled_from(list(FACTS))
PLACES = st.builds(Place, ROWS, FIELDS, st.integers(1, 3))
SAID: SearchStrategy[Said] = st.one_of(
    st.none(),
    st.integers(),
    PERCENTS,
    POINTS,
    st.fractions(),
    DATES,
    TEXTS,
    st.from_regex(r"-?[0-9?.]{1,4}(%| pp|/[0-9]{1,2}|-[0-9?]{2}-[0-9?]{2})?", fullmatch=True),
    st.lists(TEXTS, max_size=3).map(tuple),
)
TERMS = st.dictionaries(TEXTS, SAID, max_size=3).map(lambda terms: tuple(terms.items()))
ANY_YEAR = st.none() | st.integers(0, 9999)


def refusal(data: object, kind: type[Record]) -> ReadError | None:
    try:
        from_dict(data, kind)
    except ReadError as error:
        return error
    return None


def tuples_of(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:  # any items
    return st.lists(items, max_size=3).map(tuple)


@composite
def targets(draw: st.DrawFn, years: tuple[int, int]) -> PovertyTarget:
    unit = draw(UNITS)
    base, goal = (
        draw(
            st.builds(
                HouseholdCensus, st.just(unit), st.just(year), COUNTS, COUNTS, TALLIES, TALLIES
            )
        )
        for year in years
    )
    return PovertyTarget(base, goal)


@composite
def plans(draw: st.DrawFn) -> Plan:
    base = draw(st.sampled_from(YEARS[:-1]))
    rows = targets((base, draw(st.integers(base + 1, YEARS[-1]))))
    annex = draw(tuples_of(rows))
    bounds = st.lists(st.integers(1, len(annex) + 1), min_size=2, max_size=2)
    ranges = bounds.map(lambda ends: range(min(ends), max(ends)))
    rates = st.none() | PERCENTS
    category_targets = (COUNTS, rates, COUNTS, st.none() | POINTS)
    return Plan(
        draw(UNITS),
        draw(st.sampled_from(YEARS)),
        annex,
        draw(st.none() | rows),
        draw(tuples_of(st.builds(Section, TEXTS, ranges, st.none() | rows))),
        draw(st.builds(Headline, *category_targets, *category_targets)),
        draw(
            st.none()
            | st.builds(
                LabourTarget,
                UNITS,
                st.sampled_from(YEARS),
                COUNTS,
                COUNTS,
                rates,
                COUNTS,
                rates,
                COUNTS,
                COUNTS,
            )
        ),
        draw(
            st.builds(
                DocumentInfo,
                kind=TEXTS,
                number=st.none() | TEXTS,
                date=st.none() | DATES,
                recipients=tuples_of(TEXTS),
                annex_date=st.none() | DATES,
            )
        ),
    )


LINES = st.none() | st.integers(1, 10**6)
SOURCE = st.builds(Source, TEXTS, LINES, LINES, st.none() | TEXTS, st.none() | TEXTS, LINES)
STATEMENTS = st.builds(Statement, PLACES, TEXTS, COUNTS | PERCENTS | POINTS, st.none() | SOURCE)
NOTICES = st.builds(
    Notice,
    st.sampled_from(["table-set-aside", "unit-unnamed"]),
    st.none() | SOURCE,
    TERMS,
)
READINGS = st.builds(
    Reading,
    plans(),
    st.dictionaries(PLACES, SOURCE, max_size=3),
    st.builds(
        Form,
        marks=tuples_of(TEXTS),
        zero_rates=tuples_of(TEXTS),
        unreadable=tuples_of(st.tuples(PLACES, TEXTS)),
        uncomputed=tuples_of(PLACES),
        as_text=tuples_of(PLACES),
        further=tuples_of(st.tuples(PLACES, TEXTS)),
        restated=tuples_of(STATEMENTS),
    ),
    st.sampled_from(Rounding),
    tuples_of(NOTICES),
)


@composite
def sentences(draw: st.DrawFn, names: list[str]) -> Sentence:
    filled = st.sampled_from([f"{{{name}{sign}}}" for name in names for sign in ("", ":+")])
    plain = TEXTS.map(lambda text: text.replace("{", "{{").replace("}", "}}"))
    en, vi = ("".join(draw(st.lists(filled | plain, max_size=4))) for _ in "12")
    return Sentence(en, vi)


@composite
def findings(draw: st.DrawFn) -> Finding:
    terms = draw(TERMS)
    names = [name for name, _ in terms if name.isidentifier()]
    return Finding(
        draw(TEXTS),
        draw(TEXTS),
        draw(st.sampled_from(Severity)),
        draw(PLACES),
        draw(sentences([*names, "where", "field", "printed", "expected"])),
        draw(SAID),
        draw(SAID),
        terms,
        draw(TEXTS),
        draw(ANY_YEAR),
        topic=draw(st.sampled_from(Topic)),
    )


REPORTS = st.builds(
    Report,
    tuples_of(findings()),
    tuples_of(st.builds(Skipped, TEXTS, st.none() | PLACES, sentences(["field"]), ANY_YEAR)),
    tuples_of(TEXTS),
    compared=st.booleans(),
)
PERIODS = st.builds(ReportingPeriod, st.integers(2, 9998), st.sampled_from(["", "02", "Q4", "S1"]))
FLOWS = st.builds(Flow, *[COUNTS] * 9)


def flows(
    unit: Unit, period: ReportingPeriod, counted: Counted = Counted.HOUSEHOLDS
) -> SearchStrategy[PovertyFlow]:
    return st.builds(PovertyFlow, st.just(unit), st.just(period), FLOWS, FLOWS, st.just(counted))


def flows_of_persons(unit: Unit, period: ReportingPeriod) -> SearchStrategy[PovertyFlow]:
    return flows(unit, period, Counted.PERSONS)


def labour(unit: Unit, period: ReportingPeriod) -> SearchStrategy[LabourTarget]:
    counts = dict.fromkeys(("working_age", "trained", "certified", "new_jobs"), COUNTS)
    rates = {name: st.none() | PERCENTS for name in ("trained_rate", "certified_rate")}
    return st.builds(LabourTarget, st.just(unit), st.just(period.year), **counts, **rates)


def coverage(unit: Unit, period: ReportingPeriod) -> SearchStrategy[Coverage]:
    return st.builds(
        Coverage,
        st.just(unit),
        st.just(period.year),
        st.sampled_from(Policy),
        st.none() | st.sampled_from(Category),
        COUNTS,
        COUNTS,
        st.none() | PERCENTS,
        TEXTS,
    )


def unit_reports(unit: Unit, period: ReportingPeriod) -> SearchStrategy[UnitReport]:
    return st.builds(
        UnitReport,
        st.just(unit),
        st.just(period),
        st.none() | flows(unit, period),
        st.none() | labour(unit, period),
        COUNTS,
        st.none() | st.dates(),
    )


@composite
def tables(draw: st.DrawFn) -> Record:
    rows_of = draw(st.sampled_from([flows, flows_of_persons, labour, coverage, unit_reports]))
    period = draw(PERIODS)
    if rows_of in {labour, coverage}:
        period = ReportingPeriod(period.year)
    rows = UNITS.flatmap(lambda unit: rows_of(unit, period))
    lines = draw(st.lists(rows, min_size=1, max_size=3))
    ranges = st.integers(1, len(lines)).map(lambda last: range(1, last + 1))
    # What several policies cover is not added up.
    sums = st.none() if rows_of is coverage else st.none() | rows
    sections = tuples_of(st.builds(RowSection, TEXTS, ranges, sums))
    return Rows(draw(UNITS), period, tuple(lines), draw(sums), draw(sections))


TABLE_READINGS = st.builds(
    TableReading,
    tables() | registers(),
    st.dictionaries(PLACES, SOURCE, max_size=3),
    st.builds(Form, ordinals=tuples_of(TEXTS), unreadable=tuples_of(st.tuples(PLACES, TEXTS))),
    notices=tuples_of(NOTICES),
)
RECORDS: SearchStrategy[Record] = st.one_of(
    plans(), READINGS, REPORTS, tables(), registers(), TABLE_READINGS, st.from_type(Allocation)
)


def kind_of(record: Record) -> type[Record]:
    """Return what a record is read as: the kind of a table is that of its rows."""
    if not isinstance(record, Rows):
        return type(record)
    kinds = {
        PovertyFlow: FlowTable,
        UnitReport: ProgressReport,
        LabourTarget: LabourTable,
        Coverage: CoverageTable,
    }
    return kinds[type(record.lines[0])]


@given(RECORDS)
def test_record_read_back_is_what_was_written(record: Record) -> None:
    again = from_json(to_json(record), kind_of(record))
    assert again == record
    # `repr` distinguishes a str from a StrEnum, and an int from a bool.
    assert repr(again) == repr(record)
    assert from_json(to_json(record).encode(), kind_of(record)) == record


@given(RECORDS)
def test_dict_is_what_its_json_holds(record: Record) -> None:
    assert json.loads(to_json(record)) == to_dict(record)
    assert from_dict(to_dict(record), kind_of(record)) == record


@given(SAID)
@example(Fraction(3))
@example("3/1")
@example("0 pp")
@example("-0 pp")
@example(("5%",))
@example("????-??-??")
def test_a_value_keeps_its_type(value: Said) -> None:
    notice = Notice("unit-unnamed", None, (("text", value),))
    reading = Reading(Plan.of(2024, []), notices=(notice,))
    ((_, again),) = from_json(to_json(reading), Reading).notices[0].values
    assert repr(again) == repr(value)


@given(st.text(st.characters(categories=["Cs"]), min_size=1), TEXTS)
def test_half_a_character_is_refused(half: str, text: str) -> None:
    plan = Plan.of(2024, [], unit=text + half)
    with pytest.raises(ParseError):
        to_json(plan)
    with pytest.raises(ReadError):
        from_dict(to_dict(plan), Plan)


PLAIN: SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def paths(data: object) -> list[tuple[str | int, ...]]:
    items: list[tuple[Any, object]] = []  # keys are text in objects and numbers in lists
    match data:
        case dict():
            items = list(data.items())
        case list():
            items = list(enumerate(data))
    return [(), *((key, *rest) for key, part in items for rest in paths(part))]


@given(RECORDS, st.data())
def test_spoiled_record_is_read_or_refused_with_its_path(
    record: Record, data: st.DataObject
) -> None:
    plain: Any = to_dict(record)
    *steps, last = data.draw(st.sampled_from(paths(plain)).filter(bool))
    value = data.draw(PLAIN)
    reduce(operator.getitem, steps, plain)[last] = value
    error = refusal(plain, kind_of(record))
    assert error is None or (error.where.startswith("$") and error.expected and error.found)


@given(PLAIN, st.sampled_from([Plan, Reading, Report, FlowTable, ProgressReport, TableReading]))
def test_other_data_is_refused(data: object, kind: type[Record]) -> None:
    for value in (data, {"povertyplan": 1, "plan": data, "reading": data, "report": data}):
        with pytest.raises(ReadError):
            from_dict(value, kind)


@given(st.text() | st.binary())
def test_other_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(ReadError):
        from_json(text, Plan)


@given(plans(), st.sampled_from([str.upper, str.title]), st.data())
def test_misspelt_key_is_named(
    plan: Plan, misspell: Callable[[str], str], data: st.DataObject
) -> None:
    plain: Any = to_dict(plan)
    record = plain["plan"]
    key = data.draw(st.sampled_from(sorted(record)))
    record[misspell(key)] = record.pop(key)
    assume(misspell(key) != key)
    with pytest.raises(ReadError) as caught:
        from_dict(plain, Plan)
    assert caught.value.where == f"$.plan.{misspell(key)}"

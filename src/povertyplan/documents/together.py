"""Reports of single units that stand in one file, such as its sheets, as one table."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from attrs import evolve

from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Place
from povertyplan.model.units import Unit
from povertyplan.reading import Form, Notice, Source, TableReading
from povertyplan.year import ProgressReport, Rows, UnitReport

V = TypeVar("V")
_AnyReading: TypeAlias = TableReading[Rows[Any]]


def together(readings: Iterable[_AnyReading]) -> tuple[_AnyReading, ...]:
    """
    Put the reports of single units of one period into one table, in their order.

    Other tables stay as they are.  Each figure keeps its place in the file; a notice that several
    reports share word for word stands at the first of them.
    """
    tables: list[_AnyReading] = []
    reports: dict[tuple[Unit, ReportingPeriod], list[_AnyReading]] = {}
    for reading in readings:
        if _is_of_one_unit(reading.table):
            reports.setdefault((reading.table.unit, reading.table.period), []).append(reading)
        else:
            tables.append(reading)
    return (*map(_one_table, reports.values()), *tables)


def _is_of_one_unit(table: Rows[Any]) -> bool:
    """Whether a table is the report of one unit alone."""
    has_one_line = len(table.lines) == 1 and table.total is None and not table.sections
    return table.kind is UnitReport and has_one_line


def _one_table(readings: Sequence[_AnyReading]) -> _AnyReading:
    """Return several reports as one table; a single one as it is."""
    first, *others = readings
    if not others:
        return first
    sources: dict[Place, Source] = {}
    for number, reading in enumerate(readings):
        sources |= {_moved(place, number): source for place, source in reading.sources.items()}
    lines = tuple(chain.from_iterable(reading.table.lines for reading in readings))
    table: ProgressReport = evolve(first.table, lines=lines)
    notices: dict[tuple[str, object], Notice] = {}
    for notice in chain.from_iterable(reading.notices for reading in readings):
        notices.setdefault((notice.code, notice.values), notice)
    return TableReading(table, sources, _form(readings), first.rounding, tuple(notices.values()))


def _form(readings: Sequence[_AnyReading]) -> Form:
    """Return how several reports wrote their figures, each line at its new place."""
    forms = [reading.form for reading in readings]
    return evolve(
        forms[0],
        ordinals=(),
        printed=_with_places([form.printed for form in forms]),
        unreadable=_with_places([form.unreadable for form in forms]),
        computed=_with_places([form.computed for form in forms]),
        uncomputed=_places([form.uncomputed for form in forms]),
        as_text=_places([form.as_text for form in forms]),
    )


def _with_places(of_reports: Sequence[Iterable[tuple[Place, V]]]) -> tuple[tuple[Place, V], ...]:
    moved: list[tuple[Place, V]] = []
    for number, pairs in enumerate(of_reports):
        moved += [(_moved(place, number), value) for place, value in pairs]
    return tuple(moved)


def _places(of_reports: Sequence[Iterable[Place]]) -> tuple[Place, ...]:
    moved: list[Place] = []
    for number, places in enumerate(of_reports):
        moved += [_moved(place, number) for place in places]
    return tuple(moved)


def _moved(place: Place, number: int) -> Place:
    """Return a place of the only line of a report, in the table where it is line number + 1."""
    return evolve(place, row=place.row + number) if isinstance(place.row, int) else place

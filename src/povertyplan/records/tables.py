"""The form of tables of the year: flows, reports, labour figures, and readings of any table."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, get_args

from attrs import asdict, field, frozen
from cattrs import Converter

from povertyplan.arguments.expected import Number
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place
from povertyplan.model.reach import Rounding
from povertyplan.model.rows import LabourTarget
from povertyplan.model.units import Unit
from povertyplan.reading import Form, Notice, Source, TableReading
from povertyplan.records.plain import Json
from povertyplan.year import (
    CoverageTable,
    Flow,
    FlowTable,
    LabourTable,
    PovertyFlow,
    ProgressReport,
    Register,
    ReportingPeriod,
    Rows,
    UnitReport,
)

#: What the tables are called in records.
TABLES: Mapping[type[Rows[Any] | Register], str] = MappingProxyType(
    {
        FlowTable: "flow",
        ProgressReport: "progress",
        LabourTable: "labour",
        CoverageTable: "coverage",
        Register: "register",
    }
)
_BY_ROWS = {get_args(table)[0]: name for table, name in TABLES.items() if get_args(table)}


def table_forms(
    converter: Converter,
) -> Iterator[tuple[type, Callable[..., object], Callable[..., object]]]:
    """Yield each type whose form differs, with the functions that write and read it."""
    yield UnitReport, partial(_write_report, converter), partial(_read_report, converter)
    yield TableReading, partial(_write_reading, converter), partial(_read_reading, converter)


def name_of_table(table: Rows[Any] | Register) -> str:  # rows of any kind
    """
    Return what a table is called in records.

    Raises `ValueError` for a table without rows, of which nobody knows what its rows would be.
    """
    if isinstance(table, Register):
        return TABLES[Register]
    if table.kind is None:
        raise ValueError(f"only a table with rows has a record, got {table!r}")
    return _BY_ROWS[table.kind]


# Reports, which have their unit and their period once


@frozen
class _FlowOfReport:
    """A flow of households without unit and period."""

    poor: Flow = Flow()
    near_poor: Flow = Flow()


@frozen
class _LabourOfReport:
    """Labour figures without unit and year."""

    working_age: Number | None = None
    trained: Number | None = None
    trained_rate: Percent | None = None
    certified: Number | None = None
    certified_rate: Percent | None = None
    new_jobs: Number | None = None
    exported: Number | None = None


@frozen
class _ReportOfUnit:
    """A report whose parts have no unit and no period of their own."""

    unit: Unit
    period: ReportingPeriod
    flow: _FlowOfReport | None = None
    labour: _LabourOfReport | None = None
    helped: Number | None = None
    received: date | None = None


def _write_report(converter: Converter, report: UnitReport) -> object:
    flow, labour = None, None
    if report.flow is not None:
        flow = _FlowOfReport(report.flow.poor, report.flow.near_poor)
    if report.labour is not None:
        figures: dict[str, Any] = {str(name): value for name, value in report.labour.flat().items()}
        labour = _LabourOfReport(**figures)
    return converter.unstructure(
        _ReportOfUnit(report.unit, report.period, flow, labour, report.helped, report.received)
    )


def _read_report(converter: Converter, value: object, _: object) -> UnitReport:
    report = converter.structure(value, _ReportOfUnit)
    unit, period = report.unit, report.period
    flow, labour = None, None
    if report.flow is not None:
        flow = PovertyFlow(unit, period, report.flow.poor, report.flow.near_poor)
    if report.labour is not None:
        labour = LabourTarget(unit, period.year, **asdict(report.labour, recurse=False))
    return UnitReport(unit, period, flow, labour, report.helped, report.received)


# Readings, which have their table under its name


@frozen
class _NamedTable:
    """A reading of a table of some kind; the others are None."""

    flow: FlowTable | None = None
    progress: ProgressReport | None = None
    labour: LabourTable | None = None
    coverage: CoverageTable | None = None
    register: Register | None = None
    sources: Mapping[Place, Source] = field(factory=dict[Place, Source])
    form: Form = Form()
    rounding: Rounding = Rounding.HALF_UP
    notices: tuple[Notice, ...] = ()


def _write_reading(converter: Converter, reading: TableReading[Any]) -> Json:
    tables: dict[str, Any] = {name_of_table(reading.table): reading.table}
    form = _NamedTable(
        **tables,
        sources=reading.sources,
        form=reading.form,
        rounding=reading.rounding,
        notices=reading.notices,
    )
    plain: Json = converter.unstructure(form)
    blank = [name for name in TABLES.values() if plain[name] is None]
    return {name: part for name, part in plain.items() if name not in blank}


def _read_reading(converter: Converter, value: object, _: object) -> TableReading[Any]:
    read = converter.structure(value, _NamedTable)
    tables = {name: getattr(read, name) for name in TABLES.values()}
    stated = [name for name, table in tables.items() if table is not None]
    if len(stated) != 1:
        expected = phrase("one of {names}", names=", ".join(tables))
        found = verbatim(", ".join(stated)) if stated else phrase("none")
        raise ReadError(expected, found)
    return TableReading(tables[stated[0]], read.sources, read.form, read.rounding, read.notices)

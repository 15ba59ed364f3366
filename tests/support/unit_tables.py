"""The tables of a file that have a line for each unit, which are all that are in it."""

import os
from collections.abc import Iterable

from povertyplan import read_tables
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.forms import FORMS, TableForm
from povertyplan.documents.year_files import tables_in
from povertyplan.documents.year_tables.readings import UnitsReading, YearReading
from povertyplan.year import Register, ReportingPeriod


def read_unit_tables(
    path: str | os.PathLike[str],
    *,
    period: ReportingPeriod | None = None,
    forms: Iterable[TableForm] = FORMS,
) -> tuple[UnitsReading, ...]:
    """Read a file that has no register."""
    return of_units(read_tables(path, period=period, forms=forms))


def unit_tables_in(file: OpenedFile) -> tuple[UnitsReading, ...]:
    """Read an open file that has no register."""
    return of_units(tables_in(file))


def of_units(readings: Iterable[YearReading]) -> tuple[UnitsReading, ...]:
    """Return readings none of which is of a register."""
    tables: list[UnitsReading] = []
    for reading in readings:
        assert not isinstance(reading.table, Register)
        tables.append(reading)
    return tuple(tables)

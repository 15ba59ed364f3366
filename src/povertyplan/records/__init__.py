"""
Plans, tables of the year, readings and reports as plain dicts and as JSON, and back.

The form is nested as the types are, with the names of their attributes as
keys, beside the version of the form::

    {"povertyplan": 1, "plan": {"unit": {"name": "Chợ", ...}, "year": 2024, ...}}

Percentages, changes, dates, periods and the words of enumerations are text, as ``str``
writes them (``"3.69%"``, ``"0.91 pp"``, ``"2024-01-??"``, ``"2024-Q1"``), and None is null.
What has a default may be left out.  A record of another form is refused:

- a row of the annex has its ``unit`` once, not in both years;
- a report of a unit has ``unit`` and ``period`` once, not in its parts;
- a quota that is shared out has its rule once, and its exact shares as fractions: ``"12/5"``;
- a reading of a table has the table under the name of its kind: ``flow``, ``progress``,
  ``labour``, ``coverage``, ``register``;
- the rows of a section are the first and the last of them: ``[1, 11]``;
- a place is a ``row`` (``8``, ``"total"``, ``"section1"``) beside a ``field``;
- the sources of a reading are a list, as are its unreadable cells;
- the terms of a finding and the values of a notice are objects;
- a sentence of the library is its English text, from which it is said in Vietnamese too.

In a finding or a notice, a text is itself unless it would be read back as a
percentage, a change, a date or a fraction: then it is ``{"text": "5%"}``.
"""

import json
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias, TypeVar, cast

from cattrs.errors import BaseValidationError

from povertyplan.arguments.strict import strict
from povertyplan.errors import ParseError
from povertyplan.findings import Finding, Report
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Reading, TableReading
from povertyplan.records.faults import faults
from povertyplan.records.objects import record_converter
from povertyplan.records.plain import as_object, described, loaded, shown
from povertyplan.records.tables import TABLES, name_of_table
from povertyplan.year import (
    Allocation,
    CoverageTable,
    FlowTable,
    LabourTable,
    ProgressReport,
    Register,
    Rows,
)

__all__ = [
    "FORM",
    "Record",
    "finding_to_dict",
    "from_dict",
    "from_json",
    "to_dict",
    "to_json",
]

#: The version of the form, stated in every record.
FORM = 1

#: What has a record: a plan, a table of the year, a reading or a report.
Record: TypeAlias = (
    Plan
    | FlowTable
    | ProgressReport
    | LabourTable
    | CoverageTable
    | Register
    | Allocation
    | Reading
    | TableReading[Tabular]
    | Report
)
T = TypeVar("T", bound=Record)

_VERSION = "povertyplan"
_NAMES: Mapping[object, str] = MappingProxyType(
    {
        Plan: "plan",
        **cast("Mapping[object, str]", TABLES),
        Allocation: "allocation",
        Reading: "reading",
        TableReading: "table_reading",
        Report: "report",
    }
)
_MOST_FAULTS = 20


@strict
def to_dict(value: Record, /) -> dict[str, object]:
    """
    Return a plan, a table, a reading or a report as dicts, lists, text, int, bool and None.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3, "poor_base_rate": "2,21"}])
    >>> data = to_dict(plan)
    >>> data["povertyplan"], data["plan"]["targets"][0]["base"]["poor"]
    (1, {'count': 3, 'rate': '2.21%'})
    """
    name = name_of_table(value) if isinstance(value, Rows | Register) else _name(type(value))
    return {_VERSION: FORM, name: record_converter().unstructure(value)}


@strict
def from_dict(data: object, kind: type[T], /) -> T:
    """
    Build a plan, a table, a reading or a report from what `to_dict` returns.

    Raises `ReadError` for the first fault, with its path in *data*; the faults
    after it, up to twenty in all, are its notes.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3}])
    >>> from_dict(to_dict(plan), Plan) == plan
    True
    >>> plan_without_year = {"unit": {"name": "Chợ"}, "targets": []}
    >>> from_dict({"povertyplan": 1, "plan": plan_without_year}, Plan)
    Traceback (most recent call last):
        ...
    povertyplan.messages.refusals.ReadError: $.plan.year: expected a value, found none
    """
    name = _name(kind)
    inner = _opened(data, name)
    try:
        return record_converter().structure(inner, kind)
    except (BaseValidationError, ReadError, ValueError) as error:
        first, *others = islice(faults(error, f"$.{name}"), _MOST_FAULTS)
    for other in others:
        first.add_note(str(other))
    raise first


@strict
def to_json(value: Record, /, *, indent: int | None = None) -> str:
    """
    Write a plan, a table, a reading or a report as JSON, letters as themselves.

    Raises `ParseError` for a text with half a character (a lone surrogate),
    which no file can hold.

    >>> to_json(Plan.of(2024, [], unit="Chợ"))
    '{"povertyplan": 1, "plan": {"unit": {"name": "Chợ", "level": "commune", ...}}'
    """
    text = json.dumps(to_dict(value), ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ParseError("whole characters", text, error.start) from None
    return text


@strict
def from_json(text: str | bytes, kind: type[T], /) -> T:
    """
    Read the JSON that `to_json` writes; bytes are UTF-8.

    Raises `ReadError` as `from_dict` does, and with line and column for text
    that is not JSON.

    >>> report = Report(checked=("PP101",))
    >>> from_json(to_json(report), Report) == report
    True
    >>> from_json('{"povertyplan" 1}', Plan)
    Traceback (most recent call last):
        ...
    povertyplan.messages.refusals.ReadError: line 1, column 16: expected JSON, found "1}"
    """
    return from_dict(loaded(text), kind)


@strict
def finding_to_dict(finding: Finding, /) -> dict[str, object]:
    """
    Return one finding as it stands in the record of a report.

    >>> report = check(Plan.of(2024, [], total={"households_goal": 3924, "poor_goal": 54,
    ...                                         "poor_goal_rate": "1,39"}))
    >>> found = finding_to_dict(report.findings[0])
    >>> found["code"], found["row"], found["field"], found["printed"], found["expected"]
    ('PP201', 'total', 'poor_goal_rate', '1.39%', '1.38%')

    Raises `ValueError` where two terms bear one name.
    """
    plain: dict[str, object] = record_converter().unstructure(finding)
    return plain


def _name(kind: object) -> str:
    if kind not in _NAMES:
        raise TypeError(
            "a record is of a Plan, a FlowTable, a ProgressReport, a LabourTable, a CoverageTable,"
            f" an Allocation, a Reading, a TableReading or a Report, got {kind!r}"
        )
    return _NAMES[kind]


def _opened(data: object, name: str) -> object:
    """Return the value beside the version, under a name."""
    record = as_object(data, where="$")
    if _VERSION not in record:
        expected = phrase('"{key}": {form}, the version of the form', key=_VERSION, form=FORM)
        raise ReadError(expected, phrase("none"), where="$")
    version = record[_VERSION]
    if type(version) is not int or version != FORM:
        expected = phrase("{form}, the version of the form that is known here", form=FORM)
        raise ReadError(expected, described(version), where=f"$.{_VERSION}")
    others = [shown(key) for key in islice(record, _MOST_FAULTS) if key != _VERSION]
    if others != [shown(name)]:
        expected = phrase('"{name}" beside the version', name=name)
        found = verbatim(", ".join(others)) if others else phrase("nothing")
        raise ReadError(expected, found, where="$")
    return record[name]

"""The forms of the year as workbooks to fill in, with the figures of a plan."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from povertyplan.arguments.strict import strict
from povertyplan.documents.forms import (
    MONTHLY_REPORT,
    Beside,
    FormLines,
    TableForm,
    TableKind,
)
from povertyplan.documents.layout import AnnexPage
from povertyplan.documents.layout.register_page import blank_register_page
from povertyplan.documents.layout.words import called_unit, capitalised
from povertyplan.documents.layout.year_pages import YearTable, form_page
from povertyplan.documents.write.characters import refuse_unwritable
from povertyplan.documents.write.extra import naming_extra
from povertyplan.documents.write.target import write_file
from povertyplan.documents.write.template import refuse_other_ending
from povertyplan.documents.write.workbook.monthly_cells import MonthlyCells
from povertyplan.documents.write.workbook.monthly_sheet import SheetHead, UnitSheet
from povertyplan.documents.write.workbook.open_register import OpenRegister
from povertyplan.messages import period_label
from povertyplan.model.fields import Count, Counted, Field, Figure, Flat, Value
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.rows import LabourTarget, PovertyTarget
from povertyplan.model.units import Unit
from povertyplan.year.deadlines import DueRule
from povertyplan.year.flows import PovertyFlow
from povertyplan.year.reports import UnitReport
from povertyplan.year.table import Rows

#: What a plan says of the counts of a flow: those of its base, and those of its goal.
_BASE: Mapping[Count, Count] = {
    Count.POOR_START: Count.POOR_BASE,
    Count.NEAR_POOR_START: Count.NEAR_POOR_BASE,
}
_GOAL: Mapping[Count, Count] = {
    Count.POOR_END: Count.POOR_GOAL,
    Count.NEAR_POOR_END: Count.NEAR_POOR_GOAL,
}
#: The lines of a register beside those for the households of a plan's base, and all at most.
_MORE_HOUSEHOLDS, _MOST_HOUSEHOLDS = 50, 3_000
_USUAL_KIND = "tổ dân phố"
#: What no name of a sheet has, and how long one may be (Excel).
_IN_NO_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_SHEET = 31


@strict
def blank_forms(
    plan: Plan,
    path: str | os.PathLike[str],
    *,
    period: ReportingPeriod,
    forms: Sequence[TableForm] = (MONTHLY_REPORT,),
) -> None:
    """
    Write an .xlsx of forms to fill in for a period of a plan's year.

    A form with a line for each figure has a sheet for each unit of the plan, any other one sheet
    with all units; a register has one with a line for each household, under a code.  The
    households at the start are those of the plan's base, the targets of the year stand beside
    them; what is to be filled in is open and marked, and what follows from it are formulas.
    *forms* are data: an office that has its own gives those.

    >>> import tempfile
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3, "poor_goal": 2}])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     blank_forms(plan, f"{folder}/02.xlsx", period=ReportingPeriod(2024, "02"))

    Raises `ValueError` for a plan without rows and a period of another year, and `WriteError` if
    the file cannot be written, or its name does not end in ``.xlsx``.
    """
    file = os.fspath(path)
    refuse_other_ending(file)
    if not plan.targets:
        raise ValueError("blank_forms: plan has no rows")
    if period.year != plan.year:
        raise ValueError(f"blank_forms: period must be of {plan.year}, got {period}")
    refuse_unwritable(plan, {}, file)
    with naming_extra(file):
        data = _workbook(plan, period, forms)
    write_file(file, data)


def _workbook(plan: Plan, period: ReportingPeriod, forms: Iterable[TableForm]) -> bytes:
    from povertyplan.documents.write.xlsx import forms_workbook

    sheets: list[UnitSheet] = []
    pages: list[AnnexPage] = []
    registers: list[OpenRegister] = []
    for form in forms:
        if form.lines is FormLines.FIGURES:
            sheets += [_sheet(plan, target, period, form) for target in plan.targets]
        elif form.lines is FormLines.HOUSEHOLDS:
            registers.append(_register(plan, period))
        else:
            pages.append(form_page(_tables(plan, period, form), form, to_fill=True))
    names = _sheet_names([sheet.name for sheet in sheets])
    named = [evolve(sheet, name=name) for sheet, name in zip(sheets, names, strict=True)]
    return forms_workbook(named, pages, registers)


def _register(plan: Plan, period: ReportingPeriod) -> OpenRegister:
    """Return a register with lines for the households of the base, and for some more."""
    counts = [target.base.poor.count for target in plan.targets]
    counts += [target.base.near_poor.count for target in plan.targets]
    known = sum(count for count in counts if count is not None)
    lines = min(known + _MORE_HOUSEHOLDS, _MOST_HOUSEHOLDS)
    page = blank_register_page(plan.unit, period.year, lines)
    units = dict.fromkeys(target.unit.name for target in plan.targets)
    return OpenRegister(page, tuple(units))


# A sheet for each unit.


def _sheet(
    plan: Plan, target: PovertyTarget, period: ReportingPeriod, form: TableForm
) -> UnitSheet:
    """Return the sheet of one unit, with its figures of the plan."""
    flat = target.flat()
    filled = {
        Beside.SO_FAR: dict(_known(flat, _BASE)),
        Beside.PLANNED: dict(_known(flat, _GOAL)),
    }
    titles = (
        f"{form.title} {period_label(period, 'vi').upper()}",
        _called_row(target.unit),
        capitalised(called_unit(plan.unit)),
    )
    first, last = period.closed()
    due = DueRule().due(period)
    head = SheetHead(
        tuple(filter(None, titles)),
        "Ngày báo cáo:",
        f"Số liệu tính đến ngày {last:%d/%m/%Y}; hạn gửi: {due:%d/%m/%Y}",
        first,
        "NGƯỜI BÁO CÁO",
    )
    cells = MonthlyCells(form, len(head.titles) + 2, is_first=period.months[0] == 1)
    return UnitSheet(target.unit.name, head, cells, filled)


def _known(flat: Flat, names: Mapping[Count, Count]) -> Iterator[tuple[Figure, int]]:
    """Yield the figures of a form that the row of a plan states under other names."""
    for figure, in_plan in names.items():
        value = flat.get(in_plan)
        if isinstance(value, int):
            yield figure, value


def _called_row(unit: Unit) -> str:
    """Return a TDP with its kind: ``Tổ dân phố: Hoà Sơn``."""
    return f"{capitalised(unit.kind or _USUAL_KIND)}: {unit.name}"


def _sheet_names(names: Iterable[str]) -> Iterator[str]:
    """
    Yield a name of a sheet for each unit, which Excel allows and no other sheet has.

    >>> list(_sheet_names(["Chợ", "chợ", "Tổ 1/2", "", "History"]))
    ['Chợ', 'chợ (2)', 'Tổ 1-2', 'Sheet', 'History (2)']
    """
    taken = {"history"}
    for name in names:
        legal = _IN_NO_SHEET.sub("-", name).strip("' ") or "Sheet"
        number, unique = 1, legal[:_LONGEST_SHEET].strip("' ")
        while unique.casefold() in taken:
            number += 1
            mark = f" ({number})"
            unique = f"{legal[: _LONGEST_SHEET - len(mark)].rstrip()}{mark}"
        taken.add(unique.casefold())
        yield unique


# A sheet with a line for each unit.


def _tables(plan: Plan, period: ReportingPeriod, form: TableForm) -> Sequence[YearTable]:
    """Return the tables of a form in which the start alone is known, with a total to compute."""
    if form.kind is TableKind.FLOW:
        counted = [Counted.HOUSEHOLDS]
        if form.lines is FormLines.HOUSEHOLDS_AND_PERSONS:
            counted.append(Counted.PERSONS)
        return [_flows(plan, period, each) for each in counted]
    if form.kind is TableKind.PROGRESS:
        reports = [UnitReport(target.unit, period) for target in plan.targets]
        return [Rows(plan.unit, period, tuple(reports), UnitReport(plan.unit, period))]
    year = ReportingPeriod(plan.year)
    figures = [LabourTarget(target.unit, plan.year) for target in plan.targets]
    return [Rows(plan.unit, year, tuple(figures), LabourTarget(plan.unit, plan.year))]


def _flows(plan: Plan, period: ReportingPeriod, counted: Counted) -> Rows[PovertyFlow]:
    """Return flows of which the households at the start are known."""
    flows: list[PovertyFlow] = []
    for target in plan.targets:
        start: dict[Field, Value] = {}
        if counted is Counted.HOUSEHOLDS:
            start.update(_known(target.flat(), _BASE))
        flows.append(PovertyFlow.of(target.unit, period, start, counted))
    return Rows(plan.unit, period, tuple(flows), PovertyFlow(plan.unit, period, counted=counted))

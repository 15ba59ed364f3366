"""
The tables of a year in the Vietnamese pages of checks, built as the pages show them.

The line above each table says what it is.  A flow stands from its first column down, one table for
each category; reports and labour figures have one row for each unit.  Quotas are a list, and
commitments and registers tables of their own.
each category; reports and labour figures have one row for each unit, coverage for each policy.
"""

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from povertyplan import Category, Count, LabourTarget, Percent, Plan, Unit
from povertyplan.model.fields import FACTS, FLOW_OF_NEAR_POOR, FLOW_OF_POOR, Field, Value
from povertyplan.year import (
    Commitment,
    Coverage,
    CoverageTable,
    FlowTable,
    Household,
    Interval,
    LabourTable,
    Outlook,
    Policy,
    PovertyCause,
    PovertyFlow,
    ProgressReport,
    Register,
    ReportingPeriod,
    UnitReport,
)
from tests.support.cause_pages import lines_shown, read_example, table_shown

_FLOW = re.compile(r"Diễn biến hộ (?P<near>cận )?nghèo năm (?P<year>\d+) của (?P<unit>.+):")
_REPORT = re.compile(r"Báo cáo tháng (?P<month>\d+) năm (?P<year>\d+):")
_LABOUR = re.compile(r"Lao động, việc làm năm (?P<year>\d+):")
_COVERAGE = re.compile(r"Kết quả thực hiện chính sách năm (?P<year>\d+):")
_PLAN = re.compile(r"(?:Kế hoạch|Kết quả rà soát) năm \d+:")
_QUOTAS = re.compile(r"Chỉ tiêu được giao:")
_REGISTER = re.compile(r"Danh sách rà soát năm (?P<year>\d+):")
_COMMITMENTS = re.compile(r"Phân công giúp đỡ:")
_CAPTIONS = (
    _FLOW, _REPORT, _LABOUR, _COVERAGE, _PLAN, _QUOTAS, _REGISTER, _COMMITMENTS
)  # fmt: skip
_FROM_TO = re.compile(r"(?P<low>\d+)-(?P<high>\d+)")
_QUOTA = re.compile(r"(?P<figure>.+): (?P<count>\d+) (?:hộ|người)")
_COLUMNS: Mapping[str, Count] = {
    "Hộ nghèo đầu kỳ": Count.POOR_START,
    "Việc làm mới": Count.NEW_JOBS,
    "Xuất khẩu lao động": Count.EXPORTED,
}
_FIGURES: Mapping[str, Count] = {
    FACTS[figure].vi.capitalize(): figure for figure in (Count.POOR_DROP, Count.NEW_JOBS)
}
_POLICIES = {"Y tế": Policy.HEALTH}
_CAUSES: Mapping[str, PovertyCause] = {
    "Thiếu đất sản xuất": PovertyCause.LAND,
    "Thiếu vốn sản xuất": PovertyCause.CAPITAL,
    "Thiếu lao động": PovertyCause.LABOUR,
    "Ốm đau": PovertyCause.ILLNESS,
}
_OUTLOOKS = {"Có": Outlook.ABLE, "Không": Outlook.UNABLE, "": None}
_CATEGORIES = {"Hộ nghèo": Category.POOR, "Hộ cận nghèo": Category.NEAR_POOR}
Table = Plan | FlowTable | ProgressReport | LabourTable | CoverageTable | Register
Against = Table | Mapping[Count, int] | Sequence[Commitment] | None


@frozen
class YearExample:
    """What an example shows: a table, and what it is compared with."""

    checked: Table
    against: Against = None


def year_example(shown: str) -> YearExample | None:
    """Return what a section of a page shows, None if it has no table of a year."""
    parts = _parts(shown)
    if not parts:
        return None
    flows = [(caption, text) for caption, text in parts if _FLOW.fullmatch(caption)]
    tables: list[Table] = [_flow_table(flows)] if flows else []
    against: Against = None
    for caption, text in parts:
        if _QUOTAS.fullmatch(caption):
            against = _quotas(text)
        elif _COMMITMENTS.fullmatch(caption):
            against = _commitments(text)
        elif not _FLOW.fullmatch(caption):
            tables.append(_table(caption, text))
    checked, *others = tables
    return YearExample(checked, others[0] if others else against)


def _parts(shown: str) -> list[tuple[str, str]]:
    """Return each caption with the text below it."""
    below: dict[str, list[str]] = {}
    caption = ""
    for line in shown.splitlines():
        caption = line if _is_caption(line) else caption
        if caption:
            below.setdefault(caption, []).append(line)
    return [(said, "\n".join(lines)) for said, lines in below.items()]


def _is_caption(line: str) -> bool:
    return any(caption.fullmatch(line) for caption in _CAPTIONS)


def _flow_table(flows: Sequence[tuple[str, str]]) -> FlowTable:
    figures: dict[Field, Value] = {}
    unit, period = Unit(""), ReportingPeriod(2024)
    for caption, text in flows:
        said = _FLOW.fullmatch(caption)
        assert said is not None
        unit, period = Unit(said["unit"]), ReportingPeriod(int(said["year"]))
        counts = FLOW_OF_NEAR_POOR if said["near"] else FLOW_OF_POOR
        _, *rows = table_shown(text)
        figures |= dict(zip(counts, (_figure(row[-1]) for row in rows), strict=True))
    return FlowTable(unit, period, (PovertyFlow.of(unit, period, figures),))


def _quotas(text: str) -> dict[Count, int]:
    """Return the quotas of a list."""
    lines = [_QUOTA.fullmatch(line) for line in lines_shown(text)]
    return {_FIGURES[line["figure"]]: int(line["count"]) for line in lines if line}


def _table(caption: str, text: str) -> Table:
    said = _REGISTER.fullmatch(caption)
    if said is not None:
        heads, *rows = table_shown(text)
        households = [_household(dict(zip(heads, row, strict=True))) for row in rows]
        return Register(Unit("Cao Thượng"), int(said["year"]), households)
    if _PLAN.fullmatch(caption):
        return read_example(lines_shown(text), table_shown(text)).plan
    if _COVERAGE.fullmatch(caption):
        return _coverage(caption, text)
    heads, *rows = table_shown(text)
    units = [(Unit(row[1]), _figures(heads, row)) for row in rows if row[1] != "Tổng"]
    totals = [_figures(heads, row) for row in rows if row[1] == "Tổng"]
    commune = Unit("Cao Thượng")
    said = _REPORT.fullmatch(caption)
    if said is not None:
        period = ReportingPeriod(int(said["year"]), f"{int(said['month']):02}")
        reports = [UnitReport.of(unit, period, figures) for unit, figures in units]
        return ProgressReport(commune, period, reports)
    said = _LABOUR.fullmatch(caption)
    assert said is not None
    year = int(said["year"])
    lines = [LabourTarget.of(unit, year, figures) for unit, figures in units]
    total = LabourTarget.of(commune, year, totals[0]) if totals else None
    return LabourTable(commune, ReportingPeriod(year), lines, total)


def _coverage(caption: str, text: str) -> CoverageTable:
    said = _COVERAGE.fullmatch(caption)
    assert said is not None
    commune, year = Unit("Cao Thượng"), int(said["year"])
    _, *rows = table_shown(text)
    lines: list[Coverage] = []
    for _, policy, group, entitled, covered, rate in rows:
        printed = Percent.parse(rate) if rate else None
        of = (commune, year, _POLICIES[policy], _CATEGORIES[group])
        lines.append(Coverage(*of, _figure(entitled), _figure(covered), printed))
    return CoverageTable(commune, ReportingPeriod(year), lines)


def _household(cells: Mapping[str, str]) -> Household:
    cause = cells.get("Nguyên nhân")
    return Household(
        cells["Mã hộ"],
        Unit(cells["Đơn vị"]),
        _CATEGORIES[cells["Diện"]],
        causes=[_CAUSES[cause]] if cause else [],
        outlook=_OUTLOOKS[cells.get("Khả năng thoát nghèo", "")],
        helper=cells.get("Đơn vị giúp đỡ", ""),
    )


def _commitments(text: str) -> list[Commitment]:
    """Return the commitments of a table, each from so many to so many households."""
    promised: list[Commitment] = []
    for body, count in table_shown(text)[1:]:
        ends = _FROM_TO.fullmatch(count)
        assert ends is not None
        interval = Interval(int(ends["low"]), int(ends["high"]))
        promised.append(Commitment(body, Count.HELPED, interval))
    return promised


def _figures(heads: Sequence[str], row: Sequence[str]) -> dict[Field, Value]:
    cells = zip(heads, row, strict=True)
    return {_COLUMNS[head]: _figure(cell) for head, cell in cells if head in _COLUMNS}


def _figure(cell: str) -> int | None:
    return int(cell.replace(".", "")) if cell else None

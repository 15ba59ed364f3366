"""Pages of all kinds: of one plan, of several files, of hostile names, of a report of the year."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import cycle

from attrs import evolve

from povertyplan import Edit, Level, Part, Percent, Place, Plan, Reading, Unit
from povertyplan.model.fields import Value
from povertyplan.model.places import Row
from povertyplan.model.rows import PovertyTarget
from povertyplan.model.tabular import cells
from povertyplan.outputs.outcome import Checked, Counterpart, Unread
from povertyplan.outputs.page import as_page
from povertyplan.reading import TableReading
from povertyplan.year import (
    Flow,
    FlowTable,
    PovertyFlow,
    ProgressReport,
    ReportingPeriod,
    UnitReport,
)
from tests.support.communes import plan_of
from tests.support.page import checked
from tests.support.slips import READING, SOUND, TOTAL
from tests.support.unread import unread

#: Names that would be markup, a program, or other letters, if they were not text.
HOSTILE = (
    "<script>alert(1)</script>",
    '"></svg><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "]]></title>",
    "a\u202eb",
    "'onclick='",
)


#: The communes of a district.
COMMUNES = (
    "An Bình", "Bình Minh", "Đông Sơn", "Hòa Lạc", "Hưng Thịnh", "Long Hải", "Minh Tân",
    "Phú Xuân", "Quang Trung", "Tân Tiến", "Thanh Bình", "Vĩnh Thịnh",
)  # fmt: skip


def hostile_plan(name: str) -> Plan:
    """Return a plan of some units of one name, with findings and with a unit that stands apart."""
    rows = [
        {"name": name, "households_base": 100, "households_goal": goal, "poor_base": 2,
         "poor_goal": 3}
        for goal in (100, 100, 100, 100, 100, 100, 40)
    ]  # fmt: skip
    return Plan.of(2024, rows, unit=name, total={"households_base": 1})


def report_of_june(plan: Plan = SOUND) -> ProgressReport:
    """Return the reports of the units of a plan, some of which have done what it asks."""
    june = ReportingPeriod(plan.year, "06")
    reports = (_report(target, june) for target in plan.targets)
    return ProgressReport(plan.unit, june, list(reports))


def _report(target: PovertyTarget, period: ReportingPeriod) -> UnitReport:
    """Return a report of a unit: half of its poor have left, one of them to the near-poor."""
    poor, near_poor = target.base.poor.count or 0, target.base.near_poor.count or 0
    left = poor // 2
    to_near_poor = min(left, 1)
    flow = PovertyFlow(
        target.unit,
        period,
        Flow(poor, to_near_poor, left - to_near_poor, 0, 0, 0, 0, 0, poor - left),
        Flow(near_poor, 0, 0, 0, to_near_poor, 0, 0, 0, near_poor + to_near_poor),
    )
    return UnitReport(target.unit, period, flow)


def wrong_plan() -> Plan:
    """Return a plan of forty rows with a wrong rate in each, and what else is often wrong."""
    plan = plan_of(40, sections=4)
    rates = zip(range(1, 41), cycle(["poor_base_rate", "near_poor_base_rate"]))
    others: Iterable[tuple[Row, str]] = [
        (3, "poor_goal"),
        (17, "near_poor_goal"),
        (29, "households_goal"),
        (Part.HEADLINE, "poor_drop"),
    ]
    return slipped(plan, (*rates, *others))


def slipped(plan: Plan, places: Iterable[tuple[Row, str]]) -> Plan:
    """Return a plan with other figures at some places: exchanged digits, or ten more."""
    printed = cells(plan)
    return plan.edited(
        Edit(Place(row, field), printed[Place(row, field)], _wrong(printed[Place(row, field)]))
        for row, field in places
    )


def _wrong(printed: Value) -> Value:
    """Return what may be typed for a figure."""
    if isinstance(printed, int):
        return printed + 10
    right = str(printed).removesuffix("%")
    exchanged = right[:-2] + right[:-3:-1]
    return Percent.parse(f"{exchanged if exchanged != right else f'9{right[1:]}'}%")


def communes() -> list[Checked]:
    """Return the plans of a folder: some with errors, one that lets poverty rise."""
    rise_of_poor = {"Tân Tiến": 1}
    plans = [
        _commune(name, 8 + 2 * number, rise_of_poor.get(name, -1))
        for number, name in enumerate(COMMUNES)
    ]
    plans[4] = slipped(plans[4], [(2, "poor_base_rate"), (7, "near_poor_goal_rate")])
    plans[7] = slipped(plans[7], [(5, "poor_goal"), (9, "poor_base_rate"), (TOTAL, "poor_goal")])
    return [checked(plan, f"ke-hoach-{number:02}.docx") for number, plan in enumerate(plans, 1)]


def _commune(name: str, rows: int, poor: int) -> Plan:
    return evolve(plan_of(rows, poor=poor), unit=Unit(name, Level.COMMUNE, "xã"))


def _of_one(lang: str) -> str:
    return as_page([checked(READING, READING.file)], lang, version="0.2.0")


def _of_a_clean_plan(lang: str) -> str:
    return as_page([checked(plan_of(26), "plan.docx")], lang, version="0.2.0")


def _of_wrong_counts(lang: str) -> str:
    """Return the page of a plan whose rates and totals do not agree as two counts are wrong."""
    places: list[tuple[Row, str]] = [(4, "poor_base"), (9, "households_goal")]
    return as_page([checked(slipped(plan_of(12, sections=2), places))], lang, version="0.2.0")


def _of_a_wrong_plan(lang: str) -> str:
    return as_page([checked(wrong_plan())], lang, version="0.2.0")


def _of_twelve_communes(lang: str) -> str:
    outcomes: list[Checked | Unread] = [*communes(), unread("ke-hoach-13.pdf")]
    return as_page(outcomes, lang, expected=[*COMMUNES, "Yên Lạc"], version="0.2.0")


def _of_several(lang: str) -> str:
    outcomes: list[Checked | Unread] = [
        checked(READING, READING.file),
        checked(SOUND, "b.md"),
        unread("c.pdf"),
    ]
    return as_page(outcomes, lang, expected=["Cao Thượng", "Tân Yên"])


def _of_long_documents(lang: str) -> str:
    """Return the page of documents with many units, and of two of one row, none of them missing."""
    plan = plan_of(62, sections=3)
    bare = tuple(evolve(section, printed=None) for section in plan.sections)
    period, unit = ReportingPeriod(2025), Unit("Chợ")
    of_both = Flow(3, 0, 1, 0, 0, 0, 0, 0, 2)
    flow = PovertyFlow(unit, period, of_both, of_both)
    flows = TableReading(FlowTable(unit, period, [flow], total=flow))
    documents = [
        checked(evolve(plan, sections=bare)),
        checked(TableReading(report_of_june(plan)), "report.csv", Counterpart("", Reading(plan))),
        checked(flows, "flow.csv", Counterpart("flow-2.csv", flows)),
        checked(Plan.of(2025, [{"name": "Chợ"}], unit="Ngò"), "blank.md"),
    ]
    return as_page(documents, lang, expected=["Hưng Thịnh"])


def _of_hostile_names(lang: str) -> str:
    outcomes: list[Checked | Unread] = [checked(hostile_plan(name), name) for name in HOSTILE]
    outcomes += (unread(name, name) for name in HOSTILE)
    return as_page(outcomes, lang, version=HOSTILE[0], date=HOSTILE[1], expected=HOSTILE)


def _of_a_report(lang: str) -> str:
    beside = Counterpart("plan.md", Reading(SOUND))
    return as_page([checked(TableReading(report_of_june()), "report.csv", beside)], lang)


#: What makes each page in a language.
PAGES: Mapping[str, Callable[[str], str]] = {
    "one": _of_one,
    "clean": _of_a_clean_plan,
    "wrong": _of_a_wrong_plan,
    "counts": _of_wrong_counts,
    "communes": _of_twelve_communes,
    "several": _of_several,
    "hostile": _of_hostile_names,
    "report": _of_a_report,
    "long": _of_long_documents,
}


@cache
def page_of(name: str, lang: str) -> str:
    """Return one of the pages in a language."""
    return PAGES[name](lang)

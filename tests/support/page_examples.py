"""Pages of all kinds: of one plan, of several files, of hostile names, of a report of the year."""

from collections.abc import Callable, Mapping

from povertyplan import Plan, Reading
from povertyplan.model.rows import PovertyTarget
from povertyplan.outputs.outcome import Checked, Counterpart, Unread
from povertyplan.outputs.page import as_page
from povertyplan.reading import TableReading
from povertyplan.year import Flow, PovertyFlow, ProgressReport, ReportingPeriod, UnitReport
from tests.support.page import checked
from tests.support.slips import READING, SOUND
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


def hostile_plan(name: str) -> Plan:
    """Return a plan of some units of one name, with findings and with a unit that stands apart."""
    rows = [
        {"name": name, "households_base": 100, "households_goal": goal, "poor_base": 2,
         "poor_goal": 3}
        for goal in (100, 100, 100, 100, 100, 100, 40)
    ]  # fmt: skip
    return Plan.of(2024, rows, unit=name, total={"households_base": 1})


def report_of_june() -> ProgressReport:
    """Return the reports of the units of the real plan, some of which have done what it asks."""
    june = ReportingPeriod(2024, "06")
    reports = (_report(target, june) for target in SOUND.targets)
    return ProgressReport(SOUND.unit, june, list(reports))


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


def _of_one(lang: str) -> str:
    return as_page([checked(READING, READING.file)], lang, version="0.2.0")


def _of_several(lang: str) -> str:
    outcomes: list[Checked | Unread] = [
        checked(READING, READING.file),
        checked(SOUND, "b.md"),
        unread("c.pdf"),
    ]
    return as_page(outcomes, lang, expected=["Cao Thượng", "Tân Yên"])


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
    "several": _of_several,
    "hostile": _of_hostile_names,
    "report": _of_a_report,
}

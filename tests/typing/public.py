"""The public names as a user writes them: type-checked, never run."""

from datetime import date
from fractions import Fraction
from typing import assert_type

from povertyplan import (
    Category,
    Cause,
    Count,
    Diagnoses,
    Diagnosis,
    Edit,
    Finding,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    PovertyTarget,
    Reading,
    Report,
    Rounding,
    Severity,
    Source,
    Tally,
    Unit,
    check,
    diagnose,
    read,
    read_bytes,
    read_text,
    repaired,
)
from povertyplan.checks import CHECKS, Check
from povertyplan.diagnosis import Change
from povertyplan.findings import Skipped
from povertyplan.year import (
    Commitment,
    DueRule,
    Flow,
    FlowTable,
    Interval,
    PovertyFlow,
    Register,
    ReportingPeriod,
    Rows,
    Shift,
    Standing,
    Timeliness,
    UnitReport,
    achieved,
    commune_report,
    during,
    near_poor_exits_needed,
    progress,
    timeliness,
)

percent = assert_type(Percent.parse("1,39%"), Percent)
assert_type(Percent.of(Fraction(54, 3924), places=1, rounding=Rounding.HALF_EVEN), Percent)
assert_type(percent.share, Fraction)
assert_type(percent.admits(Fraction(1, 2)), bool)
assert_type(Points.parse("0,91").value, Fraction)

reading = assert_type(read("plan.md"), Reading)
assert_type(read_text("", format="markdown", file="plan.md"), Reading)
assert_type(read_bytes(b""), Reading)
plan = assert_type(reading.plan, Plan)
assert_type(plan.targets, tuple[PovertyTarget, ...])
assert_type(plan.total, PovertyTarget | None)
assert_type(plan.computed_total, PovertyTarget | None)
assert_type(plan.headline, Headline)
assert_type(plan.labour, LabourTarget | None)
assert_type(plan.years, tuple[int, int] | None)
assert_type(plan.edited([Edit(Place(Part.TOTAL, "poor_goal"), 54, 55)]), Plan)
assert_type(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2, "poor_goal_rate": "1.43"}]), Plan)

target = plan.target("Chợ")
assert_type(target.base, HouseholdCensus)
assert_type(target.goal.poor, Tally)
assert_type(target.goal.poor.rate, Percent | None)
assert_type(target.goal.share(Category.POOR), Fraction | None)
assert_type(target.reduction(Category.NEAR_POOR), int | None)
assert_type(target.unit, Unit)

report = assert_type(check(reading, select=["PP2"], ignore={"PP201@total"}, checks=CHECKS), Report)
assert_type(check(plan, against={Count.POOR_DROP: 40}), Report)
assert_type(check(plan, against=[Commitment("MTTQ", Count.HELPED, Interval(4, 5))]), Report)
assert_type(check(plan, against=Register(plan.unit, 2023, [])), Report)
assert_type(report.findings, tuple[Finding, ...])
assert_type(report.skipped, tuple[Skipped, ...])
assert_type(report.ok, bool)
assert_type(report.findings[0].severity, Severity)
assert_type(report.findings[0].text("vi"), str)
assert_type(reading.sources[report.findings[0].place], Source)
assert_type(CHECKS[0], Check)

found = assert_type(diagnose(reading, report, limit=1000), Diagnoses)
assert_type(found.complete, bool)
assert_type(found[0], Diagnosis)
assert_type(found[:2], tuple[Diagnosis, ...])
assert_type(found.of(report.findings[0]), tuple[Diagnosis, ...])
assert_type(found[0].cause, Cause)
assert_type(found[0].changes, tuple[Change, ...])
assert_type(found[0].edits, tuple[Edit, ...])
assert_type(found[0].clears, tuple[tuple[str, Place], ...])
assert_type(found[0].text("vi"), str)
assert_type(repaired(plan, found[0]), Plan)

# Percentages have no order, and no float is a share.
sorted([percent])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
percent.admits(0.0138)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

june = assert_type(ReportingPeriod.parse("2024-06"), ReportingPeriod)
assert_type(june.closed(), tuple[date, date])
flows = FlowTable(Unit("Chợ"), june, [PovertyFlow(Unit("Chợ"), june, Flow(start=3))])
assert_type(flows.joined(flows), Rows[PovertyFlow])
assert_type(flows.computed_total, PovertyFlow | None)
assert_type(flows.row("Chợ").poor.residual, int | None)
assert_type(near_poor_exits_needed(plan), Interval)
reports = [UnitReport(Unit("Chợ"), june, helped=2)]
assert_type(timeliness([Unit("Chợ")], reports, june, DueRule(20, Shift.NONE)), Timeliness)
assert_type(during(reports[0], reports[0]), UnitReport)
assert_type(progress(plan, commune_report(plan, reports, june)), tuple[Standing, ...])
assert_type(achieved(90, 54, 72), Fraction | None)

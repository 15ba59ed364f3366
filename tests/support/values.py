"""A value of every public class, by its class."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import EnumMeta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import polars as pl

from povertyplan import (
    Category,
    Count,
    Edit,
    Headline,
    LabourTarget,
    Notice,
    Percent,
    Place,
    Plan,
    Points,
    Section,
    Source,
    Unit,
    annotate,
    check,
    diagnose,
    errors,
    frames,
    read,
    read_censuses,
    repair,
    strategies,
    year,
)
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import Verdict
from povertyplan.checks import CHECKS, Evidence, Fact, Gap
from povertyplan.checks.evidence import Result
from povertyplan.checks.others import Commitments, OtherDocument, Quotas
from povertyplan.diagnosis import Cited, ExtraRow, MissingCount, MissingRow
from povertyplan.documents.forms import POOR_FLOW, QUOTA_FORMS, FigureLine
from povertyplan.documents.write.patched import NewFormula, RefusedEdit
from povertyplan.editing.annotate import Unplaced
from povertyplan.editing.notes import Note
from povertyplan.messages import ReadError, SelectionError, Sentence, WriteError, phrase
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.fields import FACTS
from povertyplan.model.places import SectionRow
from povertyplan.model.reach import Reach
from povertyplan.reading import Form, Statement, TableReading
from tests.support.commands import EXAMPLE
from tests.support.reference import PUBLIC

_REVIEW = "Rà soát năm 2023\n\nTT;Thôn;Số hộ;Hộ nghèo\n1;Chợ;160;5\n2;Ngò;160;5\n"
_UNIT = Unit("Chợ")
_PERIOD = year.ReportingPeriod(2024)
_PLACE = Place(1, "poor_goal")
_SAID = phrase("a plan")


def classes() -> Mapping[str, type]:
    """Return the public classes by their names."""
    by_name: dict[str, type] = {}
    for room in PUBLIC:
        members = (getattr(room, name) for name in room.__all__)
        kinds = [member for member in members if isinstance(member, type)]
        by_name |= {kind.__name__: kind for kind in kinds if not is_protocol(kind)}
    return by_name


def is_protocol(kind: type) -> bool:
    """Whether a type only says what others have."""
    return getattr(kind, "_is_protocol", False)


def _of_a_document() -> Iterator[object]:
    """Yield what reading, checking, diagnosing and repairing a document gives."""
    reading = read(EXAMPLE)
    report, found = check(reading), diagnose(reading)
    yield from (reading, reading.plan, report, found, found[0], found[0].changes[0])
    yield from (report.findings[0], report.skipped[0], report.reasons("en")[0])
    yield from (found.groups(report)[0], Evidence.of(reading.plan, reading, reading.rounding))
    with TemporaryDirectory() as folder:
        review = Path(folder, "review.csv")
        review.write_text(_REVIEW, encoding="utf-8")
        yield read_censuses(review)
        yield annotate("examples/formats/plan.docx", f"{folder}/marked.docx")
        yield repair(EXAMPLE, f"{folder}/plan.md")


def _of_a_year() -> Iterator[object]:
    basis = year.SharingBasis(year.SharingRule.LEVEL, Category.POOR, 0, 1)
    share = year.Share(_UNIT, basis, 0, 0, 0, 0)
    labour = LabourTarget(_UNIT, 2024, new_jobs=3)
    section = year.RowSection("Chợ", range(1, 2), labour)
    report = year.UnitReport(_UNIT, _PERIOD, labour=labour, received=date(2024, 12, 20))
    table = year.LabourTable(_UNIT, _PERIOD, [labour], sections=[section])
    move = year.Move("Chợ", _UNIT)
    yield from (basis, share, year.Allocation(0, basis, [share]), labour, report)
    yield from (table, table.sections[0], TableReading(table), move, _PERIOD)
    yield from (year.Succession(date(2026, 7, 1), [move]), year.STANDARDS[0], year.DueRule())
    yield year.PovertyFlow(_UNIT, _PERIOD, year.Flow(start=1, end=1))
    yield year.Flow(end=1)
    yield year.Coverage(_UNIT, 2024, year.Policy.HEALTH)
    yield year.Standing(_UNIT, Count.POOR_GOAL, 90, 54, 72, Fraction(1, 2))
    yield year.timeliness([_UNIT], [report], _PERIOD)
    yield year.Commitment("Hội Nông dân", Count.POOR_GOAL, year.Interval(4, 5))
    yield year.Interval(4, 5)
    household = year.Household("H-1", _UNIT, Category.POOR, 3, {year.PovertyCause.LAND})
    yield from (household, year.Register(_UNIT, 2023, [household]))


def _others() -> Iterator[object]:
    plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], total={"poor_goal": 3})
    (target,) = plan.targets
    count = MissingCount(Count.POOR_GOAL, 3)
    statement = Statement(_PLACE, "2 hộ", 2)
    yield from (target, target.goal, target.goal.poor, _UNIT, Section("Chợ", range(1, 2)))
    yield from (Percent(139, 2), Points(-71, 2), Headline(poor_goal=2), _PLACE)
    yield from (Edit(_PLACE, 2, 3), PartialDate(2024, 1), DocumentInfo(number="12"))
    yield from (Source("plan.md", 3, 5), Notice("unit-unnamed"), statement)
    yield from (Form(unreadable=((_PLACE, "?"),), restated=(statement,)), count)
    yield from (MissingRow((count,), (3,)), ExtraRow(1), Cited(_PLACE, 2))
    yield from (CHECKS[0], Fact(_PLACE, 2, 3), Gap(None, Sentence("a")))
    yield strategies.Slip(plan, plan, _PLACE, Cause.WRONG_DIGIT, "PP101")
    yield strategies.Quota(0, [target.base], Category.POOR, {}, {})
    yield frames.check_frame(pl.DataFrame({"plan": ["a"], "row": [1], "poor_goal": [1]}))
    yield from (errors.PovertyPlanError("a"), errors.ParseError("a plan", "b"))
    yield errors.CheckFailed(("PP101",))
    yield from (ReadError(_SAID, phrase("none"), "plan.md"), WriteError("plan.md", _SAID))
    yield from (year.YearError(_SAID), year.UnknownUnitError(_SAID))


def _of_the_library() -> Iterator[object]:
    """Yield the values that the library itself makes, and those that forms and checks are of."""
    relations = read(EXAMPLE).plan.relations
    by_kind = {type(relation): relation for relation in relations}
    yield from by_kind.values()
    case = next(cases_of(read(EXAMPLE).plan))
    yield from (case, Result(case.relation, case, Verdict.HOLDS))
    yield from (Reach(27, 30, low_in=True, high_in=False), SectionRow(1))
    yield from (FACTS[Count.POOR_GOAL], phrase("a plan"), Sentence("a"))
    edit, note = Edit(_PLACE, 2, 3), Note(Source("plan.md"), (), "a")
    yield from (NewFormula(edit, Source("plan.xlsx"), "A1", "A2"), RefusedEdit(edit, _SAID))
    yield from (note, Unplaced(note, _SAID), SelectionError(_SAID))
    yield from (Commitments(()), Quotas({}), OtherDocument(read(EXAMPLE).plan))
    yield from (POOR_FLOW, POOR_FLOW.columns[0], QUOTA_FORMS[Category.POOR])
    yield FigureLine("Số hộ nghèo cuối kỳ", Count.POOR_END)


#: A value of each public class that is no enumeration, by its name; of several the last.
VALUES: Mapping[str, object] = MappingProxyType(
    {
        type(value).__name__: value
        for value in (*_of_a_document(), *_of_a_year(), *_others(), *_of_the_library())
    }
)
#: The members of each public enumeration.
MEMBERS: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {name: tuple(kind) for name, kind in classes().items() if isinstance(kind, EnumMeta)}
)

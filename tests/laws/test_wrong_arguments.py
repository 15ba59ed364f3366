"""An argument of a wrong type is refused by its name, in every public function and value."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import EnumMeta
from inspect import Parameter
from types import FunctionType
from typing import Any

import numpy as np
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

import povertyplan
from povertyplan import (
    Category,
    Count,
    Headline,
    LabourTarget,
    Notice,
    PartialDate,
    Percent,
    Place,
    Plan,
    Points,
    PovertyPlanError,
    Reading,
    Source,
    Unit,
    check,
    checks,
    diagnose,
    frames,
    outputs,
    records,
    strategies,
    year,
)
from povertyplan.messages import Sentence, phrase

ROOMS = (povertyplan, checks, records, frames, strategies, outputs, year)
PLAN = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], total={"poor_goal": 3})
REPORT = check(PLAN)
YEAR = year.ReportingPeriod(2024)
UNIT = Unit("Chợ")
LABOUR = LabourTarget(UNIT, 2024)
BASIS = year.SharingBasis(year.SharingRule.LEVEL, Category.POOR, 0, 1)
ALLOCATION = year.Allocation(0, BASIS, ())
UNIT_REPORT = year.UnitReport(UNIT, YEAR)
SHARE = Percent(1, 1).share
#: A right value for each parameter, by its name, and for some of one function alone.
RIGHT: dict[str, Any] = {
    **dict.fromkeys(("plan", "checked", "diagnosed", "table", "original", "value"), PLAN),
    **dict.fromkeys(("digits", "places", "count", "whole", "size", "units", "row", "printed"), 1),
    **dict.fromkeys(
        ("text", "path", "name", "label", "code", "file", "out", "en", "message", "doc"), "1"
    ),
    **dict.fromkeys(("targets", "clears", "censuses", "findings", "changes", "edits", "by"), ()),
    **dict.fromkeys(("share", "change"), SHARE),
    **dict.fromkeys(("expected", "found", "why"), phrase("a plan")),
    "FrameReport.checked": (),
    "FrameReport.unread": len,
    "ParseError.expected": "a plan",
    **dict.fromkeys(("Standing.base", "Standing.goal", "achieved.base", "achieved.goal"), 1),
    **dict.fromkeys(("commitments", "households", "moves", "succeed.rows"), ()),
    **dict.fromkeys(("day", "on", "since", "until"), date(2026, 7, 1)),
    **dict.fromkeys(("decree", "Move.old"), "Chợ"),
    **dict.fromkeys(("rural_line", "urban_line"), 1),
    "Move.new": UNIT,
    "YearError.said": phrase("a plan"),
    "UnknownUnitError.said": phrase("a plan"),
    "merged.plans": (PLAN,),
    "succeed.change": year.Succession(date(2026, 7, 1), []),
    "roll_over.result": (PLAN.targets[0].goal,),
    "Commitment.body": "Hội Nông dân",
    "Commitment.count": year.Interval(4, 5),
    "Household.code": "H-1",
    **dict.fromkeys(("Register.count.unit", "Register.causes_in.unit"), "Chợ"),
    "Register.needs_in.unit": "Chợ",
    "policy": "health",
    **dict.fromkeys(("quota", "low", "high", "number"), 0),
    **dict.fromkeys(("Share.base", "Share.count", "SharingBasis.value.base"), 0),
    **dict.fromkeys(("Quota.rows", "allocate.rows", "shares"), ()),
    "at_least": {},
    "at_most": {},
    **dict.fromkeys(("allocate.rule", "SharingBasis.rule", "Quota.shared.rule"), "level"),
    "basis": BASIS,
    "part": 0,
    "SharingBasis.whole": 1,
    **dict.fromkeys(("counted", "late", "missing", "on_time", "reports"), ()),
    "timeliness.expected": (UNIT,),
    "timeliness.received": (UNIT_REPORT,),
    "base": PLAN.targets[0].base,
    "base_year": 2023,
    "backend": "polars",
    "category": "poor",
    "cause": "wrong-digit",
    "data": b"",
    "diagnosis": diagnose(PLAN)[0],
    "error": povertyplan.ReadError(phrase("a plan"), phrase("none")),
    "facts": len,
    "field": "poor_goal",
    "format": "docx",
    "finding": REPORT.findings[0],
    "flat": {},
    "frame": None,
    "goal": PLAN.targets[0].goal,
    "goal_year": 2024,
    "kind": Plan,
    "lang": "en",
    "place": Place(1, "poor_goal"),
    "placed": (),
    "plans": {},
    "proposed": 2,
    "reading": Reading(PLAN),
    "reason": Sentence("a"),
    "report": REPORT,
    "rounding": "half up",
    "rows": range(1, 1),
    "says": Sentence("a"),
    "source": PLAN,
    "skipped": (),
    "severity": "error",
    "total": None,
    "earlier": UNIT_REPORT,
    "elapsed": SHARE,
    "later": UNIT_REPORT,
    "lines": [LABOUR],
    "now": 1,
    "period": YEAR,
    "planned": PLAN,
    "received": {},
    "rule": year.DueRule(),
    "unit": UNIT,
    "year": 2024,
}
#: The value that a method is called on, by its class.
OWNERS: dict[str, object] = {
    **{type(value).__name__: value for value in RIGHT.values()},
    **{type(value).__name__: value for value in (Headline(), Percent(1, 1), Points(1, 1))},
    **{type(value).__name__: value for value in (LABOUR, YEAR, UNIT_REPORT)},
    "Coverage": year.Coverage(UNIT, 2024, year.Policy.HEALTH),
    "DueRule": year.DueRule(),
    "Flow": year.Flow(end=1),
    "PovertyFlow": year.PovertyFlow(UNIT, YEAR),
    "Register": year.Register(UNIT, 2023, []),
    "Rows": year.LabourTable(UNIT, YEAR, [LABOUR]),
    "Standard": year.STANDARDS[0],
    "Quota": strategies.Quota(0, (), Category.POOR, {}, {}),
    "Share": year.Share(UNIT, BASIS, 0, 0, 0, 0),
    "SharingBasis": BASIS,
    "Standing": year.Standing(UNIT, Count.POOR_GOAL, 90, 54, 72, SHARE),
    "Timeliness": year.timeliness([UNIT], [], YEAR),
    "Check": checks.CHECKS[0],
    "Diagnoses": diagnose(PLAN),
    "YearError": year.YearError(phrase("a plan")),
    "Notice": Notice("unit-unnamed"),
    "PartialDate": PartialDate(2024),
    "PovertyTarget": PLAN.targets[0],
    "Source": Source("a"),
    "WriteError": povertyplan.WriteError("a", phrase("This is a folder. Name a file in it.")),
}
#: What takes anything, what only another library can judge, and what only the library makes.
OPEN = (
    "Case",
    "Check.applied",
    "Commitments",
    "Evidence",
    "Facts",
    "FrameReport.findings",
    "OtherDocument",
    "Plan.name_of",
    "Quotas",
    "Reach",
    "Register.name_of",
    "PovertyPlanError",
    "PovertyTarget.of.base_year",
    "PovertyTarget.of.goal_year",
    "Result",
    "Rows.name_of",
    "check_frame.frame",
    "check_level.frame",
    "check_level.printed",
    "diagnose_frame.frame",
    "frame_to_plans.frame",
    "from_dict.data",
    "roll_up.frame",
)


class Wrong:
    """What no function takes."""


@frozen
class Call:
    """A call of a function, in which one parameter is tested."""

    name: str
    function: Callable[..., object]
    tested: str
    needed: list[Parameter]  #: those without a default, and the one that is tested

    def __call__(self, value: object) -> None:
        """Call it with a value for the one, and with right values for the others."""
        by_position: list[object] = []
        by_name: dict[str, object] = {}
        for parameter in self.needed:
            argument = value
            if parameter.name != self.tested:
                right = RIGHT.get(parameter.name)
                argument = RIGHT.get(f"{self.name}.{parameter.name}", right)
            if parameter.kind is Parameter.POSITIONAL_ONLY:
                by_position.append(argument)
            else:
                by_name[parameter.name] = argument
        self.function(*by_position, **by_name)


def methods(kind: type) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the public methods of a type, bound to it or to a value of it."""
    for name, stored in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(stored, classmethod):
            yield name, getattr(kind, name)
        elif isinstance(stored, FunctionType) and len(inspect.signature(stored).parameters) > 1:
            yield name, getattr(OWNERS[kind.__name__], name)


def callables() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public function and type, and the methods of public types."""
    for room in ROOMS:
        for name in room.__all__:
            member = getattr(room, name)
            if not callable(member) or isinstance(member, EnumMeta) or name.startswith(OPEN):
                continue
            yield name, member
            if isinstance(member, type):
                yield from ((f"{name}.{method}", bound) for method, bound in methods(member))


def calls() -> Iterator[tuple[str, Call]]:
    """Yield the calls that test each parameter of what is public."""
    for name, function in callables():
        parameters = inspect.signature(function).parameters.values()
        for tested in parameters:
            label = f"{name}.{tested.name}"
            is_variadic = tested.kind in {Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD}
            if not is_variadic and not label.startswith(OPEN):
                needed = [one for one in parameters if one is tested or one.default is one.empty]
                yield label, Call(name, function, tested.name, needed)


CALLS = dict(calls())
WRONG = (None, True, -1, 0.5, Decimal(1), np.int64(3), "poor_gaol", b"x", [3], {"a": 1})


@pytest.mark.parametrize("label", CALLS)
def test_what_no_function_takes_is_refused_by_the_name_of_the_argument(label: str) -> None:
    call = CALLS[label]
    with pytest.raises(TypeError, match=rf"\b{call.tested}\b.* must be .*, got .*Wrong"):
        call(Wrong())


@given(st.sampled_from(sorted(CALLS)), st.sampled_from(WRONG))
def test_no_argument_is_refused_by_accident(label: str, value: object) -> None:
    # A name may be of no row, and a path of no file; what else is raised is no refusal.
    with suppress(TypeError, ValueError, LookupError, OSError, PovertyPlanError):
        CALLS[label](value)

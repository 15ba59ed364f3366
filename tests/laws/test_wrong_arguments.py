"""An argument of a wrong type is refused by its name, in every public function and value."""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import EnumMeta
from inspect import Parameter, isfunction
from types import FunctionType
from typing import Any

import numpy as np
import polars as pl
import pytest
from attrs import fields, frozen, has
from hypothesis import given
from hypothesis import strategies as st

import povertyplan
from povertyplan import (
    Category,
    LabourTarget,
    Percent,
    Place,
    Plan,
    PovertyPlanError,
    Reading,
    Unit,
    check,
    diagnose,
    year,
)
from povertyplan.messages import Sentence, phrase
from povertyplan.model.fields import Counted, FieldKind
from povertyplan.model.relations import Sum
from tests.support.reference import PUBLIC
from tests.support.values import MEMBERS, VALUES, is_protocol

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
    **dict.fromkeys(("targets", "clears", "censuses", "findings", "changes", "edits"), ()),
    **dict.fromkeys(("share", "change"), SHARE),
    **dict.fromkeys(("expected", "found", "why"), phrase("a plan")),
    **dict.fromkeys(("achieved.base", "achieved.goal"), 1),
    **dict.fromkeys(("commitments", "households", "moves", "succeed.rows"), ()),
    **dict.fromkeys(("day", "on", "since", "until"), date(2026, 7, 1)),
    "merged.plans": (PLAN,),
    "succeed.change": year.Succession(date(2026, 7, 1), []),
    "roll_over.result": (PLAN.targets[0].goal,),
    **dict.fromkeys(("Register.count.unit", "Register.causes_in.unit"), "Chợ"),
    "Register.needs_in.unit": "Chợ",
    "policy": "health",
    "Reach.admits.denominator": 1,
    "Reach.admits.numerator": 1,
    "figure_of.kind": FieldKind.RATE,
    "figure_of.period": None,
    "counted": Counted.HOUSEHOLDS,
    "categories": (Category.POOR,),
    "values": {},
    "cut.value": SHARE,
    "row_label.unit": "Chợ",
    "show.value": 1,
    "by": "plan",
    "check_level.frame": pl.DataFrame({"plan": ["a"], "row": [1], "poor_goal": [1]}),
    **dict.fromkeys(("quota", "low", "high", "number"), 0),
    **dict.fromkeys(("Share.base", "Share.count", "SharingBasis.value.base"), 0),
    **dict.fromkeys(("Quota.rows", "allocate.rows", "shares"), ()),
    "at_least": {},
    "at_most": {},
    **dict.fromkeys(("allocate.rule", "SharingBasis.rule", "Quota.shared.rule"), "level"),
    "basis": BASIS,
    "part": 0,
    **dict.fromkeys(("reports"), ()),
    "timeliness.expected": (UNIT,),
    "timeliness.received": (UNIT_REPORT,),
    "base": PLAN.targets[0].base,
    "base_year": 2023,
    "backend": "polars",
    **dict.fromkeys(("ExtraRow.text.why", "MissingRow.text.why"), "1"),
    **dict.fromkeys(("claims", "reports"), ()),
    **dict.fromkeys(("of_plan", "of_table", "Evidence.unjudged.reason"), Sentence("a")),
    **dict.fromkeys(("Evidence.of_kind.kind", "Evidence.under.kind"), Sum),
    "Evidence.of_kind.rows": callable,
    "category": "poor",
    "cause": "wrong-digit",
    "data": b"",
    "diagnosis": diagnose(PLAN)[0],
    "error": povertyplan.ReadError(phrase("a plan"), phrase("none")),
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
#: An exception of Python's own making, what any frame may be, and what is refused by its record.
OPEN = {"PovertyPlanError", "FrameReport.findings", "from_dict.data"}
#: Functions that hand an argument on, which is refused by the name of what takes it.
REFUSED_BY_ANOTHER = {
    *("Coverage.with_flat", "LabourTarget.with_flat", "PovertyFlow.with_flat"),
    *("UnitReport.with_flat", "LabourTarget.of", "PovertyTarget.of"),
    *("phrase", "SelectionError.text", "UnknownUnitError"),
    *("check_frame", "check_level", "diagnose_frame", "frame_to_plans", "roll_up"),
}


class Wrong:
    """What no function takes."""


def right_value(name: str, parameter: str) -> object:
    """Return a right value for a parameter of a function, or of what makes a public value."""
    label = f"{name}.{parameter}"
    if label in RIGHT:
        return RIGHT[label]
    value = VALUES.get(name)
    kind = type(value)
    aliases = {field.alias: field.name for field in fields(kind)} if has(kind) else {}
    return getattr(value, aliases[parameter]) if parameter in aliases else RIGHT.get(parameter)


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
                argument = right_value(self.name, parameter.name)
            if parameter.kind is Parameter.POSITIONAL_ONLY:
                by_position.append(argument)
            else:
                by_name[parameter.name] = argument
        self.function(*by_position, **by_name)


def value_of(kind: type) -> object:
    """Return a value of a public class, or a member of an enumeration."""
    name = kind.__name__
    return VALUES[name] if name in VALUES else MEMBERS[name][0]


def methods(kind: type) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the public methods of a type, bound to it or to a value of it."""
    for name, stored in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(stored, classmethod):
            yield name, getattr(kind, name)
        elif isinstance(stored, FunctionType) and len(inspect.signature(stored).parameters) > 1:
            yield name, getattr(value_of(kind), name)


def callables() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public function and type, and the methods of public types."""
    for room in PUBLIC:
        for name in room.__all__:
            member = getattr(room, name)
            is_type = isinstance(member, type)  # another name for one is tested with it
            is_made = is_type and not isinstance(member, EnumMeta) and not is_protocol(member)
            if (is_made or isfunction(member)) and name not in OPEN:
                yield name, member
            if is_type and not is_protocol(member):
                yield from ((f"{name}.{method}", bound) for method, bound in methods(member))


def calls() -> Iterator[tuple[str, Call]]:
    """Yield the calls that test each parameter of what is public."""
    for name, function in callables():
        parameters = inspect.signature(function).parameters.values()
        for tested in parameters:
            label = f"{name}.{tested.name}"
            is_variadic = tested.kind in {Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD}
            if not is_variadic and label not in OPEN:
                needed = [one for one in parameters if one is tested or one.default is one.empty]
                yield label, Call(name, function, tested.name, needed)


CALLS = dict(calls())
WRONG = (None, True, -1, 0.5, Decimal(1), np.int64(3), "poor_gaol", b"x", [3], {"a": 1})


@pytest.mark.parametrize("label", CALLS)
def test_what_no_function_takes_is_refused_by_the_name_of_the_argument(label: str) -> None:
    call = CALLS[label]
    whose = r"(.*\b)?" if call.name in REFUSED_BY_ANOTHER else rf"{re.escape(call.name)}(: |\.)"
    with pytest.raises(TypeError, match=rf"^{whose}{call.tested} must be .*, got .*Wrong"):
        call(Wrong())


@given(st.sampled_from(sorted(CALLS)), st.sampled_from(WRONG))
def test_no_argument_is_refused_by_accident(label: str, value: object) -> None:
    # A name may be of no row, and a path of no file; what else is raised is no refusal.
    with suppress(TypeError, ValueError, LookupError, OSError, PovertyPlanError):
        CALLS[label](value)

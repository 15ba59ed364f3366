import copy
import pickle
from collections.abc import Iterator

import pytest
from attrs import evolve

from povertyplan import Count, Plan, Rounding, Severity
from povertyplan.checks import CHECKS, Check, Evidence, Fact, rule
from povertyplan.model.tabular import Widened


def test_evidence_of_another_table_has_no_plan() -> None:
    table = Widened(Plan.of(2024, [{"name": "Chợ"}]), {1: {Count.POOR_DROP: 1}})
    evidence = Evidence.of(table, None, Rounding.HALF_UP)
    with pytest.raises(TypeError, match="this check needs a Plan, got a Widened"):
        _ = evidence.plan


@rule("XX101", Severity.NOTE, "{where}")
def of_a_program(_: Evidence) -> Iterator[Fact]:
    """A check of a program that uses the library."""
    yield from ()


@pytest.mark.parametrize("check", [CHECKS[0], of_a_program])
def test_a_check_is_pickled_by_the_name_that_its_module_has_for_it(check: Check) -> None:
    assert pickle.loads(pickle.dumps(check)) is check  # noqa: S301  # our own


def test_a_check_that_no_module_has_is_not_taken_for_another() -> None:
    other = evolve(of_a_program, code="XX102")
    assert copy.copy(other) == other
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(other)


def test_what_is_no_function_is_made_no_check() -> None:
    make = rule("XX102", Severity.NOTE, "{where}")
    with pytest.raises(TypeError, match=r"rule\('XX102'\): facts must be .*, got 3 \(an int\)"):
        make(3)  # type: ignore[arg-type]  # wrong on purpose

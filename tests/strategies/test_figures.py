"""Figures that agree, by the relations of a plan and of another table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import pytest
from attrs import Factory, evolve, frozen
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from povertyplan import (
    Count,
    Plan,
    Rate,
    Unit,
)
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.codes import reported
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.model import relations
from povertyplan.model.fields import Counted, Field, Value
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Edit, Figures, Part, Row
from povertyplan.model.relations import RELATIONS, Balance, Bound, Ratio, Relation, Sum
from povertyplan.model.tabular import edited
from povertyplan.strategies import filled, plans, slips
from povertyplan.year import FlowTable, PovertyFlow, RowSection

#: A search ends with what it finds, so that only one in vain takes so many examples.
_QUICK = settings(database=None, phases=[Phase.generate], max_examples=5_000)
_FEW = settings(_QUICK, max_examples=settings().max_examples)
_POOR = Ratio(Rate.POOR_BASE_RATE, (Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
_POOR_OR_NEAR = Ratio(
    Rate.POOR_BASE_RATE, (Count.POOR_BASE, Count.NEAR_POOR_BASE), Count.HOUSEHOLDS_BASE
)


def _broken(relation: Relation, plan: Plan) -> list[Row]:
    """Return the rows in which a relation fails."""
    figures, cases = plan.figures(), cases_of(plan, [relation])
    return [case.row for case in cases if verdict_of(case, figures) is Verdict.FAILS]


def _breaks(relation: Relation, plan: Plan) -> bool:
    return bool(_broken(relation, plan))


def _rests_on(other: Relation, relation: Relation) -> bool:
    """
    Whether a relation holds of a total only because another holds of each row.

    As many households may join the near-poor of all rows as leave the poor, where none joins these.
    """
    if not isinstance(other, Bound) or not isinstance(relation, Bound):
        return False
    return other.joined_from == (relation.whole, *relation.parts)


@pytest.mark.parametrize(
    "relation",
    [
        Sum(Count.PERSONS_BASE),
        Sum(Count.NEAR_POOR_GOAL),
        _POOR,
        Bound((Count.POOR_GOAL,), Count.POOR_BASE),
        Bound((Count.TRAINED,), Count.WORKING_AGE),
        Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,)),
        next(one for one in RELATIONS if one.subject is Rate.POOR_RATE_DROP),
    ],
    ids=str,
)
def test_a_relation_removed_is_no_longer_kept(
    relation: Relation, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(other for other in RELATIONS if other != relation)
    monkeypatch.setattr(relations, "RELATIONS", others)
    plan = find(plans(), lambda plan: _breaks(relation, plan), settings=_QUICK)
    for other in others:
        broken = _broken(other, plan)
        assert not [row for row in broken if isinstance(row, int) or not _rests_on(other, relation)]


@pytest.mark.parametrize(
    "relation",
    [
        Bound((Count.POOR_BASE,), Count.NEAR_POOR_BASE),
        Bound((Count.HOUSEHOLDS_GOAL,), Count.HOUSEHOLDS_BASE),
        Bound((Count.NEW_JOBS, Count.EXPORTED), Count.TRAINED),
        _POOR_OR_NEAR,
        Balance(Count.NEAR_POOR_GOAL, Count.NEAR_POOR_BASE, outs=(Count.POOR_BASE,)),
    ],
    ids=str,
)
def test_a_relation_added_is_kept(relation: Relation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _breaks(relation, find(plans(), lambda plan: _breaks(relation, plan), settings=_QUICK))
    monkeypatch.setattr(relations, "RELATIONS", (*RELATIONS, relation))
    with pytest.raises(NoSuchExample):
        find(plans(), lambda plan: _breaks(relation, plan), settings=_FEW)


def test_a_relation_changed_is_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tuple(_POOR_OR_NEAR if one == _POOR else one for one in RELATIONS)
    monkeypatch.setattr(relations, "RELATIONS", changed)
    plan = find(plans(), lambda plan: _breaks(_POOR, plan), settings=_QUICK)
    assert not _breaks(_POOR_OR_NEAR, plan)


@frozen
class Flows:
    """A table of movements: who was poor, who left, who came, and who is poor now."""

    numbers: Mapping[Row, Mapping[Field, Value]]
    relations: Sequence[Relation] = (
        Balance(
            Count.POOR_GOAL,
            Count.POOR_BASE,
            outs=(Count.POOR_DROP,),
            ins=(Count.NEAR_POOR_DROP,),
        ),
        Bound((Count.POOR_DROP,), Count.POOR_BASE),
        *(Sum(count) for count in (Count.POOR_BASE, Count.POOR_DROP, Count.POOR_GOAL)),
    )
    subtotals: Mapping[Row, Sequence[Row]] = Factory(dict)
    total: object = True

    @property
    def rows(self) -> Sequence[Row]:
        return [row for row in self.numbers if isinstance(row, int)]

    def figures(self) -> Figures:
        return self.numbers

    def name_of(self, row: Row) -> str:
        return f"row {row}"

    def year_of(self, field: Field, /) -> int | None:
        return 2024 if field else None

    def edited(self, edits: Iterable[Edit]) -> Self:
        return evolve(self, numbers=edited(self.numbers, edits))


_FLOWS = Flows(
    {
        row: dict.fromkeys(
            (Count.POOR_BASE, Count.POOR_DROP, Count.NEAR_POOR_DROP, Count.POOR_GOAL)
        )
        for row in (1, 2, 3, Part.TOTAL)
    }
)


def _verdicts(table: Flows) -> set[Verdict]:
    return {verdict_of(case, table.figures()) for case in cases_of(table)}


@given(filled(_FLOWS))
def test_another_table_is_filled_by_its_own_relations(table: Flows) -> None:
    assert _verdicts(table) <= {Verdict.HOLDS, Verdict.UNKNOWN}
    assert table.rows == [1, 2, 3]


def test_another_table_can_be_stated_in_full() -> None:
    table = find(filled(_FLOWS), lambda table: _verdicts(table) == {Verdict.HOLDS}, settings=_QUICK)
    assert all(value is not None for flat in table.numbers.values() for value in flat.values())


def _reported(table: FlowTable) -> set[str | None]:
    return {reported(case, table.figures()) for case in cases_of(table)}


def _flow_table(counted: Counted) -> FlowTable:
    """Return a blank table of three lines, two of them in a section, and a total."""
    names = ("Chợ", "Ngò", "Chám", "Cao Thượng")
    period = ReportingPeriod(2024)
    *lines, total = [PovertyFlow(Unit(name), period, counted=counted) for name in names]
    section = RowSection("A", range(1, 3), total)
    return FlowTable(total.unit, period, tuple(lines), total, (section,))


@pytest.mark.parametrize("counted", Counted)
@settings(max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_flows_close(counted: Counted, data: st.DataObject) -> None:
    is_realistic = data.draw(st.booleans())
    table = data.draw(filled(_flow_table(counted), realistic=is_realistic))
    assert _reported(table) == {None}


def test_flows_leave_blank_what_others_are() -> None:
    def leaves_some_blank(table: FlowTable) -> bool:
        others = [line.poor.other_out for line in table.lines]
        return None in others and any(others)

    find(filled(_flow_table(Counted.HOUSEHOLDS)), leaves_some_blank, settings=_QUICK)


@given(st.data())
def test_another_table_has_slips_of_its_own_relations(data: st.DataObject) -> None:
    row: dict[Field, int] = {
        Count.POOR_BASE: 8,
        Count.POOR_DROP: 3,
        Count.NEAR_POOR_DROP: 1,
        Count.POOR_GOAL: 6,
    }
    total = {count: 2 * value for count, value in row.items()}
    numbers: dict[Row, dict[Field, Value]] = {1: {**row}, 2: {**row}, Part.TOTAL: {**total}}
    slip = data.draw(slips(Flows(numbers)))
    assert slip.code in {"PP101", "PP306", "PP309"}
    assert slip.plan == slip.original.edited(slip.edits)
    assert Verdict.FAILS in _verdicts(slip.plan) or slip.code == "PP306"

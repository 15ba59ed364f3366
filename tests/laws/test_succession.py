"""Units that follow others: no count is lost or made up, and the way there does not matter."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations
from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Category, HouseholdCensus, Level, Plan, PovertyTarget, Unit, completed
from povertyplan.model.fields import ANNEX, Count
from povertyplan.model.tabular import complete_sum
from povertyplan.strategies import plans, successions
from povertyplan.year import Move, Succession, merged, succeed

DAY = date(2026, 7, 1)
TAN_YEN, BOTH = Unit("Tân Yên", Level.COMMUNE), Unit("Cao Thượng", Level.COMMUNE)
ONE, TWO = Unit("Số 1"), Unit("Số 2")
_PLANS = plans(realistic=True, min_rows=1, max_rows=6)
_REVIEWS = _PLANS.map(lambda plan: [target.base for target in plan.targets])


def counts(census: HouseholdCensus) -> tuple[int | None, ...]:
    tallies = [census.tally(category).count for category in Category]
    return (census.households, census.persons, *tallies)


def sums(rows: Iterable[HouseholdCensus]) -> list[int | None]:
    return [complete_sum(column) for column in zip(*map(counts, rows), strict=True)]


def renamed(names: Iterable[str], others: Iterable[Unit]) -> Succession:
    return Succession(DAY, list(map(Move, names, others)))


def of_2024(plan: Plan, number: int) -> Plan:
    """Return the rows of a plan as those of a commune of one year."""
    targets = [PovertyTarget.of(row.unit, 2023, 2024, row.flat()) for row in plan.targets]
    return Plan(Unit(f"Xã {number}", Level.COMMUNE), 2024, targets)


_COMMUNES = st.lists(_PLANS, min_size=3, max_size=3).map(
    lambda made: [of_2024(plan, number) for number, plan in enumerate(made, 1)]
)


@given(successions())
def test_every_count_is_conserved(made: tuple[Sequence[HouseholdCensus], Succession]) -> None:
    rows, change = made
    parts = [move.part for move in change.moves if move.part is not None]
    for before, after, *of_parts in zip(
        sums(rows), sums(succeed(rows, change)), *map(counts, parts), strict=True
    ):
        if before is not None and None not in of_parts:
            assert after == before
        if before is not None and after is not None:
            assert after == before


@given(successions())
def test_what_no_move_names_stays(made: tuple[Sequence[HouseholdCensus], Succession]) -> None:
    rows, change = made
    named = {move.old for move in change.moves}
    receiving = {move.new.name for move in change.moves}
    followed = succeed(rows, change)
    for row, census in enumerate(rows, 1):
        if not named & {row, census.unit.name} and census.unit.name not in receiving:
            assert census in followed


@given(successions(), st.randoms())
def test_the_order_of_the_moves_changes_no_count(
    made: tuple[Sequence[HouseholdCensus], Succession], random: Random
) -> None:
    rows, change = made
    moves = random.sample(change.moves, len(change.moves))
    first, second = succeed(rows, change), succeed(rows, evolve(change, moves=moves))
    assert {census.unit: counts(census) for census in first} == {
        census.unit: counts(census) for census in second
    }


@given(_REVIEWS, st.data())
def test_units_renamed_and_renamed_back_are_as_they_were(
    rows: list[HouseholdCensus], data: st.DataObject
) -> None:
    units = data.draw(st.lists(st.sampled_from([row.unit for row in rows]), unique=True))
    others = [Unit(f"Số {number}") for number in range(len(units))]
    away = renamed([unit.name for unit in units], others)
    back = renamed([unit.name for unit in others], units)
    assert succeed(succeed(rows, away), back) == tuple(rows)


@given(_REVIEWS)
def test_units_that_exchange_their_names_do_so_again(rows: list[HouseholdCensus]) -> None:
    for first, second in permutations([row.unit for row in rows[:3]], 2):
        exchange = renamed([first.name, second.name], [second, first])
        exchanged = succeed(rows, exchange)
        assert sums(exchanged) == sums(rows)
        assert succeed(exchanged, exchange) == tuple(rows)


@given(_REVIEWS, st.data())
def test_merging_in_two_steps_equals_merging_at_once(
    rows: list[HouseholdCensus], data: st.DataObject
) -> None:
    names = data.draw(st.permutations([row.unit.name for row in rows]))
    first = data.draw(st.integers(0, len(names)))
    second = data.draw(st.integers(first, len(names)))
    into_one = Succession(DAY, [Move(name, ONE) for name in names[:first]])
    then = [*names[first:second], *([ONE.name] if first else [])]
    into_two = Succession(DAY, [Move(name, TWO) for name in then])
    at_once = Succession(DAY, [Move(name, TWO) for name in names[:second]])
    assert succeed(succeed(rows, into_one), into_two) == succeed(rows, at_once)


@given(_COMMUNES)
def test_merged_communes_have_the_counts_of_their_rows(communes: list[Plan]) -> None:
    plan = merged(TAN_YEN, communes)
    assert plan.targets == tuple(row for commune in communes for row in commune.targets)
    assert plan.total is not None
    totals = [commune.computed_total for commune in communes]
    flats = [total.flat() for total in totals if total is not None]
    for field in ANNEX:
        if isinstance(field, Count):
            assert plan.total.flat()[field] == complete_sum(flat[field] for flat in flats)


@given(_COMMUNES)
def test_communes_merged_in_two_steps_are_those_merged_at_once(communes: list[Plan]) -> None:
    first, second, third = communes
    in_two_steps = merged(TAN_YEN, [merged(BOTH, [first, second]), third])
    at_once = merged(TAN_YEN, communes)
    # Sections say which communes were merged last.
    assert evolve(in_two_steps, sections=()) == evolve(at_once, sections=())


@given(_COMMUNES)
def test_a_merged_plan_that_is_completed_states_the_same_counts(communes: list[Plan]) -> None:
    plan = merged(TAN_YEN, communes)
    whole = completed(plan)
    assert whole.computed_total == plan.computed_total
    assert [row.unit for row in whole.targets] == [row.unit for row in plan.targets]

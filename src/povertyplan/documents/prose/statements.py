"""The statements of one target in several places of the text, and which of them is the plan's."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from povertyplan.reading import Notice, Statement


@frozen
class StatedLine:
    """The number of a line of the text, and whether the heading above names the plan's year."""

    number: int
    is_dated: bool


@frozen
class StatedTarget:
    """A statement of a target, and whether its words name the plan's year."""

    statement: Statement
    is_dated: bool
    line: StatedLine


def plan_first(statements: Sequence[StatedTarget]) -> list[Statement]:
    """
    Return the statements of one target, the plan's own first, the others in their order.

    They are numbered so.  One without a year is left out where its line goes on with
    a statement of the plan's year.
    """
    plans = _of_plan(statements)
    others = [said for said in statements if said is not plans and not _leads_to(said, plans)]
    kept = [plans, *others]
    return [
        evolve(said.statement, place=evolve(said.statement.place, statement=number))
        for number, said in enumerate(kept, 1)
    ]


def _undated(statements: Sequence[StatedTarget], plans: StatedTarget) -> list[StatedTarget]:
    """Return those without a year that differ from the plan's, before it or in its line."""
    before = list(takewhile(lambda said: said is not plans, statements))
    differing = [said for said in before if said.statement.value != plans.statement.value]
    beside = [said for said in statements if _leads_to(said, plans) and said not in differing]
    return [*differing, *beside]


def _of_plan(statements: Sequence[StatedTarget]) -> StatedTarget:
    """
    Return the statement that is the plan's.

    It is the first that is dated for its year, by its own words or by the heading
    above, unless its line goes on with one that its own words date; else the first.
    """
    dated = [said for said in statements if said.is_dated or said.line.is_dated]
    first = (dated or statements)[0]
    beside = [said for said in statements if _leads_to(first, said)]
    return (beside or [first])[0]


def _leads_to(said: StatedTarget, dated: StatedTarget) -> bool:
    """Whether a line states a target without a year, then with the plan's, and differently."""
    is_beside = said.line == dated.line and said.statement.value != dated.statement.value
    return is_beside and dated.is_dated and not said.is_dated


def notices_of_others(statements: Sequence[StatedTarget]) -> Iterator[Notice]:
    """Yield a notice of each statement without a year, where another was taken for its year."""
    plans = _of_plan(statements)
    for said in _undated(statements, plans):
        values = (
            ("text", f"“{plans.statement.text}”"),
            ("other", f"“{said.statement.text}”"),
        )
        yield Notice("figure-dated", said.statement.source, values)

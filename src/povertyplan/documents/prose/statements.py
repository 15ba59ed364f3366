"""The statements of one target in several places of the text, and which of them is the plan's."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from povertyplan.reading import Notice, Statement


@frozen
class TextLine:
    """The number of a line of the text, and whether the heading above names the plan's year."""

    number: int
    is_dated: bool


@frozen
class StatedTarget:
    """A statement of a target, and whether its words name the plan's year."""

    statement: Statement
    is_dated: bool
    line: TextLine


def plan_first(statements: Sequence[StatedTarget]) -> list[Statement]:
    """
    Return the statements of one target, that of the plan first, the others in their order.

    One without a year is left out where its line goes on with that of the plan's year.
    """
    plans = _of_plan(statements)
    others = [
        said.statement for said in statements if said is not plans and not _leads_to(said, plans)
    ]
    return [plans.statement, *others]


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
    """Yield a notice of each statement that differs from the one that is the plan's."""
    plans = _of_plan(statements)
    code = "figure-restated" if plans is statements[0] else "figure-dated"
    for said in statements:
        if said.statement.value != plans.statement.value:
            values = (
                ("text", f"“{plans.statement.text}”"),
                ("other", f"“{said.statement.text}”"),
            )
            yield Notice(code, said.statement.source, values)

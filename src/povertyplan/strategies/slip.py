"""Tables with one slip, and the finding that a check must have for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeAlias, TypeVar, assert_never

from attrs import evolve, frozen
from hypothesis import assume
from hypothesis import strategies as st

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.arithmetic.cases import Case, cases_of, terms
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import LABOUR_BOUND, code_of, place_of, reported
from povertyplan.arithmetic.verdicts import Verdict, exact, print_by, printed_rates, verdict_of
from povertyplan.model.fields import Rate, Value, other_year
from povertyplan.model.percent import Percent, Points, ratio_prints
from povertyplan.model.places import Edit, Figures, Place
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum
from povertyplan.model.tabular import Tabular, cells, edited

T = TypeVar("T", bound=Tabular)
#: What went wrong, and the figures that it changed.
Change: TypeAlias = tuple[Cause, Sequence[Edit]]


@frozen(field_transformer=strict_fields)
class Slip(Generic[T]):
    """
    A plan, or another table, with one slip, and the finding that a check must have for it.

    >>> from hypothesis import find
    >>> plan = Plan.of(2024, [{"poor_goal": 2}], total={"poor_goal": 2})
    >>> slip = find(slips(plan), lambda slip: True)
    >>> slip.code in {finding.code for finding in check(slip.plan).findings}
    True
    """

    plan: T  #: the plan, or the other table, with the slip
    original: T  #: the same without it
    place: Place  #: the place of the finding, which may differ from the place of the slip
    cause: Cause  #: the kind of slip
    code: str  #: the code of the finding, which a check of the original does not have at *place*

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The figures that the slip changed."""
        before, after = cells(self.original), cells(self.plan)
        return tuple(
            Edit(place, before[place], value)
            for place, value in after.items()
            if value != before[place]
        )


@strict
def slips(plan: T, *, rounding: Rounding = Rounding.HALF_UP) -> st.SearchStrategy[Slip[T]]:
    """
    Make the slips of a plan, or of another table, that change the findings.

    No check can find a slip that leaves every verdict as it was, so a plan that states too
    little has no slips.  *rounding* is the rule by which the annex is printed.

    >>> from hypothesis import find
    >>> row = {"households_base": 76, "households_goal": 78, "poor_goal": 2}
    >>> plan = Plan.of(2024, [row | {"poor_goal_rate": "2.56"}])
    >>> slip = find(slips(plan), lambda slip: slip.cause is Cause.STALE_DENOMINATOR)
    >>> print(slip.code, slip.place, slip.plan.targets[0].goal.poor.rate)
    PP201 1/poor_goal_rate 2.63%
    """
    figures, cases = plan.figures(), list(cases_of(plan))
    by_code: dict[str, list[Case]] = {}
    for case in cases:
        if verdict_of(case, figures, rounding) in {Verdict.HOLDS, Verdict.ROUNDED}:
            by_code.setdefault(code_of(case), []).append(case)
    slipper = _Slipper(cases, by_code, figures, rounding)

    # Without arguments, so that hypothesis does not print the whole plan in every message.
    @st.composite
    def slips_of_plan(draw: st.DrawFn) -> Slip[T]:
        case, cause, code, edits = slipper.draw_slip(draw)
        return Slip(plan.edited(edits), plan, place_of(case), cause, code)

    return slips_of_plan() if by_code else st.nothing()


@frozen
class _Slipper:
    """Makes the slips in one table."""

    cases: Sequence[Case]
    by_code: Mapping[str, Sequence[Case]]  #: the cases that hold, by the code of their failure
    figures: Figures
    rounding: Rounding

    def draw_slip(self, draw: st.DrawFn) -> tuple[Case, Cause, str, Sequence[Edit]]:
        """Draw a case, a cell of it, and a slip in this cell that changes the findings."""
        # First the code, so that rare ones are drawn as often as others.
        code_of_case = draw(st.sampled_from(sorted(self.by_code)))
        case = draw(st.sampled_from(self.by_code[code_of_case]))
        place = draw(st.just(case.subject) | st.sampled_from(list(case.places)))
        changes: dict[tuple[str, Cause], list[Sequence[Edit]]] = {}
        code_before = self._code(case, ())
        for cause, edits in self._changes(case, place):
            code = self._code(case, edits)
            if code is not None and code != code_before:
                changes.setdefault((code, cause), []).append(edits)
        assume(changes)
        code, cause = draw(st.sampled_from(sorted(changes)))
        edits = draw(st.sampled_from(changes[code, cause]))
        return case, cause, code, edits

    def _code(self, case: Case, edits: Iterable[Edit]) -> str | None:
        """Return the code that a check gives to a case after some edits."""
        figures = edited(self.figures, edits)
        if not case.relation.computes and case != self._first_broken_bound(case, figures):
            return None
        return reported(case, figures, self.rounding)

    def _first_broken_bound(self, case: Case, figures: Figures) -> Case:
        """Return the bound of labour figures that is reported in a row; elsewhere each one is."""
        if code_of(case) != LABOUR_BOUND:
            return case
        for other in self.cases:
            is_bound_of_labour = other.row == case.row and code_of(other) == LABOUR_BOUND
            if is_bound_of_labour and verdict_of(other, figures) is Verdict.FAILS:
                return other
        return case

    def _changes(self, case: Case, place: Place) -> Iterator[Change]:
        """Yield the slips in one cell of a case, whether or not a check finds them."""
        printed = self.figures[place.row][place.field]
        for cause, value in _mistyped(printed):
            yield cause, (Edit(place, printed, value),)
        yield Cause.LEFT_BLANK, (Edit(place, printed, None),)
        if isinstance(printed, int):
            yield Cause.PLACEHOLDER, (Edit(place, printed, 1),)
            yield from self._exchanged(case, place, printed)
        if place == case.subject:
            for cause, value in self._miscomputed(case, printed):
                if value is not None:
                    yield cause, (Edit(place, printed, value),)
        elif case.relation.adds_rows:
            for _, value in _mistyped(printed):
                edit = Edit(place, printed, value)
                yield Cause.STALE_TOTAL, (edit, *self._rates_after(edit))

    def _exchanged(self, case: Case, place: Place, printed: int) -> Iterator[Change]:
        """Yield exchanges of a count with the others of the case in its row."""
        for other in case.places:
            value = self.figures[other.row][other.field]
            if other.row == place.row and isinstance(value, int):
                edits = (Edit(place, printed, value), Edit(other, value, printed))
                yield Cause.CELLS_EXCHANGED, edits

    def _miscomputed(self, case: Case, printed: Value) -> Iterator[tuple[Cause, Value]]:
        """Yield the values of the subject of a case when it is computed in a wrong way."""
        relation = case.relation
        match relation:
            case Sum(count):
                total = terms(case, self.figures)[count].known
                for row in case.over:
                    others = terms(case, self.figures, without=Place(row, count))[count]
                    yield Cause.ROW_LEFT_OUT, others.known
                    yield Cause.ROW_TWICE, 2 * total - others.known
            case Ratio():
                wrong_whole = evolve(relation, whole=other_year(relation.whole))
                stale = evolve(case, relation=wrong_whole)
                yield Cause.STALE_DENOMINATOR, _reprinted(printed, stale, self.figures, self._rule)
                yield Cause.TRUNCATED, _reprinted(printed, case, self.figures, Rounding.DOWN)
                if relation.full_is_exact:
                    yield Cause.ROUNDED_TO_FULL, _rounded_to_full(printed, case, self.figures)
            case Drop(_, base, goal) if isinstance(printed, Points):
                yield Cause.TRUNCATED, _reprinted(printed, case, self.figures, Rounding.DOWN)
                for change in self._differences(base.rate, goal.rate):
                    yield Cause.ROUNDED_BEFORE, _alike(printed, change)
            case Drop() | Bound() | Balance():
                return
            case _:
                assert_never(relation)

    @property
    def _rule(self) -> Rounding:
        """The rule by which rates are printed anew."""
        return Rounding.HALF_UP if self.rounding is Rounding.ANY else self.rounding

    def _differences(self, base: Rate, goal: Rate) -> Iterator[Fraction]:
        """Yield the differences of the printed rates, in percentage points."""
        for rate_before in printed_rates(base, self.figures):
            for rate_after in printed_rates(goal, self.figures):
                yield 100 * (rate_before.share - rate_after.share)

    def _rates_after(self, edit: Edit) -> Iterator[Edit]:
        """Yield the rates of a row, computed anew after one of its counts changed."""
        after = edited(self.figures, (edit,))
        for case in self.cases:
            ratio = case.relation.ratio
            if ratio is None or case.row != edit.place.row:
                continue
            if edit.place.field in ratio.operands:
                rate = after[case.row][ratio.rate]
                yield Edit(case.subject, rate, _reprinted(rate, case, after, self._rule))


def _reprinted(printed: Value, case: Case, figures: Figures, rule: Rounding) -> Value:
    """Return the subject of a case, computed anew and with as many places as it has."""
    if isinstance(printed, Percent | Points):
        return print_by(rule, case, figures, printed.places)
    return None


def _rounded_to_full(printed: Value, case: Case, figures: Figures) -> Value:
    """Return 100 % with as many places as a rate has, where its share rounds to that."""
    share = exact(case, figures)
    if not isinstance(printed, Percent) or not isinstance(share, Fraction):
        return None
    full = Percent(10 ** (printed.places + 2), printed.places)
    return full if ratio_prints(share.numerator, share.denominator, full) else None


def _alike(printed: Points, change: Fraction) -> Points | None:
    """
    Return a change of a rate with as many places as a printed one has.

    None for one that is too long to be printed so.
    """
    with suppress(ValueError):
        return Points.of(change, places=printed.places)
    return None


def _mistyped(printed: Value) -> Iterator[tuple[Cause, Value]]:
    """Yield a figure with one slip of the finger."""
    for cause, text in _typos(str(printed)):
        with suppress(ValueError):
            if isinstance(printed, Percent | Points):
                yield cause, printed.parse(text)
            else:
                yield cause, int(text)


def _typos(text: str) -> Iterator[tuple[Cause, str]]:
    """Yield a text with one of its digits dropped, doubled, replaced or swapped with the next."""
    positions = [position for position, char in enumerate(text) if char.isdecimal()]
    for position in positions:
        before, digit, after = text[:position], text[position], text[position + 1 :]
        yield Cause.DIGIT_DROPPED, before + after
        yield Cause.DIGIT_DOUBLED, before + digit + digit + after
        for other in "0123456789":
            yield Cause.WRONG_DIGIT, before + other + after
    for first, second in pairwise(positions):
        between = text[first + 1 : second]
        swapped = text[second] + between + text[first]
        yield Cause.DIGITS_SWAPPED, text[:first] + swapped + text[second + 1 :]

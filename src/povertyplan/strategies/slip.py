"""Plans with one slip, and what a check must find in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from attrs import evolve, frozen
from hypothesis import assume
from hypothesis import strategies as st

from povertyplan.arithmetic.cases import Case, cases_of, terms
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import code_of, place_of, reported
from povertyplan.arithmetic.verdicts import Verdict, exact, printed_rates, verdict_of
from povertyplan.model.fields import Count, Value, field_named, other_year
from povertyplan.model.percent import Percent, Points, Rounding
from povertyplan.model.places import Edit, Figures, Part, Place
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum
from povertyplan.model.tabular import cells, edited
from povertyplan.strategies.figures import as_printed


@frozen
class Slip:
    """
    A plan with one slip, and what a check must find in it.

    *code* is among the codes found at *place*, and is not in the original.
    """

    plan: Plan  #: with the slip
    original: Plan
    place: Place  #: where the finding is, which need not be where the slip is
    cause: Cause
    code: str

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The figures that the slip changed."""
        before, after = cells(self.original), cells(self.plan)
        return tuple(
            Edit(place, before[place], value)
            for place, value in after.items()
            if value != before[place]
        )


def slips(plan: Plan, *, rounding: Rounding = Rounding.HALF_UP) -> st.SearchStrategy[Slip]:
    """
    Make the slips of a plan that change what its figures say.

    A slip that leaves every verdict as it was is none that a check could find,
    so there are none for a plan that states too little.  *rounding* is the
    rule by which the annex is printed.

    >>> from hypothesis import find
    >>> row = {"households_base": 76, "households_goal": 78, "poor_goal": 2}
    >>> plan = Plan.of(2024, [row | {"poor_goal_rate": "2.56"}])
    >>> slip = find(slips(plan), lambda slip: slip.cause is Cause.STALE_DENOMINATOR)
    >>> print(slip.code, slip.place, slip.plan.targets[0].goal.poor.rate)
    PP201 1/poor_goal_rate 2.63%
    """
    found, cases = plan.figures(), list(cases_of(plan))
    groups: dict[str, list[Case]] = {}
    for case in cases:
        if verdict_of(case, found, rounding) in {Verdict.HOLDS, Verdict.ROUNDED}:
            groups.setdefault(code_of(case), []).append(case)
    slipper = _Slipper(plan, cases, groups, found, rounding)

    # Without arguments, lest hypothesis print the whole plan in every message.
    @st.composite
    def slips_of_plan(draw: st.DrawFn) -> Slip:
        return slipper.slip(draw)

    return slips_of_plan() if groups else st.nothing()


@frozen
class _Slipper:
    """Makes the slips in one plan."""

    plan: Plan
    cases: Sequence[Case]
    groups: Mapping[str, Sequence[Case]]  #: those that hold, by the code of their failure
    found: Figures
    rounding: Rounding

    def slip(self, draw: st.DrawFn) -> Slip:
        """Draw a case, a cell of it, and a slip in the cell that changes what is found."""
        group = draw(st.sampled_from(sorted(self.groups)))
        case = draw(st.sampled_from(self.groups[group]))
        place = draw(st.just(case.subject) | st.sampled_from(list(case.places)))
        changes: dict[tuple[str, Cause], list[Sequence[Edit]]] = {}
        before = self.code(case, ())
        for cause, edits in self.changes(case, place):
            code = self.code(case, edits)
            if code is not None and code != before:
                changes.setdefault((code, cause), []).append(edits)
        assume(changes)
        code, cause = draw(st.sampled_from(sorted(changes)))
        edits = draw(st.sampled_from(changes[code, cause]))
        return Slip(self.plan.edited(edits), self.plan, place_of(case), cause, code)

    def changes(self, case: Case, place: Place) -> Iterator[tuple[Cause, Sequence[Edit]]]:
        """Yield what can go wrong in one cell of a case, whatever comes of it."""
        printed = self.found[place.row][field_named(place.field)]
        typed = [(cause, Edit(place, printed, value)) for cause, value in _mistyped(printed)]
        yield from ((cause, (edit,)) for cause, edit in typed)
        yield Cause.LEFT_BLANK, (Edit(place, printed, None),)
        if isinstance(printed, int):
            yield Cause.PLACEHOLDER, (Edit(place, printed, 1),)
            yield from self._exchanged(case, place, printed)
        if place == case.subject:
            for cause, value in self._miscomputed(case, printed):
                if value is not None:
                    yield cause, (Edit(place, printed, value),)
        elif isinstance(case.relation, Sum):
            for _, edit in typed:
                yield Cause.STALE_TOTAL, (edit, *self._rates_after(edit))

    def code(self, case: Case, edits: Iterable[Edit]) -> str | None:
        """Return the code that a check gives to a case after some edits."""
        found = edited(self.found, edits)
        if isinstance(case.relation, Bound) and case != self._first_broken(case, found):
            return None
        return reported(case, found, self.rounding)

    def _first_broken(self, case: Case, found: Figures) -> Case:
        """Return the one of the labour targets' bounds that is reported; elsewhere all are."""
        return next(
            (
                other
                for other in self.cases
                if other.row is case.row is Part.LABOUR
                and isinstance(other.relation, Bound)
                and verdict_of(other, found) is Verdict.FAILS
            ),
            case,
        )

    def _exchanged(
        self, case: Case, place: Place, printed: int
    ) -> Iterator[tuple[Cause, Sequence[Edit]]]:
        for other in case.places:
            value = self.found[other.row][field_named(other.field)]
            if other.row == place.row and isinstance(value, int):
                edits = (Edit(place, printed, value), Edit(other, value, printed))
                yield Cause.CELLS_EXCHANGED, edits

    def _miscomputed(self, case: Case, printed: Value) -> Iterator[tuple[Cause, Value]]:
        relation = case.relation
        match relation:
            case Sum(name):
                whole = terms(case, self.found)[name].known
                for row in case.over:
                    others = terms(case, self.found, without=Place(row, name))[name]
                    yield Cause.ROW_LEFT_OUT, others.known
                    yield Cause.ROW_TWICE, 2 * whole - others.known
            case Ratio() as ratio:
                stale = evolve(case, relation=evolve(ratio, whole=other_year(ratio.whole)))
                yield Cause.STALE_DENOMINATOR, _reprinted(printed, stale, self.found, self._rule)
                yield Cause.TRUNCATED, _reprinted(printed, case, self.found, Rounding.DOWN)
            case Drop(_, base, goal):
                yield Cause.TRUNCATED, _reprinted(printed, case, self.found, Rounding.DOWN)
                if isinstance(printed, Points):
                    for change in self._differences(base, goal):
                        proposed = as_printed(Points, change, printed.places, Rounding.HALF_UP)
                        yield Cause.ROUNDED_BEFORE, proposed
            case Bound() | Balance():
                return
            case _:
                assert_never(relation)

    @property
    def _rule(self) -> Rounding:
        return Rounding.HALF_UP if self.rounding is Rounding.ANY else self.rounding

    def _differences(self, base: Count | Ratio, goal: Count | Ratio) -> Iterator[Fraction]:
        for first in printed_rates(base, self.found):
            for second in printed_rates(goal, self.found):
                yield 100 * (first.share - second.share)

    def _rates_after(self, edit: Edit) -> Iterator[Edit]:
        """Yield the rates of a row, computed anew after one of its counts changed."""
        after = edited(self.found, (edit,))
        for case in self.cases:
            if case.row == edit.place.row and isinstance(case.relation, Ratio):
                rate = after[case.row][case.relation.rate]
                if edit.place.field in case.relation.operands:
                    yield Edit(case.subject, rate, _reprinted(rate, case, after, self._rule))


def _reprinted(printed: Value, case: Case, found: Figures, rule: Rounding) -> Value:
    """Print the figure of a case anew, at the places that it has."""
    value = exact(case, found)
    if isinstance(printed, Percent | Points) and value is not None:
        return as_printed(type(printed), Fraction(value), printed.places, rule)
    return None


def _mistyped(printed: Value) -> Iterator[tuple[Cause, Value]]:
    """Yield what one slip of the finger makes of a figure."""
    for cause, text in _typos(str(printed)):
        with suppress(ValueError):
            if isinstance(printed, Percent | Points):
                yield cause, printed.parse(text)
            else:
                yield cause, int(text)


def _typos(text: str) -> Iterator[tuple[Cause, str]]:
    digits = [at for at, char in enumerate(text) if char.isdecimal()]
    for at in digits:
        yield Cause.DIGIT_DROPPED, text[:at] + text[at + 1 :]
        yield Cause.DIGIT_DOUBLED, text[:at] + text[at] + text[at:]
        for digit in "0123456789":
            yield Cause.WRONG_DIGIT, text[:at] + digit + text[at + 1 :]
    for at, then in pairwise(digits):
        swapped = text[at + 1 : then] + text[at] + text[then + 1 :]
        yield Cause.DIGITS_SWAPPED, text[:at] + text[then] + swapped

"""
Whole rows that went wrong after the text was written, with totals that follow them.

The annex agrees with itself; only the text shows that a row was pasted twice, put in or lost.
Then no figure of the text is certain to be wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TypeAlias, assert_never

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import is_error
from povertyplan.arithmetic.plausibility import LEAST_ROWS
from povertyplan.arithmetic.verdicts import exact, expected
from povertyplan.diagnosis.changes import ExtraRow, MissingCount, MissingRow
from povertyplan.diagnosis.diagnosis import Terms
from povertyplan.diagnosis.guesses import Guess, extra_row
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.diagnosis.whole_rows import PEOPLE, missing_ordinals, repetition, shown_by_form
from povertyplan.model.fields import Count
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Figures, Part, Place, Row, in_annex
from povertyplan.model.relations import Balance, Sum

#: A count of a lost row is at most this many times the second largest of the others.
_LARGEST = 3
#: A lost row may have this many poor or near-poor, however few the others have.
_FEW = 10
#: Two rates of one decimal, rounded before they were subtracted, are off by this many points.
_ROUNDED = Fraction(1, 10)
_HOUSEHOLDS = (Count.HOUSEHOLDS_BASE, Count.HOUSEHOLDS_GOAL)
_Span: TypeAlias = tuple[int, int]
#: The counts that are another one of their row plus a drop.
_Drops: TypeAlias = Mapping[Count, tuple[Count, int]]


@frozen
class TextBefore:
    """The figures of a text that its annex contradicts, though the annex agrees with itself."""

    index: CaseIndex
    broken: Sequence[Case]  #: the broken cases of the text

    @classmethod
    def of(cls, index: CaseIndex, broken: Sequence[Case]) -> "TextBefore":
        """Take the broken cases of the text out of all."""
        return cls(index, [case for case in broken if case.row is Part.HEADLINE])

    def guesses(self, broken: Sequence[Case]) -> Iterator[Guess]:
        """
        Yield the row that stands twice, and the one that a gap in the ordinals speaks of.

        There are none unless the totals hold, so that only the text is broken.
        """
        if not self.broken or any(case.relation.adds_rows for case in broken if in_annex(case.row)):
            return
        extra = next(filter(self._is_right_without, self._repeated()), None)
        if extra is not None:
            row = extra_row(self.index, extra)
            proof = tuple(repetition(self.index, extra))
            yield self._guess(Cause.ROW_PASTED_TWICE, row, proof)
        ordinals = missing_ordinals(self.index)
        spans = self._spans_of_lost_row()
        if ordinals and spans is not None:
            year_of = self.index.table.year_of
            counts = [
                MissingCount(name, low, year_of(name))
                for name, (low, high) in spans.items()
                if low == high
            ]
            yield self._guess(Cause.ROW_MISSING, MissingRow(tuple(counts), ordinals), ())

    def may_be_a_row(self) -> bool:
        """Whether some row, taken out or put in, would make the text right."""
        if self._spans_of_lost_row() is not None:
            return True
        return any(map(self._is_right_without, self.index.table.rows))

    def _is_right_without(self, row: Row) -> bool:
        """Whether the text would be right if a row, and all that totals count of it, went."""
        stated, after = self._stated, self._without(row)
        counts = [case for case in stated if isinstance(case.relation.subject, Count)]
        if any(self._fails(case, after) for case in counts):
            return False
        # A drop may be the difference of rates that were rounded, also in the total row.
        computed = self._with_rates(after)
        return not any(self._fails(case, computed) for case in stated)

    def _with_rates(self, figures: Figures) -> Figures:
        """Return the figures with the rates of the total computed from its counts."""
        total = self._whole()
        if total is None:
            return figures
        rates = dict(figures[total])
        for case in self.index.of_row(total):
            ratio = case.relation.ratio
            if ratio is not None and rates.get(ratio.rate) is not None:
                rates[ratio.rate] = expected(case, figures, self.index.rounding)
        return {**figures, total: rates}

    def _guess(self, cause: Cause, row: ExtraRow | MissingRow, terms: Terms) -> Guess:
        proof = (*terms, ("text_before", len(self.broken)))
        without = row.row if isinstance(row, ExtraRow) else None
        return Guess(
            cause,
            (),
            (),
            tuple(self.broken),
            BIT,
            forced=False,
            terms=proof,
            shows=shown_by_form(self.index, without=without),
            row=row,
        )

    @cached_property
    def _stated(self) -> list[Case]:
        """Return the cases of the text that compute a figure, counts first."""
        cases = list(self.index.of_row(Part.HEADLINE))
        stated = [case for case in cases if self.index.value(case.subject) is not None]
        return sorted(stated, key=lambda case: not isinstance(case.relation.subject, Count))

    def _repeated(self) -> list[int]:
        """Return the rows that repeat the figures of another row, the later of two first."""
        return [row for row in reversed(self.index.repeated_rows) if isinstance(row, int)]

    def _fails(self, case: Case, after: Figures) -> bool:
        return is_error(case, after, self.index.rounding)

    def _whole(self) -> Row | None:
        """Return the total row, None if the text is computed over the rows themselves."""
        return Part.TOTAL if Part.TOTAL in self.index.figures else None

    def _without(self, row: Row) -> Figures:
        """Return the figures with the counts of a row taken off the totals."""
        counts = {name: -(self.index.count(Place(row, name)) or 0) for name in self.index.counts}
        return self._moved(row, counts)

    def _moved(self, row: Row, counts: Mapping[Count, int]) -> Figures:
        """Return the figures with some counts added to the total, or else to a row."""
        target = self._whole() or row
        flat = self.index.figures[target]
        changed = dict(flat)
        for name, count in counts.items():
            value = flat.get(name)
            if isinstance(value, int):
                changed[name] = value + count
        return {**self.index.figures, target: changed}

    def _spans_of_lost_row(self) -> Mapping[Count, _Span] | None:
        """Return the counts that a row may have whose loss the text shows, None if none may."""
        rows, spans = self.index.table.rows, self._usual_spans()
        drops = self._narrowed(spans) if spans else None
        if drops is None:
            return None
        corners = [self._moved(rows[0], counts) for counts in _corners(spans, drops)]
        if all(self._is_within(case, corners) for case in self._stated):
            return {name: span for name, span in spans.items() if name not in PEOPLE}
        return None

    def _narrowed(self, spans: dict[Count, _Span]) -> _Drops | None:
        """
        Narrow spans by the counts of the text.

        Return the drops that tie two counts; None if no row is left.
        """
        drops: dict[Count, tuple[Count, int]] = {}
        for case in self._stated:
            relation, printed = case.relation, self.index.count(case.subject)
            value = exact(case, self.index.figures)
            if printed is None or not isinstance(value, int):
                continue
            lost = printed - value
            if isinstance(relation, Sum):
                low, high = spans.get(relation.count, (0, lost))
                spans[relation.count] = (lost, lost)
                if not low <= lost <= high:
                    return None
            elif isinstance(relation, Balance) and spans.keys() >= {*relation.operands}:
                base, goal = relation.operands
                drops[base] = (goal, lost)
        is_possible = [_tied(spans, base, goal, drop) for base, (goal, drop) in drops.items()]
        return drops if all(is_possible) else None

    def _usual_spans(self) -> dict[Count, _Span]:
        """Return the counts that a row of this table may have, by column."""
        spans: dict[Count, _Span] = {}
        for name in self.index.counts:
            values = (self.index.count(Place(row, name)) for row in self.index.table.rows)
            ordered = sorted(value for value in values if value is not None)
            if ordered:
                second = ordered[-2:][0]
                low = ordered[0] // 2 if name in _HOUSEHOLDS else 0
                high = max(_LARGEST * second, 2 * ordered[-1], _FEW)
                spans[name] = (low, high)
        if len(self.index.table.rows) < LEAST_ROWS:
            # Of so few rows the lost one may be much larger than the others.
            most = max((high for _, high in spans.values()), default=0)
            spans = dict.fromkeys(spans, (0, most))
        return spans

    def _is_within(self, case: Case, corners: Sequence[Figures]) -> bool:
        """Whether a figure of the text lies among those that rows at the limits would make."""
        printed = self.index.value(case.subject)
        exact_values = [exact(case, figures) for figures in corners]
        values = [value for value in exact_values if value is not None]
        if not values or printed is None:
            return True
        size, reach = _size(printed)
        if case.relation.compared_rates:
            reach += _ROUNDED
        return min(values) - reach <= size <= max(values) + reach


def _tied(spans: dict[Count, _Span], base: Count, goal: Count, drop: int) -> bool:
    """Narrow the spans of two counts to pairs with a drop between them; say if one is left."""
    low = max(spans[goal][0], spans[base][0] - drop)
    high = min(spans[goal][1], spans[base][1] - drop)
    spans[goal], spans[base] = (low, high), (low + drop, high + drop)
    return low <= high


def _corners(spans: Mapping[Count, _Span], drops: _Drops) -> Iterator[Mapping[Count, int]]:
    """Yield the rows at the limits of some spans; households of both years go together."""
    counted = [name for name in spans if name not in drops and name not in PEOPLE]
    free = [name for name in counted if spans[name][0] < spans[name][1]]
    settled = {name: low for name, (low, _) in spans.items()}
    for largest, *chosen in product((0, 1), *(spans[name] for name in free)):
        counts = {**settled, **dict(zip(free, chosen, strict=True))}
        for name in _HOUSEHOLDS:
            if name in spans:
                counts[name] = spans[name][largest]
        for base, (goal, drop) in drops.items():
            counts[base] = counts[goal] + drop
        yield counts


def _size(printed: int | Percent | Points) -> tuple[Fraction, Fraction]:
    """Return the size of a figure, and one unit of its last digit, 0 for a count."""
    match printed:
        case Percent(_, places):
            return printed.share, Fraction(1, 10 ** (places + 2))
        case Points(_, places):
            return printed.value, Fraction(1, 10**places)
        case int():
            return Fraction(printed), Fraction(0)
        case _:
            assert_never(printed)

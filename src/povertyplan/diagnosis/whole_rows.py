"""
Whole rows that are wrong: one that stands twice, one that should not be there, one that is missing.

Every total is then off by exactly one row.  No figure can tell such a row from one that the totals
miscount: these explanations are rivals of each other, and none of them is ever certain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import ROWS_NOT_TOLD_APART
from povertyplan.arithmetic.ordinals import Numbering, names_again, numbering_of
from povertyplan.arithmetic.verdicts import residual
from povertyplan.diagnosis.changes import Cited, MissingCount, MissingRow
from povertyplan.diagnosis.diagnosis import Reported
from povertyplan.diagnosis.guesses import Guess, cited, extra_row
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.diagnosis.structure import Structure
from povertyplan.messages import Said
from povertyplan.model.fields import Count, DocumentFact, Flat, Value
from povertyplan.model.names import key
from povertyplan.model.places import Figures, Part, Place, Row, in_annex, is_total
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Balance
from povertyplan.model.tabular import Tabular

#: A whole row explains totals that are off in at least so many columns, or in all of them.
_LEAST_WRONG = 2
#: A row that nothing but the totals speaks against is a little less likely than one left out.
_UNSUPPORTED = 5 * BIT // 2
#: A missing row that would equal another row in all its figures is hardly ever met.
_EQUAL = 10 * BIT
#: The counts that a row cannot lack.
PEOPLE = (
    Count.HOUSEHOLDS_BASE,
    Count.HOUSEHOLDS_GOAL,
    Count.PERSONS_BASE,
    Count.PERSONS_GOAL,
)
#: The poor and the near-poor of a year are at most its households.
_PARTS = {
    Count.HOUSEHOLDS_BASE: (Count.POOR_BASE, Count.NEAR_POOR_BASE),
    Count.HOUSEHOLDS_GOAL: (Count.POOR_GOAL, Count.NEAR_POOR_GOAL),
}
_SECOND = 2  #: the ordinal with which the rows begin if the first is missing
_Counts: TypeAlias = Mapping[Count, int]


@frozen
class TotalDifference:
    """The differences between the counts of a total row and the sums of its rows."""

    row: Row
    over: Sequence[Row]
    excess: _Counts

    @property
    def wrong(self) -> list[Count]:
        """The counts that are not the sum."""
        return [name for name, excess in self.excess.items() if excess]


@frozen
class WholeRows:
    """A search for one row that explains the differences of all totals."""

    structure: Structure
    differences: Sequence[TotalDifference]

    @classmethod
    def of(cls, structure: Structure) -> "WholeRows":
        """Compare the totals of a table with their rows."""
        index = structure.index
        rows = [Part.TOTAL, *index.table.subtotals]
        differences = [_difference(index, row) for row in rows if row in index.figures]
        return cls(structure, [total for total in differences if total.excess])

    @property
    def index(self) -> CaseIndex:
        """The cases of the table."""
        return self.structure.index

    def guesses(self) -> Iterator[Guess]:
        """Yield the rows that would make every total right if they went, or came."""
        if any(difference.wrong for difference in self.differences):
            yield from self._extra()
            yield from self._missing()

    def _extra(self) -> Iterator[Guess]:
        """Yield the rows that make every total too low, one of several with equal figures."""
        surplus: dict[tuple[Value, ...], list[int]] = {}
        for row in self.index.table.rows:
            totals = self._counting(row)
            if isinstance(row, int) and totals and _is_surplus(self.index, row, totals):
                surplus.setdefault(self.index.counts_of(row), []).append(row)
        for equal in surplus.values():
            # Of two equal rows the one was pasted that does not continue the ordinals.
            pasted = [row for row in equal if not self._continues(row)]
            row = (pasted or equal)[-1]
            yield self._superfluous(row, self._counting(row))

    def _counting(self, row: Row) -> list[TotalDifference]:
        """Return the totals that count a row."""
        return [total for total in self.differences if row in total.over]

    def _continues(self, row: int) -> bool:
        """Whether the ordinal of a row follows the one above it, as in the first row."""
        ordinal = self.index.ordinal(row)
        return ordinal is not None and (row == 1 or self.index.ordinal(row - 1) == ordinal - 1)

    def _superfluous(self, row: int, totals: Sequence[TotalDifference]) -> Guess:
        """Return the explanation that a row should go, with what speaks for it."""
        cause, cost = Cause.ROW_PASTED_TWICE, BIT
        evidence = dict(repetition(self.index, row))
        if not evidence:
            cause, evidence = Cause.ROW_SUPERFLUOUS, dict(self._adds_up(row, totals))
        if not evidence:
            cost = 2 * BIT + bits(2 * len(self.index.table.rows)) + _UNSUPPORTED
        extra = extra_row(self.index, row)
        terms = tuple(evidence.items())
        clears = self._broken(totals)
        shows = shown_by_form(self.index, without=row)
        return Guess(cause, (), (), clears, cost, forced=False, terms=terms, shows=shows, row=extra)

    def _adds_up(
        self, row: int, totals: Sequence[TotalDifference]
    ) -> Iterator[tuple[str, Said | Cited]]:
        """Yield what says that a row adds up others: a total that was pasted among the rows."""
        counts = list(totals[0].excess)
        flat = self.index.figures[row]
        for total in self.differences:
            printed = self.index.figures[total.row]
            if all(printed.get(name) == flat.get(name) for name in counts):
                yield "added_up", _cited(self.index, total.row)
                return
        rows = list(totals[0].over)
        position = rows.index(row)
        above, below = rows[:position][::-1], rows[position + 1 :]
        for neighbours in (below, above):
            added = _rows_of_sum(self.index, neighbours, {name: flat[name] for name in counts})
            if added:
                first, last = sorted((added[0], added[-1]), key=rows.index)
                yield "first_added", _cited(self.index, first)
                yield "last_added", _cited(self.index, last)
                return

    def _missing(self) -> Iterator[Guess]:
        """Yield the row that every total counts and the annex lacks."""
        whole = [total for total in self.differences if total.row is Part.TOTAL]
        parts = [total for total in self.differences if total.row is not Part.TOTAL]
        wrong_parts = [total for total in parts if total.wrong]
        if whole:
            if _adds_up_to(whole[0], wrong_parts):
                yield from self._missing_row(whole[0], wrong_parts)
        else:
            for part in wrong_parts:
                yield from self._missing_row(part, ())

    def _missing_row(
        self, total: TotalDifference, parts: Sequence[TotalDifference]
    ) -> Iterator[Guess]:
        """Yield the row whose counts are the differences of a total, if a row may have these."""
        counts = dict(total.excess)
        may_be_a_row = _has_people(counts) or _closes(self.index.table, counts)
        if not (may_be_a_row and _is_whole(counts)):
            return
        gaps = self.index.numbering.gaps
        ordinals = missing_ordinals(self.index)
        cost = self._cost(counts, total, has_gap=bool(ordinals))
        terms: dict[str, Said | Cited] = {}
        if len(gaps) == 1:
            terms |= {"above_gap": str(gaps[0].before), "below_gap": str(gaps[0].after)}
        if ordinals and self.index.form.withdrawn == tuple(map(str, ordinals)):
            terms["struck"] = ", ".join(self.index.form.withdrawn)
        if len(parts) == 1:
            terms["section"] = _cited(self.index, parts[0].row)
        year_of = self.index.table.year_of
        counted = [MissingCount(name, count, year_of(name)) for name, count in counts.items()]
        row = MissingRow(tuple(counted), ordinals)
        clears = self._broken([total, *parts])
        cause, proof = Cause.ROW_MISSING, tuple(terms.items())
        shows = shown_by_form(self.index) if ordinals else ()
        yield Guess(cause, (), (), clears, cost, forced=False, terms=proof, shows=shows, row=row)

    def _cost(self, counts: _Counts, total: TotalDifference, *, has_gap: bool) -> int:
        """Return the cost of a missing row: a gap in the ordinals makes it the first thought."""
        cost = BIT if has_gap else 3 * BIT
        figures: Flat = dict(counts.items())
        cost += self.structure.likelihood.gain(1, {}, figures)
        for row in total.over:
            flat = self.index.figures[row]
            if all(flat.get(name) == count for name, count in counts.items()):
                return cost + _EQUAL
        return cost

    def _broken(self, totals: Sequence[TotalDifference]) -> tuple[Case, ...]:
        """Return the broken sums of some totals."""
        rows = {total.row for total in totals}
        cases = self.structure.cases
        return tuple(case for case in cases if case.relation.adds_rows and case.row in rows)


def repetition(index: CaseIndex, row: Row) -> Iterator[tuple[str, Said | Cited]]:
    """Yield what says that a row stands elsewhere as well: its figures, name and ordinal."""
    others = [other for other in index.repeated_rows if other != row]
    figures, name = index.counts_of(row), key(index.table.name_of(row))
    for other in others:
        if index.counts_of(other) == figures:
            yield "original", _cited(index, other)
            break
    for other in others:
        if name and key(index.table.name_of(other)) == name:
            yield "namesake", _cited(index, other)
            break
    ordinal = index.ordinal(row)
    if ordinal in index.numbering.repeated:
        yield "ordinal_again", str(ordinal)


def shown_by_form(index: CaseIndex, *, without: int | None = None) -> tuple[Reported, ...]:
    """
    Return the finding about names and ordinals, if a whole row is all that it speaks of.

    That is the row *without*, or else one that a gap in the ordinals speaks of.
    """
    if not isinstance(index.table, Plan):
        return ()
    plan, odd = index.table, index.numbering
    names = names_again(plan)
    if without is None:
        is_explained = not names and not odd.repeated and not odd.astray
    else:
        after = numbering_of(plan, index.form.ordinals, without=without)
        is_explained = after == Numbering() and not names_again(plan, without=without)
    field = DocumentFact.NAMES if names else DocumentFact.ORDINALS
    return ((ROWS_NOT_TOLD_APART, Place(Part.DOCUMENT, field)),) if is_explained else ()


def missing_ordinals(index: CaseIndex) -> tuple[int, ...]:
    """Return the ordinals that are left out; 1 where the rows begin with 2."""
    missing = tuple(chain.from_iterable(gap.missing for gap in index.numbering.gaps))
    return missing or ((1,) if index.ordinal(1) == _SECOND else ())


def _cited(index: CaseIndex, row: Row) -> Cited:
    place = Place(row, index.counts[0])
    return cited(index, place, index.value(place))


def may_be_refuted(index: CaseIndex, guess: Guess) -> bool:
    """
    Whether a whole row may explain the same findings as a correction of totals.

    So it may where a row stands twice by its name, its ordinal or its figures, where the text
    agrees with the totals as they are printed, and where the totals count no people, so that any
    difference may be a row.
    """
    totals = {edit.place.row for edit in guess.corrections if is_total(edit.place.row)}
    counts = [edit for edit in guess.corrections if isinstance(edit.place.field, Count)]
    if not totals or not counts:
        return False
    is_text_against = any(edit.place.row is Part.HEADLINE for edit in guess.derived)
    return is_text_against or bool(index.repeated_rows) or _count_no_people(index, guess, totals)


def _count_no_people(index: CaseIndex, guess: Guess, totals: Iterable[Row]) -> bool:
    """Whether only totals that count no people are broken."""
    are_sums = all(case.relation.adds_rows and in_annex(case.row) for case in guess.clears)
    differences = (_difference(index, row) for row in totals)
    return are_sums and all(set(PEOPLE).isdisjoint(total.excess) for total in differences)


def _difference(index: CaseIndex, row: Row) -> TotalDifference:
    """Compare a total row with the rows that it adds up, in the counts that all of them state."""
    over: Sequence[Row] = ()
    excess: dict[Count, int] = {}
    for case in index.of_row(row):
        if case.relation.adds_rows:
            over = case.over
            printed, total = index.count(case.subject), index.sum_of(case)
            if printed is not None and total is not None:
                (name,) = case.relation.operands
                excess[name] = printed - total
    return TotalDifference(row, over, excess)


def _is_surplus(index: CaseIndex, row: Row, totals: Sequence[TotalDifference]) -> bool:
    """Whether all totals that count a row would be right without it, and some are wrong with it."""
    flat = index.figures[row]
    if not any(total.wrong for total in totals):
        return False
    for total in totals:
        if any(flat.get(name) != -excess for name, excess in total.excess.items()):
            return False
    return True


def _rows_of_sum(index: CaseIndex, rows: Sequence[Row], sums: Mapping[Count, Value]) -> list[Row]:
    """Return the first of some rows whose counts come to given sums, at least two; else none."""
    left = {name: value for name, value in sums.items() if isinstance(value, int)}
    for number, row in enumerate(rows, 1):
        index.budget.spend()
        for name in left:
            left[name] -= index.count(Place(row, name)) or 0
        if min(left.values()) < 0:
            return []
        if not any(left.values()):
            return list(rows[:number]) if number > 1 else []
    return []


def _adds_up_to(whole: TotalDifference, parts: Sequence[TotalDifference]) -> bool:
    """Whether the differences of some sub-totals add up to the difference of the total."""
    if not parts:
        return True
    return all(
        sum(part.excess.get(name, 0) for part in parts) == excess
        for name, excess in whole.excess.items()
    )


def _is_whole(counts: _Counts) -> bool:
    """Whether counts may be those of a row: none below 0, and several above."""
    wrong = sum(bool(count) for count in counts.values())
    return wrong >= _LEAST_WRONG and min(counts.values()) >= 0


def _has_people(counts: _Counts) -> bool:
    """Whether the counts of a row have people in every column of people, and few of them poor."""
    people = [counts[name] for name in PEOPLE if name in counts]
    if not people or not min(people):
        return False
    for whole, parts in _PARTS.items():
        if whole in counts and sum(counts.get(part, 0) for part in parts) > counts[whole]:
            return False
    return True


def _closes(table: Tabular, counts: _Counts) -> bool:
    """Whether the counts of a row are a flow that closes, by every balance about them."""
    figures: Figures = {1: dict(counts.items())}
    balances = [relation for relation in table.relations if isinstance(relation, Balance)]
    rests = {residual(Case(balance, 1, (1,)), figures) for balance in balances}
    return 0 in rests and rests <= {0, None}

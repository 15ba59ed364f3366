"""Figures in each other's place, and rows that totals count wrongly."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from typing import TypeAlias

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.diagnosis.guesses import Cited, Guess, cited
from povertyplan.diagnosis.index import CaseIndex, fields_of
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.recomputed import ALONE, Recomputed, consequences
from povertyplan.messages import Said
from povertyplan.model.fields import ANNEX, Count, Field, Rate
from povertyplan.model.places import TEXT, Edit, Part, Place, Row
from povertyplan.model.relations import Sum
from povertyplan.model.tabular import edited

_COUNTS = tuple(name for name in ANNEX if isinstance(name, Count))
_RATES = tuple(name for name in ANNEX if isinstance(name, Rate))
#: The columns that may stand in each other's place.
_COLUMNS: tuple[tuple[Field, Field], ...] = (*combinations(_COUNTS, 2), *combinations(_RATES, 2))
#: How many pairs of columns there are to exchange.
_PAIRS = len(_COUNTS) * (len(_COUNTS) - 1) // 2
#: Figures exchanged before the totals, and the rates beside them, were computed.
_LIVE = tuple(
    Recomputed(totals=True, beside_totals=rates, text=text)
    for rates, text in product((False, True), (False, True))
)
#: Totals added up wrongly before their rates were computed, and the text written.
_FROM_TOTALS = tuple(Recomputed(beside=True, text=text) for text in (False, True))


#: A broken total, its name, and what it prints beyond the sum of its rows.
_Residual: TypeAlias = tuple[Case, Count, int]


@frozen
class Structure:
    """What is searched for figures out of place: the broken cases of a whole plan."""

    index: CaseIndex
    likely: Likelihood
    cases: Sequence[Case]

    def guesses(self) -> Iterator[Guess]:
        """Yield every structural slip, each with the broken cases that it explains."""
        yield from self._cells_exchanged()
        yield from self._rows_exchanged()
        yield from self._columns_exchanged()
        yield from self._rows_miscounted()

    def _cells_exchanged(self) -> Iterator[Guess]:
        rows, wrong = self._rows(), {name for _, name, _ in self._residuals()}
        for row, broken in chain(rows.items(), self._totals().items()):
            for pair in _COLUMNS:
                # An exchange moves both totals or, added up afterwards, neither.
                alike = (pair[0] in wrong) is (pair[1] in wrong)
                if alike and self._mended(row, pair, broken):
                    edits = self._exchange(*(Place(row, name) for name in pair))
                    yield from self._guess(Cause.CELLS_EXCHANGED, edits, _PAIRS)
        for under, pair in self._opposite():
            if under not in rows:
                edits = self._exchange(*(Place(under, name) for name in pair))
                yield from self._guess(Cause.CELLS_EXCHANGED, edits, _PAIRS)

    def _opposite(self) -> Iterator[tuple[Row, tuple[Field, Field]]]:
        """Yield the rows whose two figures, exchanged, make up for two totals at once."""
        for (case, one, more), (other, two, less) in combinations(self._residuals(), 2):
            if case.row == other.row and more == -less:
                for row in case.over:
                    first = self.index.count(Place(row, one))
                    second = self.index.count(Place(row, two))
                    if first is not None and second is not None and second - first == more:
                        yield row, (one, two)

    def _residuals(self) -> Iterator[_Residual]:
        """Yield the broken totals, each with what it prints beyond the sum of its rows."""
        for case in self.cases:
            if isinstance(case.relation, Sum) and case.row is not Part.HEADLINE:
                name = case.relation.count
                printed = self.index.count(case.subject)
                whole = self.index.sum_of(case)
                if printed is not None and whole is not None:
                    yield case, name, printed - whole

    def _rows_exchanged(self) -> Iterator[Guess]:
        rows, wrong = self._rows(), {name for _, name, _ in self._residuals()}
        for row, broken in rows.items():
            spoken = {name for case in broken for name in fields_of(case.relation)} - wrong
            for near, name in product((row + 1, row - 1), sorted(spoken)):
                if near in self.index.figures and not (near in rows and near < row):
                    edits = self._exchange(Place(row, name), Place(near, name))
                    if edits and not self._breaks_still(edits, broken):
                        choices = 2 * len(self.index.figures) * len(ANNEX)
                        yield from self._guess(Cause.ROWS_EXCHANGED, edits, choices)

    def _columns_exchanged(self) -> Iterator[Guess]:
        rows, wrong = self._rows(), {name for _, name, _ in self._residuals()}
        for pair in _COLUMNS if len(rows) > 1 else ():
            if wrong.isdisjoint(pair) and all(
                self._mended(row, pair, broken) for row, broken in rows.items()
            ):
                edits = [
                    edit
                    for row in self.index.figures
                    if row not in TEXT
                    for edit in self._exchange(*(Place(row, name) for name in pair))
                ]
                yield from self._guess(Cause.COLUMNS_EXCHANGED, tuple(edits), _PAIRS)

    def _mended(self, row: Row, pair: tuple[Field, Field], broken: Sequence[Case]) -> bool:
        """Whether two figures of a row in each other's place leave none of its cases broken."""
        if not all(_is_about(case, pair) for case in broken):
            return False
        edits = self._exchange(*(Place(row, name) for name in pair))
        return bool(edits) and not self._breaks_still(edits, broken)

    def _rows_miscounted(self) -> Iterator[Guess]:
        """Yield the rows that every total counts twice, or not at all."""
        totals: dict[Row, list[_Residual]] = {}
        for residual in self._residuals():
            totals.setdefault(residual[0].row, []).append(residual)
        for residuals in totals.values():
            over = residuals[0][0].over if len(residuals) > 1 else ()
            for row, sign in product(over, (1, -1)):
                if self._accounts_for(row, sign, residuals):
                    yield from self._miscounted(row, sign, residuals)

    def _accounts_for(self, row: Row, sign: int, residuals: Sequence[_Residual]) -> bool:
        """Whether a row, added to or taken from every total, makes up for all of them."""
        flat = self.index.figures[row]
        wrong = {name: off for _, name, off in residuals}
        return all((flat[name] or 0) == sign * wrong.get(name, 0) for name in _COUNTS)

    def _miscounted(self, row: Row, sign: int, residuals: Sequence[_Residual]) -> Iterator[Guess]:
        edits: list[Edit] = []
        for case, _, _ in residuals:
            printed, whole = self.index.count(case.subject), self.index.sum_of(case)
            edits.append(Edit(case.subject, printed, whole))
        case, name, _ = residuals[0]
        place = Place(row, name)
        source = cited(self.index, place, self.index.value(place))
        cause = Cause.ROW_TWICE if sign > 0 else Cause.ROW_LEFT_OUT
        choices = 2 * len(case.over)
        yield from self._guess(cause, tuple(edits), choices, (("source", source),))

    def _rows(self) -> dict[int, list[Case]]:
        rows: dict[int, list[Case]] = {}
        for case in self.cases:
            if isinstance(case.row, int):
                rows.setdefault(case.row, []).append(case)
        return rows

    def _totals(self) -> dict[Row, list[Case]]:
        totals: dict[Row, list[Case]] = {}
        for case in self.cases:
            if not isinstance(case.row, int) and case.row not in TEXT:
                totals.setdefault(case.row, []).append(case)
        return totals

    def _exchange(self, one: Place, other: Place) -> tuple[Edit, ...]:
        """Return the edits that put two figures in each other's place, none if they are alike."""
        first, second = self.index.value(one), self.index.value(other)
        stated = first is not None and second is not None
        if first == second or not (stated or self._may_be_dashed(one, other)):
            return ()
        return (Edit(one, first, second), Edit(other, second, first))

    def _may_be_dashed(self, *places: Place) -> bool:
        """Whether some cells are rates of columns that print rates, and dashes where none is."""
        columns = [Rate(place.field) for place in places if place.field in _RATES]
        return len(columns) == len(places) and all(map(self.index.prints, columns))

    def _breaks_still(self, edits: tuple[Edit, ...], broken: Iterable[Case]) -> bool:
        """Whether one of some cases is broken even after some edits."""
        after = edited(self.index.figures, edits)
        return any(verdict_of(case, after, self.index.rounding) is Verdict.FAILS for case in broken)

    def _guess(
        self,
        cause: Cause,
        own: tuple[Edit, ...],
        choices: int,
        terms: tuple[tuple[str, Said | Cited], ...] = (),
    ) -> Iterator[Guess]:
        """Yield a slip with the likeliest recomputed under which no case about it is broken."""
        touched = {case.subject for edit in own for case in self.index.about(edit.place)}
        clears = tuple(case for case in self.cases if case.subject in touched)
        for recomputed in (ALONE, *_LIVE, *_FROM_TOTALS) if clears else ():
            if any(self._contradicts(edit.place, recomputed) for edit in own):
                continue
            derived = consequences(self.index, own, recomputed)
            if not self.index.is_broken_by(own, derived):
                cost = 2 * BIT + bits(choices) + recomputed.cost + self._gain(own)
                yield Guess(cause, own, derived, clears, cost, terms=terms)
                return

    def _contradicts(self, place: Place, recomputed: Recomputed) -> bool:
        """Whether something that the recomputed computed after the slip is broken."""
        return any(
            recomputed.includes(case, place) and self.index.fails(case)
            for case in self.index.about(place)
        )

    def _gain(self, own: tuple[Edit, ...]) -> int:
        after = edited(self.index.figures, own)
        rows = {edit.place.row for edit in own}
        return sum(self.likely.gain(row, self.index.figures[row], after[row]) for row in rows)


def _is_about(case: Case, pair: tuple[Field, Field]) -> bool:
    spoken = fields_of(case.relation)
    return pair[0] in spoken or pair[1] in spoken

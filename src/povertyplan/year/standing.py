"""How far one target has come: no verdict, and no forecast."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.messages import Said, Sentence, field_label
from povertyplan.messages.values import per_cent
from povertyplan.model.fields import Count
from povertyplan.model.units import Unit

#: The targets of households, which count on from last year's review.
OF_HOUSEHOLDS = (Count.POOR_GOAL, Count.NEAR_POOR_GOAL)
#: The targets of the labour part that are compared.
OF_WORKERS = (Count.NEW_JOBS, Count.EXPORTED, Count.TRAINED)
_MONTHS = 12

_CHANGING = Sentence("{field} now {now}, planned to go from {base} to {goal}")
_KEPT = Sentence("{field} now {now}, planned to stay at {goal}")
_WORKERS = Sentence("{field} so far {now}, {goal} planned")
_ACHIEVED = Sentence("{achieved} of the plan after {months} of 12 months")
_NEEDED = Sentence("{needed} to go")
_FELL = Sentence("net fall {change:abs}")
_ROSE = Sentence("net rise {change:abs}")
_EXITS: Mapping[Count, Sentence] = {
    Count.POOR_GOAL: Sentence("{exits} left poverty"),
    Count.NEAR_POOR_GOAL: Sentence("{exits} left near-poverty"),
}
_MISSING = Sentence("without {missing}")


@strict
def achieved(base: int, goal: int, now: int) -> Fraction | None:
    """
    Return which share of a planned change has come about, of one that falls and one that rises.

    Below 0 where the count moved the other way, above 1 beyond the goal; None where no change
    is planned.

    >>> achieved(90, 54, 72), achieved(0, 260, 132), achieved(90, 54, 92)
    (Fraction(1, 2), Fraction(33, 65), Fraction(-1, 18))
    """
    return None if base == goal else Fraction(now - base, goal - base)


@frozen(field_transformer=strict_fields)
class Standing:
    """
    How far one target of a unit, or of the commune, has come.

    >>> commune, half = Unit("Cao Thượng"), Fraction(1, 2)
    >>> june = Standing(commune, Count.POOR_GOAL, 90, 54, 72, half, exits=20)
    >>> june.achieved, june.change, june.needed, june.per_month
    (Fraction(1, 2), -18, 18, Fraction(3, 1))
    >>> print(june.text("vi"))
    Cao Thượng: số hộ nghèo hiện có 72, kế hoạch từ 90 còn 54; đạt 50,0% kế hoạch ...
    """

    unit: Unit  #: the unit, or the commune
    #: the target: `Count.POOR_GOAL`, `Count.NEAR_POOR_GOAL`, `Count.NEW_JOBS`, `Count.EXPORTED` or
    #: `Count.TRAINED`
    field: Count
    base: Number  #: the count that the plan starts from (đầu năm), 0 for labour targets
    goal: Number  #: the count that it sets (kế hoạch)
    now: Number  #: the count at the end of the period (hiện có)
    elapsed: Fraction  #: the share of the year that has passed at the end of the period
    #: the households that left the category, those that came not taken off (số hộ thoát nghèo)
    exits: Number | None = None
    #: the units without a figure; the targets of households are then those of the others
    missing: tuple[Unit, ...] = ()

    __repr__ = as_call

    @property
    def achieved(self) -> Fraction | None:
        """The share of the planned change that has come about, or None if none is planned."""
        return achieved(self.base, self.goal, self.now)

    @property
    def change(self) -> int:
        """The count now less the base: below 0 where it fell, net of what left and what came."""
        return self.now - self.base

    @property
    def needed(self) -> int:
        """How much is left to reach the goal; 0 once it is reached, and beyond."""
        may_not_rise = self.base == self.goal and self.field in OF_HOUSEHOLDS
        is_to_fall = self.base > self.goal or may_not_rise
        return max(0, self.now - self.goal if is_to_fall else self.goal - self.now)

    @property
    def per_month(self) -> Fraction | None:
        """How much is left for each month left of the year, None after its end."""
        months = _MONTHS * (1 - self.elapsed)
        return self.needed / months if months > 0 else None

    @strict
    def achieved_text(self, lang: str) -> str:
        """
        Return the share in per cent, rounded half up to one place; empty where none is planned.

        >>> june = Standing(Unit("Chợ"), Count.NEW_JOBS, 0, 260, 132, Fraction(1, 2))
        >>> june.achieved_text("vi")
        '50,8%'
        """
        share = self.achieved
        if share is None:
            return ""
        sign = "-" if share < 0 else ""
        return sign + per_cent(abs(share), 1, lang)

    @strict
    def text(self, lang: str) -> str:
        """Return the standing in one line, in a language."""
        values: dict[str, Said] = {
            "unit": self.unit.name,
            "field": field_label(self.field, None, lang),
            "base": self.base,
            "goal": self.goal,
            "now": self.now,
            "achieved": self.achieved_text(lang),
            "months": int(_MONTHS * self.elapsed),
            "needed": self.needed,
            "change": self.change,
            "exits": self.exits,
            "missing": ", ".join(unit.name for unit in self.missing),
        }
        clauses = tuple(self._clauses())
        return Sentence("{unit}: {clauses}", clauses=clauses).text(values, lang)

    def _clauses(self) -> Iterator[Sentence]:
        """Yield clauses about the target, as far as its figures are known."""
        if self.field not in OF_HOUSEHOLDS:
            yield _WORKERS
        else:
            yield _KEPT if self.base == self.goal else _CHANGING
        if self.achieved is not None:
            yield _ACHIEVED
        if self.needed:
            yield _NEEDED
        if self.field in _EXITS:
            if self.change:
                yield _FELL if self.change < 0 else _ROSE
            if self.exits is not None:
                yield _EXITS[self.field]
        if self.missing:
            yield _MISSING

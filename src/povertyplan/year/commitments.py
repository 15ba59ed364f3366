"""Commitments of bodies to the goals of a plan (phân công giúp đỡ)."""

from collections.abc import Iterable

from attrs import field as attribute
from attrs import frozen

from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.arithmetic.intervals import Interval
from povertyplan.messages import Phrase, YearError, phrase
from povertyplan.messages.phrases import figure_phrase
from povertyplan.model.fields import Count
from povertyplan.model.names import key, normalized
from povertyplan.model.persons import names_person
from povertyplan.model.units import Unit


def _body(body: str) -> str:
    """Return the name of a body; refuse a blank one, which nobody could be asked about."""
    name = normalized(body)
    if not name:
        raise ValueError("Commitment.body must be the name of a body, got a blank one")
    return name


def _promised(count: Interval) -> Interval:
    """Refuse an interval that no number of households or people lies in."""
    if count.lo < 0 or count.empty:
        raise ValueError(f"Commitment.count must be from 0 on and hold a number, got {count!r}")
    return count


@frozen(field_transformer=strict_fields)
class Commitment:
    """
    The commitment of a body to an interval of the count of a figure.

    >>> Commitment("Hội Nông dân", Count.HELPED, Interval(4, 5)).count.hi
    5

    Raises `ValueError` for a blank body, one that is the name of a person, and an interval below
    0 or without a number.
    """

    #: a mass organisation, an office, an enterprise, never a person
    body: str = attribute(converter=_body)
    #: what is promised: `Count.HELPED`, households helped to leave poverty, or `Count.EXPORTED`,
    #: people introduced to work abroad
    field: Count
    count: Interval = attribute(converter=_promised)  #: how many, from the least to the most
    #: the unit whose households or people are meant, None for all others of the commune
    unit: Unit | None = None

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse a person in place of a body; a unit that promises for itself may be named so."""
        is_unit = self.unit is not None and key(self.unit.name) == key(self.body)
        if names_person(self.body) and not is_unit:
            raise ValueError(
                "Commitment.body must be a body, such as 'Hội Nông dân', never the name of a person"
            )


@strict
def reach(commitments: Iterable[Commitment], field: Count) -> Interval:
    """
    Return how many the commitments to a figure come to, as the sum of their intervals.

    Households that two bodies help are counted twice: nothing but a register tells who helps whom.

    >>> bodies = ("Hội Nông dân", "Hội Phụ nữ", "Đoàn Thanh niên", "Hội Cựu chiến binh")
    >>> reach([Commitment(body, "helped", Interval(4, 5)) for body in bodies], Count.HELPED)
    Interval(lo=16, hi=20)

    Raises `YearError`, a `ValueError`, where one body commits itself twice to the same unit.
    """
    promised = [commitment for commitment in commitments if commitment.field is field]
    refuse_repeated(promised)
    return sum((commitment.count for commitment in promised), Interval(0, 0))


def refuse_repeated(commitments: Iterable[Commitment]) -> None:
    """Refuse two commitments of one body to one figure of one unit, of which only one can hold."""
    promised: set[tuple[str, Count, str | None]] = set()
    for commitment in commitments:
        unit = None if commitment.unit is None else commitment.unit.name
        promise = (key(commitment.body), commitment.field, None if unit is None else key(unit))
        if promise in promised:
            raise YearError(_repeated(commitment))
        promised.add(promise)


def _repeated(commitment: Commitment) -> Phrase:
    """Return the refusal of a second commitment of a body."""
    figure = figure_phrase(commitment.field, None)
    if commitment.unit is None:
        return phrase(
            "“{body}” has two commitments for the {figure}. Add them up.",
            body=commitment.body,
            figure=figure,
        )
    return phrase(
        "“{body}” has two commitments for the {figure} in “{unit}”. Add them up.",
        body=commitment.body,
        figure=figure,
        unit=commitment.unit.name,
    )

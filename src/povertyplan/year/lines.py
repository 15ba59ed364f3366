"""The lines of a table of the year, and the sections that hold them."""

from collections.abc import Sequence
from typing import Generic, Protocol, Self, TypeVar, runtime_checkable

from attrs import field, frozen

from povertyplan.arguments.strict import strict_fields
from povertyplan.model.fields import Field, Flat, Value
from povertyplan.model.names import normalized
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.relations import Relation
from povertyplan.model.units import Unit


@runtime_checkable
class TableRow(Protocol):
    """What a table asks of its rows: a unit, a period, figures, and what they claim."""

    @property
    def unit(self) -> Unit:
        """The unit that the figures are of."""
        ...

    @property
    def period(self) -> ReportingPeriod:
        """The period that the figures are of."""
        ...

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a table of such rows about its figures."""
        ...

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names."""
        ...

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """Return the row with other figures, of the same unit unless another is given."""
        ...


R = TypeVar("R", bound=TableRow)


@frozen(field_transformer=strict_fields)
class RowSection(Generic[R]):
    """Rows under a heading of their own, and the sub-total printed for them."""

    label: str = field(converter=normalized)
    rows: range  #: the lines it holds, counted from 1
    printed: R | None = None

"""The lines of a table of the year, and the sections that hold them."""

from collections.abc import Sequence
from typing import Generic, Protocol, Self, TypeVar, runtime_checkable

from attrs import field, frozen

from povertyplan.arguments.strict import strict_fields
from povertyplan.model.fields import Field, Flat, Value
from povertyplan.model.names import key, normalized
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.relations import Relation
from povertyplan.model.units import Unit


@runtime_checkable
class TableRow(Protocol):
    """The protocol of the rows of a table: a unit, a period, figures and their relations."""

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


@runtime_checkable
class RowOfGroup(Protocol):
    """A row whose figures are of a group of people, such as those entitled to a policy."""

    @property
    def group(self) -> str:
        """The label of the group, in the words of documents."""
        ...


R = TypeVar("R", bound=TableRow)


def group_of(row: TableRow) -> str:
    """Return the group that a row is of, empty for the rows of whole units."""
    return row.group if isinstance(row, RowOfGroup) else ""


def called_in(unit: Unit, row: TableRow) -> str:
    """Return the label of a row in a table of a unit: by its unit, or by its group of that unit."""
    is_of_table = key(row.unit.name) in {"", key(unit.name)}
    return (is_of_table and group_of(row)) or row.unit.name


@frozen(field_transformer=strict_fields)
class RowSection(Generic[R]):
    """
    Rows under a heading of their own, and the sub-total printed for them.

    >>> RowSection("Khu vực nông thôn", range(1, 4)).printed is None
    True
    """

    label: str = field(converter=normalized)  #: its heading as printed (tên khu vực)
    rows: range  #: the lines it holds, counted from 1
    printed: R | None = None  #: its sub-total, as printed

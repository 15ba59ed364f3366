"""What a table is compared with: another document, quotas, or commitments."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.model.fields import Count
from povertyplan.model.places import Place
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Notice, Reading, Review, Source, TableReading
from povertyplan.year import Commitment
from povertyplan.year.commitments import refuse_repeated
from povertyplan.year.open_plan import states_goals

if TYPE_CHECKING:
    from typing_extensions import TypeIs

#: A plan or another table, or what was read of one.
Document: TypeAlias = Plan | Reading | TableReading[Tabular] | Tabular
#: The figures that a plan sets for the commune, and so can be held to.
QUOTAS: tuple[Count, ...] = (
    Count.POOR_DROP,
    Count.NEAR_POOR_DROP,
    Count.TRAINED,
    Count.CERTIFIED,
    Count.NEW_JOBS,
    Count.EXPORTED,
)


#: The notice of a document that does not say what time it is of.
_PERIOD_ASSUMED = "period-assumed"


def has_assumed_period(notices: Iterable[Notice]) -> bool:
    """Whether the period of a document was assumed, because it states none."""
    return any(notice.code == _PERIOD_ASSUMED for notice in notices)


@frozen(field_transformer=strict_fields)
class OtherDocument:
    """Another document that a table is compared with, and where its figures stand."""

    table: Tabular  #: the table that the document states
    #: where each figure stands, empty for a bare table
    sources: Mapping[Place, Source] = field(factory=dict[Place, Source], hash=False)
    notices: tuple[Notice, ...] = ()  #: what was assumed while it was read
    is_reviewed: bool = False  #: whether all of it is the result of reviews

    @property
    def file(self) -> str:
        """The name of the document's file, empty where no source names one."""
        files = (source.file for source in self.sources.values())
        return PurePath(next(files, "")).name

    @property
    def states_period(self) -> bool:
        """Whether it says which time it covers, so that none was assumed."""
        return not has_assumed_period(self.notices)

    @strict
    def cites(self, place: Place) -> str:
        """
        Return the file and the cell of a figure, as far as they are known.

        >>> source = Source("plan.csv", cell="C2")
        >>> other = OtherDocument(Plan.of(2024, []), {Place(1, "poor_base"): source})
        >>> other.cites(Place(1, "poor_base")), other.cites(Place(2, "poor_base"))
        ('plan.csv, C2', 'plan.csv')
        """
        source = self.sources.get(place, Source(self.file))
        cell = source.cell if source.sheet is None else f"{source.sheet}!{source.cell}"
        return ", ".join(filter(None, (PurePath(source.file).name, cell)))


@frozen(field_transformer=strict_fields)
class Quotas:
    """
    The quotas handed down to a commune: the least that its plan must set, by figure.

    >>> from povertyplan.checks import Quotas
    >>> Quotas.of({Count.POOR_DROP: 40}).counts[Count.POOR_DROP]
    40
    """

    #: what was handed down (chỉ tiêu giao), by the figure that the plan sets for it
    counts: Mapping[Count, Number] = field(hash=False)

    @classmethod
    @strict
    def of(cls, given: Mapping[Count, Number]) -> "Quotas":
        """Take quotas by their figures; refuse one of a figure that no plan sets as a target."""
        counts = {Count(figure): count for figure, count in given.items()}
        for figure in counts:
            if figure not in QUOTAS:
                known = ", ".join(repr(str(quota)) for quota in QUOTAS)
                raise ValueError(
                    f"check: against must have quotas of {known}, got one of {str(figure)!r}"
                )
        return cls(counts)


@frozen(field_transformer=strict_fields)
class Commitments:
    """
    The promises of bodies to help a plan reach its goals.

    >>> from povertyplan.checks import Commitments
    >>> from povertyplan.year import Interval
    >>> helps = Commitment("Hội Nông dân", Count.HELPED, Interval(4, 5))
    >>> promised = Commitments.of([helps])
    >>> [commitment.body for commitment in promised.to(Count.HELPED)]
    ['Hội Nông dân']
    """

    promised: tuple[Commitment, ...]  #: the promises, each of one body

    @classmethod
    @strict
    def of(cls, given: Iterable[Commitment]) -> "Commitments":
        """Take commitments; refuse two of one body to the same."""
        promised = tuple(given)
        refuse_repeated(promised)
        return cls(promised)

    @strict
    def to(self, field: Count) -> Sequence[Commitment]:
        """Return the commitments to a figure."""
        return [commitment for commitment in self.promised if commitment.field is field]


Other: TypeAlias = OtherDocument | Quotas | Commitments


def table_of(document: Document) -> Tabular:
    """Return the table of a reading; a table is returned itself."""
    match document:
        case Reading():
            return document.plan
        case TableReading():
            return document.table
        case _:
            return document


def other_of(given: Document | Review | Mapping[Count, int] | Iterable[Commitment]) -> Other:
    """Return the other side of a comparison, with the sources of its reading."""
    match given:
        case Reading() | TableReading():
            is_reviewed = given.form.reviewed
            return OtherDocument(table_of(given), given.sources, given.notices, is_reviewed)
        case Review():
            return other_of(given.reading)
        case Plan():  # one that sets no goals is what a review counted
            return OtherDocument(given, is_reviewed=not states_goals(given))
        case Tabular():
            return OtherDocument(given)
        case _:
            return Quotas.of(given) if _are_quotas(given) else Commitments.of(given)


def _are_quotas(given: object) -> "TypeIs[Mapping[Count, int]]":
    """Whether quotas are given; commitments come as a list."""
    return isinstance(given, Mapping)

"""The register of poor and near-poor households, known by codes (danh sách rà soát)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Self, TypeVar

from attrs import evolve, frozen
from attrs import field as attribute

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import harmless
from povertyplan.messages import YearError, phrase
from povertyplan.model.fields import Category, Count, Field, Value
from povertyplan.model.names import key
from povertyplan.model.periods import Year
from povertyplan.model.places import Edit, Row
from povertyplan.model.relations import Relation
from povertyplan.model.rows import counts_of
from povertyplan.model.tabular import replaced
from povertyplan.model.units import Unit
from povertyplan.year.households import Household, Outlook, Policy, PovertyCause

W = TypeVar("W", bound=StrEnum)


def _households(households: Iterable[Household]) -> tuple[Household, ...]:
    return tuple(households)


@frozen(repr=False, field_transformer=strict_fields)
class Register:
    """
    The poor and near-poor households that one review of a commune has found.

    What it counts by unit has every unit of the register, in the order of their first households.

    >>> chợ, ngò = Unit("Chợ"), Unit("Ngò")
    >>> register = Register(Unit("Cao Thượng"), 2023, [
    ...     Household("C-1", chợ, "poor", causes=["land", "capital"], outlook="able"),
    ...     Household("C-2", chợ, "poor", causes=["illness"], outlook="unable"),
    ...     Household("N-1", ngò, "poor", persons=4, causes=["capital"], outlook="able",
    ...               support=["credit"], helper="Hội Nông dân"),
    ... ])
    >>> register, register.count("Chợ", Category.POOR), register.able(Category.POOR)
    (<Register 2023 Cao Thượng: 3 households>, 2, {'Chợ': 1, 'Ngò': 1})
    >>> register.counts(Category.POOR), register.households_in(Category.NEAR_POOR)
    ({'Chợ': 2, 'Ngò': 1}, [])
    >>> register.causes(Category.POOR)[PovertyCause.CAPITAL]
    2
    >>> register.causes_in("Ngò", Category.POOR)[PovertyCause.CAPITAL]
    1
    >>> register.needs(Category.POOR) == register.needs_in("Ngò", Category.POOR)
    True
    >>> register.helped(Category.POOR)
    {'Hội Nông dân': 1}

    As a table it has a row for each household, with the number of its members:

    >>> register.name_of(3), register.year_of(Count.MEMBERS), register.figures()[3]
    ('N-1', 2023, {<Count.MEMBERS: 'members'>: 4})
    >>> register.edited([Edit(Place(3, "members"), 4, 5)]).households[2].persons
    5

    Raises `ValueError` for two households of one code.
    """

    unit: Unit  #: the commune
    year: Year  #: the year of the review, which is the base of the next year's plan
    #: all households that it found (danh sách hộ nghèo, hộ cận nghèo)
    households: tuple[Household, ...] = attribute(converter=_households)

    def __attrs_post_init__(self) -> None:
        """Refuse two households of one code."""
        codes = Counter(household.code for household in self.households)
        repeated = [code for code, number in codes.items() if number > 1]
        if repeated:
            raise ValueError(
                f"Register.households must have codes of their own, got {repeated[0]!r} twice"
            )

    def __repr__(self) -> str:
        """Return the year, the unit and the number of households."""
        name = f" {harmless(self.unit.name)}" if self.unit.name else ""
        number = len(self.households)
        households = "1 household" if number == 1 else f"{number} households"
        return f"<Register {self.year}{name}: {households}>"

    @strict
    def households_in(self, category: Category) -> Sequence[Household]:
        """Return the households of a category."""
        return [household for household in self.households if household.category is category]

    @strict
    def count(self, unit: str, category: Category) -> int:
        """
        Return how many households of a category a unit has; its name may be spelt in any way.

        Raises `YearError` where several units bear the name.
        """
        numbers = {key(name): number for name, number in self.counts(category).items()}
        return numbers.get(key(unit), 0)

    @strict
    def counts(self, category: Category) -> Mapping[str, int]:
        """
        Return how many households of a category each unit has, 0 included.

        Raises `YearError` where several units bear one name.
        """
        return self._by_unit(self.households_in(category))

    @strict
    def able(self, category: Category) -> Mapping[str, int]:
        """
        Return how many households of a category each unit has that can leave it this year.

        A unit all of whose households cannot has 0.  Raises `YearError` where several units
        bear one name.
        """
        return self._by_unit(
            household
            for household in self.households_in(category)
            if household.outlook is Outlook.ABLE
        )

    def _by_unit(self, counted: Iterable[Household]) -> dict[str, int]:
        """Return the number of some households in each unit, under its first spelling."""
        names = self._names()
        numbers = dict.fromkeys(names.values(), 0)
        for household in counted:
            numbers[names[key(household.unit.name)]] += 1
        return numbers

    def _names(self) -> dict[str, str]:
        """Return the names of the units by their keys; raise `YearError` for one of several."""
        units: dict[str, Unit] = {}
        for household in self.households:
            unit = household.unit
            known = units.setdefault(key(unit.name), unit)
            if evolve(unit, name=known.name) != known:
                raise YearError(
                    phrase(
                        "The register has two units named “{unit}”. Name them apart, such as by"
                        " their kinds.",
                        unit=unit.name,
                    )
                )
        return {name: unit.name for name, unit in units.items()}

    @strict
    def causes(self, category: Category) -> Mapping[PovertyCause, int]:
        """
        Return how many households of the commune have each cause, in the order of the form.

        A household may have several causes, so that they add up to more than the households.
        """
        return _tabulated(
            PovertyCause, (household.causes for household in self.households_in(category))
        )

    @strict
    def needs(self, category: Category) -> Mapping[Policy, int]:
        """Return how many households of the commune each kind of support is proposed for."""
        return _tabulated(Policy, (household.support for household in self.households_in(category)))

    @strict
    def causes_in(self, unit: str, category: Category) -> Mapping[PovertyCause, int]:
        """
        Return the causes of one unit.

        In a unit with two poor households this is personal data: do not publish it.  Raises
        `YearError` where several units bear one name.
        """
        return self._within(unit).causes(category)

    @strict
    def needs_in(self, unit: str, category: Category) -> Mapping[Policy, int]:
        """
        Return the support that is proposed in one unit.

        In a unit with two poor households this is personal data: do not publish it.  Raises
        `YearError` where several units bear one name.
        """
        return self._within(unit).needs(category)

    def _within(self, unit: str) -> Self:
        """Return the register of one unit."""
        self._names()
        within = [
            household for household in self.households if key(household.unit.name) == key(unit)
        ]
        return evolve(self, households=within)

    @strict
    def helped(self, category: Category) -> Mapping[str, int]:
        """Return how many households of a category each body helps, by the name of the body."""
        helpers = (household.helper for household in self.households_in(category))
        return dict(Counter(helper for helper in helpers if helper))

    # What `Tabular` asks: a row is a household, and its one figure is the number of its members.

    @property
    def rows(self) -> range:
        """The numbers of the households, counted from 1."""
        return range(1, len(self.households) + 1)

    @property
    def relations(self) -> Sequence[Relation]:
        """A register claims nothing of its figures."""
        return ()

    @property
    def subtotals(self) -> Mapping[Row, Sequence[Row]]:
        """A register has no sub-totals."""
        return {}

    @property
    def total(self) -> None:
        """A register has no total."""
        return

    def figures(self) -> dict[Row, dict[Field, Value]]:
        """Return every household with the number of its members."""
        return {
            row: {Count.MEMBERS: household.persons}
            for row, household in enumerate(self.households, 1)
        }

    @strict
    def name_of(self, row: Row) -> str:
        """Return the code of a household."""
        return self.households[row - 1].code if isinstance(row, int) and row in self.rows else ""

    @strict
    def year_of(self, field: Field, /) -> int | None:
        """Return the year of the review."""
        del field
        return self.year

    @strict
    def edited(self, edits: Iterable[Edit]) -> Self:
        """
        Return the register with numbers of members replaced.

        Raises `LookupError` for a place that the register does not have, and `ValueError` where
        it does not state what the edit says it does.
        """
        figures = self.figures()
        changed = {**figures, **replaced(lambda row: figures.get(row, {}), edits, "register")}
        households: list[Household] = []
        for row, household in enumerate(self.households, 1):
            counts = counts_of(changed[row], (Count.MEMBERS,), "Register.edited")
            households.append(evolve(household, persons=counts[Count.MEMBERS]))
        return evolve(self, households=households)


def _tabulated(words: type[W], of_each: Iterable[frozenset[W]]) -> dict[W, int]:
    """Return how often each word of an enumeration is among some sets, in its order."""
    numbers = dict.fromkeys(words, 0)
    for some in of_each:
        for word in some:
            numbers[word] += 1
    return numbers

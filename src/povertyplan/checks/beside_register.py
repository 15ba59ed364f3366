"""A plan beside the register of the review that it starts from, unit by unit."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps

from attrs import evolve, frozen

from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.others import OtherDocument
from povertyplan.checks.rule import Fact, Facts
from povertyplan.messages import Sentence
from povertyplan.model.fields import Category, Count
from povertyplan.model.names import key
from povertyplan.model.places import Part, Place
from povertyplan.model.plan import Plan
from povertyplan.model.rows import PovertyTarget
from povertyplan.year import Household, Outlook, Register

#: The households of a category in a plan: in its base, which the register counts, and its goal.
BASES: Mapping[Category, Count] = {
    Category.POOR: Count.POOR_BASE,
    Category.NEAR_POOR: Count.NEAR_POOR_BASE,
}
GOALS: Mapping[Category, Count] = {
    Category.POOR: Count.POOR_GOAL,
    Category.NEAR_POOR: Count.NEAR_POOR_GOAL,
}
#: Why nothing is known of the exits of a category.
NO_OUTLOOK = Sentence("{fields}: the register says of none whether it can leave")


@frozen
class ReviewedUnit:
    """A row of a plan, and the households of a category that the register has in its unit."""

    row: int
    target: PovertyTarget
    category: Category
    households: Sequence[Household]

    @property
    def base(self) -> int | None:
        """How many households of the category the plan starts from."""
        return self.target.base.tally(self.category).count

    @property
    def drop(self) -> int | None:
        """The net drop that the plan sets, or None if base or goal is blank."""
        return self.target.reduction(self.category)

    @property
    def able(self) -> int:
        """How many were judged able to leave the category."""
        return sum(household.outlook is Outlook.ABLE for household in self.households)

    @property
    def unjudged(self) -> int:
        """Of how many nobody has said whether they are able."""
        return sum(household.outlook is None for household in self.households)


@frozen
class PlanBesideRegister:
    """
    A plan beside a register of households, matched with its rows by the names of units.

    A name that several units bear, in the plan or in the register, is not matched, for nothing
    tells which of them a household is of.
    """

    plan: Plan
    register: Register
    file: str  #: the file of the register
    states_year: bool  #: whether the register says which review it is of
    rows: Mapping[int, Sequence[Household]]  #: of each row that is matched
    missing: tuple[str, ...]  #: the units of the plan that have households there alone
    extra: tuple[str, ...]  #: the units that only the register has
    repeated: tuple[str, ...]  #: the names that several units bear

    @classmethod
    def of(cls, evidence: Evidence) -> "PlanBesideRegister | None":
        """Match a plan with a register, or return None for other documents."""
        plan, other = evidence.table, evidence.other
        if not isinstance(plan, Plan) or not isinstance(other, OtherDocument):
            return None
        register = other.table
        if not isinstance(register, Register):
            return None
        in_units = _by_name(register.households)
        listed = {household.category for household in register.households}
        often = Counter(key(target.unit.name) for target in plan.targets)
        rows: dict[int, Sequence[Household]] = {}
        missing: list[str] = []
        repeated: dict[str, str] = {}
        for row, target in enumerate(plan.targets, 1):
            name = key(target.unit.name)
            households = in_units.get(name, ())
            is_counted = any(target.base.tally(category).count for category in listed)
            is_of_several = often[name] > 1 or _are_of_several(households)
            if not households and not is_counted:
                rows[row] = ()
            elif is_of_several:
                repeated.setdefault(name, target.unit.name)
            elif households:
                rows[row] = households
            else:
                missing.append(target.unit.name or str(row))
        extra = [of_unit[0].unit.name for name, of_unit in in_units.items() if name not in often]
        names = (tuple(missing), tuple(extra), tuple(repeated.values()))
        return cls(plan, register, other.file, other.states_period, rows, *names)

    @property
    def base_year(self) -> int | None:
        """The year of the review that the plan starts from, or None if it has no rows."""
        return self.plan.year_of(Count.POOR_BASE)

    @property
    def is_of_one_time(self) -> bool:
        """
        Whether the register is of the review that the plan starts from.

        One that names no year is taken for such.
        """
        return not self.states_year or self.base_year in {None, self.register.year}

    def lists(self, category: Category) -> bool:
        """Whether the register has households of a category; it may be of the other one alone."""
        return any(self.register.households_in(category))

    def units(self, category: Category) -> Iterator[ReviewedUnit]:
        """Yield the units that are matched, with their households of a category."""
        for row, households in self.rows.items():
            of_category = [entry for entry in households if entry.category is category]
            yield ReviewedUnit(row, self.plan.targets[row - 1], category, of_category)


def beside_register(find: Callable[[PlanBesideRegister], Iterator[Fact | Gap]]) -> Facts:
    """Make the facts of a check that compares a plan with the register that it starts from."""

    @wraps(find)
    def facts(evidence: Evidence) -> Iterator[Fact | Gap]:
        beside = PlanBesideRegister.of(evidence)
        if beside is not None and beside.is_of_one_time:
            yield from find(beside)
        else:
            yield NOTHING_OF_THE_KIND

    return facts


def gap_of(category: Category, reason: Sentence) -> Gap:
    """Return the gap of a check that could not judge the households of a category."""
    return Gap(Place(Part.TOTAL, BASES[category]), reason, (BASES[category],))


def told(gaps: Sequence[Gap], *, compared: bool) -> Iterator[Gap]:
    """Yield the gaps of a check, as gaps of the whole table if it has compared nothing."""
    if compared:
        yield from gaps
    elif gaps:
        yield from (evolve(gap, place=None) for gap in gaps)
    else:
        yield NOTHING_OF_THE_KIND


def _by_name(households: Iterable[Household]) -> dict[str, list[Household]]:
    """Return the households of each unit by its name, whatever its spelling."""
    in_units: dict[str, list[Household]] = defaultdict(list)
    for household in households:
        in_units[key(household.unit.name)].append(household)
    return dict(in_units)


def _are_of_several(households: Iterable[Household]) -> bool:
    """Whether some households are of several units, whatever the spelling of their name."""
    return len({evolve(household.unit, name="") for household in households}) > 1


def ambiguous_names(households: Iterable[Household]) -> set[str]:
    """Return the keys of the names that several units of some households bear."""
    in_units = _by_name(households)
    return {name for name, of_unit in in_units.items() if _are_of_several(of_unit)}

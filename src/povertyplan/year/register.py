"""The register of poor and near-poor households, known by codes (danh sách rà soát)."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Self, TypeVar

from attrs import evolve, frozen
from attrs import field as attribute

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict, strict_fields, strict_words
from povertyplan.errors import harmless
from povertyplan.model.fields import Category, Count, Field, Value
from povertyplan.model.names import key
from povertyplan.model.places import Edit, Row
from povertyplan.model.relations import Relation
from povertyplan.model.rows import counts_of
from povertyplan.model.tabular import replaced
from povertyplan.model.units import Unit

W = TypeVar("W", bound=StrEnum)
#: A code has at most this many characters.
_LONGEST_CODE = 16
_CODE = re.compile(rf"(?=.*[0-9])[A-Za-z0-9.-]{{1,{_LONGEST_CODE}}}")


@strict_words
class PovertyCause(StrEnum):
    """
    Why a household is poor (nguyên nhân nghèo): the eight causes of the official form.

    A household may have several.  Source: the forms of annex VII of Circular
    07/2021/TT-BLDTBXH, as amended by Circular 02/2022/TT-BLDTBXH.
    """

    LAND = "land"  #: thiếu đất sản xuất
    CAPITAL = "capital"  #: thiếu vốn sản xuất
    LABOUR = "labour"  #: thiếu lao động
    TOOLS = "tools"  #: thiếu công cụ, phương tiện sản xuất
    KNOWLEDGE = "knowledge"  #: thiếu kiến thức về sản xuất
    SKILL = "skill"  #: thiếu kỹ năng lao động
    ILLNESS = "illness"  #: có người ốm đau, bệnh nặng, tai nạn
    OTHER = "other"  #: nguyên nhân khác: none of the seven


@strict_words
class Policy(StrEnum):
    """What a household is supported with (chính sách hỗ trợ): the eight kinds that plans name."""

    TRAINING = "training"  #: đào tạo nghề
    CREDIT = "credit"  #: tín dụng ưu đãi
    EXTENSION = "extension"  #: khuyến nông
    HEALTH = "health"  #: y tế
    EDUCATION = "education"  #: giáo dục
    HOUSING = "housing"  #: nhà ở
    PROTECTION = "protection"  #: bảo trợ xã hội
    LEGAL_AID = "legal_aid"  #: trợ giúp pháp lý


@strict_words
class Outlook(StrEnum):
    """Whether a household is judged able to leave poverty within the year."""

    ABLE = "able"  #: có khả năng thoát nghèo
    UNABLE = "unable"  #: không có khả năng thoát nghèo


def _code(code: str) -> str:
    """Refuse a code that may be a name."""
    if _CODE.fullmatch(code) is None:
        raise ValueError(
            f"Household.code must be 1 to {_LONGEST_CODE} letters A-Z, digits, '-' and '.', with a"
            " digit, for a household is known by a code, never by a name"
        )
    return code


def _causes(causes: Iterable[PovertyCause]) -> frozenset[PovertyCause]:
    return frozenset(causes)


def _support(support: Iterable[Policy]) -> frozenset[Policy]:
    return frozenset(support)


@frozen(repr=False, field_transformer=strict_fields)
class Household:
    """
    One household of a register, by its code; no field holds the name of a person.

    *causes* are empty and *outlook* is None where the review has not judged yet.  *helper* is
    the body that helps the household: a mass organisation, an office, an enterprise.  Messages
    and `repr` show the code alone.

    >>> Household("H-012", Unit("Chợ"), Category.POOR, causes=["capital"], outlook="able")
    <Household H-012>
    """

    code: str = attribute(converter=_code)
    unit: Unit
    category: Category
    persons: Number | None = None  #: số nhân khẩu
    causes: frozenset[PovertyCause] = attribute(default=frozenset(), converter=_causes)
    outlook: Outlook | None = None
    support: frozenset[Policy] = attribute(default=frozenset(), converter=_support)
    helper: str = ""  #: đơn vị nhận giúp đỡ

    def __repr__(self) -> str:
        """Return the code, which is all that is shown of a household."""
        return f"<Household {self.code}>"

    @property
    def is_judged(self) -> bool:
        """Whether the review has said why the household is poor, and whether it can leave."""
        return bool(self.causes) and self.outlook is not None


def _households(households: Iterable[Household]) -> tuple[Household, ...]:
    return tuple(households)


@frozen(repr=False, field_transformer=strict_fields)
class Register:
    """
    The poor and near-poor households that one review of a commune has found.

    *year* is the year of the review, which is the base of the next year's plan.  What it counts
    by unit has the units in the order of their first households.

    >>> chợ, ngò = Unit("Chợ"), Unit("Ngò")
    >>> register = Register(Unit("Cao Thượng"), 2023, [
    ...     Household("C-1", chợ, "poor", causes=["land", "capital"], outlook="able"),
    ...     Household("C-2", chợ, "poor", causes=["illness"], outlook="unable"),
    ...     Household("N-1", ngò, "poor", causes=["capital"], outlook="able"),
    ... ])
    >>> register, register.count("Chợ", Category.POOR), register.able(Category.POOR)
    (<Register 2023 Cao Thượng: 3 households>, 2, {'Chợ': 1, 'Ngò': 1})
    >>> register.causes(Category.POOR)[PovertyCause.CAPITAL]
    2

    Raises `ValueError` for two households of one code.
    """

    unit: Unit
    year: int
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
        return f"<Register {self.year}{name}: {len(self.households)} households>"

    @strict
    def of(self, category: Category) -> Sequence[Household]:
        """Return the households of a category."""
        return [household for household in self.households if household.category is category]

    @strict
    def count(self, unit: str, category: Category) -> int:
        """Return how many households of a category a unit has; its name may be spelt in any way."""
        return sum(key(household.unit.name) == key(unit) for household in self.of(category))

    @strict
    def counts(self, category: Category) -> Mapping[str, int]:
        """Return how many households of a category each unit has, 0 included."""
        return self._by_unit(category, self.of(category))

    @strict
    def able(self, category: Category) -> Mapping[str, int]:
        """
        Return how many households of a category each unit has that can leave it this year.

        A unit all of whose households cannot has 0.
        """
        able = [household for household in self.of(category) if household.outlook is Outlook.ABLE]
        return self._by_unit(category, able)

    def _by_unit(self, category: Category, counted: Iterable[Household]) -> dict[str, int]:
        """Return the number of some households of a category in each unit that has any at all."""
        numbers = dict.fromkeys((household.unit.name for household in self.of(category)), 0)
        for household in counted:
            numbers[household.unit.name] += 1
        return numbers

    @strict
    def causes(self, category: Category) -> Mapping[PovertyCause, int]:
        """
        Return how many households of the commune have each cause, in the order of the form.

        A household may have several causes, so that they add up to more than the households.
        """
        return _tabulated(PovertyCause, (household.causes for household in self.of(category)))

    @strict
    def needs(self, category: Category) -> Mapping[Policy, int]:
        """Return how many households of the commune each kind of support is proposed for."""
        return _tabulated(Policy, (household.support for household in self.of(category)))

    @strict
    def causes_in(self, unit: str, category: Category) -> Mapping[PovertyCause, int]:
        """
        Return the causes of one unit.

        In a unit with two poor households this is personal data: do not publish it.
        """
        return self._within(unit).causes(category)

    @strict
    def needs_in(self, unit: str, category: Category) -> Mapping[Policy, int]:
        """
        Return the support that is proposed in one unit.

        In a unit with two poor households this is personal data: do not publish it.
        """
        return self._within(unit).needs(category)

    def _within(self, unit: str) -> Self:
        """Return the register of one unit."""
        return evolve(
            self,
            households=[
                household for household in self.households if key(household.unit.name) == key(unit)
            ],
        )

    @strict
    def helped(self, category: Category) -> Mapping[str, int]:
        """Return how many households of a category each body helps, by the name of the body."""
        helpers = (household.helper for household in self.of(category))
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

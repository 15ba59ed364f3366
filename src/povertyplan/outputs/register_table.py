"""A register of households for the terminal: its counts, and no household of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import evolve

from povertyplan.errors import harmless
from povertyplan.messages import translated
from povertyplan.model.fields import Category
from povertyplan.model.names import key
from povertyplan.model.units import Unit
from povertyplan.outputs.table import aligned
from povertyplan.outputs.taken_for import taken_for
from povertyplan.reading import TableReading
from povertyplan.year import Household, Outlook, Policy, PovertyCause, Register
from povertyplan.year.households import label_of

W = TypeVar("W", bound=PovertyCause | Policy)
_CATEGORIES = ("poor", "near-poor")
_OF_UNITS = ("poor", "able to leave", "near-poor", "able to leave")
_CAUSES, _SUPPORT, _HELPERS = _OF_COMMUNE = ("causes", "support", "helpers")
#: The heads of all columns.
HEADS_OF_REGISTER = (*_OF_UNITS, *_OF_COMMUNE)


def lines_of_register(register: Register, lang: str) -> Iterator[str]:
    r"""
    Yield the households of each unit in numbers, then causes, support and helpers of the commune.

    Causes and support of one unit would be those of a few households, and are not shown.

    >>> from povertyplan.year import Household
    >>> household = Household("H-1", Unit("Chợ"), "poor", causes=["land"], outlook="able")
    >>> print(*lines_of_register(Register(Unit("Cao Thượng"), 2023, [household]), "en"), sep="\n")
    the register of households, the review of 2023, Cao Thượng, 1 household
               poor  able to leave  near-poor  able to leave
    Chợ           1              1          0              0
    total row     1              1          0              0
    <BLANKLINE>
    causes              poor  near-poor
    lacks land to farm     1          0
    """
    yield taken_for(TableReading(register), lang)
    heads = ["", *(translated(head, lang) for head in _OF_UNITS)]
    total = [translated("total row", lang), *_numbers(register.households)]
    yield from aligned([heads, *_units(register.households), total])
    parts = {
        _CAUSES: _tabulated(list(map(register.causes, Category)), lang),
        _SUPPORT: _tabulated(list(map(register.needs, Category)), lang),
        _HELPERS: list(_helpers(register)),
    }
    for head, lines in parts.items():
        if lines:
            categories = [translated(category, lang) for category in _CATEGORIES]
            yield ""
            yield from aligned([[translated(head, lang), *categories], *lines])


def _units(households: Sequence[Household]) -> Iterator[list[str]]:
    """Yield the numbers of each unit; units of one name are told apart."""
    of_units: dict[Unit, list[Household]] = {}
    for household in households:
        unit = household.unit
        of_units.setdefault(evolve(unit, name=key(unit.name)), []).append(household)
    for of_unit in of_units.values():
        unit = of_unit[0].unit
        yield [harmless(f"{unit.kind} {unit.name}".strip()), *_numbers(of_unit)]


def _numbers(households: Sequence[Household]) -> Iterator[str]:
    """Yield how many households there are of each category, and how many of them can leave."""
    for category in Category:
        of_category = [household for household in households if household.category is category]
        yield str(len(of_category))
        yield str(sum(household.outlook is Outlook.ABLE for household in of_category))


def _tabulated(numbers: Sequence[Mapping[W, int]], lang: str) -> list[list[str]]:
    """Return a line for each cause, or kind of support, that some household of a category has."""
    lines: list[list[str]] = []
    for word in numbers[0]:
        counts = [of_category[word] for of_category in numbers]
        if any(counts):
            lines.append([label_of(word, lang), *map(str, counts)])
    return lines


def _helpers(register: Register) -> Iterator[list[str]]:
    """Yield how many households of each category each body helps."""
    numbers = [Counter(register.helped(category)) for category in Category]
    for body in dict.fromkeys(body for of_category in numbers for body in of_category):
        yield [harmless(body), *(str(of_category[body]) for of_category in numbers)]

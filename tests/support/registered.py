"""Registers made of a plan: its households, so many of them able to leave as it sets."""

from collections.abc import Iterable

from attrs import evolve

from povertyplan import Category, Plan
from povertyplan.model.units import Unit
from povertyplan.year import Household, Outlook, PovertyCause, Register

_LETTERS = {Category.POOR: "P", Category.NEAR_POOR: "N"}


def register_of(plan: Plan, categories: Iterable[Category] = Category) -> Register:
    """Return the register of the review that a plan starts from, all of whose households judged."""
    judged: list[Household] = []
    for row, target in enumerate(plan.targets, 1):
        for category in categories:
            base, able = target.base.tally(category).count, target.reduction(category)
            for number in range(1, (base or 0) + 1):
                code = f"{row}-{_LETTERS[category]}{number}"
                judged.append(_judged(code, target.unit, category, is_able=number <= (able or 0)))
    base_year, _ = plan.years or (plan.year - 1, plan.year)
    return Register(plan.unit, base_year, judged)


def _judged(code: str, unit: Unit, category: Category, *, is_able: bool) -> Household:
    outlook = Outlook.ABLE if is_able else Outlook.UNABLE
    return Household(code, unit, category, causes=[PovertyCause.CAPITAL], outlook=outlook)


def households(register: Register) -> dict[str, Household]:
    """Return the households of a register by their codes."""
    return {household.code: household for household in register.households}


def without(register: Register, *codes: str) -> Register:
    """Return a register without some of its households."""
    kept = households(register)
    for code in codes:
        del kept[code]
    return evolve(register, households=kept.values())


def replaced(register: Register, *others: Household) -> Register:
    """Return a register with households in place of those of the same codes, or besides."""
    by_code = households(register) | {household.code: household for household in others}
    return evolve(register, households=by_code.values())

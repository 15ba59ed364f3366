"""How documents call a unit, and how they write letters."""

from povertyplan.model.letters import composed
from povertyplan.model.units import Unit


def called_unit(unit: Unit) -> str:
    """
    Return a unit with its kind, which has a capital before a number.

    >>> called_unit(Unit("Cao Thượng", Level.COMMUNE, "thị trấn"))
    'thị trấn Cao Thượng'
    >>> called_unit(Unit("7", Level.COMMUNE, "phường"))
    'Phường 7'
    """
    kind = composed(unit.kind)
    if unit.name.isdigit():
        kind = capitalised(kind)
    return f"{kind} {unit.name}".strip()


def called_in(unit: Unit, year: int) -> str:
    """
    Return the line below a title that says which unit and which year a list is of.

    >>> called_in(Unit("Cao Thượng", Level.COMMUNE, "thị trấn"), 2023)
    'Thị trấn Cao Thượng, năm 2023'
    """
    return capitalised(", ".join(filter(None, (called_unit(unit), f"năm {year}"))))


def capitalised(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]

"""Values of options: a period, a year, a number, codes; and their refusals."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

from povertyplan.model.periods import ReportingPeriod

#: Translates a text into the reader's language.
Say: TypeAlias = Callable[[str], str]
#: No country has households of more digits.
_LONGEST_QUOTA = 9


def period(text: str, say: Say) -> ReportingPeriod:
    """Return the period that a text names."""
    try:
        return ReportingPeriod.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("give a month, such as 2024-02")) from None


def year(text: str, say: Say) -> int:
    """Return the year that a text names."""
    is_year = text.isascii() and text.isdecimal() and text[:2] in {"19", "20"}
    if not is_year or len(text) != len("2025"):
        raise argparse.ArgumentTypeError(say("give a year, such as 2025"))
    return int(text)


def quota(text: str, say: Say) -> int:
    """Return the number of households that a text states."""
    if not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST_QUOTA:
        raise argparse.ArgumentTypeError(say("give a number of households, such as 36"))
    return int(text)


def bound(text: str, say: Say) -> tuple[str, int]:
    """Return the unit and the number of households that a text states."""
    unit, _, number = text.rpartition("=")
    if not unit.strip():
        raise argparse.ArgumentTypeError(say("give a unit and a number, such as Ngò=1"))
    return unit.strip(), quota(number.strip(), say)


def number_of_jobs(text: str, say: Say) -> int:
    """Return the number of processes that a text states."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("give a number of processes, 1 or more"))
    return int(text)


def codes(text: str, say: Say) -> list[str]:
    """Split an argument at its commas; one without a code would select nothing in silence."""
    words = (word.strip() for word in text.split(","))
    stated = [word for word in words if word]
    if not stated:
        raise argparse.ArgumentTypeError(say("give codes, such as PP201,PP3"))
    return stated

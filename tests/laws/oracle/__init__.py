"""
What the checks must find in a plan, stated anew from the pages of docs/checks, in fractions.

It shares no code with the arithmetic and the checks of the library: it takes the values that a plan
and its reading are made of, and nothing that computes.  It is slow, and says each thing at length.
"""

from collections.abc import Iterator

from povertyplan import Reading
from tests.laws.oracle.annex import found_in_annex
from tests.laws.oracle.further import found_in_further_columns
from tests.laws.oracle.lines import Annex, Found, figures_of
from tests.laws.oracle.statements import found_in_statements
from tests.laws.oracle.text import found_in_headline, found_in_labour


def found_in(reading: Reading) -> Iterator[Found]:
    """Yield what the checks of figures must find in a reading of a plan."""
    plan, rounding = reading.plan, reading.rounding
    annex = Annex.of(plan)
    yield from found_in_annex(annex, rounding)
    yield from found_in_headline(figures_of(plan.headline), annex, rounding)
    if plan.labour is not None:
        yield from found_in_labour(figures_of(plan.labour), annex, rounding)
    further, has_sections = reading.form.further, bool(plan.sections)
    yield from found_in_further_columns(further, annex, rounding, has_sections=has_sections)
    yield from found_in_statements(reading, annex)

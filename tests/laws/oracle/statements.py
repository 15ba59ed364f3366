"""PP310, and the other checks of targets that the text states several times."""

from collections.abc import Iterator

from povertyplan import Part, Reading, Rounding
from povertyplan.model.fields import Value
from povertyplan.reading import Statement
from tests.laws.oracle.lines import Annex, Found, figures_of
from tests.laws.oracle.prints import prints, size_of
from tests.laws.oracle.text import found_in_headline, wrong_labour_rates


def found_in_statements(reading: Reading, annex: Annex) -> Iterator[Found]:
    """Yield what is found in the further statements of targets."""
    earlier: dict[str, list[Value]] = {}
    for statement in reading.form.restated:
        values = earlier.setdefault(_first_place(statement), [])
        if values and _is_of_last_year(statement, annex):
            continue
        if any(not _agree(value, statement.value) for value in values):
            yield Found("PP310", str(statement.place))
        if values and statement.value != values[0]:
            yield from _wrong_beside_annex(statement, reading, annex)
        values.append(statement.value)


def _first_place(statement: Statement) -> str:
    return f"{statement.place.row}/{statement.place.field}"


def _is_of_last_year(statement: Statement, annex: Annex) -> bool:
    """Whether a statement is what the total row has of the base year: that is no target."""
    last_year = str(statement.place.field).replace("_goal", "_base")
    if annex.total is None or last_year not in annex.total.figures:
        return False
    value = annex.total.figures[last_year]
    return value is not None and _agree(value, statement.value)


def _wrong_beside_annex(statement: Statement, reading: Reading, annex: Annex) -> Iterator[Found]:
    """Yield what the checks of the text find in a statement that stands in place of the first."""
    changed = {str(statement.place.field): statement.value}
    plan, rounding = reading.plan, reading.rounding
    if statement.place.row is Part.HEADLINE:
        found = found_in_headline({**figures_of(plan.headline), **changed}, annex, rounding)
    else:
        assert plan.labour is not None
        found = wrong_labour_rates({**figures_of(plan.labour), **changed}, rounding)
    for finding in found:
        if finding.place == _first_place(statement):
            yield Found(finding.code, str(statement.place), finding.expected)


def _agree(one: Value, other: Value) -> bool:
    """Whether two figures may be the same: at the coarser of their places, halves either way."""
    if one is None or other is None or isinstance(one, int) or isinstance(other, int):
        return one == other
    if one.places == other.places:
        return one == other
    coarser, finer = sorted((one, other), key=lambda printed: printed.places)
    return prints(size_of(finer), coarser, Rounding.ANY)

"""PP506: cells that hold no figure where one should stand; this needs a `Reading`."""

import re
from collections.abc import Iterator, Mapping

from povertyplan.checks.evidence import Evidence, Gap
from povertyplan.checks.form import BARE
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Rate
from povertyplan.model.places import Place

#: How LibreOffice writes the errors that have no name.
_ERROR_CODE = re.compile(r"ERR:[0-9]{3}|#[A-Z0-9/]+[!?]")

#: What an error of a spreadsheet means.
_ERRORS: Mapping[str, Sentence] = {
    "#DIV/0!": Sentence("{where}: the formula of the {field} gives {printed}: it divides by 0"),
    "#VALUE!": Sentence("{where}: the formula of the {field} gives {printed}: it takes text"),
    "#REF!": Sentence(
        "{where}: the formula of the {field} gives {printed}: it takes a cell that was deleted"
    ),
    "#NAME?": Sentence(
        "{where}: the formula of the {field} gives {printed}: it calls what does not exist"
    ),
    "#N/A": Sentence("{where}: the formula of the {field} gives {printed}: it finds no value"),
    "#NUM!": Sentence(
        "{where}: the formula of the {field} gives {printed}: its result is out of range"
    ),
    "#NULL!": Sentence("{where}: the formula of the {field} gives {printed}: its ranges are apart"),
    "ERR:522": Sentence(
        "{where}: the formula of the {field} gives {printed}: it takes its own cell"
    ),
}
_OTHER_ERROR = Sentence("{where}: the formula of the {field} gives the error {printed}")
_TOO_NARROW = Sentence("{where}: the column is too narrow to show the {field}, found “{printed}”")
_NO_RATE = Sentence("{where}: the {field} should be a rate in per cent, found “{printed}”")


@rule(
    "PP506",
    Severity.ERROR,
    "{where}: the {field} should be a whole number of at least 0, found “{printed}”",
    topic=Topic.DOCUMENT,
)
def figure_unreadable(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A cell that should hold a count or a rate does not.

    A count is a whole number of at least 0, a rate a number of per cent.  An error
    such as ``#DIV/0!`` is told with its meaning.  No other check speaks of such a
    cell: it is not blank, and a sum over it is not compared.

    ## Why it matters

    A spreadsheet leaves such a cell out of every sum, without a word.

    ## Wrong

    The poor households of Ngò read “2 hộ?”.

    >>> from povertyplan.reading import Form
    >>> form = Form(unreadable=((Place(1, "poor_goal"), "2 hộ?"),))
    >>> reading = Reading(Plan.of(2024, [{"name": "Ngò"}]), form=form)
    >>> print(*check(reading, select=["PP506"]).findings)
    row 1 (Ngò): the poor households of 2024 should be a whole number of at least 0, found “2 hộ?”

    ## Right

    They read 2, or are left blank.

    >>> check(Reading(Plan.of(2024, [{"name": "Ngò"}])), select=["PP506"]).findings
    ()

    ## How to repair

    Write the figure of the list, without words.  In a workbook, correct the formula, or the
    cell that it takes.

    ## Source

    What a figure is.
    """
    if evidence.form is None:
        yield Gap(None, BARE)
        return
    for place, text in evidence.form.unreadable:
        yield Fact(place, printed=text, says=_fault_of(place, text))


def _fault_of(place: Place, text: str) -> Sentence | None:
    """Return the fault of a text in place of a figure, None if it is not a whole number."""
    dense = "".join(text.split()).upper()
    if not dense.strip("#"):
        return _TOO_NARROW
    # Markdown takes the first sign for a heading's.
    named = dense if dense in _ERRORS else f"#{dense}"
    if named in _ERRORS:
        return _ERRORS[named]
    if _ERROR_CODE.fullmatch(dense):
        return _OTHER_ERROR
    return _NO_RATE if isinstance(place.field, Rate) else None

"""
What many plans come to, as separated values for Excel: one line for each plan.

The text is UTF-8 with a byte-order mark, without which Excel takes it for another encoding.
A cell that a program would take for a formula begins with an apostrophe.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from povertyplan.documents.formats.csv import FORMULA_SIGNS
from povertyplan.errors import harmless
from povertyplan.findings import Severity
from povertyplan.messages import phrase, translated
from povertyplan.model.fields import FACTS, Period
from povertyplan.outputs.digest import ADDED_UP, Digest
from povertyplan.outputs.overview import Overview

_BYTE_ORDER_MARK = "\ufeff"
#: Where a formula would begin: in a cell, or behind what some programs part cells by.
_BEGINS_FORMULA = re.compile(rf"(?:^|(?<=[,;|]))(?=\s*[{FORMULA_SIGNS}])")
_CHECKED, _NOT_READ, _NO_PLAN = phrase("checked"), phrase("not read"), phrase("no plan")
_NOT_COMPARED = phrase("no figures compared")
_BEFORE = (phrase("status"), phrase("file"), phrase("unit"), phrase("year N-1"), phrase("year N"))
_BEHIND = (phrase("errors"), phrase("warnings"), phrase("notes"), phrase("why not read"))


def as_separated_values(overview: Overview, lang: str) -> Iterator[str]:
    """
    Yield the lines of a table: its header, then one for each plan.

    Below them stand the files that were not read, and the units that are missing.  What a plan
    does not state is empty.
    """
    yield _BYTE_ORDER_MARK + _line(_header(lang))
    for plan in overview.plans:
        status = _CHECKED if plan.is_compared else _NOT_COMPARED
        yield _line([status.text(lang), *_cells(plan)])
    no_figures = [""] * (2 + len(ADDED_UP) + len(Severity))
    for unread in overview.unread:
        yield _line([_NOT_READ.text(lang), unread.file, "", *no_figures, unread.message(lang)])
    missing = () if overview.expected is None else overview.expected.missing
    for unit in missing:
        yield _line([_NO_PLAN.text(lang), "", unit, *no_figures, ""])


def _header(lang: str) -> list[str]:
    """Return the headings of the columns; N is the year of a plan."""
    figures: list[str] = []
    for figure in ADDED_UP:
        fact = FACTS[figure]
        year = "N-1" if fact.period is Period.BASE else "N"
        figures.append(translated(fact.en, lang).format(year=year))
    before = [heading.text(lang) for heading in _BEFORE]
    behind = [heading.text(lang) for heading in _BEHIND]
    return [*before, *figures, *behind]


def _cells(plan: Digest) -> list[str]:
    """Return the cells of a plan."""
    figures = [str(plan.figures.get(figure, "")) for figure in ADDED_UP]
    numbers = [str(plan.number(severity)) for severity in Severity]
    return [plan.file, plan.name, *map(str, plan.years), *figures, *numbers, ""]


def _line(cells: Sequence[str]) -> str:
    r"""
    Return cells with commas between them; none of them is a formula.

    >>> _line(["=1+1", " @a", "Tân Lập, Cao Thượng", "Chợ;=1", "3"])
    '\'=1+1,\' @a,"Tân Lập, Cao Thượng",Chợ;\'=1,3'
    """
    stream = StringIO()
    csv.writer(stream, lineterminator="").writerow(map(_inert, cells))
    return stream.getvalue()


def _inert(cell: str) -> str:
    """Return a cell that a program shows as it is."""
    return _BEGINS_FORMULA.sub("'", harmless(cell))

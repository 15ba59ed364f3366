"""Whether a document may list households, which most plans do not."""

import re

from povertyplan.documents import limits
from povertyplan.documents.annex.header import is_data
from povertyplan.documents.content import Content, Grid
from povertyplan.model.names import key

#: Headings of columns of codes, and of names and other data of persons, with marks or without.
_HEADINGS = re.compile(
    r"\bm[ãa]\b|\bhi[ệe]u\b|\bh[ọo]\b.*\bt[êe]n\b|\b(?:ch[ủu]|t[êe]n|di[ệe]n) h[ộo]\b"
    r"|\bsinh\b|\b[đd][ịi]a ch[ỉi]\b|\bc[ưu] tr[úu]\b|\bc[ướuo]+c\b|\bcccd\b|\bcmnd\b"
)


def may_list_households(content: Content) -> bool:
    """
    Whether a table has a heading that lists of households have.

    What reads such lists is loaded only then.
    """
    return any(map(_may_list, content.grids))


def _may_list(grid: Grid) -> bool:
    for row in grid.rows[: limits.MOST_HEADER_LINES]:
        if any(_HEADINGS.search(key(cell.text.replace("_", " "))) for cell in row):
            return True
        if is_data(row):
            return False
    return False

"""Texts in a folder that have nothing of a plan: a page of notes, the settings of a program."""

import re
from itertools import chain
from pathlib import Path

from povertyplan.documents.content import Content
from povertyplan.documents.files import opened
from povertyplan.documents.formats.decode import from_bytes
from povertyplan.documents.formats.endings import PACKED
from povertyplan.documents.formats.kinds import format_of, kind_of
from povertyplan.documents.prose.letterhead import heading
from povertyplan.messages import ReadError
from povertyplan.model.names import key

#: The record of a plan, of a table of the year or of a reading, by its keys.
_RECORD = re.compile(
    rb'"povertyplan"\s*:.*?"(?:plan|reading|flow|progress|labour|table_reading)"\s*:', re.DOTALL
)

_POOR = key("nghèo")


def is_other_text(file: str) -> bool:
    """
    Whether a file from which no plan could be read is a text with nothing of a plan.

    A plan has a table that speaks of poor households, or the heading of a document: a symbol
    such as KH-UBND, or a title with its year.  Notes may be *about* plans.  An office document
    is never such a text: it may hold a plan as a picture.

    Raises `OSError` if the file cannot be opened.
    """
    text = opened(file)
    kind = kind_of(text.data, text.format_name)
    is_text = kind in {"", "html"} and text.format_name not in PACKED
    has_other_ending = not text.format_name and bool(Path(file).suffix)
    if not is_text or has_other_ending:
        return False
    format_name = format_of(text.data, text.format_name, file)
    if format_name == "json":
        return not _RECORD.search(text.data)
    try:
        return not has_part_of_plan(from_bytes(text.data, format_name, file))
    except ReadError:
        # What cannot be decoded is a program if its name has no ending; else it may be a plan.
        return not text.data.strip() or not text.format_name


def has_part_of_plan(content: Content) -> bool:
    """Whether a document has a table of poor households, or the heading of a plan."""
    cells = chain.from_iterable(chain.from_iterable(grid.rows for grid in content.grids))
    letterhead = heading(content.paragraphs)
    has_heading = bool(letterhead.document.symbol) or letterhead.title_year is not None
    return has_heading or any(_POOR in key(cell.text) for cell in cells)

"""
The words of the library, in English and Vietnamese.

English sentences stand where they are used; their Vietnamese is in
``locale/vi.po``, which is read once, when it is first needed.  The language is
always an argument.
"""

from povertyplan.messages.catalogue import LANGUAGES, catalogue, translated
from povertyplan.messages.labels import PARTS, PARTS_OF_YEAR, field_label, period_label, row_label
from povertyplan.messages.phrases import Filling, Phrase, figure_phrase, listed, phrase, verbatim
from povertyplan.messages.refusals import (
    ReadError,
    SelectionError,
    UnknownUnitError,
    WriteError,
    YearError,
)
from povertyplan.messages.sentences import Sentence
from povertyplan.messages.values import Said, cut, show

__all__ = [
    "LANGUAGES",
    "PARTS",
    "PARTS_OF_YEAR",
    "Filling",
    "Phrase",
    "ReadError",
    "Said",
    "SelectionError",
    "Sentence",
    "UnknownUnitError",
    "WriteError",
    "YearError",
    "catalogue",
    "cut",
    "field_label",
    "figure_phrase",
    "listed",
    "period_label",
    "phrase",
    "row_label",
    "show",
    "translated",
    "verbatim",
]

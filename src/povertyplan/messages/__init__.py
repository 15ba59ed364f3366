"""
The words of the library, in English and Vietnamese.

English sentences stand where they are used; their Vietnamese is in
``locale/vi.po``, which is read once, when it is first needed.  The language is
always an argument.
"""

from povertyplan.messages.catalogue import LANGUAGES, translated
from povertyplan.messages.labels import field_label, period_label, row_label
from povertyplan.messages.phrases import Filling, Phrase, listed, phrase, verbatim
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
    "Filling",
    "Phrase",
    "ReadError",
    "Said",
    "SelectionError",
    "Sentence",
    "UnknownUnitError",
    "WriteError",
    "YearError",
    "cut",
    "field_label",
    "listed",
    "period_label",
    "phrase",
    "row_label",
    "show",
    "translated",
    "verbatim",
]

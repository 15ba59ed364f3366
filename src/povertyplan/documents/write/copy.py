"""Which copy of a document can be repaired, and why another cannot."""

import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from povertyplan.documents.files import format_told, opened
from povertyplan.documents.formats.encoding import unicode_codec
from povertyplan.documents.formats.endings import FORMATS, ending
from povertyplan.documents.write.patches import PATCHES
from povertyplan.messages import Phrase, ReadError, WriteError, phrase, verbatim

#: The ending of a record, as which any plan can be written.
RECORD = ".json"
#: The formats of texts, each with those that its copy may have.
_COPIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "markdown": frozenset({"markdown", "text"}),
        "text": frozenset({"markdown", "text", "csv"}),
        "csv": frozenset({"text", "csv"}),
        "html": frozenset({"html"}),
    }
)
_OTHER_FORMAT = phrase(
    "No figure can be replaced in a file of this format. Save it as .docx or .xlsx and repair"
    " that, or give the repaired copy the ending .json."
)
_OTHER_ENCODING = phrase(
    "No figure can be replaced in a text of an encoding older than Unicode. Save it in UTF-8 and"
    " repair that, or give the repaired copy the ending .json."
)


def refuse_copy(source: str, target: str) -> None:
    """
    Raise `WriteError` if the ending of *target* is not one that a copy of *source* may have.

    The copy of an Office document has the ending of its original, which says whether it may hold
    macros.
    """
    copies = _COPIES.get(FORMATS.get(ending(source), ""), frozenset())
    of_texts = [known for known, format_name in FORMATS.items() if format_name in copies]
    allowed = of_texts or [ending(source)]
    if ending(target) in {*allowed, RECORD}:
        return
    why = phrase(
        "The name of the repaired copy of a {ending} file must end in {endings}.",
        ending=ending(source),
        endings=", ".join(dict.fromkeys((*filter(None, allowed), RECORD))),
    )
    raise WriteError(target, why)


def why_not_repaired(source: str, target: str) -> Phrase | None:
    """
    Return why no figure can be replaced in a file; None if it can, or if it cannot be read.

    >>> why_not_repaired("examples/formats/plan.docx", "copy.docx")
    >>> print(why_not_repaired("examples/formats/plan.json", "copy.md"))
    No figure can be replaced in a file of this format. Save it as .docx or .xlsx and repair \
that, or give the repaired copy the ending .json.
    """
    if ending(target) == RECORD:
        return None
    try:
        if not stat.S_ISREG(Path(source).stat().st_mode):  # it can be read only once, or not at all
            return None
        format_name = format_told(opened(source))
    except (ReadError, OSError):
        return None
    if format_name not in PATCHES:
        return _OTHER_FORMAT
    try:
        if format_name in _COPIES:
            text_of(source)
    except ReadError:
        return _OTHER_ENCODING
    return None


def text_of(file: str) -> tuple[str, str]:
    """
    Return the text of a file, every character of it, and the codec to encode it with.

    Raises `ReadError` for a text that is neither in UTF-8 nor in UTF-16.
    """
    with open(file, "rb") as stream:
        data = stream.read()
    codec = unicode_codec(data)
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError:
        expected = phrase("text in UTF-8 or UTF-16")
        raise ReadError(expected, verbatim("another encoding"), file) from None

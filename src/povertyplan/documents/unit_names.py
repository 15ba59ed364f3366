"""A text that is nothing but a list of names of units, one on each line."""

import re

from povertyplan.documents.files import OpenedFile
from povertyplan.documents.formats.decode import from_bytes
from povertyplan.documents.formats.kinds import kind_of
from povertyplan.documents.other_texts import has_part_of_plan
from povertyplan.messages import ReadError, phrase
from povertyplan.model.names import key

#: What begins a remark.
_REMARK = "#"
#: What may stand before a name in a list: a number, or the mark of an item.
_MARK = re.compile(r"(?:\d{1,3}[.)]|[-–•*+])\s+")
#: A name of more letters, or one that ends as a sentence does, is a sentence.
_MOST_LETTERS = 60
_SENTENCE_ENDS = (".", ";", ":", "?", "!", "…")


def unit_names(file: OpenedFile) -> tuple[str, ...]:
    r"""
    Return the names that a text lists; none if it is not a text, or has a part of a plan.

    A list is a .txt without tables and without the heading of a document.  Blank lines do not
    count, nor do remarks behind a ``#``, nor the numbers or marks before the names.

    >>> unit_names(OpenedFile("names.txt", "1. Chợ\n2. Ngò  # mới".encode(), "text"))
    ('Chợ', 'Ngò')

    Raises `ReadError` for a line that is not a name, for a name that stands twice, and for a text
    that cannot be decoded.
    """
    is_text = file.format_name == "text" and not kind_of(file.data, "text")
    if not is_text:
        return ()
    content = from_bytes(file.data, "text", file.name)
    if content.grids or has_part_of_plan(content):
        return ()
    lines: dict[str, int] = {}
    names: list[str] = []
    for paragraph in content.paragraphs:
        name = _MARK.sub("", paragraph.text.partition(_REMARK)[0].strip(), count=1)
        number = paragraph.source.line or 0
        if not name:
            continue
        is_name = len(name) <= _MOST_LETTERS and not name.endswith(_SENTENCE_ENDS)
        if not is_name:
            raise _not_a_name(name, file.name, number)
        if key(name) in lines:
            raise _repeated(name, lines[key(name)], file.name, number)
        lines[key(name)] = number
        names.append(name)
    return tuple(names)


def _not_a_name(text: str, file: str, line: int) -> ReadError:
    return ReadError(
        phrase("the name of a unit on each line"),
        phrase("“{text}”", text=text[:_MOST_LETTERS]),
        file,
        phrase("line {number}", number=line),
    )


def _repeated(name: str, before: int, file: str, line: int) -> ReadError:
    return ReadError(
        phrase("each unit once"),
        phrase("“{name}”, which stands on line {number} as well", name=name, number=before),
        file,
        phrase("line {number}", number=line),
    )

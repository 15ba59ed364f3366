"""Characters that no document can hold, refused with the name of their text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from povertyplan.documents.write.contents import contents, contents_of_table
from povertyplan.documents.write.read_back import WrittenTable, called
from povertyplan.messages import Phrase, WriteError, phrase
from povertyplan.model.plan import Plan

#: Control characters, ends of lines and paragraphs, halves of characters, and what is no
#: character of XML (XML 1.0, 2.2), of which Word files, workbooks and pages are made.
_IN_NO_DOCUMENT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def refuse_unwritable(plan: Plan, prose: Mapping[str, Sequence[str]], file: str) -> None:
    """Raise `WriteError` if a text of a plan, or its prose, has a character of no document."""
    for item, value in contents(plan).items():
        for text in _texts(value):
            _refuse(text, str(item.name), called(item, plan), file)
    for number, paragraphs in prose.items():
        for paragraph in paragraphs:
            _refuse(paragraph, "prose", phrase("section {number}", number=number), file)


def refuse_unwritable_table(table: WrittenTable, file: str) -> None:
    """Raise `WriteError` if a text of a table of the year has a character of no document."""
    for item, value in contents_of_table(table).items():
        for text in _texts(value):
            _refuse(text, str(item.name), called(item, table), file)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for part in cast("tuple[object, ...]", value):
                yield from _texts(part)
        case _:
            return


def _refuse(text: str, name: str, what: Phrase, file: str) -> None:
    match = _IN_NO_DOCUMENT.search(text)
    if match is None:
        return
    why = phrase(
        "Nothing was written, for no document can hold the character {code} of “{text}” ({what})."
        " Delete the character, or type the text anew.",
        code=f"U+{ord(match[0]):04X}",
        text=text,
        what=what,
    )
    raise WriteError(file, why, (name,))

"""The characters that no document can hold: control characters, halves of characters."""

import re
from collections.abc import Iterator

from povertyplan.documents.layout import Page
from povertyplan.messages import WriteError, phrase

#: What is no character of XML (XML 1.0, 2.2), of which Word files, workbooks and pages are made.
_IN_NO_DOCUMENT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def refuse_unwritable(page: Page, file: str) -> None:
    """Raise `WriteError` if a text of a document has a character that no document can hold."""
    for text in _texts(page):
        match = _IN_NO_DOCUMENT.search(text)
        if match:
            why = phrase(
                "Nothing was written, for no document can hold the character {code} of “{text}”."
                " Delete the character, or type the text anew.",
                code=f"U+{ord(match[0]):04X}",
                text=text,
            )
            raise WriteError(file, why)


def _texts(page: Page) -> Iterator[str]:
    """Yield all texts of a document that come from its plan, or from who writes it."""
    letterhead = page.letterhead
    yield from (letterhead.issuer, letterhead.number, letterhead.place_and_date)
    yield from (page.kind, page.subject)
    for block in page.body:
        yield block.text
    yield from page.recipients
    if page.signature is not None:
        yield page.signature.name
    yield page.annex.reference
    for line in page.annex.table.lines:
        yield line.name

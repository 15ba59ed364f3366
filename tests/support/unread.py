"""Files that were not read."""

from povertyplan.documents.formats.remedies import refusal
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.outputs.outcome import Unread


def unread(file: str, why: str = "") -> Unread:
    """Return a file that was not read, for a reason in some words; without one it is a PDF."""
    if not why:
        return Unread(file, refusal("pdf", file))
    return Unread(file, ReadError(phrase("a plan"), verbatim("a PDF"), file, remedy=verbatim(why)))

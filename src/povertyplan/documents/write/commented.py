"""The outcome of placing comments in a document, and their author."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from povertyplan.messages import Phrase
from povertyplan.reading import Source


@frozen
class Commentator:
    """Whose comments they are, and when they were written."""

    name: str
    date: datetime

    @property
    def initials(self) -> str:
        """
        The first letters of the name.

        >>> Commentator("Nguyễn Văn An", datetime(2024, 1, 12)).initials
        'NVA'
        """
        return "".join(word[0] for word in self.name.split())


@frozen
class Commented:
    """
    A document with comments, and every part that they do not touch as it was.

    *left* are the places at which none could be put, and why.
    """

    data: bytes
    left: Mapping[Source, Phrase]

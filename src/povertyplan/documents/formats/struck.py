"""Struck-through text: its author has withdrawn it, so no reader takes it, and a notice tells."""

from attrs import define

from povertyplan.reading import Notice, Source

#: Characters of a struck text that its notice shows.
_SHOWN = 40


@define
class StruckText:
    """
    The struck-through texts of a document while it is read.

    >>> struck = StruckText()
    >>> struck.add("9", Source("plan.docx", table=1, cell="D4"))
    >>> print(*struck.notices())
    struck-through text was left out: 1, the first of them “9”
    """

    number: int = 0
    first: str = ""
    source: Source | None = None  #: of the first

    def add(self, text: str, source: Source) -> None:
        """Count a struck text; blanks alone do not count."""
        words = " ".join(text.split())
        if not words:
            return
        if not self.number:
            self.first, self.source = words, source
        self.number += 1

    def notices(self) -> tuple[Notice, ...]:
        """Return one notice for all struck texts, nothing without any."""
        if not self.number:
            return ()
        values = (("number", self.number), ("text", f"“{self.first[:_SHOWN]}”"))
        return (Notice("figures-struck", self.source, values),)

"""Struck-through text: its author has withdrawn it, so no reader takes it, and a notice tells."""

from attrs import define, field

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

    texts: list[str] = field(factory=list[str])
    source: Source | None = None  #: of the first

    def add(self, text: str, source: Source) -> None:
        """Keep a struck text; blanks alone do not count."""
        words = " ".join(text.split())
        if not words:
            return
        if not self.texts:
            self.source = source
        self.texts.append(words)

    def since(self, number: int) -> str:
        """Return the struck texts but for a *number* of them, the first ones, as one text."""
        return " ".join(self.texts[number:])

    def notices(self) -> tuple[Notice, ...]:
        """Return one notice for all struck texts, nothing without any."""
        if not self.texts:
            return ()
        values = (("number", len(self.texts)), ("text", f"“{self.texts[0][:_SHOWN]}”"))
        return (Notice("figures-struck", self.source, values),)

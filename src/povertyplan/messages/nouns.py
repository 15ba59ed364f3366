"""Numbers with their nouns, which in English have a plural."""

from attrs import frozen


@frozen
class Placeholder:
    """
    A value inside a template, as text.

    ``{number:household|households}`` is a number with the words that go with it, for one and for
    any other number.

    >>> said = "{number:household has|households have} no cause"
    >>> said.format(number=Placeholder("1", is_one=True))
    '1 household has no cause'
    >>> said.format(number=Placeholder("3,924", is_one=False))
    '3,924 households have no cause'
    """

    text: str
    is_one: bool

    def __format__(self, spec: str) -> str:
        """Return the text, with the words of the specification if it has some."""
        one, has_words, several = spec.partition("|")
        if not has_words:
            return self.text
        return f"{self.text} {one if self.is_one else several}"

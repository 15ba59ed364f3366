"""Phrases, the parts of a refusal, each with its values."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.messages.catalogue import translated
from povertyplan.messages.nouns import Placeholder
from povertyplan.messages.values import show
from povertyplan.model.fields import FACTS, Figure
from povertyplan.model.percent import Percent, Points

#: The values of a phrase: numbers, texts of the document, phrases, and lists of phrases.
Filling: TypeAlias = "int | Percent | Points | str | Phrase | tuple[Phrase, ...]"


@frozen(field_transformer=strict_fields)
class Phrase:
    """
    A part of a refusal: a template in English, and the values of its placeholders.

    `phrase` makes one that has a translation, `verbatim` one of words that are
    not the library's, and `listed` one of several others.
    """

    template: str  #: the words, with the names of the values in braces
    values: tuple[tuple[str, Filling], ...] = ()  #: the values by their names

    @strict
    def text(self, lang: str) -> str:
        """
        Return the phrase in a language; its numbers have no mark of thousands.

        >>> phrase("at most {number} bytes", number=8_000_000).text("vi")
        'tối đa 8000000 byte'
        >>> phrase("{number:unit|units}", number=1).text("en")
        '1 unit'
        """
        filled = {name: _placeholder(value, lang) for name, value in self.values}
        return translated(self.template, lang).format_map(filled)

    def __str__(self) -> str:
        """Return the phrase in English."""
        return self.text("en")


def _placeholder(value: Filling, lang: str) -> Placeholder:
    return Placeholder(_filled(value, lang), is_one=value == 1)


def _filled(value: Filling, lang: str) -> str:
    """Return the text of a placeholder; the phrases of a list are joined by semicolons."""
    match value:
        case Phrase():
            return value.text(lang)
        case tuple():
            return "; ".join(item.text(lang) for item in value)
        case Percent() | Points():
            return show(value, lang)
        case _:
            return str(value)


def phrase(template: str, /, **values: Filling) -> Phrase:
    """
    Return a phrase of the library with its values; its translation is in the catalogue.

    >>> phrase("at most {number} tags", number=2).text("vi")
    'tối đa 2 thẻ'
    """
    return Phrase(template, tuple(values.items()))


@strict
def verbatim(text: str, /) -> Phrase:
    """
    Return a phrase that is the same in every language, such as words of a document.

    >>> verbatim("File is not a {zip} file").text("vi")
    'File is not a {zip} file'
    """
    return Phrase("{text}", (("text", text),))


@strict
def listed(phrases: Iterable[Phrase], /) -> Phrase:
    """
    Return several phrases as one, with semicolons between them.

    >>> listed([phrase("no table"), phrase("no heading")]).text("vi")
    'không thấy bảng nào; không có tiêu đề'
    """
    return Phrase("{phrases}", (("phrases", tuple(phrases)),))


def figure_phrase(figure: Figure, year: int | None) -> Phrase:
    """
    Return the label of a figure; *year* is None for a figure of both years.

    >>> figure_phrase(Count.POOR_GOAL, 2024).text("vi"), figure_phrase(Count.NEW_JOBS, None)
    ('số hộ nghèo năm 2024', Phrase(template='people with new jobs', values=()))
    """
    return Phrase(FACTS[figure].en, () if year is None else (("year", year),))

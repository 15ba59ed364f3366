"""The languages of the library, and its English texts in them."""

from collections.abc import Mapping
from functools import cache

from povertyplan.arguments.strict import strict
from povertyplan.model.fields import FACTS

#: The languages in which everything is said.
LANGUAGES = ("en", "vi")


@strict
def translated(text: str, lang: str) -> str:
    """
    Return a text of the library in a language.

    >>> translated("error", "vi")
    'lỗi'

    Raises `ValueError` for a language other than those of `LANGUAGES`.
    """
    if lang == "en":
        return text
    refuse_unknown_language(lang)
    return catalogue(lang).get(text, text)


def refuse_unknown_language(lang: str) -> None:
    """Raise `ValueError` for a language that is not in `LANGUAGES`."""
    if lang not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {lang!r}")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Return the English texts of the library, each with its translation."""
    from importlib import resources  # noqa: PLC0415  # English needs no catalogue

    from babel.messages.pofile import read_po  # noqa: PLC0415  # English needs no catalogue

    file = resources.files("povertyplan").joinpath("locale", f"{lang}.po")
    with file.open("rb") as stream:
        entries = read_po(stream, locale=lang)
    sentences = {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
    labels = {facts.en: facts.vi for facts in FACTS.values()}
    return {**labels, **sentences}

"""
Words without their marks, in the index of the site and in what is searched for.

Sphinx divides a text into words in Python, and a query in the browser: both must do the same, and
tests/docs holds them to it.
"""

import re
import unicodedata

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.util.typing import ExtensionMetadata

_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans("đĐ", "dD")  # no mark is taken off these: the stroke belongs to them


def plain_words(text: str) -> list[str]:
    """Return the words of a text, their letters without marks: Hộ nghèo is Ho, ngheo."""
    letters = unicodedata.normalize("NFD", text.translate(_LETTERS))
    unmarked = (letter for letter in letters if unicodedata.category(letter) != "Mn")
    return _WORD.findall("".join(unmarked))


#: `plain_words` in the browser.
_PLAIN_WORDS = r"""
var splitQuery = (query) =>
  query.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D")
    .split(/[^\p{Letter}\p{Number}_]+/u).filter((word) => word);
"""


class EnglishWords(SearchEnglish):
    """English words by their stems, and Vietnamese terms among them without marks."""

    js_splitter_code = _PLAIN_WORDS

    def split(self, text: str) -> list[str]:
        """Return the words of a text."""
        return plain_words(text)


class VietnameseWords(SearchLanguage):
    """
    Vietnamese words without marks.

    Sphinx takes words of one or two letters for unimportant, and finds pages without them. In
    Vietnamese "rà" counts as much as "soát", so short words are made longer.
    """

    lang = "vi"
    language_name = "Vietnamese"
    js_splitter_code = _PLAIN_WORDS
    js_stemmer_code = """
class Stemmer {
  stemWord(word) { return word.padEnd(3, "_"); }
}
"""

    def split(self, text: str) -> list[str]:
        """Return the words of a text."""
        return plain_words(text)

    def stem(self, word: str) -> str:
        """Return a word with at least three characters."""
        return word.ljust(3, "_")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register how the words of each language are searched for."""
    app.add_search_language(EnglishWords)
    app.add_search_language(VietnameseWords)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

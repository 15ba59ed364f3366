"""Where the characters of a page stand in its file, character references resolved."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape

from attrs import frozen

from povertyplan.documents.content import TextPart
from povertyplan.reading import Source

#: The end of a line, or a character reference as `html.unescape` knows it.
_BREAK = re.compile(r"\n|&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


@frozen
class WrittenPage:
    """The text of a page as it is written, and the index of the start of each line."""

    file: str
    text: str
    line_starts: Sequence[int]

    @classmethod
    def of(cls, file: str, text: str) -> "WrittenPage":
        """Find the lines of a page."""
        return cls(file, text, [0, *(match.end() for match in re.finditer("\n", text))])

    def parts(self, position: tuple[int, int]) -> Iterator[TextPart]:
        r"""
        Yield where the parts of the text up to the next tag stand.

        A part begins behind each reference and each end of a line.  *position* is where the text
        begins, its line from 1 and its column from 0, as `html.parser` has them.

        >>> page = WrittenPage.of("", "<p>Gi&#7843;m\nc&ograve;n")
        >>> [(index, part.line, part.column) for index, part in page.parts((1, 3))]
        [(0, 1, 4), (3, 1, 13), (5, 2, 1), (7, 2, 10)]
        """
        line, column = position
        index, read = 0, self.line_starts[line - 1] + column
        yield index, Source(self.file, line, column + 1)
        end = self.text.find("<", read)
        for match in _BREAK.finditer(self.text, read, len(self.text) if end < 0 else end):
            index += match.start() - read
            index += len(unescape(match[0]))
            read = match.end()
            yield index, self._source(read)

    def _source(self, index: int) -> Source:
        line = bisect_right(self.line_starts, index)
        return Source(self.file, line, index - self.line_starts[line - 1] + 1)

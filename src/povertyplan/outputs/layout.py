"""Passages laid out in lines as wide as the screen."""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from attrs import frozen

from povertyplan.errors import harmless
from povertyplan.findings import Severity, Task
from povertyplan.model.letters import composed

#: How wide a line is where no terminal says it, and the least that is taken for a width.
USUAL_WIDTH = 100
_LEAST_WIDTH = 40
#: How far the further lines of a passage stand in from its first line.
_HANG = 2

#: Where a line may end: a figure and what replaces it stay together.
_SPACE = re.compile(r"(?<!→) +(?!→)")

# The parameters of the terminal's escape sequences.
RED = "1;31"
YELLOW = "33"
CYAN = "36"
GREEN = "1;32"
BOLD = "1"
DIM = "2"
STYLES: Mapping[Severity | Task, str] = {
    Severity.ERROR: RED,
    Severity.WARNING: YELLOW,
    Severity.NOTE: CYAN,
    Task.CORRECT: RED,
    Task.LOOK: YELLOW,
    Task.FORM: CYAN,
}


@frozen
class Words:
    """
    Some words of a passage in one style, and the address that they are a link to.

    Those that are *whole*, such as the name of a file, are never parted at their spaces.
    """

    text: str
    style: str = ""
    link: str = ""
    whole: bool = False


@frozen
class Passage:
    """Words in one or several styles, with a space between them."""

    parts: tuple[Words, ...] = ()
    indent: int = 0

    @classmethod
    def of(cls, text: str, indent: int = 0, style: str = "") -> "Passage":
        """Return a passage in one style."""
        return cls((Words(text, style),), indent)

    @property
    def text(self) -> str:
        """The words without their styles."""
        return " ".join(words.text for words in self.parts)


@frozen
class Screen:
    """
    Where passages are printed: how wide it is, and whether it shows colours and links.

    >>> for line in Screen(40).lines(Passage.of("số hộ nghèo ghi 87, cộng các dòng lại là 90")):
    ...     print(line)
    số hộ nghèo ghi 87, cộng các dòng lại là
      90
    """

    width: int = USUAL_WIDTH
    colour: bool = False
    links: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> "Screen":
        """
        Return the screen behind a stream.

        ``NO_COLOR`` and ``FORCE_COLOR`` in the environment decide on colours, else the stream
        does.  ``COLUMNS`` gives the width, else the terminal.
        """
        environment = os.environ
        width = USUAL_WIDTH
        if stream.isatty() or environment.get("COLUMNS"):
            import shutil  # noqa: PLC0415  # it loads what unpacks files, which most runs need not

            width = shutil.get_terminal_size((USUAL_WIDTH, 0)).columns
        understands_escapes = stream.isatty() and environment.get("TERM") != "dumb"
        is_forced = bool(environment.get("FORCE_COLOR"))
        colour = not environment.get("NO_COLOR") and (understands_escapes or is_forced)
        return cls(max(width, _LEAST_WIDTH), colour, links=understands_escapes)

    def lines(self, passage: Passage) -> Iterator[str]:
        """
        Yield the lines of a passage; the further ones hang below the first.

        A word that is wider than the screen stands alone in its line.
        """
        indent = passage.indent
        for line in _wrapped(passage.parts, self.width - indent, self.width - indent - _HANG):
            yield " " * indent + self._line(line)
            indent = passage.indent + _HANG

    def _line(self, words: Sequence[Words]) -> str:
        """Return a line of single words, neighbours of one style as one."""
        alike = groupby(words, key=lambda word: (word.link, word.style))
        return " ".join(
            self._shown(" ".join(word.text for word in run), style, link)
            for (link, style), run in alike
        )

    def _shown(self, text: str, style: str, link: str) -> str:
        if style and self.colour:
            text = f"\x1b[{style}m{text}\x1b[0m"
        if link and self.links:
            text = f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\"
        return text


def _wrapped(parts: Sequence[Words], first: int, other: int) -> Iterator[list[Words]]:
    """
    Yield the single words of each line: the first line is *first* columns wide.

    `textwrap` knows no styles, and counts characters where a terminal counts columns.
    """
    line: list[Words] = []
    left = first
    for word in _single_words(parts):
        needed = columns(word.text) + bool(line)
        if line and needed > left:
            yield line
            line, left = [], other
            needed = columns(word.text)
        line.append(word)
        left -= needed
    yield line


def _single_words(parts: Sequence[Words]) -> Iterator[Words]:
    for part in parts:
        text = harmless(composed(part.text))
        for word in [text] if part.whole else _SPACE.split(text.strip()):
            yield Words(word, part.style, part.link)


def columns(text: str) -> int:
    """
    Return how many columns of a terminal a text takes.

    >>> columns("hộ"), columns("he\u0302\u0323"), columns("戸")
    (2, 2, 2)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1

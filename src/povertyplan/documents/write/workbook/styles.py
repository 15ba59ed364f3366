"""The looks of cells in a workbook that is written, in the form of official documents."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from attrs import define, field

# What XlsxWriter gives has no types.
Book: TypeAlias = Any
Sheet: TypeAlias = Any
Format: TypeAlias = Any

#: Properties of a cell, as XlsxWriter names them.
Look: TypeAlias = Mapping[str, object]

#: The look of a cell without another.  A font with a scheme would be taken from Excel's theme.
NORMAL: Look = {"font_name": "Times New Roman", "font_size": 11, "font_scheme": "none"}
BOLD: Look = {"bold": True}
ITALIC: Look = {"italic": True}
CENTRED: Look = {"align": "center"}
WRAPPED: Look = {"text_wrap": True}
FRAMED: Look = {"border": 1}
#: Keeps a text from becoming a formula when its cell is typed anew.
QUOTED: Look = {"quote_prefix": True}
#: Whether a cell may be changed on a sheet that is protected: every cell is locked at first.
LOCKED: Look = {"locked": True}
UNLOCKED: Look = {"locked": False}
#: The paper of official documents (Decree 30/2020/NĐ-CP, annex I), as Excel numbers it.
A4 = 9


@define
class Styles:
    """The formats of a workbook, each made once; *usual* is the look of all its cells."""

    book: Book
    usual: Look = field(factory=dict[str, object])
    _made: dict[tuple[tuple[str, object], ...], Format] = field(
        factory=dict[tuple[tuple[str, object], ...], Format], repr=False
    )

    def of(self, size: float, *looks: Look) -> Format:
        """Return the format of cells of a font size in points, in which later looks count."""
        properties = {**NORMAL, **self.usual, "font_size": size, "valign": "vcenter"}
        for look in looks:
            properties.update(look)
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(properties)
        return self._made[key]


def lines_needed(text: str, characters: float) -> int:
    """
    Return how many lines a text takes in a cell that holds so many characters in a line.

    Excel finds no height for a row of merged cells, so it is written with the text.

    >>> lines_needed("Tổng số hộ dân cư", 10), lines_needed("", 10)
    (2, 1)
    >>> lines_needed("hộ cũ", 5), lines_needed("hộ cũ", 4)
    (1, 2)
    """
    lines = 1
    filled = 0
    for word in text.split():
        if filled and filled + 1 + len(word) > characters:
            lines += 1
            filled = 0
        filled += len(word) + (filled > 0)
    return lines

"""How a table fits its pages: the widths of its columns, and the size of its font."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from textwrap import wrap

from attrs import frozen

from povertyplan.documents.forms import Beside
from povertyplan.documents.layout import Column, ColumnRole, Table, TableLine, printed, text_of
from povertyplan.documents.write.word.styles import TableFont

#: Widths of columns, in millimetres.
_ORDINAL, _LEAST_NAME, _WIDEST_NAME, _LEAST_FIGURE, _WIDEST_FIGURE = 12, 48, 90, 15, 30
#: Of a table whose headings stand upright.
_NARROW_ORDINAL, _NARROW_NAME, _WORDS, _NARROW_WORDS, _ACHIEVED, _MARK = 8, 32, 22, 19, 13, 10
#: What a figure column has beside its figures where a sentence takes the room, in millimetres.
_ROOM_OF_HEADING = 4
#: How high the line of headings is that stand upright.
UPRIGHT_HEIGHT = 42
_WIDEST_RATE = "100,00"
#: The fonts of a table, from the one that is read best to the smallest that is read well.
_FONTS = (TableFont(12, 2), TableFont(12, 1), TableFont(11, 1), TableFont(11, 0), TableFont(10, 0))
#: Those of a table of so many columns that headings stand upright.
_FONTS_OF_WIDE = (TableFont(10, 1), TableFont(10, 0), TableFont(9, 1), TableFont(9, 0))
#: Letters of a text beyond which words make little difference: to break a word takes the square of
#: its length.
_MOST_WRAPPED = 10_000
#: The font of a table of more pages than `_FEW`, for which a smaller one would gain little.
_FONT_OF_LONG = TableFont(12, 1)
_FEW = 2
_POINTS_OF_MILLIMETRE = 72 / 25.4
#: How wide a letter is on the whole, and how high a line, by the size of the font.
_LETTER, _BOLD_LETTER, _LINE_HEIGHT = 0.5, 0.6, 1.15
#: What a line takes beside its text, and a cell, in points.
_BORDER, _MARGINS = 0.5, 6


@frozen
class Room:
    """The room for a table on a page, in millimetres; less high on the first, below a title."""

    width: float
    height: float
    first_height: float


@frozen
class Widths:
    """The widths of the columns of a table, by what they hold, in millimetres."""

    name: float
    figure: float
    ordinal: float = _ORDINAL
    words: float = _WORDS
    sentence: float = 0
    achieved: float | None = None  #: None for the width of a figure

    def of(self, columns: Sequence[Column]) -> list[float]:
        """Return the widths of some columns in their order."""
        return [self._of(column) for column in columns]

    def _of(self, column: Column) -> float:
        match column.role:
            case ColumnRole.ORDINAL:
                return self.ordinal
            case ColumnRole.NAME:
                return self.name
            case ColumnRole.WORDS:
                return self.words
            case ColumnRole.MARK:
                return _MARK
            case ColumnRole.SENTENCE:
                return self.sentence
            case ColumnRole.DERIVED if column.key == Beside.DERIVED and self.achieved:
                return self.achieved
            case _:
                return self.figure


def column_widths(table: Table, width: float) -> Widths:
    """Return widths that are at most *width* together; figures are narrow where names are long."""
    roles = Counter(column.role for column in table.columns)
    figures = max(1, roles[ColumnRole.FIGURE] + roles[ColumnRole.DERIVED])
    if table.is_wide:
        return _widths_of_wide(table.columns, width)
    has_marks = roles[ColumnRole.MARK] > 0
    words, least_name = (_NARROW_WORDS, _NARROW_NAME) if has_marks else (_WORDS, _LEAST_NAME)
    room = width - _ORDINAL - roles[ColumnRole.WORDS] * words - roles[ColumnRole.MARK] * _MARK
    longest = max((len(line.name) for line in table.lines), default=0)
    wanted = _millimetres(longest * _LETTER * _FONTS[0].size + _MARGINS)
    least_figure = max(_LEAST_FIGURE, _millimetres(_widest_figure(table, _FONTS[0])))
    left = max(least_name, room - figures * least_figure)
    name = min(max(wanted, least_name), _WIDEST_NAME, left)
    if roles[ColumnRole.SENTENCE]:
        figure = min(least_figure + _ROOM_OF_HEADING, (room - name) / (figures + 1))
        sentence = (room - name - figures * figure) / roles[ColumnRole.SENTENCE]
        return Widths(name, figure, words=words, sentence=sentence)
    return Widths(name, min(_WIDEST_FIGURE, (room - name) / figures), words=words)


def _widths_of_wide(columns: Sequence[Column], width: float) -> Widths:
    """Return the widths of a table of many columns: what is achieved has more digits."""
    roles = Counter(column.role for column in columns)
    achieved = sum(column.key == Beside.DERIVED for column in columns)
    words = roles[ColumnRole.WORDS] * _NARROW_WORDS
    room = width - _NARROW_ORDINAL - _NARROW_NAME - words - achieved * _ACHIEVED
    figures = roles[ColumnRole.FIGURE] + roles[ColumnRole.DERIVED] - achieved
    return Widths(_NARROW_NAME, room / figures, _NARROW_ORDINAL, _NARROW_WORDS, _ACHIEVED)


def table_font(table: Table, widths: Widths, room: Room) -> TableFont:
    """
    Return the largest font in which a table takes one page, else two; the usual one if it cannot.

    No figure is parted by the end of a line.  All is reckoned from how wide letters are on the
    whole: no program is asked.
    """
    room_of_figure = _points(widths.figure)
    usual = _FONTS_OF_WIDE if table.has_upright else _FONTS
    fonts = [font for font in usual if _widest_figure(table, font) <= room_of_figure]
    for pages in range(1, _FEW + 1):
        for font in fonts:
            if _fits(table, widths, room, font, pages):
                return font
    return _FONT_OF_LONG if _FONT_OF_LONG in fonts else (*fonts, usual[-1])[0]


def _widest_figure(table: Table, font: TableFont) -> float:
    """Return how wide a cell is that holds the largest count, or a rate, in points."""
    values = chain.from_iterable(line.values.values() for line in table.lines)
    largest = max((value for value in values if isinstance(value, int)), default=0)
    rate = "" if table.is_wide else _WIDEST_RATE
    longest = max(printed(largest), rate, key=len)
    return len(longest) * _LETTER * font.size + _MARGINS


def _fits(table: Table, widths: Widths, room: Room, font: TableFont, pages: int) -> bool:
    """Whether a table takes no more than some pages."""
    letter = _LETTER * font.size
    heading = _heading_height(table, widths, font)
    left = _points(room.first_height) - heading
    for line in table.lines:
        height = _height(_lines_of(line, table, widths, letter), font)
        if height > left:
            pages -= 1
            left = _points(room.height) - heading
        if not pages:
            return False
        left -= height
    return True


def _lines_of(line: TableLine, table: Table, widths: Widths, letter: float) -> int:
    """Return about how many lines of text a line of the table takes."""
    sentences = [
        _wrapped(text_of(column, line), widths.sentence, letter)
        for column in table.columns
        if column.role is ColumnRole.SENTENCE
    ]
    return max(_wrapped(line.name, widths.name, letter), *sentences, 1)


def _heading_height(table: Table, widths: Widths, font: TableFont) -> float:
    """Return about how high the heading is, in points, with the numbers of the columns."""
    texts = [1] * table.heading_lines
    columns = widths.of(table.columns)
    for box in table.boxes:
        if box.lines == 1 and not table.is_upright(box):
            width = sum(columns[box.column : box.column + box.columns])
            lines = _wrapped(box.text, width, _BOLD_LETTER * font.size)
            texts[box.line] = max(texts[box.line], lines)
    upright = _points(UPRIGHT_HEIGHT) if table.has_upright else 0
    return upright + sum(_height(lines, font) for lines in (*texts, 1))


def _height(lines: int, font: TableFont) -> float:
    """Return how high a row is with so many lines of text, in points."""
    return lines * _LINE_HEIGHT * font.size + 2 * font.padding + _BORDER


def _wrapped(text: str, width: float, letter: float) -> int:
    """Return about how many lines a text takes in a cell of a width in millimetres."""
    letters = int((_points(width) - _MARGINS) / letter)
    if len(text) > _MOST_WRAPPED:
        return -(-len(text) // letters)
    return max(1, len(wrap(text, letters)))


def _points(millimetres: float) -> float:
    return millimetres * _POINTS_OF_MILLIMETRE


def _millimetres(points: float) -> float:
    return points / _POINTS_OF_MILLIMETRE

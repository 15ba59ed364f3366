"""
The header of an annex: its lines, the line of column numbers, and the words above each column.

The words above a column are listed from the lowest line up, because a lower line
says more about the column than one that spans several columns.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, dropwhile, pairwise
from operator import attrgetter
from typing import TypeAlias

from attrs import frozen

from povertyplan.documents import limits
from povertyplan.documents.content import Cell, is_year
from povertyplan.documents.figures import is_dash, is_figure
from povertyplan.model.names import key

_TEXT = attrgetter("text")
_NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*\)?")
_FORMULA = re.compile(r"\(?\s*(\d{1,3})\s*\)?\s*=.*")
#: This many numbers are a line of column numbers even if one of them is wrong.
_MANY_NUMBERS = 6
#: A row of data has as many figures: one alone may be part of a heading.
_FEWEST_FIGURES = 2
#: The number of a section: a Roman numeral or a capital letter.
SECTION_NUMBER = re.compile(r"(?:[IVX]+|[A-H])[.)]?")
_NUMBERED_SECTION = re.compile(r"((?:[IVX]+|[A-H])(?=\s*[.):–-])[.)]?)[\s:–-]*([^\d\s].*)")
_AREAS = (key("khu vực"), key("vùng"))
#: Characters of a label that are enough to recognise an area, its marks counted apart.
_AREA_LENGTH = 40

#: What is counted in a table, above its header.
_MEASURE = re.compile(
    rf"[\W]*(?:{'|'.join(map(key, ('đvt', 'đơn vị tính')))})(?!\w)|\W*{key('đơn vị')}\s*:"
)

#: Where a heading begins that spans several columns: its line and column.
_SpanStart: TypeAlias = tuple[int, int] | None


@frozen
class Header:
    """The header of a grid: its lines, the line of column numbers, and the row below them."""

    lines: tuple[tuple[Cell, ...], ...]
    numbers: tuple[Cell, ...]  #: empty if the columns are not numbered
    body: int  #: the index of the first row that is not part of the header


def row_texts(row: Iterable[Cell]) -> tuple[str, ...]:
    """Return the text of each cell of a row."""
    return tuple(map(_TEXT, row))


def filled_texts(row: Iterable[Cell]) -> list[str]:
    """Return the texts in a row, without blanks."""
    return list(filter(None, row_texts(row)))


def split_header(rows: Sequence[tuple[Cell, ...]]) -> Header:
    """Find where the header of a grid ends: above the first row of figures, or of a section."""
    lines: list[tuple[Cell, ...]] = []
    numbers: tuple[Cell, ...] = ()
    for index, row in enumerate(rows[: limits.MOST_HEADER_LINES]):
        below = rows[index + 1 : index + 2]
        if not lines and _says_measure(row):
            continue
        if not numbers and is_number_line(row) and not _is_unit_called_a(row, below):
            numbers = row
        elif numbers or is_data(row) or is_section(row):
            return Header(tuple(lines), numbers, index)
        else:
            lines.append(row)
    return Header(tuple(lines), numbers, len(rows))


def is_number_line(row: Sequence[Cell]) -> bool:
    """
    Whether a row numbers the columns: ``A B 1 2 3``, perhaps with formulas.

    Letters come first, in their order, then numbers that do not decrease.  After
    two letters or more, half of the numbers may be missing, because columns may be
    hidden.  Otherwise they count from 1 in steps of one; among many numbers one
    step may be wrong.

    >>> from povertyplan.reading import Source
    >>> [is_number_line([Cell(text, Source()) for text in line.split()])
    ...  for line in ("A B 1 2 3 4 4 5", "(1) (2) (3) (4)", "1 A 2 3 4", "1 1 2 3")]
    [True, True, False, False]
    """
    texts = filled_texts(row)
    printed = list(map(_column_number, texts))
    numbers = list(map(int, filter(None, printed)))
    letters = texts[: len(texts) - len(numbers)]
    letters_come_first = all(printed[len(letters) :])
    if not letters_come_first or not _are_column_letters(letters):
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    if not steps or min(steps) < 0:
        return False
    most_are_there = len(set(numbers)) > numbers[-1] // 2
    if not most_are_there:
        return False
    if len(letters) > 1:
        return True
    wrong_steps = sum(step != 1 for step in steps)
    allowed = 1 if len(numbers) >= _MANY_NUMBERS else 0
    return numbers[0] == 1 and wrong_steps <= allowed


def _column_number(text: str) -> str:
    """Return the number of a column as it is printed, perhaps with a formula; else nothing."""
    match = _FORMULA.fullmatch(text) or _NUMBER.fullmatch(text)
    return match[1] if match else ""


def _are_column_letters(letters: Sequence[str]) -> bool:
    """Whether letters name the first columns, as ``A`` and ``B`` do."""
    return [letter.strip("() ").upper() for letter in letters] == list("ABCDEFGH"[: len(letters)])


def _says_measure(row: Iterable[Cell]) -> bool:
    """Whether a row says nothing but what is counted, as ``ĐVT: hộ`` above a header does."""
    texts = set(filled_texts(row))
    return len(texts) == 1 and _MEASURE.match(key(texts.pop()[:_AREA_LENGTH])) is not None


def _is_unit_called_a(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """
    Whether ``A 1 2 3`` is a unit called A and its figures, and not a line of column numbers.

    It is if the row below is a unit called B, or repeats the figures as a total.
    """
    name, *figures = filled_texts(row)
    texts_below = filled_texts(chain.from_iterable(below))
    if name != "A" or not texts_below:
        return False
    return texts_below[0] == "B" or texts_below[1:] == figures


def column_numbers(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return the numbers of a line of column numbers, from the first on, blanks included."""
    numbers = [_column_number(cell.text) for cell in row]
    return tuple(dropwhile(lambda number: not number, numbers))


def is_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds, or held, a name and figures, and not merely years above columns."""
    texts = filled_texts(row) or [cell.struck for cell in row if cell.struck]
    figures = list(filter(is_figure, texts))
    if len(figures) < _FEWEST_FIGURES or _are_years(figures):
        return False
    has_name = len(figures) < len(texts) or any(cell.struck for cell in row)
    is_beyond_numbers = any(_NUMBER.fullmatch(figure) is None for figure in figures)
    # A unit may be called by its number, beside its ordinal, or have lost its name.
    return has_name or is_beyond_numbers or all(cell.text.isdigit() for cell in row[:2])


def _are_years(figures: Sequence[str]) -> bool:
    return any(map(is_year, figures)) and all(is_year(text) or is_dash(text) for text in figures)


def is_section(row: Sequence[Cell]) -> bool:
    """Whether a row is nothing but the heading of a section, as ``I | Khu vực thành thị``."""
    texts = list(dict.fromkeys(filled_texts(row)))
    if any(map(is_figure, texts)):
        return False
    match texts:
        case [label]:
            return is_area(label)
        case [number, _]:
            return bool(SECTION_NUMBER.fullmatch(number))
        case _:
            return False


def is_area(label: str) -> bool:
    """
    Whether a label names an area (``khu vực``, ``vùng``), as headings of sections do.

    >>> is_area("II. Khu vực nông thôn"), is_area("H. Hoa Thám")
    (True, False)
    """
    _, name = split_section(label)
    return key(name[:_AREA_LENGTH]).startswith(_AREAS)


def split_section(label: str) -> tuple[str, str]:
    """
    Split the heading of a section into its number, if it has one, and its name.

    >>> split_section("II. Khu vực nông thôn"), split_section("Ngò")
    (('II.', 'Khu vực nông thôn'), ('', 'Ngò'))
    """
    match = _NUMBERED_SECTION.fullmatch(label)
    return (match[1], match[2]) if match else ("", label)


def words_above(header: Header, width: int) -> list[list[str]]:
    """
    Return the words above each column, the lowest first.

    A blank cell takes the words of its left neighbour if one heading above spans
    both.  A single heading over the whole table, above all others, is left out.
    """
    words: list[list[str]] = [[] for _ in range(width)]
    spans: list[_SpanStart] = [None] * width
    for number, line in enumerate(header.lines):
        texts = list(row_texts(line))
        single_heading = len(set(filter(None, texts))) == 1 and any(texts[:2])
        if single_heading and not any(words):
            continue
        spans = _spread(texts, spans, number)
        for column, text in enumerate(texts):
            if text:
                words[column].insert(0, text)
    return words


def _spread(texts: list[str], spans_above: Sequence[_SpanStart], number: int) -> list[_SpanStart]:
    """
    Spread the headings of line *number* over the columns that they span, in place.

    Return where the heading begins that spans each column, of this line or of one above.
    """
    spans = list(spans_above)
    for column, text in enumerate(texts):
        left = column - 1
        is_under_one_heading = left >= 0 and spans_above[left] == spans_above[column]
        if is_under_one_heading and text in {"", texts[left]}:
            texts[column], spans[column] = texts[left], spans[left]
        elif text:
            spans[column] = (number, column)
    return spans


def uncovered_columns(header: Header) -> Mapping[int, list[str]]:
    """
    Return the columns with words of their own whose right neighbour has a heading above its own.

    No heading to their left reaches over them, because there is none, or because
    there are no words below it.  So the heading to their right may have been typed
    over the middle of its columns, and meant for these, too.
    """
    columns: dict[int, list[str]] = {}
    for number, line in enumerate(header.lines):
        lines_below = header.lines[number + 1 :]
        is_uncovered = True
        for column, (cell, right) in enumerate(pairwise(line)):
            words = [below[column].text for below in reversed(lines_below) if below[column].text]
            if cell.text:
                is_uncovered = not set(words) - {cell.text}
            elif is_uncovered and right.text and words:
                columns[column] = words
    return columns

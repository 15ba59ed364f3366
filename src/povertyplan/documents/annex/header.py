"""
The header of an annex: which lines it has, and which words stand above each column.

The words of a column are those above it, the lowest first: a lower line says
more than the one that spans it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from povertyplan.documents import limits
from povertyplan.documents.content import Cell, is_year
from povertyplan.documents.figures import is_dash, is_figure
from povertyplan.model.names import key

_FORMULA = re.compile(r"\(?\s*(\d{1,3})\s*\)?\s*=.*")
_MANY = 6  #: so many numbers are a line of them, in spite of a slip
_NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*\)?")
#: How sections are numbered, and how their headings begin.
SECTION = re.compile(r"(?:[IVX]+|[A-H])[.)]?")
_AREAS = (key("khu vực"), key("vùng"))
_LONGEST = 40  #: of them with their marks apart
_IN_SECTION = re.compile(r"((?:[IVX]+|[A-H])(?=\s*[.):–-])[.)]?)[\s:–-]*([^\d\s].*)")


@frozen
class Header:
    """The header of a grid: its lines, the line of numbers, and where the body begins."""

    lines: tuple[tuple[Cell, ...], ...]
    numbers: tuple[Cell, ...]
    body: int


def split(rows: Sequence[tuple[Cell, ...]]) -> Header:
    """Tell the lines of the header from the body: the first row of figures with a name."""
    lines: list[tuple[Cell, ...]] = []
    numbers: tuple[Cell, ...] = ()
    for at, row in enumerate(rows[: limits.MOST_HEADER_LINES]):
        if not numbers and is_number_line(row) and not _is_unit(row, rows[at + 1 : at + 2]):
            numbers = row
        elif numbers or is_data(row) or is_section(row):
            return Header(tuple(lines), numbers, at)
        else:
            lines.append(row)
    return Header(tuple(lines), numbers, len(rows))


def is_number_line(row: Sequence[Cell]) -> bool:
    """
    Whether a row numbers the columns: ``A B 1 2 3``, perhaps with formulas.

    Letters in their order, then numbers that count up.  Below two letters half
    of the numbers may be left out, for columns may be hidden; else they count
    from 1 by one, but for a single slip among many.

    >>> from povertyplan.reading import Source
    >>> [is_number_line([Cell(text, Source()) for text in line.split()])
    ...  for line in ("A B 1 2 3 4 4 5", "(1) (2) (3) (4)", "1 A 2 3 4", "1 1 2 3")]
    [True, True, False, False]
    """
    texts = [cell.text for cell in row if cell.text]
    numbers = [int(number) for number in map(_numbered, texts) if number]
    letters = texts[: len(texts) - len(numbers)]
    if not all(map(_numbered, texts[len(letters) :])) or not _in_order(letters):
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    if not steps or min(steps) < 0 or not numbers[-1] // 2 < len(set(numbers)) <= len(row):
        return False
    slips = sum(step != 1 for step in steps)
    return len(letters) > 1 or (numbers[0] == 1 and slips <= (len(numbers) >= _MANY))


def _is_unit(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether it is a unit called A that has 1, 2, 3: the next is called B, or is its total."""
    name, *figures = [cell.text for cell in row if cell.text]
    after = [cell.text for line in below for cell in line if cell.text]
    return name == "A" and bool(after) and (after[0] == "B" or after[1:] == figures)


def _in_order(letters: Sequence[str]) -> bool:
    """Whether letters name the first columns, as ``A`` and ``B`` do."""
    return [letter.strip("() ").upper() for letter in letters] == list("ABCDEFGH"[: len(letters)])


def _numbered(text: str) -> str:
    match = _FORMULA.fullmatch(text) or _NUMBER.fullmatch(text)
    return match[1] if match else ""


def column_numbers(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return the numbers of a line, blanks included, from the first on."""
    found = [_numbered(cell.text) for cell in row]
    first = next((at for at, number in enumerate(found) if number), len(found))
    return tuple(found[first:])


def is_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds figures and a name, and not merely years above columns."""
    figures = [cell.text for cell in row if is_figure(cell.text)]
    years = any(map(is_year, figures)) and all(is_year(text) or is_dash(text) for text in figures)
    named = any(cell.text and not is_figure(cell.text) for cell in row)
    return len(figures) > 1 and not years and (named or _is_counted(row))


def is_section(row: Sequence[Cell]) -> bool:
    """Whether a row is nothing but the heading of a section, such as ``I | Khu vực thành thị``."""
    texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
    if not texts or any(is_figure(text) for text in texts):
        return False
    listed = len(texts) == 2 and bool(SECTION.fullmatch(texts[0]))  # noqa: PLR2004  # number, name
    return listed or (len(texts) == 1 and is_area(texts[0]))


def is_area(label: str) -> bool:
    """
    Whether a label is that of a section by its words.

    >>> is_area("II. Khu vực nông thôn"), is_area("H. Hoa Thám")
    (True, False)
    """
    return key(in_section(label)[1][:_LONGEST]).startswith(_AREAS)


def in_section(label: str) -> tuple[str, str]:
    """
    Tell the number of a section from its name, where one cell holds both.

    >>> in_section("II. Khu vực nông thôn"), in_section("Ngò")
    (('II.', 'Khu vực nông thôn'), ('', 'Ngò'))
    """
    match = _IN_SECTION.fullmatch(label)
    return (match[1], match[2]) if match else ("", label)


def _is_counted(row: Sequence[Cell]) -> bool:
    """Whether a row without a word has an ordinal and a number for its name."""
    return all(cell.text.isdigit() for cell in row[:2])


def paths(header: Header, width: int) -> list[list[str]]:
    """
    Return the words above each column, the lowest first.

    A blank takes the words of its left neighbour as far as the cell above
    both spans; a line above all others that is one heading over the whole table
    is left out.
    """
    groups: list[object] = [None] * width
    found: list[list[str]] = [[] for _ in range(width)]
    for depth, line in enumerate(header.lines):
        texts = [cell.text for cell in line]
        if len(set(filter(None, texts))) == 1 and any(texts[:2]) and not any(found):
            continue
        own: list[object] = list(groups)
        for at, text in enumerate(texts):
            beside = at > 0 and groups[at] == groups[at - 1]
            if beside and text in {"", texts[at - 1]}:
                texts[at] = texts[at - 1]
                own[at] = own[at - 1]
            elif text:
                own[at] = (depth, at)
            if texts[at]:
                found[at].insert(0, texts[at])
        groups = own
    return found


def uncovered(header: Header) -> Mapping[int, list[str]]:
    """
    Return the columns beside a heading that stands to their right, with their own words below.

    Nothing covers them: to their left is no heading, or one with no words below it.
    """
    found: dict[int, list[str]] = {}
    for depth, line in enumerate(header.lines):
        below = header.lines[depth + 1 :]
        open_one = True
        for at, (cell, after) in enumerate(pairwise(line)):
            words = [under[at].text for under in reversed(below) if under[at].text]
            if cell.text:
                open_one = not set(words) - {cell.text}
            elif open_one and after.text and words:
                found[at] = words
    return found

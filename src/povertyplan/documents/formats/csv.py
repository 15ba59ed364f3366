"""Separated values (.csv) to paragraphs and grids: commas, semicolons, tabs or pipes."""

import csv
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TypeAlias

from attrs import evolve, frozen

from povertyplan.documents.content import Cell, CellBudget, Content, TextPart, column_name
from povertyplan.documents.formats.sheet import Sheet, laid_out
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.reading import Source

#: The separators that are always tried.
SEPARATORS = ";\t,|"
#: The line by which a file names its separator to Excel.
_DECLARATION = re.compile(r'"?sep=([^\w\s"]|\t)"?[;,\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)
#: What a formula begins with, in its full-width forms, too.
FORMULA_SIGNS = "-+=@－＋＝＠"
#: Before a figure or what looks like a formula, the apostrophe by which it is text.
_MARK = rf"['’](?=['’]*[{FORMULA_SIGNS}\d])"
#: What an export marks as text, so that a spreadsheet keeps it: ``'017``, ``'=1+1``, ``="017"``.
_AS_TEXT = re.compile(rf"""{_MARK}(?P<marked>.*)|="(?P<quoted>[^"]*)\"""", re.DOTALL)
#: What stands before the text of a field: a quote, blanks, and what marks it as text.
_MARKS = rf"""\"?\s*(?:="{{1,2}}|{_MARK})?"""
#: A quoted field, in which quotes are doubled.
_QUOTED = r'"(?:[^"]|"")*"?'
_LINE_END = re.compile(r"\r\n|\r|\n")


#: Where the text of a field begins, its line and column, and the field as written from there.
_Place: TypeAlias = tuple[int, int, str]


@frozen
class _Fields:
    """The fields of one row, which may go on over several lines."""

    line: int  #: where the row begins
    texts: Sequence[str]
    written: str  #: the row as it stands in the file


@frozen
class _Fault:
    """What keeps a text from being separated values under one separator."""

    line: int
    found: Phrase


@frozen
class _Attempt:
    """The rows that a separator gives, up to its fault if it has one."""

    separator: str
    rows: Sequence[_Fields]
    fault: _Fault | None

    @property
    def fit(self) -> tuple[int, bool]:
        """How many separators stand in the rows of the usual width; then, whether all was read."""
        widths = Counter(len(fields.texts) for fields in self.rows)
        divided = max((times * (width - 1) for width, times in widths.items()), default=0)
        return divided, self.fault is None


def content(text: str, file: str) -> Content:
    r"""
    Split separated values into paragraphs and grids, like a sheet.

    The separator is the one that stands most often in rows of the same width; a first
    line such as ``sep=^`` may name another than those that are always tried.

    >>> plan = content("Giảm nghèo\n\nTT;Đơn vị;Tỷ lệ\n1;Chợ;3,69\n", "plan.csv")
    >>> [cell.text for cell in plan.grids[0].rows[1]], str(plan.grids[0].rows[1][2].source)
    (['1', 'Chợ', '3,69'], 'plan.csv:C4')

    Raises `ReadError` if under the best separator a quote is not closed, text stands
    behind a closing quote, or a field is longer than `csv.field_size_limit`.
    """
    attempt = _best_attempt(text)
    if attempt.fault is not None:
        where = phrase("line {number}", number=attempt.fault.line)
        raise ReadError(phrase("separated values"), attempt.fault.found, file, where)
    cells: dict[tuple[int, int], Cell] = {}
    pattern = _field_behind(attempt.separator)
    for row, fields in enumerate(attempt.rows, 1):
        places = _places_of(fields, pattern)
        for column, (field, place) in enumerate(zip(fields.texts, places, strict=True), 1):
            text = field.strip()
            if text:
                line, column_of_text, written = place
                source = Source(file, line, column_of_text, cell=f"{column_name(column)}{row}")
                cells[row, column] = _cell(_shown(text), written, source)
    paragraphs, grids, _ = laid_out(Sheet(Source(file), cells), CellBudget(file))
    return Content(file, tuple(paragraphs), tuple(grids))


def declared_separator(text: str) -> str:
    r"""
    Return the separator that a text names in its first line, nothing if it names none.

    >>> declared_separator("sep=^\nTT^Đơn vị")
    '^'
    """
    declaration = _DECLARATION.match(text)
    return "" if declaration is None else declaration[1]


def separator(text: str) -> str:
    r"""
    Return the sign that separates the values of a text.

    >>> separator("TT;Đơn vị;Tỷ lệ\n1;Chợ;3,69")
    ';'
    """
    return _best_attempt(text).separator


def _cell(text: str, written: str, source: Source) -> Cell:
    """Return the cell of a field, given its text as it is shown and as it is written."""
    if written.startswith(text) and _LINE_END.search(text) is None:
        return Cell(text, source)
    return Cell(text, source, parts=tuple(_parts(text, written, source)))


def _parts(text: str, written: str, source: Source) -> Iterator[TextPart]:
    """Yield the parts of a text but the first: behind a quote that falls away, and a line end."""
    line, line_start, read = source.line or 1, 1 - (source.column or 1), 0
    for index, char in enumerate(text):
        is_moved = False
        while written[read : read + 1] not in {char, ""}:
            read += 1
            is_moved = True
        if is_moved:
            yield index, evolve(source, line=line, column=read - line_start + 1)
        read += 1
        is_end = char == "\n" or (char == "\r" and written[read : read + 1] != "\n")
        if is_end:
            line, line_start = line + 1, read
            yield index + 1, evolve(source, line=line, column=1)


def _field_behind(separator: str) -> re.Pattern[str]:
    """Return the pattern of a field behind a separator; its first group are its marks."""
    divider = re.escape(separator)
    return re.compile(rf"(?:\A|{divider})(?=({_MARKS}))(?:{_QUOTED})?[^{divider}]*")


def _places_of(fields: _Fields, pattern: re.Pattern[str]) -> list[_Place]:
    """Return where the text of each field of a row begins."""
    places = list(_places(fields, pattern))
    if len(places) != len(fields.texts):  # a blank row has no fields
        return [(fields.line, 1, "")] * len(fields.texts)
    return places


def _places(fields: _Fields, pattern: re.Pattern[str]) -> Iterator[_Place]:
    """Yield where the text of each field begins, behind its marks."""
    line_starts = [0, *(line_end.end() for line_end in _LINE_END.finditer(fields.written))]
    for field in pattern.finditer(fields.written):
        start = field.end(1)
        lines_before = bisect_right(line_starts, start) - 1
        column = start - line_starts[lines_before] + 1
        yield fields.line + lines_before, column, fields.written[start : field.end()]


def _shown(field: str) -> str:
    """
    Return a field as a spreadsheet shows it.

    >>> _shown("'1290"), _shown("'=1+1"), _shown('="07"'), _shown("'Chợ'")
    ('1290', '=1+1', '07', "'Chợ'")
    """
    match = _AS_TEXT.fullmatch(field)
    return field if match is None else match["marked"] or match["quoted"]


def _best_attempt(text: str) -> _Attempt:
    """Read a text under each separator, and return the rows of the one that fits best."""
    separators = SEPARATORS
    declaration = _DECLARATION.match(text)
    if declaration is not None:
        separators = declaration[1] + separators
        # A blank line in place of the declaration keeps the numbers of lines and rows.
        text = "\n" + text[declaration.end() :]
    present = [separator for separator in separators if separator in text]
    attempts = [_attempt(text, separator) for separator in present or separators[:1]]
    return max(attempts, key=lambda attempt: attempt.fit)


def _attempt(text: str, separator: str) -> _Attempt:
    """
    Read a text under one separator.

    Text behind a closing quote, as in ``"Vì người nghèo" năm 2024;;``, belongs to its
    field if the quotes of every line are closed in it.
    """
    strict = _read(text, separator, strict=True)
    if strict.fault is None or not _closes_quotes_in_line(text):
        return strict
    return _read(text, separator, strict=False)


def _closes_quotes_in_line(text: str) -> bool:
    return not any(line.count('"') % 2 for line in _LINE_END.split(text))


def _read(text: str, separator: str, *, strict: bool) -> _Attempt:
    """Read a text; unless *strict*, text behind a closing quote belongs to its field."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    lines = list(StringIO(text, newline=""))
    rows: list[_Fields] = []
    line = 1
    try:
        for texts in reader:
            if not strict and reader.line_num > line:
                return _Attempt(separator, rows, _Fault(line, phrase("a quote that is not closed")))
            rows.append(_Fields(line, texts, "".join(lines[line - 1 : reader.line_num])))
            line = reader.line_num + 1
    except csv.Error as error:
        return _Attempt(separator, rows, _Fault(line, _found(error)))
    return _Attempt(separator, rows, None)


def _found(error: csv.Error) -> Phrase:
    """Return the fault of a text that should be separated values, as a phrase."""
    words = str(error)
    if "limit" in words:
        return phrase("a field longer than {number} characters", number=csv.field_size_limit())
    if "end of data" in words:
        return phrase("a quote that is not closed")
    return phrase("text behind a closing quote")

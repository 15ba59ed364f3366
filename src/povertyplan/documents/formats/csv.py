"""Separated values (.csv) to paragraphs and grids: commas, semicolons, tabs or pipes."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from attrs import frozen

from povertyplan.documents.content import Cell, CellBudget, Content, column_name
from povertyplan.documents.formats.sheet import Sheet, laid_out
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.reading import Source

#: The separators that are always tried.
SEPARATORS = ";\t,|"
#: The line by which a file names its separator to Excel.
_DECLARATION = re.compile(r'"?sep=([^\w\s"]|\t)"?[;,\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)
#: A figure that an export marks as text, so that a spreadsheet keeps it: ``'017``, ``="017"``.
_AS_TEXT = re.compile(r"""['’](?P<marked>[-\d].*)|="(?P<quoted>[^"]*)\"""")
_LINE_END = re.compile(r"\r\n|\r|\n")


@frozen
class _Fields:
    """The fields of one row, which may go on over several lines."""

    line: int  #: where the row begins
    texts: Sequence[str]


@frozen
class _Fault:
    """What keeps a text from being separated values under one separator."""

    line: int
    found: Phrase


@frozen
class _Attempt:
    """The rows that a separator gives, up to its fault if it has one."""

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
    Split separated values into paragraphs and grids, as those of a sheet.

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
    for row, fields in enumerate(attempt.rows, 1):
        for column, field in enumerate(fields.texts, 1):
            if field.strip():
                source = Source(file, fields.line, cell=f"{column_name(column)}{row}")
                cells[row, column] = Cell(_shown(field.strip()), source)
    paragraphs, grids, _ = laid_out(Sheet(Source(file), cells), CellBudget(file))
    return Content(file, tuple(paragraphs), tuple(grids))


def _shown(field: str) -> str:
    """
    Return a field as a spreadsheet shows it.

    >>> _shown("'1290"), _shown('="07"'), _shown("'Chợ'")
    ('1290', '07', "'Chợ'")
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
    rows: list[_Fields] = []
    line = 1
    try:
        for texts in reader:
            if not strict and reader.line_num > line:
                return _Attempt(rows, _Fault(line, phrase("a quote that is not closed")))
            rows.append(_Fields(line, texts))
            line = reader.line_num + 1
    except csv.Error as error:
        return _Attempt(rows, _Fault(line, _found(error)))
    return _Attempt(rows, None)


def _found(error: csv.Error) -> Phrase:
    """Return the fault of a text that should be separated values, as a phrase."""
    words = str(error)
    if "limit" in words:
        return phrase("a field longer than {number} characters", number=csv.field_size_limit())
    if "end of data" in words:
        return phrase("a quote that is not closed")
    return phrase("text behind a closing quote")

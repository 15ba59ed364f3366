"""
A laid-out document as separated values (.csv), as a spreadsheet in Vietnam opens them.

Fields are parted by semicolons, rates have a decimal comma, counts no groups of digits, and the
file begins with the mark of UTF-8, without which Excel shows other letters.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from povertyplan.documents.formats.csv import FORMULA_SIGNS
from povertyplan.documents.layout import (
    MOTTO,
    RECIPIENTS,
    AnnexPage,
    Column,
    ColumnRole,
    Page,
    Table,
    TableLine,
)

#: The codec of the file: UTF-8 with its mark.
CODEC = "utf-8-sig"
#: What a spreadsheet computes, or what the reader would take for marked as text.
_LOOKS_LIKE_FORMULA = re.compile(rf"\s*(?:[{FORMULA_SIGNS}]|['’]+[{FORMULA_SIGNS}\d])")
#: The bullets with which a formula would begin, and what stands for them.
_BULLETS = {"- ": "– ", "+ ": "• "}


def text(page: Page) -> str:
    """
    Return a document as separated values: the lines of its text, a blank line, its annex.

    No text of the plan is a formula: an apostrophe stands before what looks like one, and the
    reader leaves it out again.
    """
    return _separated(_lines(page), page.annex)


def text_of_tables(pages: Iterable[AnnexPage]) -> str:
    """Return tables of a year as separated values, a blank line before and below each."""
    return "\r\n".join(_separated(_titles(page), page) for page in pages)


def _separated(lines: Iterable[str], annex: AnnexPage) -> str:
    """Return some lines, a blank one, a table, and what stands below it."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerows([_inert(_with_bullet(line))] for line in lines if line)
    writer.writerow([])
    writer.writerows(_rows(annex.table))
    below = list(_below(annex))
    if below:
        writer.writerow([])
    writer.writerows([_inert(line)] for line in below)
    return stream.getvalue()


def _titles(annex: AnnexPage) -> tuple[str, ...]:
    return annex.label, annex.title, annex.reference


def _below(annex: AnnexPage) -> Iterator[str]:
    """Yield the remarks and who signs."""
    yield from annex.remarks
    for signature in annex.signatures:
        yield from filter(None, (signature.authority, signature.position, signature.name))


def _lines(page: Page) -> Iterator[str]:
    """Yield the lines of the text; some may be empty."""
    head, signature = page.letterhead, page.signature
    yield from (head.issuer, head.number, *MOTTO, head.place_and_date, page.kind, page.subject)
    yield from (block.text for block in page.body)
    if page.recipients:
        yield RECIPIENTS
        yield from page.recipient_lines
    if signature is not None:
        yield from (signature.authority, signature.position, signature.name)
    yield from _titles(page.annex)


def _with_bullet(line: str) -> str:
    """Return a line whose bullet begins no formula."""
    bullet = line[:2]
    return _BULLETS.get(bullet, bullet) + line[2:]


def _rows(table: Table) -> Iterator[Iterable[str]]:
    for cells in table.heading_texts():
        yield map(_inert, cells)
    yield table.numbers
    for line in table.lines:
        texts = zip(table.columns, table.texts(line), strict=True)
        yield (_cell(line, column, words) for column, words in texts)


def _cell(line: TableLine, column: Column, words: str) -> str:
    """Return a cell; the groups of digits of a count are decimals in some countries."""
    value = line.others.get(column)
    if column.role is ColumnRole.FIGURE and column.field is not None:
        value = line.values.get(column.field)
    elif value is None or isinstance(value, str):
        return _inert(words)
    return str(value) if isinstance(value, int) else words


def _inert(words: str) -> str:
    """Return a text as a field that no spreadsheet computes."""
    return f"'{words}" if _LOOKS_LIKE_FORMULA.match(words) else words

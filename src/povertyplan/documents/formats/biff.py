"""The records of a workbook of before 2007, counted before a library makes objects of them."""

import struct
from collections.abc import Iterator

from attrs import frozen

from povertyplan.documents import limits
from povertyplan.messages import Phrase, ReadError, phrase

#: What each record begins with: its code and its length.
_HEAD = struct.Struct("<HH")
_NUMBER = struct.Struct("<I")
#: The records that begin and end a part, that name a sheet, hold the texts, and name a formula.
_BEGIN, _END, _SHEET, _TEXTS, _NAME = 0x809, 0x0A, 0x85, 0xFC, 0x18
#: A sheet and a chart in it, which ends before the sheet does.
_MOST_PARTS = 2
#: Records of all sheets, for each of the workbook: most of theirs are one cell.
_OF_SHEETS = 6


@frozen
class _Record:
    """A record: its code, and where its bytes stand in the stream."""

    code: int
    start: int
    size: int


def refuse_many_records(stream: bytes, file: str) -> None:
    """
    Raise `ReadError` for a workbook with too many styles, names, texts, sheets or cells.

    Sheets that begin at one place, or inside each other, count each.
    """
    positions = list(_sheet_positions(stream, file))
    if len(positions) > limits.MOST_SHEETS:
        raise _refusal(phrase("at most {number} sheets", number=limits.MOST_SHEETS), file)
    most_records = _OF_SHEETS * limits.MOST_RECORDS
    size = number = 0
    for position in positions:
        for record in _records(stream, position):
            number += 1
            size += _HEAD.size + record.size
            if number > most_records:
                most = phrase("at most {number} records of sheets", number=most_records)
                raise _refusal(most, file)
        if size > limits.MOST_BYTES:
            raise _refusal(phrase("at most {number} bytes", number=limits.MOST_BYTES), file)


def _sheet_positions(stream: bytes, file: str) -> Iterator[int]:
    """Yield where the sheets of a workbook begin, as the records before them say."""
    names = 0  # bytes
    for number, record in enumerate(_records(stream, 0)):
        names += record.size if record.code == _NAME else 0
        if names > limits.MOST_PIECE:
            raise _refusal(phrase("at most {number} bytes", number=limits.MOST_PIECE), file)
        if number == limits.MOST_RECORDS:
            most = phrase("at most {number} records before the sheets", number=number)
            raise _refusal(most, file)
        if record.code == _TEXTS and _number(stream, record.start + 4) > limits.MOST_TOGETHER:
            most = phrase("at most {number} texts in a workbook", number=limits.MOST_TOGETHER)
            raise _refusal(most, file)
        if record.code == _SHEET:
            yield _number(stream, record.start)


def _records(stream: bytes, start: int) -> Iterator[_Record]:
    """Yield the records from a place of a stream to the one that ends its part, as xlrd does."""
    parts = 0
    while start + _HEAD.size <= len(stream):
        code, size = _HEAD.unpack_from(stream, start)
        start += _HEAD.size
        yield _Record(code, start, size)
        start += size
        if code == _BEGIN:
            parts = min(parts + 1, _MOST_PARTS)
        elif code == _END:
            parts -= 1
            if parts <= 0:
                return


def _number(stream: bytes, start: int) -> int:
    """Return the number at a place of a stream, 0 where the stream has ended."""
    is_whole = start + _NUMBER.size <= len(stream)
    return int(_NUMBER.unpack_from(stream, start)[0]) if is_whole else 0


def _refusal(expected: Phrase, file: str) -> ReadError:
    return ReadError(expected, phrase("more"), file)

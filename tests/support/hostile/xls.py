"""Workbooks of before 2007 (.xls) that cost their reader as much as possible."""

import struct
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from types import MappingProxyType

import xlwt
from xlwt.CompoundDoc import XlsDoc

from povertyplan.documents import limits
from tests.support.hostile.texts import rows

#: Bytes for the records of a stream, beside those that every workbook has.
_ROOM = limits.MOST_BYTES - 10_000
_BOF_OF_BOOK = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 1997, 0, 0)
_BOF_OF_SHEET = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 16, 0, 1997, 0, 0)
_EOF = struct.pack("<HH", 0x0A, 0)


def record(code: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(data)) + data


_FONT = record(
    0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial"
)
_XF = record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0))
_GLOBALS = _FONT * 5 + _XF * 16


def book(
    cells: bytes = b"",
    *,
    book_records: bytes = b"",
    sheets: int = 1,
    hidden: bool = False,
    shared: bool = True,
) -> bytes:
    """Return the stream of a workbook; its sheets are one part that all of them name."""
    names = [f"s{at}".encode() for at in range(sheets)]
    size = sum(len(record(0x85, b"\0" * 8 + name)) for name in names)
    start = len(_BOF_OF_BOOK + _GLOBALS + book_records + _EOF) + size
    one = _BOF_OF_SHEET + cells + _EOF
    bounds = b"".join(
        record(
            0x85,
            struct.pack("<IBBBB", start + (0 if shared else len(one) * at), hidden, 0, len(name), 0)
            + name,
        )
        for at, name in enumerate(names)
    )
    return _BOF_OF_BOOK + _GLOBALS + book_records + bounds + _EOF + one * (1 if shared else sheets)


def compound(stream: bytes) -> bytes:
    """Return the compound file of a stream."""
    out = BytesIO()
    XlsDoc().save(out, stream)
    return out.getvalue()


def full(piece: bytes, room: int = _ROOM) -> bytes:
    """Return a record as often as it goes into a stream."""
    return piece * (room // len(piece))


def _rows(number: int) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("PL")
    for row, cells in enumerate(rows(number)):
        for column, text in enumerate(cells):
            sheet.write(row, column, float(text) if row and text.isdecimal() else text)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _sheets(number: int, of_each: int) -> bytes:
    made = xlwt.Workbook()
    for at in range(number):
        sheet = made.add_sheet(f"s{at}")
        for row, cells in enumerate(rows(of_each)):
            for column, text in enumerate(cells):
                sheet.write(row, column, text)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _rk(row: int, column: int) -> bytes:
    return record(0x27E, struct.pack("<HHHI", row, column, 0, 0x3FF00000))


def _blanks(row: int, columns: int = 256, first: int = 0) -> bytes:
    """Return blank cells of a row."""
    styles = struct.pack("<H", 0) * columns
    return record(
        0xBE, struct.pack("<HH", row, first) + styles + struct.pack("<H", first + columns - 1)
    )


def _numbers(row: int, columns: int = 256) -> bytes:
    """Return numbers of a row."""
    cells = struct.pack("<HI", 0, 0x3FF00000) * columns
    return record(0xBD, struct.pack("<HH", row, 0) + cells + struct.pack("<H", columns - 1))


def _strings(number: int, piece: bytes) -> bytes:
    """Return the table of shared texts, which goes on over several records."""
    data = struct.pack("<II", number, number) + piece * number
    first, rest = data[:8_224], data[8_224:]
    more = (rest[at : at + 8_224] for at in range(0, len(rest), 8_224))
    return record(0xFC, first) + b"".join(record(0x3C, one) for one in more)


def _text(text: bytes) -> bytes:
    return struct.pack("<HB", len(text), 0) + text


def _random(seed: int) -> bytes:
    real = _rows(200)
    noise = bytes((at * at * seed + at // 7) % 256 for at in range(len(real)))
    return bytes(
        other if index > 600 and index % 97 == seed else byte
        for index, (byte, other) in enumerate(zip(real, noise, strict=True))
    )


_MERGED = record(0xE5, struct.pack("<H", 1_000) + struct.pack("<HHHH", 0, 65_535, 0, 255) * 1_000)
_SIZED = record(0x200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))


def _directory(number: int) -> bytes:
    """Return a compound file with many names in its directory."""
    good = compound(book(_rk(1, 1)))
    return good + b"".join(f"n{at}".encode("utf-16-le").ljust(128, b"\0") for at in range(number))


def _chain() -> bytes:
    """Return a compound file whose sectors follow each other in a circle."""
    data = bytearray(compound(book(full(_rk(1, 1), 1_000_000))))
    sector = struct.unpack_from("<I", data, 76)[0]
    start = 512 * (sector + 1)
    data[start : start + 512] = struct.pack("<128I", *([1] * 128))
    return bytes(data)


XLS: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "rows": partial(_rows, 9_999),
        "sheets": partial(_sheets, 60, 300),
        "numbers": lambda: compound(book(full(_rk(1, 1)))),
        "numbers of other cells": lambda: compound(
            book(b"".join(_rk(at // 20, at % 20) for at in range(500_000)))
        ),
        "rows of numbers": lambda: compound(
            book(b"".join(_numbers(row % 65_536) for row in range(5_100)))
        ),
        "numbers of one row": lambda: compound(book(full(_numbers(0)))),
        "rows of blanks": lambda: compound(
            book(b"".join(_blanks(row % 65_536) for row in range(15_000)))
        ),
        "blanks of one row": lambda: compound(book(full(_blanks(0)))),
        "small records": lambda: compound(book(full(_blanks(0, 1)))),
        "last rows": lambda: compound(book(_rk(65_535, 255) + _SIZED)),
        "wide rows": lambda: compound(
            book(b"".join(_rk(row, 255) for row in range(65_536)) + _SIZED)
        ),
        "wide rows of sheets": lambda: compound(
            book(b"".join(_rk(row, 255) for row in range(65_536)), sheets=50)
        ),
        "wide rows of hidden sheets": lambda: compound(
            book(b"".join(_rk(row, 255) for row in range(65_536)), sheets=50, hidden=True)
        ),
        "sheets of one part": lambda: compound(
            book(b"".join(_numbers(row) for row in range(700)), sheets=1_000)
        ),
        "many sheets of one part": lambda: compound(book(_rk(1, 1), sheets=300_000)),
        "many hidden sheets of one part": lambda: compound(
            book(_rk(1, 1), sheets=300_000, hidden=True)
        ),
        "empty sheets": lambda: compound(book(sheets=120_000, shared=False)),
        "unknown records": lambda: compound(book(full(record(0x999)))),
        "unknown records of the book": lambda: compound(book(book_records=full(record(0x999)))),
        "rows without cells": lambda: compound(
            book(full(record(0x208, struct.pack("<HHHHHHI", 1, 0, 1, 255, 0, 0, 0x100))))
        ),
        "other rows without cells": lambda: compound(
            book(
                b"".join(
                    record(0x208, struct.pack("<HHHHHHI", row % 65_536, 0, 1, 255, 0, 0, 0x100))
                    for row in range(390_000)
                )
            )
        ),
        "columns": lambda: compound(
            book(full(record(0x7D, struct.pack("<HHHHHH", 0, 255, 2_000, 0, 1, 0))))
        ),
        "merged cells": lambda: compound(book(_rk(1, 1) + full(_MERGED))),
        "merged cells of one sheet": lambda: compound(book(_numbers(1) + _MERGED)),
        "fonts": lambda: compound(book(book_records=full(_FONT))),
        "styles": lambda: compound(book(book_records=full(_XF))),
        "styles under many sheets": lambda: compound(
            book(book_records=full(_XF, 4_000_000), sheets=100_000)
        ),
        "formats": lambda: compound(
            book(
                book_records=b"".join(
                    record(0x41E, struct.pack("<H", at % 65_536) + _text(f"0.{at}".encode()))
                    for at in range(480_000)
                )
            )
        ),
        "long formats": lambda: compound(
            book(
                book_records=b"".join(
                    record(0x41E, struct.pack("<H", at % 65_536) + _text(b"yd" * 3_000))
                    for at in range(1_200)
                )
            )
        ),
        "names": lambda: compound(
            book(
                book_records=full(
                    record(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0) + b"\0a")
                )
            )
        ),
        "names with formulas": lambda: compound(
            book(
                book_records=full(
                    record(
                        0x18,
                        struct.pack("<HBBHHHBBBB", 0, 0, 1, 4_000, 0, 0, 0, 0, 0, 0)
                        + b"\0a"
                        + b"\x1e\x01\x00" * 1_333
                        + b"\x16",
                    )
                )
            )
        ),
        "texts": lambda: compound(book(book_records=_strings(149_000, _text(b"a")))),
        "texts without letters": lambda: compound(book(book_records=_strings(149_000, _text(b"")))),
        "long texts": lambda: compound(book(book_records=_strings(120, _text(b"a" * 65_000)))),
        "rich texts": lambda: compound(
            book(book_records=_strings(149_000, struct.pack("<HBH", 1, 8, 1) + b"a\0\0\0\0"))
        ),
        "runs of rich texts": lambda: compound(
            book(
                book_records=_strings(
                    40, struct.pack("<HBH", 1, 8, 49_000) + b"a" + b"\0\0\1\0" * 49_000
                )
            )
        ),
        "a number of texts that lies": lambda: compound(
            book(book_records=record(0xFC, struct.pack("<II", 2**31 - 1, 2**31 - 1)))
        ),
        "labels": lambda: compound(
            book(full(record(0x204, struct.pack("<HHH", 1, 1, 0) + _text(b"a"))))
        ),
        "labels of other cells": lambda: compound(
            book(
                b"".join(
                    record(0x204, struct.pack("<HHH", at // 20, at % 20, 0) + _text(b"h"))
                    for at in range(490_000)
                )
            )
        ),
        "formulas": lambda: compound(
            book(full(record(0x06, struct.pack("<HHHdHIH", 1, 1, 0, 1.0, 0, 0, 3) + b"\x1e\1\0")))
        ),
        "texts of formulas": lambda: compound(
            book(
                full(
                    record(
                        0x06,
                        struct.pack("<HHH", 1, 1, 0)
                        + b"\0\0\0\0\0\0\xff\xff"
                        + struct.pack("<HIH", 0, 0, 3)
                        + b"\x1e\1\0",
                    )
                    + record(0x207, _text(b"a"))
                )
            )
        ),
        "notes": lambda: compound(
            book(full(record(0x1C, struct.pack("<HHHHHB", 1, 1, 0, 1, 1, 0) + b"a\0")))
        ),
        "objects": lambda: compound(
            book(full(record(0x5D, struct.pack("<HHHHH12x", 0x15, 18, 0x19, 1, 0x6011))))
        ),
        "links": lambda: compound(
            book(full(record(0x1B8, struct.pack("<HHHH", 0, 9, 0, 9) + b"\0" * 24)))
        ),
        "conditional formats": lambda: compound(
            book(
                full(
                    record(
                        0x1B0, struct.pack("<HHHHHHH", 1, 1, 0, 9, 0, 9, 1) + b"\0\0\0\0\0\0\0\0"
                    )
                )
            )
        ),
        "palette": lambda: compound(
            book(book_records=full(record(0x92, struct.pack("<H", 56) + b"\0" * 224)))
        ),
        "names of styles": lambda: compound(
            book(book_records=full(record(0x293, struct.pack("<HHB", 0x10, 1, 0) + b"a")))
        ),
        "external books": lambda: compound(
            book(book_records=full(record(0x1AE, struct.pack("<HH", 1, 0x401))))
        ),
        "sheets of external books": lambda: compound(
            book(book_records=full(record(0x17, struct.pack("<H", 1_000) + b"\0" * 6_000)))
        ),
        "not compound": lambda: book(full(_rk(1, 1))),
        "not compound, of 1990": lambda: (
            struct.pack("<HHHH", 0x09, 4, 2, 0x10)
            + full(record(0x03, struct.pack("<HH3xd", 1, 1, 1.0)))
            + _EOF
        ),
        "not compound, blanks": lambda: book(full(_blanks(0, 250))),
        "lengths that lie": lambda: compound(book(struct.pack("<HH", 0xBD, 0xFFFF) * 1_900_000)),
        "random 1": partial(_random, 1),
        "random 2": partial(_random, 2),
        "random 3": partial(_random, 3),
        "noise": lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes((at * at * 31 + at // 7) % 256 for at in range(8_000_000))
        ),
        "picture of 40 MB": lambda: (
            compound(book(_rk(1, 1)))[:512] + compound(book(_rk(1, 1)))[512:] + bytes(40_000_000)
        ),
        "directory": lambda: _directory(300_000),
        "chain of sectors": _chain,
    }
)

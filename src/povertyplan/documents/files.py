"""
Read a plan, or the result of a review, from a file, its bytes or its text.

What parses documents is imported by the functions that need it, so that
``import povertyplan`` stays light.
"""

import os
import re

from attrs import evolve

from povertyplan.documents import limits
from povertyplan.documents.formats.endings import CONVERTED, FORMATS, PACKED
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.reading import Reading, Review

#: The start of the record of a reading, which the record of a plan does not have.
_READING_RECORD = re.compile(r'\W*\{[^{}]*"reading"\s*:')


def read(path: str | os.PathLike[str]) -> Reading:
    """
    Read a plan from a file, in the format that the ending of its name says.

    Raises `ReadError` if the file is not a plan that can be read, and `OSError`
    if it cannot be opened.
    """
    file = os.fspath(path)
    format_name = _format_of(file)
    return read_bytes(_bytes_of(file, format_name), format=format_name, file=file)


def read_censuses(path: str | os.PathLike[str], *, year: int | None = None) -> Review:
    """
    Read the result of a review, a table of one year, from a file of any format but JSON.

    *year* is the year of the review; it is needed only if the table and the
    title state none, or several.  Raises `ReadError` and `OSError` as `read` does.
    """
    from povertyplan.documents.formats.decode import from_bytes
    from povertyplan.documents.recognise import recognise_review

    file = os.fspath(path)
    format_name = _format_of(file)
    if format_name == "json":
        raise ReadError(phrase("a document"), phrase("a record holds plans"), file)
    data = _bytes_of(file, format_name)
    _refuse_oversized(data, format_name, file)
    return recognise_review(from_bytes(data, format_name, file), year)


def read_bytes(data: bytes, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # public
    """
    Read a plan from the bytes of a file; *file* names it in sources and errors.

    Text is in UTF-8, in UTF-16 with a byte-order mark, or in a legacy encoding
    (TCVN3, VNI, Windows-1258), which is recognised by the words of a plan.

    >>> read_bytes(b"%PDF-1.7", file="plan.md")
    Traceback (most recent call last):
    ...
    povertyplan.messages.ReadError: plan.md: expected a text, found a PDF: its tables are pictures \
of text; ask for the file it was made from

    Raises `ReadError` if the bytes are not a plan that can be read, and
    `ValueError` for an unknown *format*.
    """
    from povertyplan.documents.formats.decode import from_bytes
    from povertyplan.documents.formats.encoding import decoded
    from povertyplan.documents.recognise import recognise

    _refuse_unknown(format)
    _refuse_oversized(data, format, file)
    if format == "json":
        text, _ = decoded(data, file)
        return _from_record(text, file)
    return recognise(from_bytes(data, format, file))


def read_text(text: str, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # public
    """
    Read a plan from its text; *file* names it in sources and errors.

    >>> reading = read_text('''
    ... | TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ hộ nghèo 2023 | Hộ nghèo 2024 |
    ... |---|---|---|---|---|---|
    ... | 1 | Chợ | 136 | 3 | 2,21 | 2 |
    ... ''')
    >>> reading.plan.target("Chợ").base.poor
    Tally(count=3, rate=Percent('2.21%'))

    Raises `ReadError` if the text is not a plan that can be read, and
    `ValueError` for an unknown *format*, or one that is not text.
    """
    from povertyplan.documents.formats.decode import from_text
    from povertyplan.documents.recognise import recognise

    _refuse_unknown(format)
    if format in PACKED:
        raise ValueError(f"a .{format} has no text: read_bytes reads it")
    if format == "json":
        return _from_record(text, file)
    return recognise(from_text(text, format, file))


def _format_of(file: str) -> str:
    """Return the format that the ending of a file's name says."""
    ending = os.path.splitext(file)[1].lower()
    if ending in CONVERTED:
        expected = phrase(
            "{ending}: open the file in Word, Excel or LibreOffice and save it in this format",
            ending=CONVERTED[ending],
        )
        found = phrase("a format of before 2007: {ending}", ending=ending)
        raise ReadError(expected, found, file)
    if ending not in FORMATS:
        expected = phrase("a file with one of these endings: {endings}", endings=", ".join(FORMATS))
        found = verbatim(ending) if ending else phrase("no ending")
        raise ReadError(expected, found, file)
    return FORMATS[ending]


def _bytes_of(file: str, format_name: str) -> bytes:
    """Return the bytes of a file, at most one more than are allowed."""
    with open(file, "rb") as stream:
        return stream.read(_most_bytes(format_name) + 1)


def _most_bytes(format_name: str) -> int:
    return limits.MOST_PACKED if format_name in PACKED else limits.MOST_BYTES


def _refuse_oversized(data: bytes, format_name: str, file: str) -> None:
    most = _most_bytes(format_name)
    if len(data) > most:
        raise ReadError(phrase("at most {number} bytes", number=most), phrase("more"), file)


def _refuse_unknown(format_name: str) -> None:
    known = sorted(set(FORMATS.values()))
    if format_name not in known:
        raise ValueError(f"format must be one of {', '.join(known)}, got {format_name!r}")


def _from_record(text: str, file: str) -> Reading:
    """Read the JSON record of a reading or of a plan."""
    from povertyplan.model.plan import Plan
    from povertyplan.records import from_json

    try:
        if _READING_RECORD.match(text):
            return from_json(text, Reading)
        return Reading(from_json(text, Plan))
    except ReadError as error:
        raise evolve(error, file=file) from None

"""
Read a plan, or the result of a review, from a file, its bytes or its text.

What parses documents is imported by the functions that need it, so that
``import povertyplan`` stays light.
"""

import os
import re
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from povertyplan.documents import limits
from povertyplan.documents.formats.endings import CONVERTED, FORMATS, PACKED
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.reading import Reading, Review

if TYPE_CHECKING:
    from povertyplan.documents.content import Content

#: The start of the record of a reading, which the record of a plan does not have.
_READING_RECORD = re.compile(r'\W*\{[^{}]*"reading"\s*:')


@frozen
class OpenedFile:
    """The bytes of a file, its name, and its format."""

    name: str
    data: bytes
    format_name: str


def read(path: str | os.PathLike[str], *, annex: str | os.PathLike[str] | None = None) -> Reading:
    """
    Read a plan from a file, in the format that the ending of its name says.

    *annex* is the file that holds the annex, if the text and the annex of the plan
    are in two files, such as a .docx and an .xlsx; each source names its own file.

    Raises `ReadError` if the file is not a plan that can be read, and `OSError`
    if it cannot be opened.
    """
    text = opened(path)
    beside = None if annex is None else opened(annex)
    return _plan_in(reading_of(text, beside), text.name)


def _plan_in(read_as: Reading | Review, file: str) -> Reading:
    """Return what was read as a plan; raise `ReadError` for the result of a review."""
    if isinstance(read_as, Reading):
        return read_as
    expected = phrase("columns of two years, last year's review and this year's goal")
    remedy = phrase(
        "This is a table of one year ({year}), the result of a review: read_censuses reads it, and"
        " povertyplan check checks it.",
        year=read_as.year,
    )
    raise ReadError(expected, verbatim(f"{read_as.year}"), file, remedy=remedy)


def opened(path: str | os.PathLike[str]) -> OpenedFile:
    """
    Read the bytes of a file, and tell its format by the ending of its name.

    Raises `ReadError` for a format that is not read, and `OSError` if the file
    cannot be opened.
    """
    file = os.fspath(path)
    format_name = _format_of(file)
    return OpenedFile(file, _bytes_of(file, format_name), format_name)


def reading_of(text: OpenedFile, annex: OpenedFile | None = None) -> Reading | Review:
    """
    Read a plan from a file, or from two; without *annex* also the result of a review.

    Raises `ReadError` as `read` does.
    """
    from povertyplan.documents.recognise import recognise, recognise_plan_or_review

    if annex is not None:
        return recognise(_content_of(text), _content_of(annex))
    if text.format_name == "json":
        return read_bytes(text.data, format="json", file=text.name)
    return recognise_plan_or_review(_content_of(text))


def _content_of(file: OpenedFile) -> "Content":
    """Return the paragraphs and tables of a file; raise `ReadError` for a record."""
    from povertyplan.documents.formats.decode import from_bytes

    if file.format_name == "json":
        raise ReadError(phrase("a document"), phrase("a record holds plans"), file.name)
    _refuse_oversized(file.data, file.format_name, file.name)
    return from_bytes(file.data, file.format_name, file.name)


def read_censuses(path: str | os.PathLike[str], *, year: int | None = None) -> Review:
    """
    Read the result of a review, a table of one year, from a file of any format but JSON.

    *year* is the year of the review; it is needed only if the table and the
    title state none, or several.  Raises `ReadError` and `OSError` as `read` does.
    """
    from povertyplan.documents.recognise import recognise_review

    return recognise_review(_content_of(opened(path)), year)


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
    from povertyplan.documents.formats.encoding import unicode_text
    from povertyplan.documents.recognise import recognise_plan_or_review

    _refuse_unknown(format)
    _refuse_oversized(data, format, file)
    if format == "json":
        return _from_record(unicode_text(data, file), file)
    return _plan_in(recognise_plan_or_review(from_bytes(data, format, file)), file)


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
    from povertyplan.documents.recognise import recognise_plan_or_review

    _refuse_unknown(format)
    if format in PACKED:
        raise ValueError(f"a .{format} has no text: read_bytes reads it")
    if format == "json":
        return _from_record(text, file)
    return _plan_in(recognise_plan_or_review(from_text(text, format, file)), file)


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

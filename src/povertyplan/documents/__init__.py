"""Read plans from documents: every format to paragraphs and grids, one recogniser for all."""

import os
import re
from collections.abc import Mapping

from attrs import evolve

from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Reading, Review

__all__ = ["FORMATS", "MOST_BYTES", "read", "read_bytes", "read_censuses", "read_text"]

#: The largest text, and the largest packed document.
MOST_BYTES, MOST_PACKED = 8_000_000, 50_000_000

#: The formats, by the ending of a file's name.
FORMATS: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
#: How the record of a reading begins, and that of a plan does not.
_READING = re.compile(r'\W*\{[^{}]*"reading"\s*:')
#: Formats of before 2007, and what to save them as.
OLD: Mapping[str, str] = {".doc": ".docx", ".xls": ".xlsx"}
#: The formats that are archives, which hold no text.
PACKED = frozenset({"docx", "xlsx"})


def read(path: str | os.PathLike[str]) -> Reading:
    """
    Read a plan from a file; the ending of its name says which format it is.

    Raises `ReadError` for what cannot become a plan, and `OSError` where there
    is no file to open.
    """
    file = os.fspath(path)
    form = _form(file)
    return read_bytes(_data(file, form), format=form, file=file)


def read_censuses(path: str | os.PathLike[str], *, year: int | None = None) -> Review:
    """
    Read the result of a review, a table of one year, from a file of any format but JSON.

    *year* is that of the review, for a table and a title that bear none, or
    several.  Raises `ReadError` and `OSError` as `read` does.
    """
    file = os.fspath(path)
    form = _form(file)
    if form == "json":
        raise ReadError(phrase("a document"), phrase("a record holds plans"), file)
    data = _data(file, form)
    _bounded(data, form, file)
    from povertyplan.documents.formats.decode import from_bytes  # noqa: PLC0415  # as in read_bytes
    from povertyplan.documents.recognise import recognise_review  # noqa: PLC0415  # as in read_bytes

    return recognise_review(from_bytes(data, form, file), year)


def _form(file: str) -> str:
    """Return the format that the ending of a file's name says."""
    ending = os.path.splitext(file)[1].lower()  # noqa: PTH122  # pathlib would be a tenth of the import
    if ending in OLD:
        new = OLD[ending]
        how = phrase("open the file in Word, Excel or LibreOffice and save it in this format")
        raise ReadError(f"{new}: {how}", f"{phrase('a format of before 2007')}: {ending}", file)
    if ending not in FORMATS:
        expected = f"{phrase('a file with one of these endings')}: {', '.join(FORMATS)}"
        raise ReadError(expected, ending or phrase("no ending"), file)
    return FORMATS[ending]


def _data(file: str, form: str) -> bytes:
    """Return the bytes of a file, at most one more than it may have."""
    with open(file, "rb") as stream:  # noqa: PTH123  # as above
        return stream.read(_most(form) + 1)


def read_bytes(data: bytes, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # what it is
    """
    Read a plan from the bytes of a file; *file* names it in sources and errors.

    Text is UTF-8, or UTF-16 with its mark, or an encoding of before Unicode
    that gives the words of a plan.

    >>> read_bytes(b"%PDF-1.7", file="plan.md")
    Traceback (most recent call last):
    ...
    povertyplan.messages.ReadError: plan.md: expected a text, found a PDF: its tables are pictures \
of text; ask for the file it was made from
    """
    _known(format)
    _bounded(data, format, file)
    # What reads documents is loaded by those who read, not by `import povertyplan`.
    from povertyplan.documents.formats.decode import decoded, from_bytes  # noqa: PLC0415  # see above
    from povertyplan.documents.recognise import recognise  # noqa: PLC0415  # see above

    if format == "json":
        return _recorded(decoded(data, file)[0], file)
    return recognise(from_bytes(data, format, file))


def read_text(text: str, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # what it is
    """
    Read a plan from its text.

    >>> reading = read_text('''
    ... | TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ hộ nghèo 2023 | Hộ nghèo 2024 |
    ... |---|---|---|---|---|---|
    ... | 1 | Chợ | 136 | 3 | 2,21 | 2 |
    ... ''')
    >>> reading.plan.target("Chợ").base.poor
    Tally(count=3, rate=Percent('2.21%'))

    Raises `ReadError` for what cannot become a plan.
    """
    _known(format)
    if format in PACKED:
        raise ValueError(f"a .{format} has no text: read_bytes reads it")
    from povertyplan.documents.formats.decode import from_text  # noqa: PLC0415  # as in read_bytes
    from povertyplan.documents.recognise import recognise  # noqa: PLC0415  # as in read_bytes

    if format == "json":
        return _recorded(text, file)
    return recognise(from_text(text, format, file))


def _recorded(text: str, file: str) -> Reading:
    """Read the record of a plan, or that of a reading."""
    from povertyplan.model.plan import Plan  # noqa: PLC0415  # as in read_bytes
    from povertyplan.records import from_json  # noqa: PLC0415  # as in read_bytes

    try:
        if _READING.match(text):
            return from_json(text, Reading)
        return Reading(from_json(text, Plan))
    except ReadError as error:
        raise evolve(error, file=file) from None


def _bounded(data: bytes, form: str, file: str) -> None:
    if len(data) > _most(form):
        raise ReadError(
            phrase("at most {number} bytes").format(number=_most(form)), phrase("more"), file
        )


def _most(form: str) -> int:
    return MOST_PACKED if form in PACKED else MOST_BYTES


def _known(form: str) -> None:
    if form not in FORMATS.values():
        known = ", ".join(sorted(set(FORMATS.values())))
        raise ValueError(f"format must be one of {known}, got {form!r}")

"""Read plans from documents: every format to paragraphs and grids, one recogniser for all."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from povertyplan.errors import ReadError
from povertyplan.reading import Reading

if TYPE_CHECKING:
    from povertyplan.documents.grid import Content

__all__ = ["FORMATS", "MOST_BYTES", "read", "read_bytes", "read_text"]

#: The largest text, and the largest packed document.
MOST_BYTES, MOST_PACKED = 8_000_000, 50_000_000

#: The formats, by the ending of a file's name.
FORMATS: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
#: Formats of before 2007, and what to save them as.
_OLD = {".doc": ".docx", ".xls": ".xlsx"}
_PACKED = {"docx", "xlsx"}
_SIGNATURES = {
    b"%PDF": "a PDF: its tables are pictures of text; ask for the file it was made from",
    b"PK\x03\x04": "a packed office document: name its format, or give its file its own ending",
    b"\xd0\xcf\x11\xe0": (
        "an office document of before 2007, or one with a password: open it and save it as .docx"
        " or .xlsx, without a password"
    ),
}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(path: str | os.PathLike[str]) -> Reading:
    """
    Read a plan from a file; the ending of its name says which format it is.

    Raises `ReadError` for what cannot become a plan, and `OSError` where there
    is no file to open.
    """
    file = os.fspath(path)
    ending = os.path.splitext(file)[1]  # noqa: PTH122  # pathlib would be a tenth of the import
    form = FORMATS.get(ending.lower())
    if ending.lower() in _OLD:
        new = _OLD[ending.lower()]
        raise ReadError(
            f"a {new}: open the file in Word, Excel or LibreOffice and save it as {new}",
            f"the format {ending.lower()} of before 2007",
            file,
        )
    if form is None:
        known = ", ".join(FORMATS)
        raise ReadError(f"a file that ends in {known}", ending or "no ending", file)
    with open(file, "rb") as stream:  # noqa: PTH123  # as above
        data = stream.read(_most(form) + 1)
    return read_bytes(data, format=form, file=file)


def read_bytes(data: bytes, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # what it is
    """
    Read a plan from the bytes of a file; *file* names it in sources and errors.

    Text is UTF-8, or UTF-16 with its mark.

    >>> read_bytes(b"%PDF-1.7", file="plan.md")
    Traceback (most recent call last):
    ...
    povertyplan.errors.ReadError: plan.md: expected a text, found a PDF: its tables are pictures \
of text; ask for the file it was made from
    """
    _known(format)
    if len(data) > _most(format):
        raise ReadError(f"at most {_most(format)} bytes", "more", file)
    packed = format in _PACKED
    for start, kind in _SIGNATURES.items():
        if data.startswith(start) and not (packed and kind.startswith("a packed")):
            raise ReadError(f"a .{format}" if packed else "a text", kind, file)
    if packed:
        from povertyplan.documents.recognise import recognise  # noqa: PLC0415  # loaded by those who read

        return recognise(_unpacked(data, format, file))
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = f"the byte {data[error.start]:#04x} that is none"
        raise ReadError("text in UTF-8 or UTF-16", found, file, f"line {line}") from None
    return read_text(text, format=format, file=file)


def _most(form: str) -> int:
    return MOST_PACKED if form in _PACKED else MOST_BYTES


def _unpacked(data: bytes, form: str, file: str) -> "Content":
    """Read an office document; without the library for it, the error names the extra."""
    try:
        if form == "docx":
            from povertyplan.documents.docx import content  # noqa: PLC0415  # an extra
        else:
            from povertyplan.documents.xlsx import content  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        expected = f"what reads a .{form}: pip install 'povertyplan[office]'"
        raise ReadError(expected, f"no module {error.name!r}", file) from None
    return content(data, file)


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
    if format in _PACKED:
        raise ValueError(f"a .{format} has no text: read_bytes reads it")
    if len(text) > MOST_BYTES:
        raise ReadError(f"at most {MOST_BYTES} characters", "more", file)
    if not text.strip():
        raise ReadError("a plan", "nothing: the document is empty", file)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ReadError("a text", "binary data", file, f"line {line}")
    # What reads documents is loaded by those who read, not by `import povertyplan`.
    from povertyplan.documents.recognise import recognise  # noqa: PLC0415  # see above
    from povertyplan.documents.text import content  # noqa: PLC0415  # see above

    return recognise(content(text, file))


def _known(form: str) -> None:
    if form not in FORMATS.values():
        known = ", ".join(sorted(set(FORMATS.values())))
        raise ValueError(f"format must be one of {known}, got {form!r}")

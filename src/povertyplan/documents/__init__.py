"""Read plans from documents: every format to paragraphs and grids, one recogniser for all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from povertyplan.documents import text as _text
from povertyplan.documents.grid import Content
from povertyplan.documents.recognise import recognise
from povertyplan.errors import ReadError
from povertyplan.reading import Reading

__all__ = ["FORMATS", "MOST_BYTES", "read", "read_bytes", "read_text"]

MOST_BYTES = 8_000_000

#: What turns a text of each format into paragraphs and grids.
FORMATS: Mapping[str, Callable[[str, str], Content]] = {
    "markdown": _text.content,
    "text": _text.content,
}
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "text"}
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(path: str | Path) -> Reading:
    """
    Read a plan from a file; the ending of its name says which format it is.

    Raises `ReadError` for what cannot become a plan, and `OSError` where there
    is no file to open.
    """
    file = Path(path)
    form = _SUFFIXES.get(file.suffix.lower())
    if form is None:
        known = ", ".join(sorted(_SUFFIXES))
        raise ReadError(f"a file that ends in {known}", file.suffix or "no ending", str(path))
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    return read_bytes(data, format=form, file=str(path))


def read_bytes(data: bytes, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # what it is
    """
    Read a plan from the bytes of a file; *file* names it in sources and errors.

    Text is UTF-8, or UTF-16 with its mark.

    >>> read_bytes(b"%PDF-1.7", file="plan.md")
    Traceback (most recent call last):
    ...
    povertyplan.errors.ReadError: plan.md: expected a text, found a PDF
    """
    _known(format)
    if len(data) > MOST_BYTES:
        raise ReadError(f"at most {MOST_BYTES} bytes", "more", file)
    for start, kind in _SIGNATURES.items():
        if data.startswith(start):
            raise ReadError("a text", kind, file)
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = f"the byte {data[error.start]:#04x} that is none"
        raise ReadError("text in UTF-8 or UTF-16", found, file, f"line {line}") from None
    return read_text(text, format=format, file=file)


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
    parse = _known(format)
    if len(text) > MOST_BYTES:
        raise ReadError(f"at most {MOST_BYTES} characters", "more", file)
    if not text.strip():
        raise ReadError("a plan", "nothing: the document is empty", file)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ReadError("a text", "binary data", file, f"line {line}")
    return recognise(parse(text, file))


def _known(form: str) -> Callable[[str, str], Content]:
    if form not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, got {form!r}")
    return FORMATS[form]

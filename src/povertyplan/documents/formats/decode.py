"""The bytes or the text of a file to its content, by its format."""

import re
import unicodedata

from attrs import evolve

from povertyplan.documents import limits
from povertyplan.documents.content import Content
from povertyplan.documents.formats import csv, encoding, html, markdown
from povertyplan.documents.formats.endings import PACKED
from povertyplan.documents.formats.footnotes import unmarked
from povertyplan.messages import ReadError, phrase, verbatim

_SIGNATURES = {
    b"%PDF": phrase("a PDF: its tables are pictures of text; ask for the file it was made from"),
    b"PK\x03\x04": phrase(
        "a packed office document: name its format, or give its file its own ending"
    ),
    b"\xd0\xcf\x11\xe0": phrase(
        "an office document of before 2007, or one with a password: open it and save it as .docx"
        " or .xlsx, without a password"
    ),
}
#: What divides a text into lines and cells, or into tags and references to characters.
_DIVIDERS = {"csv": ",;\t\n\r", "html": "<&", "markdown": "|\t\n\r", "text": "|\t\n\r"}
#: How a web page begins, in so many characters; Markdown may begin with tags of its own.
_PAGE = re.compile(
    r"[\ufeff\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|meta|table)\b",
    re.IGNORECASE,
)
_NO_PAGES = {"csv": ".csv", "text": ".txt", "docx": ".docx", "xlsx": ".xlsx"}
_UNCOMMON = re.compile(rf"[^\w\s!-~]{{{limits.MOST_MARKS},}}")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def from_bytes(data: bytes, form: str, file: str) -> Content:
    """
    Return the content of a file.

    Raises `ReadError` for what is not of this format.
    """
    packed = form in PACKED
    for start, kind in _SIGNATURES.items():
        if data.startswith(start) and not (packed and data.startswith(b"PK")):
            expected = verbatim(f".{form}") if packed else phrase("a text")
            raise ReadError(expected, kind, file)
    if packed:
        _refuse_page(data[: limits.MOST_LEAD].decode("latin-1"), form, file)
        return _composed(_unpacked(data, form, file))
    plain, codec = decoded(data, file)
    found = from_text(plain, form, file)
    told = (encoding.notice(codec, file),) if codec else ()
    return evolve(found, notices=(*told, *found.notices))


def from_text(plain: str, form: str, file: str) -> Content:
    """
    Return the content of a text.

    Raises `ReadError` for what is too long, empty or binary.
    """
    if len(plain) > limits.MOST_BYTES:
        most = phrase("at most {number} characters", number=limits.MOST_BYTES)
        raise ReadError(most, phrase("more"), file)
    if not plain.strip():
        raise ReadError(phrase("a plan"), phrase("nothing: the document is empty"), file)
    _refuse_page(plain[: limits.MOST_LEAD], form, file)
    if "\0" in plain:
        line = plain[: plain.index("\0")].count("\n") + 1
        where = phrase("line {number}", number=line)
        raise ReadError(phrase("a text"), phrase("binary data"), file, where)
    for mark in _DIVIDERS[form]:
        if plain.count(mark) > limits.MOST_CELLS:
            expected = phrase(
                "at most {number} times this mark: {mark}",
                number=limits.MOST_CELLS,
                mark=repr(mark),
            )
            raise ReadError(expected, phrase("more"), file)
    room = {"csv": csv, "html": html}.get(form, markdown)
    return _composed(room.content(plain, file))


def _refuse_page(start: str, form: str, file: str) -> None:
    """Refuse a web page under the name of another format, as many programs export tables."""
    if form in _NO_PAGES and _PAGE.match(start):
        expected = phrase("the content of its format: {ending}", ending=_NO_PAGES[form])
        found = phrase("that of another format, rename the file: {ending}", ending=".html")
        raise ReadError(expected, found, file)


def _composed(content: Content) -> Content:
    """
    Return a document in the characters that a reader sees.

    Raises `ReadError` for letters with more marks than any: to order them takes for ever.
    """
    if _is_overmarked("\n".join(one.text for one in content.texts if not one.text.isascii())):
        one = next(one for one in content.texts if _is_overmarked(one.text))
        most = phrase("at most {number} marks on a letter", number=limits.MOST_MARKS)
        raise ReadError(most, phrase("more"), content.file, one.source.location)
    return unmarked(encoding.converted(content))


def _is_overmarked(text: str) -> bool:
    runs = _UNCOMMON.findall(text)
    return any(
        sum(unicodedata.combining(char) > 0 for char in run) > limits.MOST_MARKS for run in runs
    )


def decoded(data: bytes, file: str) -> tuple[str, str]:
    r"""
    Return the text of some bytes, and the name of an encoding of before Unicode.

    >>> decoded(b"H\xe9 ngh\xcco, \xae\xacn v\xde", "plan.txt")
    ('Hộ nghèo, đơn vị', 'TCVN3')

    Raises `ReadError` for bytes that are no text.
    """
    codec = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(codec), ""
    except UnicodeDecodeError as error:
        known = encoding.decoded(data) if codec == "utf-8" and b"\0" not in data else None
        if known is not None:
            return known
        line = data[: error.start].count(b"\n") + 1
        found = phrase("a byte that is none: {byte}", byte=f"{data[error.start]:#04x}")
        where = phrase("line {number}", number=line)
        raise ReadError(phrase("text in UTF-8 or UTF-16"), found, file, where) from None


def _unpacked(data: bytes, form: str, file: str) -> Content:
    """Read an office document; without the library for it, the error names the extra."""
    try:
        if form == "docx":
            from povertyplan.documents.formats.docx import content  # noqa: PLC0415  # an extra
        else:
            from povertyplan.documents.formats.xlsx import content  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        expected = phrase(
            "what reads office documents: {command}", command="pip install 'povertyplan[office]'"
        )
        found = phrase("no module: {name}", name=str(error.name))
        raise ReadError(expected, found, file) from None
    return content(data, file)

"""
Read a plan, or the result of a review, from a file, its bytes or its text.

What parses documents is imported by the functions that need it, so that
``import povertyplan`` stays light.
"""

import os
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, frozen

from povertyplan.arguments.strict import strict
from povertyplan.documents import limits
from povertyplan.documents.formats.endings import FORMATS, PACKED
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.reading import Reading, Review, TableReading

if TYPE_CHECKING:
    from povertyplan.documents.content import Content
    from povertyplan.year import Register, Rows

    #: What a file may hold: a plan, or the result of a review as one, or a table of the year.
    Document: TypeAlias = Reading | TableReading[Rows[Any]] | TableReading[Register]
else:  # the year is not loaded by who reads plans alone
    Document = Reading | TableReading

#: The start of the record of a reading, which the record of a plan does not have.
_READING_RECORD = re.compile(r'\W*\{[^{}]*"reading"\s*:')
#: The start of the record of a table of the year, or of a reading of one, with its key.
_TABLE_RECORD = re.compile(
    r'\W*\{[^{}]*"(flow|progress|labour|coverage|register|table_reading)"\s*:'
)


@frozen
class OpenedFile:
    """The bytes of a file, its name, and the format that it seems to have, if any."""

    name: str
    data: bytes
    format_name: str = ""


@strict
def read(path: str | os.PathLike[str], *, annex: str | os.PathLike[str] | None = None) -> Reading:
    """
    Read a plan from a file, in the format of its content, else of the ending of its name.

    *annex* is the file that holds the annex, if the text and the annex of the plan
    are in two files, such as a .docx and an .xlsx; each source names its own file.

    >>> reading = read("examples/formats/plan.docx")
    >>> print(reading.plan.year, reading.sources[Place(Part.TOTAL, "poor_goal_rate")])
    2024 examples/formats/plan.docx:table 3!I31

    Raises `ReadError` if the file is not a plan that can be read, and `OSError`
    if it cannot be opened.
    """
    text = opened(path)
    beside = None if annex is None else opened(annex)
    return _plan_in(reading_of(text, beside), text.name)


def _plan_in(read_as: Reading | Review, file: str) -> Reading:
    """Return the reading of a plan; raise `ReadError` for the result of a review."""
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
    Read the bytes of a file, at most one more than are allowed.

    Raises `ReadError` for a file that a program keeps while a document is open, for a pipe or a
    device, and `OSError` if the file cannot be opened.
    """
    from povertyplan.documents.formats.kinds import PACKED_STARTS
    from povertyplan.documents.formats.remedies import refuse_lock, refuse_special

    file = os.fspath(path)
    refuse_lock(file)
    refuse_special(file)
    with open(file, "rb") as stream:
        data = stream.read(limits.MOST_BYTES + 1)
        if data.startswith(PACKED_STARTS):
            data += stream.read(limits.MOST_PACKED - limits.MOST_BYTES)
    ending = os.path.splitext(file)[1].lower()
    return OpenedFile(file, data, FORMATS.get(ending, ""))


def is_folder(name: str) -> bool:
    """Whether a name leads to a folder; also within a closed one, where pathlib raises."""
    return os.path.isdir(name)


def reading_of(text: OpenedFile, annex: OpenedFile | None = None) -> Reading | Review:
    """
    Read a plan from a file, or from two; without *annex* also the result of a review.

    Raises `ReadError` as `read` does.
    """
    from povertyplan.documents.recognise import recognise

    if annex is not None:
        return recognise(content_of(text), content_of(annex))
    if format_told(text) == "json":
        return _from_record_in(text)
    return _plan_or_review(content_of(text))


def documents_in(file: OpenedFile) -> tuple[Document, ...]:
    """
    Read the documents in a file: a plan, the result of a review as a plan, or tables of the year.

    The reports of single units, such as the sheets of a workbook, are one table for each period.
    Raises `ReadError` for a file with none of them, as for one without a plan.
    """
    from povertyplan.documents.household_headings import may_list_households
    from povertyplan.documents.recognise import recognise_plan_or_review

    if format_told(file) == "json":
        return (_document_in_record(file),)
    content = content_of(file)
    rest, registers = content, tuple[Document, ...]()
    if may_list_households(content):
        from povertyplan.documents.year_tables.recognise import registers_of
        from povertyplan.documents.year_tables.register.tables import household_lists

        lists = household_lists(content)
        rest, registers = lists.rest, tuple(registers_of(content, lists))
    try:
        read_as = recognise_plan_or_review(rest)
    except ReadError:
        from povertyplan.documents.together import together
        from povertyplan.documents.year_tables.recognise import unit_tables_of
        from povertyplan.documents.year_tables.register.tables import refuse_persons

        refuse_persons(rest)
        tables = (*together(unit_tables_of(rest)), *registers)
        if not tables:
            raise
        return tables
    return (read_as.reading if isinstance(read_as, Review) else read_as, *registers)


def _plan_or_review(content: "Content") -> Reading | Review:
    """Read a plan or a review; the refusal of another document says if it is a form of the year."""
    from povertyplan.documents.household_headings import may_list_households
    from povertyplan.documents.recognise import recognise_plan_or_review

    rest = content
    if may_list_households(content):
        from povertyplan.documents.year_tables.register.tables import household_lists

        rest = household_lists(content).rest
    try:
        return recognise_plan_or_review(rest)
    except ReadError as error:
        from povertyplan.documents.year_tables.refusals import told_of_the_year

        raise told_of_the_year(error, content) from None


def content_of(file: OpenedFile) -> "Content":
    """
    Return the paragraphs and tables of a file.

    Raises `ReadError` for a record, and for a document beyond the limits.
    """
    from povertyplan.documents.content import refuse_beyond_limits
    from povertyplan.documents.formats.decode import from_bytes

    format_name = format_told(file)
    if format_name == "json":
        raise ReadError(phrase("a document"), phrase("a JSON record of a plan"), file.name)
    content = from_bytes(file.data, format_name, file.name)
    refuse_beyond_limits(content)
    return content


@strict
def read_censuses(path: str | os.PathLike[str], *, year: int | None = None) -> Review:
    r"""
    Read the result of a review, a table of one year, from a file of any format but JSON.

    *year* is the year of the review; it is needed only if the table and the
    title state none, or several.  Raises `ReadError` and `OSError` as `read` does.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "review.csv")
    ...     size = file.write_text("TT,Đơn vị,Số hộ,Hộ nghèo\n1,Chợ,140,2", "utf-8")
    ...     read_censuses(file, year=2024).censuses[0].poor
    Tally(count=2)
    """
    from povertyplan.documents.recognise import recognise_review

    return recognise_review(content_of(opened(path)), year)


@strict
def read_bytes(data: bytes, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # public
    """
    Read a plan from the bytes of a file; *file* names it in sources and errors.

    *format* says how to read a text; office documents and web pages are known by their content.
    Text is in UTF-8, in UTF-16 with a byte-order mark, or in a legacy encoding
    (TCVN3, VNI, Windows-1258), which is recognised by the words of a plan.

    >>> read_bytes(b"%PDF-1.7", file="plan.md")
    Traceback (most recent call last):
    ...
    povertyplan.messages.refusals.ReadError: plan.md: This is a PDF; its tables are ...

    Raises `ReadError` if the bytes are not a plan that can be read, and
    `ValueError` for an unknown *format*.
    """
    _refuse_unknown(format)
    return _plan_in(reading_of(OpenedFile(file, data, format)), file)


@strict
def read_text(text: str, *, format: str = "markdown", file: str = "") -> Reading:  # noqa: A002  # public
    """
    Read a plan from its text; *file* names it in sources and errors.

    >>> reading = read_text('''
    ... | TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ hộ nghèo 2023 | Hộ nghèo 2024 |
    ... |---|---|---|---|---|---|
    ... | 1 | Chợ | 136 | 3 | 2,21 | 2 |
    ... ''')
    >>> reading.plan.target("Chợ").base.poor
    Tally(count=3, rate=Percent.parse('2.21%'))

    Raises `ReadError` if the text is not a plan that can be read, and
    `ValueError` for an unknown *format*, or one that is not text.
    """
    from povertyplan.documents.content import refuse_beyond_limits
    from povertyplan.documents.formats.decode import from_text

    _refuse_unknown(format)
    if format in PACKED:
        raise ValueError(f"a .{format} has no text: read_bytes reads it")
    if format == "json":
        _refuse_many_values(text, file)
        return _from_record(text, file)
    content = from_text(text, format, file)
    refuse_beyond_limits(content)
    return _plan_in(_plan_or_review(content), file)


def format_told(file: OpenedFile) -> str:
    """
    Return the format of a file by its content, else the one that it seems to have.

    Raises `ReadError` for a file that is not read, or is too large.
    """
    from povertyplan.documents.formats.kinds import PACKED_STARTS, format_of

    is_packed = file.data.startswith(PACKED_STARTS)
    if is_packed:
        _refuse_oversized(file, limits.MOST_PACKED)
    format_name = format_of(file.data, file.format_name, file.name)
    if not is_packed:
        _refuse_oversized(file, limits.MOST_BYTES)
    return format_name


def _refuse_oversized(file: OpenedFile, most: int) -> None:
    if len(file.data) > most:
        raise ReadError(phrase("at most {number} bytes", number=most), phrase("more"), file.name)


def _refuse_unknown(format_name: str) -> None:
    known = sorted(set(FORMATS.values()))
    if format_name not in known:
        raise ValueError(f"format must be one of {', '.join(known)}, got {format_name!r}")


def _document_in_record(file: OpenedFile) -> Document:
    """Read the record of a plan, of a table of the year, or of a reading of one."""
    from povertyplan.records import from_json
    from povertyplan.records.tables import TABLES

    text = _text_of_record(file)
    named = _TABLE_RECORD.match(text)
    if named is None:
        return _from_record(text, file.name)
    kinds = {name: kind for kind, name in TABLES.items()}
    reading_of_any: type[TableReading[Any]] = TableReading
    try:
        if named[1] in kinds:
            table: Any = from_json(text, kinds[named[1]])
            return TableReading(table)
        return from_json(text, reading_of_any)
    except ReadError as error:
        raise evolve(error, file=file.name) from None


def _from_record_in(file: OpenedFile) -> Reading:
    """Read a record from the bytes of a file."""
    return _from_record(_text_of_record(file), file.name)


def _text_of_record(file: OpenedFile) -> str:
    """Return the text of a record, given its bytes."""
    from povertyplan.documents.formats.encoding import unicode_text

    text = unicode_text(file.data, file.name)
    _refuse_many_values(text, file.name)
    return text


def _refuse_many_values(text: str, file: str) -> None:
    if text.count(",") > limits.MOST_VALUES:
        most = phrase("a record with at most {number} commas", number=limits.MOST_VALUES)
        raise ReadError(most, phrase("more"), file)


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

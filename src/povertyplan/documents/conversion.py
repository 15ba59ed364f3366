"""What LibreOffice has to convert: documents that are not read themselves, and plans as .pdf."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve, frozen

from povertyplan.documents import limits
from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.formats.kinds import PACKED_STARTS, kind_of
from povertyplan.documents.layout.year_pages import YearTable
from povertyplan.documents.office import OfficeError, converted
from povertyplan.documents.write.plans import ENDINGS, write, write_bytes
from povertyplan.documents.write.target import write_file
from povertyplan.messages import Phrase, ReadError, WriteError, phrase, verbatim
from povertyplan.model.plan import Plan
from povertyplan.reading import Notice, Reading, Review, Source
from povertyplan.year import Register

_SAVE_AS_DOCX = phrase("open it in Word, choose Save As .docx, and convert that.")
_SAVE_AS_XLSX = phrase("open it in Excel, choose Save As .xlsx, and convert that.")
#: How a document is converted: its ending, the format it is read as, and what to do without.
_Conversion: TypeAlias = tuple[str, str, Phrase]
#: How documents of each kind are converted.
_KINDS: Mapping[str, _Conversion] = MappingProxyType(
    {
        "doc": (".doc", "docx", _SAVE_AS_DOCX),
        "rtf": (".rtf", "docx", _SAVE_AS_DOCX),
        "odt": (".odt", "docx", _SAVE_AS_DOCX),
        "ods": (".ods", "xlsx", _SAVE_AS_XLSX),
        "xlsb": (".xlsb", "xlsx", _SAVE_AS_XLSX),
    }
)
#: What the beginning of a document in XML says, and how it is converted.
_IN_XML: Mapping[re.Pattern[bytes], _Conversion] = MappingProxyType(
    {
        re.compile(rb"opendocument\.text\b"): (".fodt", "docx", _SAVE_AS_DOCX),
        re.compile(rb"opendocument\.spreadsheet\b"): (".fods", "xlsx", _SAVE_AS_XLSX),
        re.compile(rb"progid=.Word\.|<w:wordDocument\b"): (".xml", "docx", _SAVE_AS_DOCX),
        re.compile(rb"progid=.Excel\.|:office:spreadsheet\b"): (".xml", "xlsx", _SAVE_AS_XLSX),
    }
)
#: In how many of its first bytes; the names of OpenDocument's own vocabularies take some thousand.
_BEGINNING = 10_000
PDF = ".pdf"


@frozen
class _Converted:
    """A file in a format that is read, and what to do if LibreOffice has spoilt it."""

    file: OpenedFile
    notice: Notice
    instead: Phrase


def read_converted(file: OpenedFile, annex: OpenedFile | None = None) -> Reading | Review:
    """
    Read a plan from a file, or from two, also from documents that LibreOffice has to convert.

    A notice tells what was converted; sources are places in what it became.  Raises `ReadError`
    if a file is not a plan that can be read, or cannot be converted.
    """
    files = [file] if annex is None else [file, annex]
    readable: list[OpenedFile] = []
    done: list[_Converted] = []
    for each in files:
        result = _converted(each)
        readable.append(each if result is None else result.file)
        done += [] if result is None else [result]
    try:
        read_as = reading_of(*readable)
    except ReadError as error:
        if not done:
            raise
        remedy = phrase(
            "LibreOffice converted this document, which may have lost its table: {why}. Instead,"
            " {instead}",
            why=error.why,
            instead=done[-1].instead,
        )
        raise evolve(error, remedy=remedy) from error
    return _with_notices(read_as, [each.notice for each in done])


def _converted(file: OpenedFile) -> _Converted | None:
    """Return a document converted to a format that is read, or None if it needs no conversion."""
    kind = kind_of(file.data, file.format_name)
    conversion = _of_xml(file.data) if kind == "xml" else _KINDS.get(kind)
    if conversion is None:
        return None
    own_ending, format_name, instead = conversion
    most = limits.MOST_PACKED if file.data.startswith(PACKED_STARTS) else limits.MOST_BYTES
    if len(file.data) > most:
        raise ReadError(phrase("at most {number} bytes", number=most), phrase("more"), file.name)
    try:
        data = converted(file.data, own_ending, f".{format_name}", instead=instead)
    except OfficeError as error:
        expected = phrase("a file with one of these endings: {endings}", endings=f".{format_name}")
        raise ReadError(expected, verbatim(kind), file.name, remedy=error.why) from error
    values = (("text", own_ending), ("other", f".{format_name}"))
    notice = Notice("converted", Source(file.name), values)
    return _Converted(OpenedFile(file.name, data, format_name), notice, instead)


def _of_xml(data: bytes) -> _Conversion | None:
    """Return how a document in XML is converted, or None for other documents."""
    beginning = data[:_BEGINNING]
    told = (conversion for pattern, conversion in _IN_XML.items() if pattern.search(beginning))
    return next(told, None)


def _with_notices(read_as: Reading | Review, notices: Sequence[Notice]) -> Reading | Review:
    reading = read_as.reading if isinstance(read_as, Review) else read_as
    reading = evolve(reading, notices=(*notices, *reading.notices))
    return evolve(read_as, reading=reading) if isinstance(read_as, Review) else reading


def refuse_ending(target: str) -> None:
    """Raise `WriteError` if the ending of a name is of no format that plans are written in."""
    endings = (*ENDINGS, PDF)
    if ending(target) not in endings:
        why = phrase("The name of the file must end in {endings}.", endings=", ".join(endings))
        raise WriteError(target, why)


def write_converted(table: Plan | Register | Sequence[YearTable], target: str) -> None:
    """
    Write a plan or tables as `write` does, or as .pdf, which LibreOffice makes of the Word file.

    Raises `WriteError` if the file cannot be written, or would state other than the plan.
    """
    if ending(target) != PDF:
        write(table, target)
        return
    instead = phrase("write it as .docx, open that in Word, and choose Save As PDF.")
    document = write_bytes(table, format="docx")
    try:
        data = converted(document, ".docx", PDF, instead=instead)
    except OfficeError as error:
        raise WriteError(target, error.why) from error
    write_file(target, data)

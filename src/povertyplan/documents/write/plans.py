"""Plans and tables written as documents, whole or not at all, and read back before that."""

import os
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from povertyplan.arguments.strict import strict as strict_arguments
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.layout import Page, page, prose_of
from povertyplan.documents.layout.year_pages import YearTable
from povertyplan.documents.write.characters import refuse_unwritable
from povertyplan.documents.write.contents import EVERYTHING, OF_DOCUMENTS
from povertyplan.documents.write.extra import naming_extra
from povertyplan.documents.write.read_back import refuse_altered
from povertyplan.documents.write.tables import written_register, written_shares, written_tables
from povertyplan.documents.write.target import write_file
from povertyplan.messages import WriteError, phrase
from povertyplan.model.plan import Plan
from povertyplan.year.allocation import Allocation
from povertyplan.year.register import Register
from povertyplan.year.table import Rows


def _markdown(laid_out: Page) -> bytes:
    from povertyplan.documents.write.markdown import text

    return text(laid_out).encode()


def _docx(laid_out: Page) -> bytes:
    from povertyplan.documents.write.docx import document

    return document(laid_out)


def _csv(laid_out: Page) -> bytes:
    from povertyplan.documents.write.csv import CODEC, text

    return text(laid_out).encode(CODEC)


def _html(laid_out: Page) -> bytes:
    from povertyplan.documents.write.html import text

    return text(laid_out).encode()


def _xlsx(laid_out: Page) -> bytes:
    from povertyplan.documents.write.xlsx import workbook

    return workbook(laid_out)


#: How a laid-out document becomes the bytes of a file, by format; each loads where it is used.
WRITERS: Mapping[str, Callable[[Page], bytes]] = MappingProxyType(
    {"docx": _docx, "markdown": _markdown, "csv": _csv, "html": _html, "xlsx": _xlsx}
)
#: The format that is the record of a plan, and no document.
RECORD = "json"
#: The formats that are written.
FORMATS = (*WRITERS, RECORD)
#: Their names, by the ending of a file's name.
ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "docx",
        ".md": "markdown",
        ".csv": "csv",
        ".html": "html",
        ".xlsx": "xlsx",
        ".json": RECORD,
    }
)


@strict_arguments
def write(
    table: Plan | YearTable | Register | Allocation | Sequence[YearTable],
    path: str | os.PathLike[str],
    *,
    prose: Mapping[str, Sequence[str]] | None = None,
    against: Plan | None = None,
    strict: bool = True,
) -> None:
    """
    Write a plan, or tables of its year, as a document in the format of the ending of its name.

    A .docx has the form of Decree 30/2020/NĐ-CP, an .xlsx live formulas beside their values; .md,
    .csv and .html state the same, and a .json is the record of the plan.  What the plan does not
    state is left out, and a blank number or day is ``…``.

    *table* is a plan, a `FlowTable`, a `ProgressReport` or a `LabourTable`, or several of these
    for one document: flows of households and of persons share the lines of their form.  Beside
    the reports of a `ProgressReport` stand the targets of the plan *against* which it is read.
    A `Register` has a line for each household, under its code and never under a name, and below
    it the causes of poverty, counted for the commune.
    An `Allocation` needs the plan *against* which its quota is shared, for its units and year;
    `read` takes what is written for the plan that the shares make.

    *prose* has the paragraphs of the text by the numbers of their sections, ``{"III": ["…"]}``,
    and under ``""`` those before the first; a section without any has room for them.
    A *strict* document is read back before it is written: `read` gives the same plan,
    `read_tables` the same tables.
    A file that exists is replaced whole, and keeps its permissions.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> commune = Unit("Cao Thượng", Level.COMMUNE, "thị trấn")
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], unit=commune)
    >>> with TemporaryDirectory() as folder:
    ...     write(plan, Path(folder, "plan.html"))
    ...     read(Path(folder, "plan.html")).plan == plan
    True

    Raises `WriteError` if the file cannot be written, if a text has a character that no document
    holds, and if a strict document would state other than the plan: its *fields* say what.
    `ValueError` is raised for prose of a section that no plan has, and for an `Allocation` without
    the plan of its units.
    """
    file = os.fspath(path)
    format_name = format_of(file)
    if isinstance(table, Plan):
        data = _written(table, format_name, file, prose or {}, strict=strict)
    elif isinstance(table, Register):
        data = written_register(table, format_name, file, strict=strict)
    elif isinstance(table, Allocation):
        data = written_shares(table, format_name, file, against)
    else:
        data = written_tables(_listed(table), format_name, file, against, strict=strict)
    write_file(file, data)


@strict_arguments
def write_bytes(
    table: Plan | YearTable | Register | Allocation | Sequence[YearTable],
    *,
    format: str,  # noqa: A002  # public, as in read_bytes
    prose: Mapping[str, Sequence[str]] | None = None,
    against: Plan | None = None,
    strict: bool = True,
) -> bytes:
    """
    Return the bytes of the document that `write` makes of a plan, or of tables of its year.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])
    >>> "| 1 | Chợ | 2 |" in write_bytes(plan, format="markdown").decode()
    True

    Raises `WriteError` as `write` does, and `ValueError` for an unknown *format*.
    """
    _refuse_unknown(format)
    if isinstance(table, Plan):
        return _written(table, format, "", prose or {}, strict=strict)
    if isinstance(table, Register):
        return written_register(table, format, "", strict=strict)
    if isinstance(table, Allocation):
        return written_shares(table, format, "", against)
    return written_tables(_listed(table), format, "", against, strict=strict)


@strict_arguments
def carries(format: str) -> frozenset[str]:  # noqa: A002  # public, as in read_bytes
    """
    Return the facts of a plan that a format can state: flat names and names of other facts.

    The names are those of `WriteError.fields`.  A format carries a fact in the form that offices
    write: ``row_name`` does not say that every text comes back as the name of a row.

    >>> "signer" in carries("markdown"), "unit_code" in carries("markdown")
    (True, False)
    >>> carries("markdown") < carries("json")
    True

    Raises `ValueError` for an unknown *format*.
    """
    _refuse_unknown(format)
    return EVERYTHING if format == RECORD else OF_DOCUMENTS


def format_of(file: str) -> str:
    """Return the format that a file is written in by its name; raise `WriteError` for others."""
    format_name = ENDINGS.get(ending(file))
    if format_name is None:
        why = phrase("The name of the file must end in {endings}.", endings=", ".join(ENDINGS))
        raise WriteError(file, why)
    return format_name


def _refuse_unknown(format_name: str) -> None:
    if format_name not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, got {format_name!r}")


def _listed(table: YearTable | Sequence[YearTable]) -> Sequence[YearTable]:
    return [table] if isinstance(table, Rows) else table


def _written(
    plan: Plan,
    format_name: str,
    file: str,
    prose: Mapping[str, Sequence[str]],
    *,
    strict: bool,
) -> bytes:
    paragraphs = prose_of(prose)
    if format_name == RECORD:
        return _record(plan, file, has_prose=bool(paragraphs) and strict)
    refuse_unwritable(plan, paragraphs, file)
    with naming_extra(file):
        data = WRITERS[format_name](page(plan, paragraphs))
    if strict:
        refuse_altered(plan, data, format_name, file)
    return data


def _record(plan: Plan, file: str, *, has_prose: bool) -> bytes:
    """Return the record of a plan, which has no place for the prose of a document."""
    from povertyplan.records import to_json

    if has_prose:
        why = phrase("Nothing was written, for a .json file holds a plan and no other text.")
        raise WriteError(file, why, ("prose",))
    return to_json(plan, indent=2).encode()

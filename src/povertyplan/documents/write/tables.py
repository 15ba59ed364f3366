"""Tables of a year written as documents, and read back before they are written."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from povertyplan.documents.forms import FORMS, FormLines
from povertyplan.documents.layout import AnnexPage
from povertyplan.documents.layout.year_pages import YearTable, year_pages
from povertyplan.documents.write.characters import refuse_unwritable, refuse_unwritable_table
from povertyplan.documents.write.extra import naming_extra
from povertyplan.documents.write.read_back import WrittenTable, refuse_altered_tables
from povertyplan.messages import WriteError, phrase
from povertyplan.model.plan import Plan
from povertyplan.year.allocation import Allocation
from povertyplan.year.register import Register
from povertyplan.year.table import Rows

_PagesWriter: TypeAlias = Callable[[Sequence[AnnexPage]], bytes]


def _markdown(pages: Sequence[AnnexPage]) -> bytes:
    from povertyplan.documents.write.markdown import text_of_tables

    return text_of_tables(pages).encode()


def _docx(pages: Sequence[AnnexPage]) -> bytes:
    from povertyplan.documents.write.docx import tables_document

    return tables_document(pages)


def _csv(pages: Sequence[AnnexPage]) -> bytes:
    from povertyplan.documents.write.csv import CODEC, text_of_tables

    return text_of_tables(pages).encode(CODEC)


def _html(pages: Sequence[AnnexPage]) -> bytes:
    from povertyplan.documents.write.html import text_of_tables

    return text_of_tables(pages).encode()


def _xlsx(pages: Sequence[AnnexPage]) -> bytes:
    from povertyplan.documents.write.xlsx import tables_workbook

    return tables_workbook(pages)


#: How tables that are laid out become the bytes of a file; each loads where it is used.
_WRITERS: Mapping[str, _PagesWriter] = MappingProxyType(
    {"docx": _docx, "markdown": _markdown, "csv": _csv, "html": _html, "xlsx": _xlsx}
)
_RECORD = "json"
#: The forms that tables are written in: those with a line for each unit.
_FORMS = tuple(form for form in FORMS if form.lines is not FormLines.FIGURES)


def written_tables(
    tables: Sequence[YearTable], format_name: str, file: str, plan: Plan | None, *, strict: bool
) -> bytes:
    """
    Return the document of tables, beside whose reports stands what a *plan* sets.

    Raises `WriteError` for tables that state no figure, and where a *strict* document, read back,
    would state other than they do.
    """
    if format_name == _RECORD:
        return _record(tables, file)
    pages = year_pages(tables, _FORMS, plan)
    if not pages:
        raise _without_figures(file)
    for table in tables:
        refuse_unwritable_table(table, file)
    data = _bytes_of(pages, format_name, file)
    if strict:
        refuse_altered_tables(tables, data, format_name, file)
    return data


def written_register(register: Register, format_name: str, file: str, *, strict: bool) -> bytes:
    """
    Return the document of a register of households, and of the causes of poverty in the commune.

    Raises `WriteError` where a *strict* document, read back, would state other than it does.
    """
    if format_name == _RECORD:
        return _record([register], file)
    from povertyplan.documents.layout.causes_page import causes_page
    from povertyplan.documents.layout.register_page import register_page

    refuse_unwritable_table(register, file)
    data = _bytes_of([register_page(register), causes_page(register)], format_name, file)
    if strict:
        refuse_altered_tables([register], data, format_name, file)
    return data


def written_shares(allocation: Allocation, format_name: str, file: str, plan: Plan | None) -> bytes:
    """
    Return the document of a quota that is shared out over the units of a plan.

    Raises `ValueError` without the plan, or where the shares are not of its units.
    """
    if format_name == _RECORD:
        from povertyplan.records import to_json

        return to_json(allocation, indent=2).encode()
    shared_by = [share.unit for share in allocation.shares]
    if plan is None or shared_by != [target.unit for target in plan.targets]:
        raise ValueError("write: against must be the plan whose units share the quota")
    from povertyplan.documents.layout.quota_page import quota_page

    refuse_unwritable(plan, {}, file)
    return _bytes_of([quota_page(allocation, plan)], format_name, file)


def _bytes_of(pages: Sequence[AnnexPage], format_name: str, file: str) -> bytes:
    with naming_extra(file):
        return _WRITERS[format_name](pages)


def _record(tables: Sequence[WrittenTable], file: str) -> bytes:
    """
    Return the record of a table.

    Raises `WriteError` for several tables, and for one without rows, whose kind nobody knows.
    """
    from povertyplan.records import to_json

    if len(tables) > 1:
        why = phrase("Nothing was written, for a .json file holds one table. Name a file for each.")
        raise WriteError(file, why, ("tables",))
    (table,) = tables
    if isinstance(table, Rows) and table.kind is None:
        raise _without_figures(file)
    return to_json(table, indent=2).encode()


def _without_figures(file: str) -> WriteError:
    """Return the refusal of a table that states nothing."""
    why = phrase("Nothing was written, for no row of the table states a figure.")
    return WriteError(file, why, ("rows",))

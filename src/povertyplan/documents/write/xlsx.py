"""Plans as workbooks: the text and the annex on sheets of their own, figures as live formulas."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs]  # it has none

from povertyplan.documents.layout import AnnexPage, Page
from povertyplan.documents.write.workbook.annex_sheet import AnnexSheet
from povertyplan.documents.write.workbook.figure_cells import figure_cell
from povertyplan.documents.write.workbook.monthly_sheet import MonthlySheet, UnitSheet
from povertyplan.documents.write.workbook.open_cells import (
    add_count_rules,
    add_rules,
    open_cell,
    open_form_cell,
    write_hint,
    write_typed,
)
from povertyplan.documents.write.workbook.open_register import (
    LISTS,
    OpenRegister,
    open_register,
    write_units,
)
from povertyplan.documents.write.workbook.sentences import computed_texts
from povertyplan.documents.write.workbook.styles import NORMAL, UNLOCKED, Book, Styles
from povertyplan.documents.write.workbook.text_sheet import TextSheet

TEXT, ANNEX, SENTENCES, TABLE = "Kế hoạch", "Phụ lục", "Lời văn", "Biểu {number}"
#: What may be done on a sheet that is protected from typing over its formulas.
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook has no time zone


def workbook(page: Page) -> bytes:
    """
    Return a plan as an .xlsx with the sheets “Kế hoạch” and “Phụ lục”, ready to print on A4.

    A total is a sum of its rows and a rate is a rounded quotient, each with its value, where
    that gives what the plan prints; every other figure is typed, so that a wrong plan is
    written as it stands.  The same page always gives the same bytes.
    """
    stream = BytesIO()
    with opened(stream, page.subject) as book:
        styles = Styles(book)
        TextSheet(book.add_worksheet(TEXT), page, styles).write()
        annex = book.add_worksheet(ANNEX)
        AnnexSheet.of(annex, page.annex, styles, figure_cell).write()
        annex.activate()
    return stream.getvalue()


def tables_workbook(pages: Sequence[AnnexPage]) -> bytes:
    """Return tables of a year as an .xlsx, each on a sheet of its own, as the annex of a plan."""
    stream = BytesIO()
    with opened(stream, pages[0].title) as book:
        styles = Styles(book)
        for number, page in enumerate(pages, 1):
            sheet = book.add_worksheet(TABLE.format(number=number))
            AnnexSheet.of(sheet, page, styles, figure_cell).write()
    return stream.getvalue()


def forms_workbook(
    sheets: Sequence[UnitSheet],
    pages: Sequence[AnnexPage],
    registers: Sequence[OpenRegister] = (),
) -> bytes:
    """
    Return forms to fill in as an .xlsx: a sheet for each unit, and one for each other form.

    A register has the sheet “Danh mục” beside it, with the units to choose from.

    Formulas are protected from being typed over, without a password.
    """
    stream = BytesIO()
    all_pages = [*pages, *(register.page for register in registers)]
    titles = [*(sheet.head.titles[0] for sheet in sheets), *(page.title for page in all_pages)]
    with opened(stream, titles[0]) as book:
        styles = Styles(book, UNLOCKED)
        for unit in sheets:
            sheet = book.add_worksheet(unit.name)
            MonthlySheet(sheet, unit, styles).write()
            sheet.protect("", _ALLOWED)
        for number, page in enumerate(pages, 1):
            sheet = book.add_worksheet(TABLE.format(number=number))
            annex = AnnexSheet.of(sheet, page, styles, open_form_cell)
            annex.write()
            add_count_rules(annex)
            sheet.protect("", _ALLOWED)
        for number, register in enumerate(registers, len(pages) + 1):
            sheet = book.add_worksheet(TABLE.format(number=number))
            annex = AnnexSheet.of(sheet, register.page, styles, open_form_cell)
            annex.write()
            open_register(annex, len(register.units))
            sheet.protect("", _ALLOWED)
            write_units(book.add_worksheet(LISTS), register.units, styles)
    return stream.getvalue()


def workbook_to_fill(page: Page) -> bytes:
    """
    Return a plan whose goals are still to be set as an .xlsx, “Phụ lục” before “Lời văn”.

    Formulas are protected from being typed over, without a password.  The targets of the text,
    in which figures are marked, become formulas.
    """
    stream = BytesIO()
    with opened(stream, page.subject) as book:
        styles = Styles(book, UNLOCKED)
        annex = AnnexSheet.of(book.add_worksheet(ANNEX), page.annex, styles, open_cell)
        annex.write()
        add_rules(annex)
        write_hint(annex)
        annex.sheet.protect("", _ALLOWED)
        sentences = computed_texts(page.body, annex.cells, ANNEX)
        text = TextSheet(book.add_worksheet(SENTENCES), page, styles, sentences)
        text.write()
        write_typed(text)
        text.sheet.protect("", _ALLOWED)
    return stream.getvalue()


@contextmanager
def opened(stream: BytesIO, title: str) -> Generator[Book]:
    """Open a workbook that is written to a stream once it is complete."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": dict(NORMAL),  # which XlsxWriter changes
    }
    book: Book = Workbook(stream, options)
    book.set_properties({"title": title, "created": _CREATED})
    yield book
    book.close()

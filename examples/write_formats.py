"""
Write the plan in every format that is read, and read each back.

    python examples/write_formats.py examples/cao-thuong-2024/plan.md examples/formats

Needs the extra `office`.  Without a folder the files are written to a temporary one.
"""

import argparse
import csv
import html
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

from povertyplan import check, read
from povertyplan.records import to_json

HEADER = 3  #: lines of the header in which a heading spans the blanks beside it


def parts(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs of a plan in Markdown, and the cells of its annex."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [line for line in lines if line.startswith("|") and not line.startswith("|--")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [line.strip("#* ") for line in lines if not line.startswith("|")], cells


def spans(cells: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what is merged: first row and column, last row and column."""
    for column in range(2):
        yield 0, column, HEADER - 1, column
    for row in range(HEADER - 1):
        stated = [at for at, cell in enumerate(cells[row]) if cell and at > 1]
        for start, end in zip(stated, [*stated[1:], len(cells[row])], strict=True):
            if end - start > 1:
                yield row, start, row, end - 1


def write_docx(path: Path, titles: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Write paragraphs and a table with merged headings."""
    document = Document()
    for title in titles:
        document.add_paragraph(title)
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for top, left, bottom, right in spans(cells):
        text = cells[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    document.save(str(path))


def write_xlsx(path: Path, titles: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Write one sheet; figures are numbers under a format of as many places."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Phụ lục"
    for title in titles:
        sheet.append([title])
    top = len(titles) + 2
    for row, texts in enumerate(cells, top):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column, text or None)
            if text[:1].isdigit() and row >= top + HEADER:
                cell.value = float(text) if "." in text else int(text)
                cell.number_format = "0.00" if "." in text else "0"
    for first, left, last, right in spans(cells):
        sheet.merge_cells(None, top + first, left + 1, top + last, right + 1)
    book.save(path)


def write_csv(path: Path, titles: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Write semicolons and a mark of the encoding, as a spreadsheet in Vietnam does."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([*([title] for title in titles), [], *cells])


def write_html(path: Path, titles: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Write a page with a table."""
    text = "".join(f"<p>{html.escape(title)}</p>\n" for title in titles)
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in cells)
    table = "".join(f"<tr>{row}</tr>\n" for row in rows)
    path.write_text(f"{text}<table>\n{table}</table>\n", encoding="utf-8")


def main(plan: Path, folder: Path) -> None:
    """Write every format and say what a check finds in each."""
    titles, cells = parts(plan.read_text(encoding="utf-8"))
    write_docx(folder / "plan.docx", titles, cells)
    write_xlsx(folder / "plan.xlsx", titles, cells)
    write_csv(folder / "plan.csv", titles, cells)
    write_html(folder / "plan.html", titles, cells)
    (folder / "plan.json").write_text(to_json(read(plan), indent=1), encoding="utf-8")
    own = read(plan)
    for path in sorted(folder.glob("plan.*")):
        reading = read(path)
        same = "the same plan" if reading.plan == own.plan else "another plan"
        error = check(reading).errors[0]
        source = reading.source(error)
        where = source.where if source else "no place"
        print(f"{path.name}: {same}; {error.code} at {where}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a plan in every format, and read it back.")
    parser.add_argument("plan", type=Path, help="a plan in Markdown")
    parser.add_argument("folder", type=Path, nargs="?", help="where to write; else a temporary one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(arguments.plan, arguments.folder or Path(temporary))

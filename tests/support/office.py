"""Small Word documents and workbooks, and what the tests ask of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from povertyplan import DocumentInfo, Headline, Plan, Reading, read, read_bytes, write_bytes
from tests.support.written import saved

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
HEADER = ["TT", "Đơn vị", "Số hộ 2023", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023", "Hộ nghèo 2024"]
ROWS = [["1", "Chợ", "160", "5", "3.13", "2"], ["2", "Ngò", "76", "3", "3.95", "2"]]
TITLES = ["Giảm nghèo năm 2024"]
#: The plan of these rows.
PLAN = Plan.of(
    2024,
    [
        {
            "name": name,
            "households_base": int(households),
            "poor_base": int(poor),
            "poor_base_rate": rate,
            "poor_goal": int(goal),
        }
        for _, name, households, poor, rate, goal in ROWS
    ],
)


def example() -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs and the table of the example."""
    lines = EXAMPLE.read_text(encoding="utf-8").split("\n")
    titles = [line.strip("#* ") for line in lines if line.strip() and line[0] != "|"]
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|") and not line.startswith("|---")
    ]
    return titles, table


def book(*rows: list[Any], change: Callable[[Any], object] = lambda _: None) -> Reading:
    """Read a workbook of some rows, from its first row on."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "PL"
    for row in rows:
        sheet.append(row)
    change(sheet)
    return read_bytes(saved(made.save), format="xlsx", file="plan.xlsx")


def notices(reading: Reading) -> list[str]:
    return [f"{one.source}: {one}" for one in reading.notices if one.source]


def word(*blocks: str) -> Reading:
    """Read a text document of some blocks of WordprocessingML."""
    return read_bytes(word_document(*blocks), format="docx", file="plan.docx")


def word_document(*blocks: str) -> bytes:
    """Write a text document of some blocks of WordprocessingML."""
    document = Document()
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(blocks)}</w:body>")
    # The whole body is replaced: to move a large block into another one takes seconds.
    body.extend(list(document.element.body))
    document.element.replace(document.element.body, body)
    return saved(document.save)


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str) -> str:
    """Write a cell of some text, or of what is WordprocessingML already."""
    return (
        text
        if text.startswith("<w:sdt>")
        else f"<w:tc>{text if '<' in text else line(text)}</w:tc>"
    )


def table(*rows: list[str]) -> str:
    return (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
    )


def packed(form: str) -> bytes:
    """Write the plan as a Word document or a workbook."""
    return write_bytes(PLAN, format=form)


def annex_of_example(form: str) -> bytes:
    """Write the annex of the example, without the text of its plan."""
    plan = read(EXAMPLE).plan
    return write_bytes(
        evolve(plan, headline=Headline(), labour=None, document=DocumentInfo()), format=form
    )

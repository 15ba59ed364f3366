"""A name that looks like markup or a formula comes back from every format, and is inert in it."""

import csv
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from povertyplan import Plan, PovertyTarget, Unit, WriteError, read_bytes, write_bytes
from tests.documents.write.test_html import Tags
from tests.documents.write.test_markdown import shown
from tests.support.laid_out import PLAN

#: The characters by which some format marks up, quotes, parts or computes.
MARKS = "=+-@*_`#<>|\\\"'’&;,.~$[](){}!:/%^?"
HOSTILE = (
    "=1+1", "+84 912", "-1", "@SUM(A1)", "{=A1}", '=HYPERLINK("http://a";"b")', "=cmd|'/c'!A0",
    "'=1", "’Chợ’", "''Chợ", "_x0041_", "http://a.vn/?b=1&c", "a@b.vn", "www.a.vn",
    "<b>Chợ</b>", "</td><script>alert(1)</script>", "&lt;Chợ&gt;", "&#46;", "<!-- Chợ", "]]>",
    "**Chợ**", "__Chợ__", "`Chợ`", "# Chợ", "> Chợ", "- Chợ", "[Chợ](http://a)", "![a](b)",
    "~~Chợ~~", "a|b", "\\|", "\\", "Chợ\\", ":tada:", "$a$", "{{7*7}}", "${a}", "%s", "%(a)s",
    "{}", "{0}", 'Chợ "cũ"', "Chợ; Mới", "Chợ, Mới", "w:t", "Chợ" * 100, "𠀀 Chợ", "Chợ 🏠",
)  # fmt: skip
#: Line ends and tabs among them; the other controls are refused in one place for all formats.
CHARACTERS = st.sampled_from("\t\r\n\x85\u2028") | st.characters(exclude_categories=["Cs", "Cc"])


def plan_of(names: Sequence[str]) -> Plan:
    """Return the small plan with a row for each name."""
    first = PLAN.targets[0]
    targets = [PovertyTarget.of(Unit(name), *first.years, first.flat()) for name in names]
    return evolve(PLAN, targets=targets, sections=(), total=None)


def names_of(plan: Plan) -> list[str]:
    return [target.unit.name for target in plan.targets]


def marks_of_markdown(data: bytes) -> list[str]:
    return [each.type for each in shown(data.decode()) if each.type != "text"]


def tags_of_page(data: bytes) -> list[tuple[str, ...]]:
    return Tags(data.decode()).found


def formulas_of_values(data: bytes) -> list[str]:
    """Return the fields that a spreadsheet computes; the dash of a rate is none."""
    rows = csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";")
    return [field for row in rows for field in row if field[:1] in set("=+-@") and field != "-"]


def formulas_of_workbook(data: bytes) -> list[str]:
    """Return the cells of a workbook that are computed, and its links."""
    sheets = load_workbook(BytesIO(data)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    return [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]


def elements_of_word(data: bytes) -> list[str]:
    """Return the paragraphs, the cells and what has a relationship, of a Word document."""
    with ZipFile(BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    names = [etree.QName(element).localname for element in document.iter("{*}*")]
    return [name for name in names if name in {"p", "tc", "hyperlink", "object", "fldSimple"}]


#: What a format makes of a document besides words, whatever the names are.
STRUCTURE: dict[str, Callable[[bytes], object]] = {
    "markdown": marks_of_markdown,
    "csv": formulas_of_values,
    "html": tags_of_page,
    "docx": elements_of_word,
    "xlsx": formulas_of_workbook,
    "json": lambda _: None,
}


@cache
def usual_structure(form: str, rows: int) -> object:
    return STRUCTURE[form](write_bytes(plan_of(["Chợ"] * rows), format=form))


@pytest.mark.parametrize("form", STRUCTURE)
@given(
    st.lists(st.builds("{}Chợ{}".format, *[st.text(MARKS, max_size=3)] * 2), min_size=9, max_size=9)
)
@example(HOSTILE)
@settings(max_examples=settings().max_examples // 12)
def test_names_with_marks_come_back_and_are_inert(form: str, names: Sequence[str]) -> None:
    plan = plan_of(names)
    data = write_bytes(plan, format=form)
    assert names_of(read_bytes(data, format=form).plan) == names_of(plan)
    assert STRUCTURE[form](data) == usual_structure(form, len(names))


@pytest.mark.parametrize("form", STRUCTURE)
@given(st.lists(st.text(CHARACTERS, max_size=12), min_size=9, max_size=9))
@settings(max_examples=settings().max_examples // 12)
def test_any_name_comes_back_or_is_refused_and_inert(form: str, names: Sequence[str]) -> None:
    plan = plan_of(names)
    with suppress(WriteError):
        data = write_bytes(plan, format=form, strict=False)
        assert STRUCTURE[form](data) == usual_structure(form, len(names))
        assert read_bytes(write_bytes(plan, format=form), format=form).plan == plan

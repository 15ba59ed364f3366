"""A name that looks like markup or a formula is inert in every document and every output."""

import csv
import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from povertyplan import (
    Category,
    Edit,
    Place,
    Plan,
    PovertyTarget,
    Unit,
    WriteError,
    annotate,
    blank_forms,
    read_bytes,
    template,
    write,
    write_bytes,
)
from povertyplan.errors import harmless
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.overview import Overview
from povertyplan.outputs.page import as_page
from povertyplan.outputs.report import as_lines, as_text
from povertyplan.outputs.sarif import as_sarif
from povertyplan.outputs.summary_table import as_separated_values
from povertyplan.year import ReportingPeriod, SharingRule, allocate
from tests.documents.write.test_html import Tags
from tests.documents.write.test_markdown import shown
from tests.support.laid_out import PLAN
from tests.support.page import Page, checked

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


# Workbooks to fill in, and tables of the year


def shared(names: Sequence[str], out: Path) -> None:
    plan = plan_of(names)
    censuses = [target.base for target in plan.targets]
    write(allocate(3, censuses, rule=SharingRule.LEVEL, category=Category.POOR), out, against=plan)


def annotated(names: Sequence[str], out: Path) -> None:
    source = out.with_name("source.xlsx")
    write(wrong_plan_of(names), source, strict=False)
    annotate(source, out)


PERIOD = ReportingPeriod(2024, "02")
WORKBOOKS: dict[str, Callable[[Sequence[str], Path], None]] = {
    "template": lambda names, out: template(names, out, year=2025),
    "forms": lambda names, out: blank_forms(plan_of(names), out, period=PERIOD),
    "shares": shared,
    "comments": annotated,
}


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_names_are_inert_in_every_workbook(workbook: str, tmp_path: Path) -> None:
    computed: list[object] = []
    names = [name for name in HOSTILE if "Chợ" * 9 not in name]
    for named in ([f"Chợ {number}" for number, _ in enumerate(names)], names):
        WORKBOOKS[workbook](named, tmp_path / "out.xlsx")
        computed.append(formulas_of_workbook((tmp_path / "out.xlsx").read_bytes()))
    assert computed[0] == computed[1]


# What is printed of a check


def wrong_plan_of(names: Sequence[str]) -> Plan:
    """Return a plan with a contradiction in each row, and a unit that is named as the first."""
    plan = plan_of(names)
    edits = [
        Edit(Place(row, "poor_base"), target.base.poor.count, 70)
        for row, target in enumerate(plan.targets, 1)
    ]
    return evolve(plan.edited(edits), unit=Unit(names[0]))


def summary_of(plan: Plan) -> str:
    overview = Overview.of([Digest.of(checked(plan), plan)], [], [plan.unit.name, *names_of(plan)])
    return "\n".join(as_separated_values(overview, "vi"))


def formulas_of_summary(plan: Plan) -> list[str]:
    """Return the cells of a summary that are computed, by whatever a program parts cells."""
    formulas: list[str] = []
    for separator in ",;|":
        for row in csv.reader(StringIO(summary_of(plan)), delimiter=separator):
            formulas += [cell for cell in row if cell.lstrip('\ufeff "')[:1] in set("=+-@")]
    return [cell for cell in formulas if cell]


def links_of_log(plan: Plan) -> list[str]:
    """Return the links in the messages of a SARIF log."""
    log = json.loads(as_sarif([checked(plan)], "vi", "1"))
    messages = [result["message"]["text"] for result in log["runs"][0]["results"]]
    assert len(messages) > len(plan.targets)
    return [text for text in messages if re.search(r"(?<!\\)(?:\\\\)*\[[^\[\]]*\]\(", text)]


def lines_with_controls(plan: Plan) -> list[str]:
    """Return the printed lines in which a character reaches the terminal as an order."""
    outcome = checked(plan)
    lines = [*as_text(outcome, Passage.of("end"), "vi", Screen(80)), *as_lines(outcome, "vi")]
    return [line for line in lines if line != harmless(line)]


def elements_of_page(plan: Plan) -> set[str]:
    page = Page(as_page([checked(plan)], "vi", version="1"))
    addresses = {address[:1] for address in page.values("href")}
    return page.tags() | addresses


#: What an output makes of a plan besides words, whatever the names are.
OUTPUTS: dict[str, Callable[[Plan], object]] = {
    "summary": formulas_of_summary,
    "sarif": links_of_log,
    "text": lines_with_controls,
    "page": elements_of_page,
}


@cache
def usual_output(output: str) -> object:
    return OUTPUTS[output](wrong_plan_of([f"Chợ {row}" for row in range(9)]))


@pytest.mark.parametrize("output", OUTPUTS)
@given(st.lists(st.text(CHARACTERS | st.sampled_from(MARKS), max_size=9), min_size=9, max_size=9))
@example(HOSTILE)
@example(["x;=1+1", "x,@a", "x| -1", "\\[a](b)", "[[a](b)](c)", "[a](b", "=", "\x1b]8;;", "\u202e"])
@settings(max_examples=settings().max_examples // 12)
def test_names_are_inert_in_every_output(output: str, names: Sequence[str]) -> None:
    assert OUTPUTS[output](wrong_plan_of(names)) == usual_output(output)

"""Text that a Word document strikes through is withdrawn, and told once."""

from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from povertyplan.documents.content import Content
from povertyplan.documents.formats.docx import content
from tests.support.office import HEADER, ROWS, TITLES, line, notices, table, word
from tests.support.written import saved

STRIKE = "<w:strike/>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    named = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


@pytest.mark.parametrize("mark", [STRIKE, "<w:dstrike/>", "<w:b/><w:strike w:val='true'/>"])
def test_a_struck_figure_is_replaced_by_the_one_beside_it(mark: str) -> None:
    """A figure that Word splits into several runs is told as one."""
    corrected = paragraph(run("1", mark), run("8", mark), run("5"))
    blank = paragraph(run("7", mark))
    reading = word(line(TITLES[0]), table(HEADER, [*ROWS[0][:3], corrected, "3.13", blank]))
    target = reading.plan.targets[0]
    assert (target.base.poor.count, target.goal.poor.count) == (5, None)
    assert notices(reading) == [
        "plan.docx:table 1!D2: struck-through text was left out: 2, the first of them “18”"
    ]


VANISH = "<w:vanish/>"


@pytest.mark.parametrize(
    ("row_mark", "font"),
    [
        ("<w:trPr><w:hidden/></w:trPr>", ""),
        ("<w:trPr><w:hidden w:val='1'/></w:trPr>", VANISH),
        ("", VANISH),
    ],
)
def test_a_row_that_is_hidden_whole_is_read_and_told(row_mark: str, font: str) -> None:
    """The sums below count it, as they count a hidden row of a workbook."""
    rows = table(HEADER, [paragraph(run(text, font)) for text in ROWS[0]], ROWS[1])
    first, header, hidden, *rest = rows.split("<w:tr>")
    rows = "<w:tr>".join((first, header, f"{row_mark}{hidden}", *rest))
    reading = word(line(TITLES[0]), rows)
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert reading.plan.targets[0].base.poor.count == 5
    assert notices(reading) == [
        "plan.docx:table 1: the hidden rows 2 were read as if they were shown"
    ]


def test_hidden_text_in_a_row_that_is_shown_is_left_out() -> None:
    off = "<w:vanish w:val='0'/>"
    cells = [paragraph(run("7", VANISH), run(text, off)) for text in ROWS[0]]
    reading = word(line(TITLES[0]), table(HEADER, cells, ROWS[1]))
    assert reading.plan.targets[0].base.poor.count == 5
    assert notices(reading) == []


def test_a_strike_that_is_off_withdraws_nothing() -> None:
    kept = paragraph(run("5", "<w:strike w:val='0'/><w:dstrike w:val='false'/>"))
    reading = word(line(TITLES[0]), table(HEADER, [*ROWS[0][:3], kept, *ROWS[0][4:]]))
    assert reading.plan.targets[0].base.poor.count == 5
    assert notices(reading) == []


def test_struck_text_outside_tables() -> None:
    """A paragraph struck whole is no paragraph; blanks alone are not told."""
    whole = paragraph(run("Chỉ tiêu cũ: 90 hộ", STRIKE))
    part = paragraph(run("còn "), run("90", STRIKE), run("80"), run(" ", STRIKE), run("hộ"))
    read = styled({}, whole, part)
    assert [paragraph.text for paragraph in read.paragraphs] == ["còn 80hộ"]
    (told,) = read.notices
    assert dict(told.values) == {"number": 2, "text": "“Chỉ tiêu cũ: 90 hộ”"}


def test_a_struck_text_in_a_table_that_only_places_text_is_told_once() -> None:
    read = styled({}, table([paragraph(run("UBND"), run(" cũ", STRIKE)), line("Số: 15")]))
    (told,) = read.notices
    assert dict(told.values) == {"number": 1, "text": "“cũ”"}


def test_styles_that_strike_text_through() -> None:
    """By themselves or through the style that they are based on."""
    struck, based = "<w:rPr><w:strike/></w:rPr>", "<w:basedOn w:val='{}'/>"
    styles = {
        "Struck": struck,
        "Heir": based.format("Struck"),
        "Heir2": based.format("Heir"),
        "Kept": based.format("Struck") + "<w:rPr><w:strike w:val='0'/></w:rPr>",
        "Loop": based.format("Loop") + struck,
        "Bold": based.format("Kept") + "<w:rPr><w:b/></w:rPr>",
    }
    named = "<w:rStyle w:val='{}'/>"
    runs = [run(name, named.format(name)) for name in (*styles, "Unknown")]
    both = paragraph(run("both", named.format("Heir")), style="Struck")
    read = styled(
        styles,
        paragraph(*runs),
        paragraph(run("gone"), "<w:r><w:t>gone</w:t></w:r>", style="Heir2"),
        paragraph(run("stays", "<w:strike w:val='off'/>"), style="Struck"),
        both,
    )
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert texts == ["KeptBoldUnknown", "stays", "both"]
    (told,) = read.notices
    assert told.values == (("number", 3), ("text", "“StruckHeirHeir2”"))


def styled(styles: dict[str, str], *blocks: str) -> Content:
    """Read a document of some blocks with some more styles, given as what they hold."""
    document: Any = Document()
    for name, inner in styles.items():
        start = f"<w:style {nsdecls('w')} w:styleId='{name}'>"
        document.styles.element.append(parse_xml(f"{start}{inner}</w:style>"))
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(blocks)}</w:body>")
    for index, block in enumerate(list(body)):
        document.element.body.insert(index, block)
    return content(saved(document.save), "plan.docx")

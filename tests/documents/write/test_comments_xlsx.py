"""Comments in workbooks: at their cells, and nothing else of the file differs."""

import re
import warnings
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from povertyplan import ReadError, Source, read_bytes
from povertyplan.documents.write.commented import Commentator, Commented
from povertyplan.documents.write.comments_xlsx import commented
from povertyplan.documents.write.package import unpacked
from tests.support.office import packed
from tests.support.torture import MAIN, excel_torture, parts, with_parts

FILE = "plan.xlsm"
AUTHOR = Commentator("povertyplan", datetime(2024, 1, 12))  # noqa: DTZ001  # as on a clock
SHEET, RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
COMMENTS, VML = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
TYPES = "[Content_Types].xml"


def cell(name: str, sheet: str = "PL") -> Source:
    return Source(FILE, sheet=sheet, cell=name)


def marked(data: bytes, comments: Mapping[Source, str]) -> Commented:
    return commented(unpacked(data, FILE), comments, AUTHOR)


def shown(data: bytes) -> dict[str, str]:
    """Return the comments that openpyxl sees, by sheet and cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose
        book: Any = load_workbook(BytesIO(data), keep_vba=True)
    book.vba_archive.close()  # openpyxl leaves it open
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    commented_cells = (cell for cell in cells if cell.comment)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text for cell in commented_cells}


def boxes(vml: bytes) -> list[tuple[int, int, int]]:
    """Return the row, the column and the number of each box of a comment."""
    shapes = re.findall(rb"<v:shape .*?</v:shape>", vml, re.DOTALL)
    notes = [shape for shape in shapes if b'ObjectType="Note"' in shape]
    patterns = (rb"<x:Row>(\d+)", rb"<x:Column>(\d+)", rb"_x0000_s(\d+)")
    found = [[re.findall(pattern, note)[0] for pattern in patterns] for note in notes]
    return [(int(row), int(column), int(number)) for row, column, number in found]


TEXTS = {cell(name): f"Lỗi ở {name}" for name in ("A1", "C4", "E5", "F4")}


@pytest.mark.parametrize("drawing", [True, False])
def test_nothing_but_the_comments_differs(drawing: bool) -> None:  # noqa: FBT001  # pytest's
    data = excel_torture(drawing=drawing)
    result = marked(data, TEXTS)
    before, after = parts(data), parts(result.data)
    changed = {name for name, content in before.items() if after[name] != content}
    new = after.keys() - before.keys()
    if drawing:
        assert (changed, new) == ({COMMENTS, VML}, set())
    else:
        assert (changed, len(new)) == ({SHEET, RELS, TYPES}, 2)
    assert [name for name in after if name in before] == list(before)
    assert result.left == {}
    read_again = read_bytes(result.data, format="xlsx", file=FILE)
    assert read_again == read_bytes(data, format="xlsx", file=FILE)
    there = {"PL!D4": "Chủ tịch: xem lại", "PL!F5": "một chuỗi"} if drawing else {}
    others = {"Ẩn & 'kín' 1!A1": "Ghi chú trong trang ẩn", "Khác!B2": "Ghi chú khác"}
    placed = {f"PL!{source.cell}": text for source, text in TEXTS.items()}
    assert shown(result.data) == {**placed, **there, **others}


@pytest.mark.parametrize("drawing", [True, False])
def test_the_sheet_differs_in_one_element_alone(drawing: bool) -> None:  # noqa: FBT001  # pytest's
    data = excel_torture(drawing=drawing)
    sheet = etree.fromstring(parts(marked(data, TEXTS).data)[SHEET])
    names = [etree.QName(child).localname for child in sheet]
    behind = ["legacyDrawingHF", "AlternateContent", "tableParts", "extLst"]
    assert names[-6:] == ["drawing", "legacyDrawing", *behind]
    if not drawing:
        sheet.remove(sheet[-5])
    before = etree.fromstring(parts(data)[SHEET])
    assert etree.tostring(sheet, method="c14n") == etree.tostring(before, method="c14n")


def test_each_comment_has_a_box_with_a_number_of_its_own() -> None:
    data = excel_torture()
    vml = parts(marked(data, TEXTS).data)[VML]
    there = boxes(parts(data)[VML])
    numbers = [int(number) for number in re.findall(rb'id="_x0000_s(\d+)"', vml)]
    assert len(numbers) == len(set(numbers))
    assert [place[:2] for place in boxes(vml)[len(there) :]] == [(0, 0), (3, 2), (4, 4), (3, 5)]
    assert vml.startswith(parts(data)[VML].removesuffix(b"</xml>").rstrip())
    assert vml.count(b"<v:shapetype") == parts(data)[VML].count(b"<v:shapetype")


def test_a_new_drawing_has_a_block_of_numbers_of_its_own() -> None:
    data = excel_torture(drawing=False)
    before, after = parts(data), parts(marked(data, TEXTS).data)
    (new,) = (name for name in after.keys() - before.keys() if name.endswith(".vml"))
    taken = [int(block) for name in before for block in re.findall(rb'data="(\d+)"', before[name])]
    (block,) = re.findall(rb'data="(\d+)"', after[new])
    assert int(block) == max(taken) + 1
    assert [number for _, _, number in boxes(after[new])] == [
        int(block) * 1024 + 1 + index for index in range(len(TEXTS))
    ]
    etree.fromstring(after[new])


def test_the_drawing_of_a_page_header_is_another() -> None:
    """Its relationship has the same type, and may stand first."""
    data = excel_torture(drawing=False)
    before, after = parts(data), parts(marked(data, TEXTS).data)
    drawings = [name for name in before if name.endswith(".vml")]
    assert any(b"ObjectType" not in before[name] for name in drawings)
    assert all(after[name] == before[name] for name in drawings)


def test_a_cell_with_a_conversation_is_left() -> None:
    result = marked(excel_torture(), {cell("F5"): "Lỗi"})
    assert list(result.left) == [cell("F5")]
    assert "chuỗi chú thích" in result.left[cell("F5")].text("vi")
    assert parts(result.data) == parts(excel_torture())


def test_cells_that_are_not_there() -> None:
    gone = [cell("A1", "Không có"), Source(FILE, sheet="PL"), Source(FILE, paragraph=1)]
    data = packed("xlsx")
    result = marked(data, dict.fromkeys(gone, "Lỗi"))
    assert list(result.left) == gone
    assert parts(result.data) == parts(data)


def test_a_merged_cell_has_its_comment_at_the_first() -> None:
    """Two cells of one merged range share its comment."""
    data = marked(excel_torture(), {cell("B9"): "một", cell("C8"): "hai"}).data
    assert shown(data)["PL!A8"] == "một\n\nhai"
    assert boxes(parts(data)[VML])[-1][:2] == (7, 0)


def test_a_comment_that_stands_there_keeps_its_text() -> None:
    data = excel_torture()
    once = marked(data, {cell("D4"): "Lỗi"}).data
    assert shown(once)["PL!D4"] == "Chủ tịch: xem lại\n\nLỗi"
    assert parts(marked(once, {cell("D4"): "Lỗi"}).data) == parts(once)


def test_a_box_grows_with_its_comment() -> None:
    """And no other of the drawing does."""
    data = excel_torture()
    before = parts(data)[VML]
    after = parts(marked(data, {cell("D4"): "Lỗi " * 50}).data)[VML]
    anchors = re.compile(rb"(?<=<x:Anchor>)[^<]*")
    old, new = anchors.findall(before), anchors.findall(after)
    assert [one == two for one, two in zip(old, new, strict=True)] == [True, False, True]
    assert new[1] == b"4, 15, 2, 0, 10, 10, 7, 2"
    assert anchors.sub(b"", after) == anchors.sub(b"", before)


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("<text><t>cũ</t></text>", "cũ\n\nLỗi"),
        ("<text><t>cũ</t><rPh sb='0' eb='1'><t>x</t></rPh></text>", "cũ\n\nLỗi"),
        ("<text><r><t>c</t></r><r><t>ũ</t></r></text>", "cũ\n\nLỗi"),
        ("<text/>", "\n\nLỗi"),
        ("", "\n\nLỗi"),
    ],
)
def test_texts_of_comments(text: str, shows: str) -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="D4" authorId="0">{text}</comment>'
        "</commentList></comments>"
    )
    data = with_parts(excel_torture(), {COMMENTS: comments.encode()})
    root = etree.fromstring(parts(marked(data, {cell("D4"): "Lỗi"}).data)[COMMENTS])
    (whole,) = root.iter(f"{{{MAIN}}}text")
    runs = whole.findall(f"{{{MAIN}}}r/{{{MAIN}}}t")
    assert "".join(run.text or "" for run in runs) == shows
    assert whole.find(f"{{{MAIN}}}t") is None
    assert [author.text for author in root[0]] == ["povertyplan"]


def test_a_list_of_comments_that_lacks_its_parts() -> None:
    data = with_parts(excel_torture(), {COMMENTS: f'<comments xmlns="{MAIN}"/>'.encode()})
    root = etree.fromstring(parts(marked(data, {cell("D4"): "Lỗi"}).data)[COMMENTS])
    assert [etree.QName(child).localname for child in root] == ["authors", "commentList"]


def test_a_comment_that_leaves_no_room() -> None:
    comments = parts(excel_torture())[COMMENTS].replace("xem lại".encode(), b"x" * 32_700)
    data = with_parts(excel_torture(), {COMMENTS: comments})
    result = marked(data, {cell("D4"): "Lỗi " * 20})
    assert list(result.left) == [cell("D4")]
    assert parts(result.data) == parts(data)


def test_an_author_is_listed_once() -> None:
    once = marked(excel_torture(), {cell("A1"): "một"}).data
    twice = parts(marked(once, {cell("C4"): "hai"}).data)[COMMENTS]
    assert twice.count(b"<author>povertyplan</author>") == 1


@pytest.mark.parametrize("vml", [b"<xml", b"<xml/>", b"\xff\xfe<\0x\0m\0l\0>\0"])
def test_a_drawing_that_cannot_grow(vml: bytes) -> None:
    data = with_parts(excel_torture(), {VML: vml})
    with pytest.raises(ReadError, match=r"missing or damaged: xl/drawings/vmlDrawing1\.vml"):
        marked(data, TEXTS)


def test_a_drawing_of_other_prefixes() -> None:
    """As programs write it that name the namespaces themselves."""
    vml = b'<xml xmlns:a="urn:schemas-microsoft-com:vml"><a:shape id="_x0000_s2049"/></XML>\r\n'
    after = parts(marked(with_parts(excel_torture(), {VML: vml}), TEXTS).data)[VML]
    assert after.endswith(b"</XML>\r\n")
    root = etree.fromstring(after.replace(b"</XML>", b"</xml>"))
    assert [etree.QName(child).localname for child in root][1:] == ["shapetype", *["shape"] * 4]
    assert [number for _, _, number in boxes(after)] == [2050, 2051, 2052, 2053]


def test_a_drawing_that_is_missing() -> None:
    known = parts(excel_torture())[SHEET]
    sheet = re.sub(rb'<legacyDrawing r:id="\w+"', b'<legacyDrawing r:id="rId99"', known)
    with pytest.raises(ReadError, match="missing or damaged: rId99"):
        marked(with_parts(excel_torture(), {SHEET: sheet}), TEXTS)


def test_a_sheet_of_broken_sizes() -> None:
    known = parts(packed("xlsx"))[SHEET]
    sheet = known.replace(b"<sheetFormatPr", b'<sheetFormatPr defaultColWidth="wide"', 1)
    with pytest.raises(ReadError, match="damaged"):
        marked(with_parts(packed("xlsx"), {SHEET: sheet}), {cell("A1", "Kế hoạch"): "Lỗi"})


def test_types_and_relationships_as_other_programs_spell_them() -> None:
    known = parts(excel_torture())
    added = {
        TYPES: known[TYPES].replace(b'PartName="/xl/', b'PartName="xl/'),
        RELS: known[RELS].replace(b'Target="../', b'Target="/xl/'),
    }
    assert all(known[name] != content for name, content in added.items())
    data = with_parts(excel_torture(), added)
    result = parts(marked(data, TEXTS).data)
    assert {name for name, content in parts(data).items() if result[name] != content} == {
        COMMENTS,
        VML,
    }

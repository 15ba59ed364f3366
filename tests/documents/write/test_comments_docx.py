"""Comments in Word documents: at their places, and nothing else of the file differs."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document
from lxml import etree

from povertyplan import ReadError, Source, read_bytes
from povertyplan.documents.write.commented import Commentator, Commented
from povertyplan.documents.write.comments_docx import commented
from povertyplan.documents.write.package import unpacked
from tests.support.office import line, packed, word_document
from tests.support.torture import OFFICE, parts, with_parts, word_torture

FILE = "plan.docx"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR = Commentator("Nguyễn Văn An", datetime(2024, 1, 12, 8, 30))  # noqa: DTZ001  # as on a clock
DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
#: Of what a comment puts into the text of a document.
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def cell(name: str) -> Source:
    return Source(FILE, table=1, cell=name)


def paragraph(number: int) -> Source:
    return Source(FILE, paragraph=number)


def marked(data: bytes, comments: Mapping[Source, str]) -> Commented:
    return commented(unpacked(data, FILE), comments, AUTHOR)


def everywhere() -> dict[Source, str]:
    """Return a comment for each paragraph and each cell of the document with everything."""
    cells = [cell(f"{column}{row}") for column in "ABCDEF" for row in range(1, 5)]
    return {source: f"Lỗi ở {source}" for source in [*map(paragraph, range(1, 5)), *cells]}


def unmarked(xml: bytes, last_before: int) -> bytes:
    """Return a document in its canonical form, without the marks of new comments."""
    root = etree.fromstring(xml)
    for mark in list(root.iter(*(f"{WORD}{name}" for name in MARKS))):
        if int(mark.get(f"{WORD}id", "")) > last_before:
            run = mark.getparent()
            assert run is not None
            gone = run if mark.tag == f"{WORD}commentReference" else mark
            parent = gone.getparent()
            assert parent is not None
            parent.remove(gone)
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize("comments", [True, False])
def test_nothing_but_the_comments_differs(comments: bool) -> None:  # noqa: FBT001  # pytest's
    data = word_torture(comments=comments)
    result = marked(data, everywhere())
    before, after = parts(data), parts(result.data)
    changed = {name for name, content in before.items() if after[name] != content}
    own = {DOCUMENT, COMMENTS} if comments else {DOCUMENT, RELS, TYPES}
    assert changed == own
    assert after.keys() - before.keys() == (set() if comments else {COMMENTS})
    assert [name for name in after if name in before] == list(before)
    last = 5 if comments else 0
    assert unmarked(after[DOCUMENT], last) == unmarked(before[DOCUMENT], last)
    assert result.left == {}
    read_again = read_bytes(result.data, format="docx", file=FILE)
    assert read_again == read_bytes(data, format="docx", file=FILE)


def test_every_comment_stands_once_with_its_text() -> None:
    data = marked(word_torture(), everywhere()).data
    document = Document(BytesIO(data))
    texts = [comment.text for comment in document.comments]
    assert texts == ["Xem lại mục này", *everywhere().values()]
    first = list(document.comments)[1]
    assert (first.author, first.initials) == ("Nguyễn Văn An", "NVA")
    assert f"{first.timestamp:%d/%m/%Y %H:%M}" == "12/01/2024 08:30"
    root = etree.fromstring(parts(data)[DOCUMENT])
    for mark in MARKS:
        numbers = [element.get(f"{WORD}id") for element in root.iter(f"{WORD}{mark}")]
        assert sorted(map(int, filter(None, numbers))) == [5, *range(6, 6 + len(everywhere()))]


def commented_text(data: bytes, number: int) -> str:
    """Return the text of the paragraph at which a comment stands."""
    root = etree.fromstring(parts(data)[DOCUMENT])
    starts = root.iter(f"{WORD}commentRangeStart")
    (mark,) = (start for start in starts if start.get(f"{WORD}id") == str(number))
    inside = mark.getparent()
    assert inside is not None
    return "".join(text.text or "" for text in inside.iter(f"{WORD}t"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (paragraph(2), "Giảm nghèo năm 2024"),
        (cell("B2"), "Chợ"),  # in the second paragraph, in a link
        (cell("C2"), "160"),  # in an insertion
        (cell("D2"), "5"),  # in a content control around the cell
        (cell("E2"), "3.13"),  # in a content control inside
        (cell("F2"), "2"),  # after a deletion
        (cell("A4"), ""),  # nothing
        (cell("D4"), "8"),  # the result of a field
    ],
)
def test_places(source: Source, text: str) -> None:
    assert commented_text(marked(word_torture(), {source: "Lỗi"}).data, 6) == text


SPLIT = (
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Tỷ lệ còn 1,</w:t></w:r><w:r><w:t>40% (giảm </w:t></w:r>"
    "<w:ins w:id='1'><w:r><w:t>0,91</w:t></w:r></w:ins><w:r><w:t>)</w:t></w:r></w:p>"
)


def between_marks(data: bytes) -> str:
    """Return the text between the marks of the only comment."""
    root = etree.fromstring(parts(data)[DOCUMENT])
    elements = list(root.iter())
    first, last = (
        next(index for index, element in enumerate(elements) if element.tag == f"{WORD}{mark}")
        for mark in MARKS[:2]
    )
    texts = (element for element in elements[first:last] if element.tag == f"{WORD}t")
    return "".join(text.text or "" for text in texts)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (11, "1,40"),
        (1, "Tỷ lệ còn 1,40% (giảm 0,91)"),  # no figure
        (23, "Tỷ lệ còn 1,40% (giảm 0,91)"),  # in an insertion, which may be rejected
    ],
)
def test_a_comment_marks_the_figure_it_speaks_of(column: int, text: str) -> None:
    data = word_document(SPLIT)
    source = Source(FILE, paragraph=1, column=column)
    result = marked(data, {source: "Lỗi"})
    assert result.left == {}
    assert between_marks(result.data) == text
    shown = [Document(BytesIO(each)).paragraphs[0].text for each in (data, result.data)]
    assert shown[0] == shown[1]


def test_a_comment_that_stands_there_is_not_repeated() -> None:
    comments = {Source(FILE, paragraph=1, column=11): "Lỗi\n\nCần sửa", paragraph(2): "Lỗi"}
    data = word_document(SPLIT, line("Giảm nghèo"))
    once = marked(data, comments).data
    assert parts(marked(once, comments).data) == parts(once)
    again = marked(once, {paragraph(1): "Lỗi", paragraph(2): "Lỗi"}).data
    texts = [comment.text for comment in Document(BytesIO(again)).comments]
    assert texts == ["Lỗi\n\nCần sửa", "Lỗi", "Lỗi"]


def test_a_place_in_a_text_box_has_its_comment_beside_the_box() -> None:
    """For Word takes no comments inside a text box."""
    data = marked(word_torture(), {paragraph(4): "trong hộp"}).data
    root = etree.fromstring(parts(data)[DOCUMENT])
    (mark,) = (
        start for start in root.iter(f"{WORD}commentRangeStart") if start.get(f"{WORD}id") == "6"
    )
    assert not list(mark.iterancestors(f"{WORD}txbxContent"))
    assert "DỰ THẢO LẦN 2" in commented_text(data, 6)


def test_a_mark_stands_behind_the_properties_of_its_paragraph() -> None:
    data = word_torture()
    known = parts(data)[DOCUMENT].replace(b"<w:pPr><w:jc", b"<!-- a --><w:pPr><w:jc")
    xml = parts(marked(with_parts(data, {DOCUMENT: known}), {cell("F2"): "Lỗi"}).data)[DOCUMENT]
    assert b'<w:jc w:val="right"/></w:pPr><w:commentRangeStart w:id="6"/><w:del ' in xml


def test_the_lines_of_a_comment_are_paragraphs() -> None:
    data = marked(packed("docx"), {paragraph(1): "Lỗi\n\nCần <sửa> & xem"}).data
    (comment,) = Document(BytesIO(data)).comments
    assert [line.text for line in comment.paragraphs] == ["Lỗi", "", "Cần <sửa> & xem"]
    xml = parts(data)[COMMENTS]
    assert xml.count(b"<w:annotationRef/>") == 1


def test_comments_are_added_to_those_that_were_added_before() -> None:
    once = marked(packed("docx"), {paragraph(1): "một"}).data
    twice = marked(once, {paragraph(1): "hai"}).data
    assert [comment.text for comment in Document(BytesIO(twice)).comments] == ["một", "hai"]
    assert commented_text(twice, 2) == commented_text(twice, 1)


def test_numbers_of_marks_that_comments_left_behind_are_not_taken() -> None:
    lost = b'<w:p><w:commentRangeStart w:id="41"/><w:commentRangeEnd w:id="x"/></w:p></w:body>'
    data = packed("docx")
    known = parts(data)[DOCUMENT].replace(b"</w:body>", lost)
    again = marked(with_parts(data, {DOCUMENT: known}), {paragraph(1): "một"}).data
    assert b'<w:comment w:id="42"' in parts(again)[COMMENTS]


def test_places_that_are_not_there() -> None:
    data = packed("docx")
    gone = [paragraph(99), cell("Z9"), Source(FILE, line=3), Source("other.docx", paragraph=1)]
    result = marked(data, dict.fromkeys(gone, "Lỗi"))
    assert list(result.left) == gone
    assert parts(result.data) == parts(data)
    assert result.left[gone[0]].text("vi") == "không tìm thấy vị trí này trong văn bản"


def test_a_cell_without_a_paragraph() -> None:
    """As a broken program writes it; a text box without a paragraph around it is as odd."""
    data = word_torture()
    known = parts(data)[DOCUMENT].replace(
        b"<w:tc><w:p/></w:tc>", b"<w:tc><w:txbxContent><w:p/></w:txbxContent></w:tc>"
    )
    assert known != parts(data)[DOCUMENT]
    result = marked(with_parts(data, {DOCUMENT: known}), {cell("A4"): "Lỗi"})
    assert list(result.left) == [cell("A4")]
    bare = known.replace(b"<w:txbxContent><w:p/></w:txbxContent>", b"<w:tbl/>")
    result = marked(with_parts(data, {DOCUMENT: bare}), {cell("A4"): "Lỗi"})
    assert list(result.left) == [cell("A4")]


def test_a_name_that_another_part_has() -> None:
    data = with_parts(packed("docx"), {COMMENTS: b"<a/>"})
    after = parts(marked(data, {paragraph(1): "một"}).data)
    assert after[COMMENTS] == b"<a/>"
    assert "word/comments1.xml" in after


def test_a_document_without_styles() -> None:
    data = packed("docx")
    rels = parts(data)[RELS].replace(b"/styles", b"/nothing")
    assert marked(with_parts(data, {RELS: rels}), {paragraph(1): "một"}).left == {}


def test_a_package_whose_comments_are_missing() -> None:
    data = packed("docx")
    gone = f'<Relationship Id="rId80" Type="{OFFICE}/comments" Target="gone.xml"/></Relationships>'
    rels = parts(data)[RELS].replace(b"</Relationships>", gone.encode())
    with pytest.raises(ReadError, match=r"missing or damaged: word/gone\.xml"):
        marked(with_parts(data, {RELS: rels}), {paragraph(1): "một"})

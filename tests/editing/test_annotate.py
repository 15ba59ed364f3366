"""Marked copies of documents: whole or not there, and never in place of the original."""

import errno
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from povertyplan import (
    Annotated,
    Edit,
    Percent,
    Place,
    ReadError,
    Report,
    Source,
    annotate,
    check,
    read,
    write,
    write_bytes,
)
from povertyplan.editing import annotate as module
from povertyplan.messages import WriteError
from tests.documents.formats.test_archive import strict
from tests.support.office import PLAN, annex_of_example, example
from tests.support.torture import excel_torture, parts, with_parts, word_torture
from tests.support.written import docx, repacked, xlsx
from tests.support.year import flow_of_near_poor, flow_of_poor

EXAMPLES = Path("examples/formats")
#: A plan of two rows, whose first rate is wrong.
WRONG = PLAN.edited(
    [Edit(Place(1, "poor_base_rate"), Percent.parse("3.13"), Percent.parse("4.13"))]
)
SMALL = {form: write_bytes(WRONG, format=form) for form in ("docx", "xlsx")}
WHEN = datetime(2024, 1, 12, 8, 30, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a Word document with an error."""
    file = tmp_path / "plan.docx"
    file.write_bytes(SMALL["docx"])
    return file


def test_a_marked_word_document(tmp_path: Path) -> None:
    source, out = EXAMPLES / "plan.docx", tmp_path / "marked.docx"
    annotated = annotate(source, out, author="Văn phòng\x07", date=WHEN)
    assert repr(annotated) == "<Annotated: 6 placed, 0 left>"
    comments = [*Document(BytesIO(out.read_bytes())).comments]
    assert [comment.text for comment in comments] == [note.text for note in annotated.placed]
    assert {(comment.author, comment.initials) for comment in comments} == {("Văn phòng�", "Vp")}
    assert {comment.timestamp for comment in comments} == {WHEN}
    assert read(out).plan == read(source).plan


def test_a_marked_workbook(tmp_path: Path) -> None:
    source, out = EXAMPLES / "plan.xlsx", tmp_path / "marked.XLSX"
    annotated = annotate(str(source), str(out), lang="en")
    book = load_workbook(BytesIO(out.read_bytes()))
    placed = {
        (note.source.sheet, note.source.cell): note.text for note in annotated.placed if note.source
    }
    cells: dict[Any, Any] = {(sheet, name): book[str(sheet)][str(name)] for sheet, name in placed}
    assert {place: cell.comment.text for place, cell in cells.items()} == placed
    total = cells["Phụ lục", "I35"].comment.text
    assert total.startswith("Error (PP201): total row: the poor rate of 2024")
    assert read(out).plan == read(source).plan


def test_only_what_a_report_finds_is_marked(source: Path, tmp_path: Path) -> None:
    report = check(read(source), select=["PP2"])
    (note,) = annotate(source, tmp_path / "a.docx", report=report).placed
    assert note.findings == report.findings
    nothing = annotate(source, tmp_path / "b.docx", report=Report())
    assert nothing == Annotated((), ())
    assert parts((tmp_path / "b.docx").read_bytes()) == parts(source.read_bytes())


def test_the_same_date_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        annotate(source, tmp_path / name, date=WHEN)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_copy_of_before_is_replaced(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "marked.docx"
    out.write_bytes(b"of before")
    annotate(source, out)
    assert annotate(out, tmp_path / "twice.docx").left == ()


def test_text_and_annex_in_two_files(tmp_path: Path) -> None:
    text, annex = tmp_path / "lời.docx", tmp_path / "biểu.xlsx"
    titles, _ = example()
    text.write_bytes(docx(titles))
    annex.write_bytes(annex_of_example("xlsx"))
    of_text = annotate(text, tmp_path / "a.docx", annex=annex)
    of_annex = annotate(annex, tmp_path / "a.xlsx", text=text)
    assert of_text.placed
    assert of_annex.placed
    assert {note.text for note in of_text.placed} == {entry.note.text for entry in of_annex.left}
    assert {note.text for note in of_annex.placed} == {entry.note.text for entry in of_text.left}
    assert {entry.why("vi") for entry in of_text.left} == {f"vị trí này nằm trong tệp {annex}"}
    linked = tmp_path / "linked.docx"
    linked.symlink_to(annex)
    with pytest.raises(WriteError, match="the original is never overwritten"):
        annotate(text, linked, annex=annex)
    with pytest.raises(ValueError, match="one of two files"):
        annotate(text, tmp_path / "b.docx", annex=annex, text=annex)


def test_the_result_of_a_review_is_marked(tmp_path: Path) -> None:
    header = ["TT", "Đơn vị", "Số hộ 2023", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023"]
    rows = [["1", "Chợ", "160", "5", "3.23"], ["2", "Ngò", "76", "3", "3.95"]]
    source = tmp_path / "plan.xlsx"
    source.write_bytes(xlsx(["Kết quả rà soát hộ nghèo năm 2023"], [header, *rows]))
    annotated = annotate(source, tmp_path / "marked.xlsx")
    assert "E4" in {note.source.cell for note in annotated.placed if note.source}


def test_a_note_that_has_no_place_is_left(tmp_path: Path) -> None:
    """A conversation at a cell leaves no room for a comment."""
    source = tmp_path / "plan.xlsm"
    wrong = b"<v>3.13</v>", b"<v>4.13</v>"
    source.write_bytes(repacked(excel_torture(), lambda _, xml: xml.replace(*wrong)))
    everything = annotate(source, tmp_path / "marked.xlsm")
    assert Source(str(source), sheet="PL", cell="E4") in {n.source for n in everything.placed}
    threads = "xl/threadedComments/threadedComment1.xml"
    moved = repacked(
        source.read_bytes(), lambda name, xml: xml.replace(b"F5", b"E4") if name == threads else xml
    )
    source.write_bytes(moved)
    (left,) = annotate(source, tmp_path / "marked.xlsm").left
    assert left.note.findings[0].code == "PP201"
    assert left.why("en").startswith("a conversation stands at this cell")


def test_a_note_without_any_place_is_left(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.editing.notes._place", lambda *_: None)
    (left, *_) = annotate(source, tmp_path / "a.docx").left
    assert left.why("vi") == "văn bản không có vị trí để ghi chú thích này"


@pytest.mark.parametrize("name", ["plan.csv", "plan.html", "plan.json"])
def test_formats_without_comments(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="Comments are placed in Word") as caught:
        annotate(EXAMPLES / name, tmp_path / name)
    assert caught.value.file == str(EXAMPLES / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "name", "ending"),
    [
        ("plan.docx", "copy.xlsx", ".docx"),
        ("plan.docx", "copy.docm", ".docx"),
        ("plan.xlsx", "copy", ".xlsx"),
        ("plan.xlsx", "copy.xlsm", ".xlsx"),
        ("plan.doc", "copy.doc", ".docx"),  # what the content is decides
    ],
)
def test_names_of_another_kind(given: str, name: str, ending: str, tmp_path: Path) -> None:
    source = tmp_path / given
    source.write_bytes(SMALL["xlsx" if "xlsx" in given else "docx"])
    with pytest.raises(WriteError, match=rf"must end in \{ending}\."):
        annotate(source, tmp_path / name)
    annotate(source, tmp_path / f"copy{ending}")


def test_the_original_is_never_overwritten(source: Path, tmp_path: Path) -> None:
    (tmp_path / "linked.docx").symlink_to(source)
    os.link(source, tmp_path / "hard.docx")
    for name in ("plan.docx", "linked.docx", "hard.docx", "../" + tmp_path.name + "/plan.docx"):
        with pytest.raises(WriteError, match="the original is never overwritten"):
            annotate(source, tmp_path / name)
    assert source.read_bytes() == SMALL["docx"]


def test_a_file_that_cannot_be_opened_or_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "marked.docx"
    with pytest.raises(FileNotFoundError):
        annotate(tmp_path / "none.docx", out)
    with pytest.raises(ReadError, match="Word and Excel keep this file"):
        annotate(tmp_path / "~$plan.docx", out)
    with pytest.raises(WriteError, match="There is no folder"):
        annotate(source, tmp_path / "none" / "marked.docx")
    out.write_bytes(b"of before")

    def full(path: Path, _: Path) -> None:
        raise OSError(errno.ENOSPC, "full", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(WriteError, match="The disk is full"):
            annotate(source, out)
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        with pytest.raises(WriteError, match="No file may be written in this folder"):
            annotate(source, out)
    assert out.read_bytes() == b"of before"
    assert sorted(tmp_path.iterdir()) == sorted([out, source])


def test_packages_that_may_not_be_changed(source: Path, tmp_path: Path) -> None:
    out, data = tmp_path / "marked.docx", SMALL["docx"]
    for odd, told in (
        (with_parts(data, {"_xmlsignatures/sig1.xml": b"<a/>"}), "digital signature"),
        (repacked(data, strict), "Strict Open XML"),
    ):
        source.write_bytes(odd)
        with pytest.raises(WriteError, match=told):
            annotate(source, out)
    source.write_bytes(data[:-40])
    with pytest.raises(ReadError, match="damaged"):
        annotate(source, out)
    assert not out.exists()


def test_a_copy_that_would_be_read_as_another_plan_is_not_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = (EXAMPLES / "plan.docx").read_bytes()
    monkeypatch.setattr(module, "_with_comments", lambda *_: (other, {}))
    with pytest.raises(WriteError, match="read as another plan"):
        annotate(source, tmp_path / "marked.docx")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsm"])
def test_a_document_with_everything_keeps_it(name: str, tmp_path: Path) -> None:
    source, out = tmp_path / name, tmp_path / f"marked-{name}"
    source.write_bytes(word_torture() if name.endswith("docx") else excel_torture())
    annotate(source, out)
    before, after = parts(source.read_bytes()), parts(out.read_bytes())
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    word = {"word/document.xml", "word/comments.xml"}
    excel = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert changed <= (word if name.endswith("docx") else excel)


def test_a_workbook_with_several_tables_of_the_year_is_not_marked(tmp_path: Path) -> None:
    source = tmp_path / "forms.xlsx"
    write([flow_of_poor(), flow_of_near_poor()], source)
    with pytest.raises(WriteError, match=r"forms\.xlsx"):
        annotate(source, tmp_path / "marked.xlsx")
    assert not (tmp_path / "marked.xlsx").exists()

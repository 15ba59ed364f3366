"""The repaired copy."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from povertyplan import Edit, Part, Percent, Place, Plan, diagnose, read, records, repaired
from povertyplan.cli import main
from tests.support.commands import EXAMPLE, RIGHT, TEXT, lines
from tests.support.office import example
from tests.support.written import xls

#: The certain repair of the example.
CERTAIN = [Edit(Place(Part.TOTAL, "poor_goal_rate"), Percent(139, 2), Percent(138, 2))]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print every sentence on one line."""
    monkeypatch.setenv("COLUMNS", "400")


def test_an_old_encoding_has_no_text_to_repair(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.txt"
    row = "| Ng\u00df | 3 | 2 |".encode("latin-1")
    file.write_bytes(b"| Th\xabn | H\xe9 ngh\xcco 2023 | H\xe9 ngh\xcco 2024 |\n" + row)
    assert main(["check", str(file), "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"]


def test_fix_writes_a_copy_with_what_is_certain_repaired(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.md"
    assert main(["check", EXAMPLE, "--fix", str(copy)]) == 0
    assert copy.read_text(encoding="utf-8") == RIGHT
    found = lines(capsys)
    at = found.index(f"{copy}: written; repaired: 1, left: 5")
    assert found[at + 1].startswith("  repaired: total row, poor rate of 2024: 1.39% → 1.38%: ")
    assert [line[:13] for line in found[at + 2 :]] == [
        f"  left: {code}" for code in ("PP503", "PP502", "PP504", "PP304", "PP307")
    ]


def test_fix_leaves_what_is_not_certain(tmp_path: Path) -> None:
    path, copy = tmp_path / "plan.md", tmp_path / "copy.md"
    path.write_text(RIGHT.replace("| 316 |", "| 361 |"), encoding="utf-8")
    assert main(["check", str(path), "--fix", str(copy), "--format", "json"]) == 1
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_fix_changes_no_other_byte(encoding: str, tmp_path: Path) -> None:
    path, copy = tmp_path / "plan.md", tmp_path / "copy.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert main(["check", str(path), "--fix", str(copy)]) == 0
    assert copy.read_bytes() == RIGHT.replace("\n", "\r\n").encode(encoding)


def test_fix_writes_records(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    assert main(["check", EXAMPLE, "--fix", str(copy)]) == 0
    plan = records.from_json(copy.read_text(encoding="utf-8"), Plan)
    assert plan == repaired(read(EXAMPLE).plan, diagnose(read(EXAMPLE))[0])


@pytest.mark.parametrize("files", [[EXAMPLE, EXAMPLE], ["-"]])
def test_fix_is_for_one_file(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", *files, "--fix", "copy.md"])
    assert stop.value.code == 2
    assert "--fix repairs one file" in capsys.readouterr().err
    assert not Path("copy.md").exists()


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (EXAMPLE, "Đây chính là tệp được kiểm tra; tệp gốc không bao giờ bị ghi đè."),
        ("copy.odt", "Tên bản sửa của tệp .md phải có một trong các đuôi: .md, .markdown, .txt"),
        ("README.md", "Tệp này đã có nên được giữ nguyên."),
        ("gone/copy.md", "Không có thư mục gone."),
        ("docs", "Tên bản sửa của tệp .md phải có một trong các đuôi"),
    ],
)
def test_a_copy_is_refused_before_the_work(
    out: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("povertyplan.cli.outcomes.check", None)
    before = Path("README.md").read_bytes()
    assert main(["check", EXAMPLE, "--fix", out, "--lang", "vi"]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{out}: {said}")
    assert printed.out == ""
    assert Path("README.md").read_bytes() == before


def test_force_overwrites_a_copy(tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_text("old", encoding="utf-8")
    assert main(["check", EXAMPLE, "--fix", str(copy), "--force"]) == 0
    assert copy.read_text(encoding="utf-8") == RIGHT


@pytest.mark.parametrize("ending", ["csv", "html"])
def test_fix_repairs_every_text(ending: str, tmp_path: Path) -> None:
    source, copy = Path(f"examples/formats/plan.{ending}"), tmp_path / f"copy.{ending}"
    assert main(["check", str(source), "--fix", str(copy)]) == 0
    old, new = (file.read_bytes().splitlines() for file in (source, copy))
    ((before, after),) = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    assert after == before.replace(b"1,39", b"1,38")


def test_a_word_file_is_repaired_by_tracked_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, copy = "examples/formats/plan.docx", tmp_path / "copy.docx"
    told = "  mỗi số sửa là một thay đổi được theo dõi: trong Word, mở thẻ Xem lại (Review)"
    for options, is_tracked in ([], True), (["--plain", "--force"], False):
        assert main(["check", source, "--fix", str(copy), "--lang", "vi", *options]) == 0
        printed = capsys.readouterr().out
        assert f"{copy}: đã ghi; đã sửa: 1, còn lại: 4\n" in printed
        assert (told in printed) is is_tracked
        assert (b"<w:ins " in main_part(copy)) is is_tracked
        assert read(copy).plan == read("examples/formats/plan.csv").plan.edited(CERTAIN)


def main_part(file: Path) -> bytes:
    with ZipFile(file) as archive:
        return archive.read("word/document.xml")


def test_what_a_word_file_refuses_is_listed_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One repair is refused, and the other is written."""
    bold = b"<w:r><w:rPr><w:b/><w:bCs/></w:rPr>"
    typed = bold + b'<w:t xml:space="preserve">1,39</w:t></w:r>'
    field = b'<w:fldSimple w:instr="=A1">' + typed + b"</w:fldSimple>"
    source, copy = tmp_path / "plan.docx", tmp_path / "copy.docx"
    original = Path("examples/formats/plan.docx")
    other = (b">2,80</w:t>", b">2,08</w:t>")
    source.write_bytes(with_main_part(original, main_part(original).replace(typed, field)))
    assert main(["check", str(source), "--fix", str(copy), "--lang", "vi"]) == 1
    listed = capsys.readouterr().out.splitlines()[-3:]
    assert listed == [
        f"{source}: cần sửa tay:",
        "  bảng 3, ô I31: ghi 1,38% thay cho 1,39% (dòng tổng, tỷ lệ hộ nghèo năm 2024)",
        "    Số do trường tính toán của Word tạo ra: hãy sửa công thức rồi bấm F9.",
    ]
    assert not copy.exists()
    source.write_bytes(with_main_part(source, main_part(source).replace(*other)))
    assert main(["check", str(source), "--fix", str(copy), "--lang", "vi"]) == 1
    assert capsys.readouterr().out.splitlines()[-3:] == listed
    assert read(copy).plan == read(original).plan


def with_main_part(file: Path, content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(file) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


def test_a_signed_file_is_listed_to_be_typed_by_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, copy = tmp_path / "plan.docx", tmp_path / "copy.docx"
    source.write_bytes(Path("examples/formats/plan.docx").read_bytes())
    with ZipFile(source, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert main(["check", str(source), "--fix", str(copy), "--lang", "vi"]) == 1
    printed = capsys.readouterr()
    assert "Tệp này đã được ký số" in printed.err
    assert "ghi 1,38% thay cho 1,39%" in printed.out.splitlines()[-1]
    assert not copy.exists()


def test_what_cannot_be_repaired_is_said_first_and_listed_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, copy = str(tmp_path / "plan.xls"), tmp_path / "copy.xls"
    _, rows = example()
    Path(source).write_bytes(xls([["Giảm nghèo năm 2024"], *rows]))
    assert main(["check", source, "--fix", str(copy), "--lang", "vi"])
    printed = capsys.readouterr()
    assert printed.err == (
        f"{source}: Không sửa được số trong tệp thuộc định dạng này. Hãy lưu thành tệp .docx hoặc"
        " .xlsx rồi sửa tệp đó, hoặc đặt tên bản sửa có đuôi .json. Các số cần sửa tay được liệt kê"
        " ở cuối kết quả.\n"
    )
    assert printed.out.splitlines()[-2:] == [
        f"{source}: cần sửa tay:",
        "  ô PL!I32: ghi 1,38% thay cho 1,39% (dòng tổng, tỷ lệ hộ nghèo năm 2024)",
    ]
    assert not copy.exists()


def test_a_copy_that_was_not_written_is_no_success(tmp_path: Path) -> None:
    source = tmp_path / "plan.xls"
    source.write_bytes(xls([["Giảm nghèo năm 2024"], *example()[1]]))
    assert main(["check", str(source), "--select", "PP1", "--fix", str(tmp_path / "x.xls")]) == 2


def test_fix_leaves_accepted_findings_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.md"
    assert main(["check", EXAMPLE, "--fix", str(copy), "--ignore", "PP3,PP5"]) == 0
    assert f"{copy}: written; repaired: 1, left: 0" in lines(capsys)


def test_fix_keeps_an_accepted_error_and_repairs_the_other(tmp_path: Path) -> None:
    path, copy = tmp_path / "plan.md", tmp_path / "copy.md"
    both = TEXT.replace("| 110 | 2.80 |", "| 110 | 2.90 |")
    path.write_text(both, encoding="utf-8")
    options = ["--ignore", "PP2@total", "--fix", str(copy), "--force"]
    assert main(["check", str(path), *options]) == 0
    assert copy.read_text(encoding="utf-8") == both
    assert main(["check", str(path), "--fix", str(copy), "--force"]) == 0
    assert copy.read_text(encoding="utf-8") == RIGHT


def test_fix_writes_nothing_that_reads_back_as_another_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unchanged = "povertyplan.documents.write.patch.written"
    monkeypatch.setattr(unchanged, lambda _value, printed, *_: printed)
    assert main(["check", EXAMPLE, "--fix", str(tmp_path / "copy.md"), "--lang", "vi"])
    *_, lead, figure, reason = capsys.readouterr().out.splitlines()
    assert lead == f"{EXAMPLE}: cần sửa tay:"
    assert figure == "  dòng 87: ghi 1,38% thay cho 1,39% (dòng tổng, tỷ lệ hộ nghèo năm 2024)"
    assert reason.startswith("    Nếu thay số ở đây, tệp sẽ không còn thể hiện đúng kế hoạch")
    assert list(tmp_path.iterdir()) == []


def test_fix_leaves_nothing_behind_when_it_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = str(tmp_path / "copy.md")
    assert main(["check", str(tmp_path / "none.md"), "--fix", copy]) == 2

    def full(path: Path, _: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "replace", full)
    assert main(["check", EXAMPLE, "--fix", copy, "--lang", "vi"])
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{copy}: Ổ đĩa đã đầy")
    assert list(tmp_path.iterdir()) == []


def test_fix_copies_nothing_of_a_folder_without_a_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "notes.md").write_text("Notes for the next meeting.\n", encoding="utf-8")
    copy = tmp_path / "copy.md"
    assert main(["check", str(folder), "--fix", str(copy)]) == 2
    assert "no document that a plan may be read from" in capsys.readouterr().err
    assert not copy.exists()

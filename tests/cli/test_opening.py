"""Files and folders that are named, and what is said of those that are not read."""

import io
import json
from pathlib import Path

import pytest

from povertyplan.cli import main
from tests.documents.test_two_files import two_files
from tests.support.commands import EXAMPLE, RIGHT, TEXT


def test_folders_and_what_links_lead_out_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside / "a", inside / ".git", outside):
        folder.mkdir(parents=True)
        (folder / "plan.md").write_text(RIGHT, encoding="utf-8")
    (inside / "linked").symlink_to(outside)
    (inside / "away.md").symlink_to(outside / "plan.md")
    (inside / "same.md").symlink_to(inside / "a" / "plan.md")
    for name in ("~$plan.docx", ".plan.md", "notes.log"):
        (inside / name).touch()
    assert main(["check", str(inside), "--format", "json"]) == 0
    files = [one["file"] for one in json.loads(capsys.readouterr().out)["files"]]
    assert files == [str(inside / "a" / "plan.md")]
    assert main(["check", "examples/formats", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["files"]) == 6
    assert main(["check", str(inside / ".git")]) == 0
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty")]) == 2
    assert capsys.readouterr().err.endswith("empty: no document that a plan may be read from\n")


def test_a_folder_names_the_files_of_before_2007(
    right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless they were converted already: what was passed over in silence would seem right."""
    for name in ("tổ 1.doc", "tổ 2.pdf", "plan.doc"):
        (tmp_path / name).touch()
    assert main(["check", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{right}\n")
    docs = f"{tmp_path / 'plan.doc'}, {tmp_path / 'tổ 1.doc'}"
    assert f"2 files were not checked: {docs}\n    This is an old .doc file." in printed.err
    assert f"\n{tmp_path / 'tổ 2.pdf'}: This is a PDF;" in printed.err
    (tmp_path / "Plan.DOCX").touch()
    main(["check", str(tmp_path)])
    assert "plan.doc" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("plan.xls", "", "Tệp bị hỏng hoặc chưa được chép đầy đủ. Hãy mở bằng Word hoặc Excel"),
        ("plan.odt", "", "Đây là tệp .odt của LibreOffice. Hãy mở bằng LibreOffice hoặc Word"),
        ("plan.docx", "Kế hoạch", "Tệp mang đuôi của Word nhưng nội dung không phải tệp Word."),
        ("~$plan.docx", "\0", "Đây là tệp tạm do Word, Excel tạo ra khi văn bản đang mở"),
    ],
)
def test_what_is_not_read_is_said_in_vietnamese(
    name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    for command in ("check", "show"):
        assert main([command, str(file), "--lang", "vi"]) == 2
        assert capsys.readouterr().err.startswith(f"{file}: {said}")


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, status in (("check", 1), ("show", 0)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
        assert main([command, "-"]) == status
    assert capsys.readouterr().out.startswith("<stdin>\n\nTo correct\n\n87:51: PP201 error: ")


def test_files_that_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "*.docx", "--lang", "vi"]) == 2
    assert "Hãy nêu tên thư mục thay cho mẫu tên có dấu * hoặc dấu ?." in capsys.readouterr().err
    assert main(["show", "src", "--lang", "vi"]) == 2
    assert capsys.readouterr().err == "src: Đây là thư mục. Hãy nêu tên một tệp trong thư mục.\n"
    for error, said in (
        (PermissionError(13, "Permission denied"), "Không được phép mở tệp này."),
        (OSError(5, "Input/output error"), "Không mở được tệp."),
    ):

        def fail(*_: object, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr("povertyplan.cli.opening.opened", fail)
        assert main(["check", "plan.md", "--lang", "vi"]) == 2
        assert capsys.readouterr().err.startswith(f"plan.md: {said}")


def test_a_text_and_its_annex_in_one_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, annex = two_files(tmp_path)
    pair = f'povertyplan check "{text}" --annex "{annex}"'
    main(["check", str(tmp_path), "--lang", "vi"])
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"nếu là lời văn và phụ lục của cùng một kế hoạch, hãy kiểm tra chung: {pair}"
    main(["check", str(tmp_path), "--summary"])
    assert f"check them together: {pair}" in capsys.readouterr().err
    (tmp_path / "phu-luc-2.xlsx").write_bytes(annex.read_bytes())
    main(["check", str(tmp_path), "--summary"])
    assert "check them together" not in capsys.readouterr().err
    main(["check", str(text), EXAMPLE])
    assert "check them together" not in capsys.readouterr().err


def test_a_name_that_is_empty_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "show"):
        assert main([command, ""]) == 2
        assert capsys.readouterr().err.startswith("'': No such file.")

"""The command line, as its users run it."""

import io
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from povertyplan import Plan, diagnose, read, records, repaired
from povertyplan.cli import main
from tests.documents.test_two_files import REVIEW, REVIEW_TITLES, two_files
from tests.support.commands import EXAMPLE, RIGHT, TEXT, lines
from tests.support.written import docx


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def right(tmp_path: Path) -> str:
    path = tmp_path / "plan.md"
    path.write_text(RIGHT, encoding="utf-8")
    return str(path)


def about_the_file(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what is said of the file, without what explains it."""
    return [line for line in lines(capsys) if not line.startswith("    ")]


def test_check_prints_a_line_per_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", EXAMPLE]) == 1
    found = about_the_file(capsys)
    assert found[6] == (
        f"{EXAMPLE}:87:51: PP201 error: total row: the poor rate of 2024 is printed as 1.39%,"
        " but 54 of 3,924 is 1.38%"
    )
    assert found[7].startswith(f"{EXAMPLE}:59:24: assumed: ")
    assert found[8:] == [
        f"{EXAMPLE}: errors: 1; warnings: 5; notes: 1",
        f"{EXAMPLE}: 1 check could not run",
        "  PP101: the annex does not state the persons of 2024",
    ]


@pytest.mark.parametrize("how", ["--lang=vi", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_check_speaks_vietnamese(
    how: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not how.startswith("--"):
        monkeypatch.setenv(how, "vi_VN.UTF-8")
    main(["check", EXAMPLE, *([how] if how.startswith("--") else [])])
    found = about_the_file(capsys)
    assert found[6] == (
        f"{EXAMPLE}:87:51: PP201 lỗi: dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39 %,"
        " nhưng 54 trên 3.924 hộ là 1,38 %"
    )
    assert found[8] == f"{EXAMPLE}: 1 lỗi, 5 cảnh báo, 1 ghi chú"


def test_the_systems_own_locale_is_asked_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    monkeypatch.setattr("locale.getlocale", lambda: ("Vietnamese_Vietnam", "1258"))
    main(["check", EXAMPLE])
    assert "lỗi" in about_the_file(capsys)[6]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 0),
        (["--strict"], 1),
        (["--strict", "--ignore", "PP3,PP5"], 0),
        (["--strict", "--select", "PP201,PP1"], 0),
    ],
)
def test_exit_status(options: list[str], status: int, right: str) -> None:
    assert main(["check", right, *options]) == status


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
    files = [one["file"] for one in json.loads(capsys.readouterr().out)["skipped"]]
    assert files == [str(inside / "a" / "plan.md"), str(inside / "same.md")]
    assert main(["check", "examples/formats", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["skipped"]) == 5
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
    assert f"{right}: errors: 0" in printed.out
    for old in ("plan.doc: This is an old .doc", "tổ 1.doc: This is an old .doc", "tổ 2.pdf: This"):
        assert old in printed.err
    (tmp_path / "Plan.DOCX").touch()
    main(["check", str(tmp_path)])
    assert "plan.doc:" not in capsys.readouterr().err


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


def test_a_summary_of_many_plans(
    right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none.md").write_text("Kính gửi", encoding="utf-8")
    assert main(["check", right, EXAMPLE, str(tmp_path / "none.md"), "--summary"]) == 2
    printed = capsys.readouterr()
    assert "none.md: This file has no annex" in printed.err
    assert printed.out.splitlines() == [
        "plans read: 2, with errors: 1; not read: 1",
        "PP201 rate-not-quotient: 1 in plans: 1",
        *(
            f"{code} {name}: 2 in plans: 2"
            for code, name in (
                ("PP304", "headline-drop-of-rounded"),
                ("PP307", "households-jump"),
                ("PP501", "zero-in-two-ways"),
                ("PP502", "column-numbers-broken"),
                ("PP503", "annex-cites-another"),
                ("PP504", "number-or-date-blank"),
            )
        ),
        f"{EXAMPLE}: errors: 1",
    ]
    main(["check", right, "--summary", "--lang", "vi", "--select", "PP307"])
    assert lines(capsys) == [
        "đã đọc 1 kế hoạch, 0 có lỗi; 0 tệp không đọc được",
        "PP307 households-jump: 1 lần, trong 1 kế hoạch",
    ]
    for more in (["--format", "json"], ["--fix", str(tmp_path / "out.md")]):
        with pytest.raises(SystemExit):
            main(["check", right, "--summary", *more])
        assert "--summary is text and repairs nothing" in capsys.readouterr().err


def test_progress_is_for_terminals(
    right: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["check", right, right, "--select", "PP2"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["check", right, right, "--select", "PP2"])
    start, end = "\r\x1b[K", "\r\x1b[K"
    assert capsys.readouterr().err == f"{start}1/2 {right}{start}2/2 {right}{end}"
    main(["check", right, "--select", "PP2"])
    assert capsys.readouterr().err == ""


def test_an_old_encoding_has_no_text_to_repair(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.txt"
    row = "| Ng\u00df | 3 | 2 |".encode("latin-1")
    file.write_bytes(b"| Th\xabn | H\xe9 ngh\xcco 2023 | H\xe9 ngh\xcco 2024 |\n" + row)
    assert main(["check", str(file), "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"]


def test_several_files_and_one_that_cannot_be_read(
    right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "thư.md"
    letter.write_text("Kính gửi", encoding="utf-8")
    assert main(["check", EXAMPLE, str(letter), right, str(tmp_path / "none.md")]) == 2
    captured = capsys.readouterr()
    assert "PP201" in captured.out
    assert f"{right}: errors: 0; warnings: 5; notes: 1" in captured.out
    letters, none = captured.err.splitlines()
    assert letters.startswith(f"{letter}: This file has no annex: no table. It needs an annex: a")
    assert letters.endswith("If the annex is in another file, add --annex FILE.")
    assert none == f"{tmp_path / 'none.md'}: No such file. Check its name and its folder."


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, status in (("check", 1), ("show", 0)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
        assert main([command, "-"]) == status
    assert "<stdin>:87:51: PP201 error" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", EXAMPLE, "--select", "PP9"], "'PP9' is no code or beginning of a code"),
        (["check", EXAMPLE, "--ignore", "PP201@Tân"], "'Tân' is no row: expected a number"),
        (["check", EXAMPLE, "--lang", "fr"], "invalid choice"),
        (["check"], "required"),
        ([], "required"),
        (["explain", "PP2O1"], "did you mean 'PP201'"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


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


@pytest.mark.parametrize(
    ("files", "out", "said"),
    [
        ([EXAMPLE], EXAMPLE, "is the file that was read"),
        ([EXAMPLE], "copy.odt", "the repair of a text is written to a text, any to .json"),
        ([EXAMPLE, EXAMPLE], "copy.md", "--fix repairs one file"),
        (["-"], "copy.md", "--fix repairs one file"),
    ],
)
def test_fix_refuses(
    files: list[str], out: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", *files, "--fix", out])
    assert stop.value.code == 2
    assert said in capsys.readouterr().err
    assert not Path("copy.md").exists()


def test_fix_refuses_the_file_under_another_name(tmp_path: Path) -> None:
    path, link = tmp_path / "plan.md", tmp_path / "link.md"
    path.write_text(TEXT, encoding="utf-8")
    link.symlink_to(path)
    with pytest.raises(SystemExit):
        main(["check", str(path), "--fix", str(link)])
    assert path.read_text(encoding="utf-8") == TEXT


def test_fix_writes_nothing_that_reads_back_as_another_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.documents.write.copy.replaced", lambda text, *_: text)
    assert main(["check", EXAMPLE, "--fix", str(tmp_path / "copy.md")]) == 2
    assert "expected the repaired plan, found another" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_fix_leaves_nothing_behind_when_it_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "gone" / "copy.md")
    assert main(["check", EXAMPLE, "--fix", missing]) == 2
    assert main(["check", str(tmp_path / "none.md"), "--fix", missing]) == 2

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert main(["check", EXAMPLE, "--fix", str(tmp_path / "copy.md")]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert lines(capsys) == [version("povertyplan")]


def test_sarif_of_a_workbook_and_of_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    workbook = "examples/formats/plan.xlsx"
    assert main(["check", workbook, "-", "--format", "sarif"]) == 1
    assert '"fixes"' not in capsys.readouterr().out


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "pp201"]) == 0
    assert lines(capsys)[0] == "# PP201 rate-not-quotient"


def test_a_retired_code_is_still_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.cli.RETIRED", {"PP999": "it was part of PP201"})
    assert main(["explain", "PP999"]) == 0
    assert lines(capsys) == ["PP999 was retired: it was part of PP201"]


def test_show(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["show", EXAMPLE, "--lang", "vi"]) == 0
    found = lines(capsys)
    assert found[0] == "thị trấn Cao Thượng, kế hoạch năm 2024"
    assert found[10].startswith("8 Tân Lập")
    assert "1,39 % ≠ 1,38 %" in found[29]
    assert "  mức giảm tỷ lệ hộ nghèo: 0,91 điểm % ≈ 0,93 điểm %" in found
    assert main(["show", str(tmp_path / "none.md")]) == 2
    (tmp_path / "thư.md").write_text("Kính gửi", encoding="utf-8")
    assert main(["show", str(tmp_path / "thư.md")]) == 2
    assert "no annex: no table." in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("plain", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals(
    plain: str, *, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("NO_COLOR", plain)
    main(["check", EXAMPLE])
    assert ("PP201 \x1b[31merror\x1b[0m" in terminal.getvalue()) is coloured


def test_no_control_character_of_a_document_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wild = TEXT.replace("Tân Lập", "Tân\x1b[2J\u202eLập").replace("KH-BCĐ", "KH-B\x07CĐ")
    wild = wild.replace("| 8 | 3.69 |", "| 8\x1b]0;x\x07 | 3.69 |")
    (tmp_path / "plan.md").write_text(wild, encoding="utf-8")
    for command in (["check"], ["show"], ["check", "--format=json"], ["check", "--format=sarif"]):
        main([*command, str(tmp_path / "plan.md")])
        captured = capsys.readouterr()
        assert not {char for char in captured.out + captured.err if ord(char) < 32} - {"\n"}
        assert "\u202e" not in captured.out


@pytest.fixture
def process() -> list[str]:
    return [sys.executable, "-m", "povertyplan"]


def test_as_a_module_and_into_a_closed_pipe(process: list[str]) -> None:
    done = subprocess.run([*process, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        quiet = subprocess.run(
            [*process, "show", EXAMPLE], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (quiet.returncode, quiet.stderr) == (0, b"")


def test_output_is_utf_8_whatever_the_terminal(process: list[str]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "vi_VN"}
    done = subprocess.run(
        [*process, "check", EXAMPLE], capture_output=True, env=environment, check=False
    )
    assert "tỷ lệ hộ nghèo" in done.stdout.decode("utf-8")


def test_output_that_nobody_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(*_: object) -> None:
        raise BrokenPipeError

    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("povertyplan.checks.pages.page", closed)
        assert main(["explain", "PP101"]) == 0


def test_streams_that_are_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    assert main(["explain", "PP101"]) == 0
    assert out.getvalue().startswith("# PP101")


def test_text_and_annex_in_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, annex = two_files(tmp_path)
    assert main(["check", str(text), "--annex", str(annex)]) == 1
    assert any(line.startswith(f"{annex}:Phụ lục!I") for line in lines(capsys))
    assert main(["check", str(text), "--annex", str(annex), "--format", "sarif"]) == 1
    assert "fixes" not in capsys.readouterr().out
    copy = tmp_path / "plan.json"
    assert main(["check", str(text), "--annex", str(annex), "--fix", str(copy)]) == 0
    assert read(copy).plan.total is not None


def test_an_annex_alone_says_how_to_give_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, annex = two_files(tmp_path)
    assert main(["check", str(annex), "--lang", "vi"]) == 1
    assert lines(capsys)[-1] == (
        f"{annex}: chưa có chỉ tiêu nêu bằng lời văn để đối chiếu; nếu văn bản kế hoạch ở tệp khác:"
        f" povertyplan check VĂN-BẢN --annex {annex}"
    )


@pytest.mark.parametrize(
    ("files", "options", "said"),
    [
        (["a.docx", "b.docx"], ["--annex", "c.xlsx"], "--annex chỉ dùng cho một kế hoạch"),
        (["-"], ["--annex", "-"], "đầu vào chuẩn chỉ là một tệp"),
        (["a.docx"], ["--annex", "src"], "--annex phải là một tệp, không phải thư mục"),
        (["a.docx"], ["--annex", "b.xlsx", "--fix", "c.docx"], "--fix chỉ ghi được kế hoạch"),
    ],
)
def test_wrong_use_of_an_annex(
    files: list[str], options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["check", *files, *options, "--lang", "vi"])
    assert said in capsys.readouterr().err


def test_a_table_of_one_year_is_checked_as_a_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "review.docx"
    file.write_bytes(docx(REVIEW_TITLES, REVIEW))
    assert main(["check", str(file), "--lang", "vi"]) == 0
    told = "bảng chỉ có số liệu một năm nên được kiểm tra như kết quả rà soát năm 2023"
    assert lines(capsys)[0] == f"{file}: lưu ý khi đọc: {told}"
    wrong = [[cell.replace("3,39", "3,93") for cell in row] for row in REVIEW]
    file.write_bytes(docx(REVIEW_TITLES, wrong))
    assert main(["check", str(file)]) == 1
    assert "PP201" in lines(capsys)[0]


def test_files_that_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "*.docx", "--lang", "vi"]) == 2
    assert "Hãy nêu tên thư mục thay cho mẫu tên có dấu *." in capsys.readouterr().err
    assert main(["show", "src", "--lang", "vi"]) == 2
    assert capsys.readouterr().err == "src: Đây là thư mục. Hãy nêu tên một tệp trong thư mục.\n"
    for error, said in (
        (PermissionError(13, "Permission denied"), "Không được phép mở tệp này."),
        (OSError(5, "Input/output error"), "Không mở được tệp."),
    ):

        def fail(*_: object, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr("povertyplan.cli.opened", fail)
        assert main(["check", "plan.md", "--lang", "vi"]) == 2
        assert capsys.readouterr().err.startswith(f"plan.md: {said}")

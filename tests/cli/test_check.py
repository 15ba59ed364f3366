"""``check``, as its users run it."""

import io
from pathlib import Path

import pytest

from povertyplan import read
from povertyplan.cli import main
from tests.documents.test_two_files import REVIEW, REVIEW_TITLES, two_files
from tests.support.commands import EXAMPLE, TEXT, joined, lines
from tests.support.written import docx


def about_the_file(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines that begin a paragraph about the file, without what explains it."""
    return [line for line in lines(capsys) if line and not line.startswith(" ")]


def beginnings(printed: list[str]) -> list[str]:
    """Return what stands before the first colon of each line."""
    return [line.partition(":")[0] for line in printed]


def test_check_prints_a_line_per_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", EXAMPLE]) == 1
    found = about_the_file(capsys)
    assert found[0] == EXAMPLE
    assert found[1] == "To correct"
    assert found[2] == (
        "87:51: PP201 error: total row: the poor rate of 2024 is printed as 1.39%, but 54 of 3,924"
        " is 1.38%"
    )
    to_look_at, form = found.index("To look at"), found.index("Form of the document")
    assert beginnings(found[to_look_at + 1 : form]) == ["20", "68"]
    assert beginnings(found[form + 1 : -3]) == ["1", "54", "60", "81"]
    assert found[-3].startswith("59:24: assumed: ")
    assert found[-2:] == [
        "1 thing could not be checked: the annex does not state the persons of 2024",
        (
            "1 error to correct, 2 places to look at, 4 remarks on form."
            " More: povertyplan explain PP201;"
        ),
    ]


@pytest.mark.parametrize("how", ["--lang=vi", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_check_speaks_vietnamese(
    how: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not how.startswith("--"):
        monkeypatch.setenv(how, "vi_VN.UTF-8")
    main(["check", EXAMPLE, *([how] if how.startswith("--") else [])])
    found = about_the_file(capsys)
    assert found[1] == "Phải sửa"
    assert found[2] == (
        "87:51: PP201 lỗi: dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39%,"
        " nhưng 54 trên 3.924 hộ là 1,38%"
    )
    assert found[-1] == (
        "1 lỗi phải sửa, 2 chỗ cần xem lại, 4 điểm về thể thức."
        " Xem thêm: povertyplan explain PP201;"
    )


def test_the_systems_own_locale_is_asked_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    monkeypatch.setattr("locale.getlocale", lambda: ("Vietnamese_Vietnam", "1258"))
    main(["check", EXAMPLE])
    assert "lỗi" in about_the_file(capsys)[2]


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


def test_a_summary_of_many_plans(
    right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none.md").write_text("Kính gửi", encoding="utf-8")
    assert main(["check", right, EXAMPLE, str(tmp_path / "none.md"), "--summary"]) == 1
    printed = capsys.readouterr()
    assert "none.md: This file has no annex" in printed.err
    first, *codes = printed.out.splitlines()
    assert first == "plans read: 2, with errors: 1; not read: 1"
    assert codes[0] == "PP201 A printed rate is not its count over its households: 1 in plans: 1"
    assert codes[1].startswith("PP304 A drop of a rate holds only for rates")
    assert codes[1].endswith(": 2 in plans: 2")
    assert f"  thị trấn Cao Thượng ({EXAMPLE}): errors: 1" in codes
    assert "  poor households of 2024: 108 (1.38% of the households)" in codes
    assert "Counted more than once, for several files are of one unit:" in codes
    main(["check", right, "--summary", "--lang", "vi", "--select", "PP307"])
    assert lines(capsys)[:3] == [
        "đã đọc 1 kế hoạch, trong đó 0 kế hoạch có lỗi; 0 tệp không đọc được",
        "PP307 Số hộ dân cư tăng, giảm khác thường: 1 lần, trong 1 kế hoạch",
        "Tổng hợp 1 kế hoạch, năm 2023 và năm 2024:",
    ]


def test_progress_is_for_terminals(
    right: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["check", right, right, "--select", "PP2"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["check", right, right, "--select", "PP2"])
    start, end = "\r\x1b[K", "\r\x1b[K"
    assert capsys.readouterr().err == f"{start}1/2 {right}{end}{start}2/2 {right}{end}"
    main(["check", right, "--select", "PP2"])
    assert capsys.readouterr().err == ""


def test_refusals_on_a_terminal_are_as_wide_as_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["check", "README.md"]) == 2
    refused = capsys.readouterr().err.splitlines()
    assert refused[0].startswith("README.md: This file has no annex: ")
    assert len(refused) > 3
    assert max(map(len, refused)) <= 60


def test_several_files_and_one_that_cannot_be_read(
    right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "thư.md"
    letter.write_text("Kính gửi", encoding="utf-8")
    assert main(["check", EXAMPLE, str(letter), right, str(tmp_path / "none.md")]) == 1
    captured = capsys.readouterr()
    assert "PP201" in captured.out
    assert "no contradictions found, 2 places to look at, 4 remarks on form\n" in captured.out
    assert joined(captured.out.splitlines()[-2:]) == (
        "4 files: 1 error to correct, 4 places to look at, 8 remarks on form,"
        " 2 files could not be read. More: povertyplan explain PP201"
    )
    letters, none = captured.err.splitlines()
    assert letters.startswith(f"{letter}: This file has no annex: no table. It needs an annex: a")
    assert letters.endswith("If the annex is in another file, add --annex FILE.")
    assert none == f"{tmp_path / 'none.md'}: No such file. Check its name and its folder."


def test_sarif_of_a_workbook_and_of_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    workbook = "examples/formats/plan.xlsx"
    assert main(["check", workbook, "-", "--format", "sarif"]) == 1
    assert '"fixes"' not in capsys.readouterr().out


def test_lines_for_editors(right: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", EXAMPLE, right, "--format", "lines", "--select", "PP2,PP50"]) == 1
    found = lines(capsys)
    heads = [":".join(line.split(":")[:3]) for line in found if line.startswith(f"{EXAMPLE}:")]
    assert heads == [f"{EXAMPLE}:{place}" for place in ("1:5", "54:25", "60:3", "81:71", "87:51")]
    assert (
        f"{EXAMPLE}:87:51: PP201 error: total row: the poor rate of 2024 is printed as 1.39%, but"
        in "\n".join(found)
    )
    assert len(found) == 9


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
    monkeypatch.setenv("TERM", "xterm")
    main(["check", EXAMPLE])
    assert ("\x1b[1;31mPP201 error:\x1b[0m" in terminal.getvalue()) is coloured


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
    assert (
        "chưa có chỉ tiêu nêu bằng lời văn để đối chiếu; nếu văn bản kế hoạch ở tệp khác:"
        f" povertyplan check VĂN-BẢN --annex {annex}"
    ) in joined(lines(capsys))


def test_a_table_of_one_year_is_checked_as_a_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "review.docx"
    file.write_bytes(docx(REVIEW_TITLES, REVIEW))
    assert main(["check", str(file), "--lang", "vi"]) == 0
    told = "bảng chỉ có số liệu một năm nên được coi là kết quả rà soát năm 2023"
    assert lines(capsys)[:3] == [str(file), "", f"lưu ý khi đọc: {told}"]
    wrong = [[cell.replace("3,39", "3,93") for cell in row] for row in REVIEW]
    file.write_bytes(docx(REVIEW_TITLES, wrong))
    assert main(["check", str(file)]) == 1
    assert "PP201" in lines(capsys)[2]

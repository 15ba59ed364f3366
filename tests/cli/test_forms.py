"""The command `forms`: what it writes, what it says, what it refuses."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from povertyplan.cli import main
from tests.support.commands import EXAMPLE, joined

HEADER = "TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Số hộ 2024;Hộ nghèo 2024"
REVIEW = "Rà soát năm 2023\n\nTT;Thôn;Số hộ;Hộ nghèo\n1;Chợ;160;5\n"


def sheets_in(file: Path) -> int:
    with ZipFile(file) as archive:
        return sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist())


def planned(folder: Path, total: int) -> str:
    """Write a plan of two units, which is right with a total of 8 poor households."""
    file = folder / "plan.csv"
    rows = "1;Chợ;160;5;160;4\n2;Ngò;90;3;90;2\n"
    file.write_text(f"{HEADER}\n{rows};Tổng;250;{total};250;6\n", encoding="utf-8")
    return str(file)


def test_each_unit_has_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = planned(tmp_path, 9), tmp_path / "02.xlsx"
    assert main(["forms", source, str(target), "--month", "2024-02"]) == 0
    assert sheets_in(target) == 2
    said = joined(capsys.readouterr().out.splitlines())
    assert said.startswith(f"{target}: the reports of February 2024 to fill in, a sheet for each")
    assert f"{source} has errors" in said
    assert "the document does not name its commune" in said
    assert said.endswith(f"povertyplan progress {source} {target}")


@pytest.mark.parametrize(
    ("form", "sheets", "said"),
    [
        ("flow", 2, "biểu diễn biến hộ nghèo, hộ cận nghèo năm 2024, gồm 2 đơn vị"),
        ("labour", 1, "biểu lao động, đào tạo nghề và giải quyết việc làm năm 2024"),
    ],
)
def test_forms_with_a_line_for_each_unit(
    form: str, sheets: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = planned(tmp_path, 8), tmp_path / "form.xlsx"
    assert main(["forms", source, str(target), "--form", form, "--lang", "vi"]) == 0
    assert sheets_in(target) == sheets
    printed = joined(capsys.readouterr().out.splitlines())
    assert said in printed
    assert "còn lỗi" not in printed
    assert printed.endswith(f"povertyplan check {target} --against {source}")


def test_a_review_is_a_source_too(tmp_path: Path) -> None:
    source, target = tmp_path / "review.csv", tmp_path / "form.xlsx"
    source.write_text(REVIEW, encoding="utf-8")
    assert main(["forms", str(source), str(target), "--month", "2024-01"]) == 0


def test_text_and_annex_in_two_files(tmp_path: Path) -> None:
    text, annex = tmp_path / "text.md", tmp_path / "annex.md"
    lines = Path(EXAMPLE).read_text(encoding="utf-8").splitlines(keepends=True)
    annex.write_text("".join(line for line in lines if line[0] == "|"), encoding="utf-8")
    text.write_text("".join(line for line in lines if line[0] != "|"), encoding="utf-8")
    target = tmp_path / "forms.xlsx"
    options = ["--form", "labour", "--annex", str(annex)]
    assert main(["forms", str(text), str(target), *options]) == 0


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (EXAMPLE, "forms.docx", "The name of the file must end in .xlsx."),
        (EXAMPLE, "there.xlsx", "This file exists already"),
        ("none.md", "forms.xlsx", "No such file."),
    ],
)
def test_files_that_are_refused(
    source: str, target: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"")
    assert main(["forms", source, str(tmp_path / target), "--month", "2024-02"]) == 2
    assert said in joined(capsys.readouterr().err.splitlines())
    assert [file.name for file in tmp_path.iterdir()] == ["there.xlsx"]


def test_a_file_that_is_there_is_replaced_with_force(tmp_path: Path) -> None:
    target = tmp_path / "there.xlsx"
    target.write_bytes(b"")
    assert main(["forms", EXAMPLE, str(target), "--form", "labour", "--force"]) == 0
    assert target.stat().st_size > 0


def test_a_total_alone_has_nothing_to_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "plan.csv"
    source.write_text(f"{HEADER}\n;Tổng;160;5;160;4\n", encoding="utf-8")
    assert main(["forms", str(source), str(tmp_path / "f.xlsx"), "--month", "2024-02"]) == 2
    assert "no row of a unit" in joined(capsys.readouterr().err.splitlines())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "the monthly report needs --month"),
        (["--month", "2025-02"], "argument --month: the plan is of 2024"),
        (["--month", "2024-13"], "argument --month: give a month, such as 2024-02"),
    ],
)
def test_wrong_usage(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["forms", EXAMPLE, str(tmp_path / "forms.xlsx"), *options])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_register_to_fill_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = planned(tmp_path, 8), tmp_path / "register.xlsx"
    assert main(["forms", source, str(target), "--form", "register", "--lang", "vi"]) == 0
    said = joined(capsys.readouterr().out.splitlines())
    assert "không ghi họ tên, gồm 2 đơn vị" in said
    assert said.endswith(f"povertyplan check {target}")
    assert main(["check", str(target)]) == 0

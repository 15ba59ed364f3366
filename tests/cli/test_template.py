"""The command `template`: what it writes, what it says, what it refuses."""

from pathlib import Path

import pytest

from povertyplan import read
from povertyplan.cli import main
from tests.support.commands import EXAMPLE, RIGHT, joined

REVIEW = "Rà soát năm 2023\n\nTT;Thôn;Số hộ;Hộ nghèo\n1;Chợ;160;5\n"


def test_last_years_plan_becomes_the_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mẫu.xlsx"
    assert main(["template", EXAMPLE, str(target), "--year", "2026"]) == 0
    assert read(target).plan.years == (2024, 2026)
    said = joined(capsys.readouterr().out.splitlines())
    assert said.startswith(f"{target}: the plan of 2026 to fill in, with 26 units.")
    assert f"Last year's figures are the goals that {EXAMPLE} sets." in said
    assert f"{EXAMPLE} has errors, and its counts were taken over as they are." in said
    assert said.endswith(f"Once it is filled in: povertyplan check {target}")


def test_a_right_plan_has_no_errors_to_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "plan.md", tmp_path / "mẫu.xlsx"
    source.write_text(RIGHT, encoding="utf-8")
    assert main(["template", str(source), str(target), "--lang", "vi"]) == 0
    said = joined(capsys.readouterr().out.splitlines())
    assert said.startswith(f"{target}: mẫu kế hoạch năm 2025, gồm 26 đơn vị.")
    assert "còn lỗi" not in said


def test_text_and_annex_in_two_files(tmp_path: Path) -> None:
    text, annex = tmp_path / "text.md", tmp_path / "annex.md"
    lines = Path(EXAMPLE).read_text(encoding="utf-8").splitlines(keepends=True)
    annex.write_text("".join(line for line in lines if line[0] == "|"), encoding="utf-8")
    text.write_text("".join(line for line in lines if line[0] != "|"), encoding="utf-8")
    target = tmp_path / "plan.xlsx"
    assert main(["template", str(text), str(target), "--annex", str(annex)]) == 0
    assert read(target).plan.unit.name == "Cao Thượng"


def test_a_review_is_the_result_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "review.csv", tmp_path / "plan.xlsx"
    source.write_text(REVIEW, encoding="utf-8")
    assert main(["template", str(source), str(target)]) == 0
    assert "Last year's figures are the goals" not in capsys.readouterr().out
    plan = read(target).plan
    assert (plan.year, plan.targets[0].base.poor.count) == (2024, 5)


def test_counts_by_the_new_standard_are_to_be_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for year, is_said in ((2025, False), (2026, True), (2030, False)):
        source = tmp_path / "review.csv"
        source.write_text(REVIEW.replace("2023", f"{year}"), encoding="utf-8")
        main(["template", str(source), str(tmp_path / "plan.xlsx"), "--lang", "vi", "--force"])
        said = joined(capsys.readouterr().out.splitlines())
        assert (
            f"Từ ngày 01/01/{year + 1} áp dụng chuẩn nghèo giai đoạn 2027-2030: hãy nhập đè số liệu"
            " năm trước bằng số liệu rà soát theo chuẩn mới." in said
        ) is is_said


def test_a_list_of_names_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "names.txt", tmp_path / "plan.xlsx"
    source.write_text("Chợ\nNgò\n", encoding="utf-8")
    assert main(["template", str(source), str(target), "--year", "2025"]) == 0
    said = joined(capsys.readouterr().out.splitlines())
    told = "The list has no figures: type last year's counts into the yellow cells, too."
    assert said.endswith(f"{told} Once it is filled in: povertyplan check {target}")
    plan = read(target).plan
    assert (plan.year, [row.unit.name for row in plan.targets]) == (2025, ["Chợ", "Ngò"])


def test_a_list_of_names_needs_the_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "names.txt"
    source.write_text("Chợ\nNgò\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["template", str(source), str(tmp_path / "plan.xlsx")])
    assert "a list of names does not tell the year" in joined(capsys.readouterr().err.splitlines())
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (EXAMPLE, "plan.docx", "The name of the file must end in .xlsx."),
        (EXAMPLE, "there.xlsx", "This file exists already"),
        ("none.md", "plan.xlsx", "No such file."),
        ("README.md", "plan.xlsx", "This file has no annex"),
    ],
)
def test_files_that_are_refused(
    source: str, target: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"")
    assert main(["template", source, str(tmp_path / target)]) == 2
    assert said in joined(capsys.readouterr().err.splitlines())
    assert [file.name for file in tmp_path.iterdir()] == ["there.xlsx"]


def test_a_total_alone_has_nothing_to_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "plan.csv"
    header = "TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Số hộ 2024;Hộ nghèo 2024"
    source.write_text(f"{header}\n;Tổng;160;5;160;4\n", encoding="utf-8")
    assert main(["template", str(source), str(tmp_path / "plan.xlsx")]) == 2
    assert "no row of a unit" in joined(capsys.readouterr().err.splitlines())


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2024", "argument --year: it must be later than 2024"),
        ("25", "give a year, such as 2025"),
        ("3025", "give a year, such as 2025"),
    ],
)
def test_years_that_are_refused(
    year: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["template", EXAMPLE, str(tmp_path / "plan.xlsx"), "--year", year])
    assert said in joined(capsys.readouterr().err.splitlines())

"""A plan, or tables of its year, read from one file and written as another."""

from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import Plan, Unit, read, read_tables
from povertyplan.cli import main
from povertyplan.records import to_json
from tests.documents.test_conversion import AS_DOCX, DOCUMENTS
from tests.support.commands import joined
from tests.support.libreoffice import install, uninstall
from tests.support.small import SEPARATED

NOT_TAKEN = "The sentences of the text were not taken over"


def test_the_plan_is_the_same_with_its_contradiction(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "plan.csv", tmp_path / "kế hoạch.md"
    text = SEPARATED.replace("Hộ nghèo 2023", "Nhân khẩu;Hộ nghèo 2023", 1)
    source.write_text(text.replace("160;5;3,13", "160;640;5;3,31"), encoding="utf-8")
    assert main(["convert", str(source), str(target)]) == 0
    assert read(target).plan == read(source).plan
    printed = joined(capsys.readouterr().out.splitlines())
    assert printed.startswith(f"{target}: written. {source}:D6: column Nhân khẩu has no year")
    assert NOT_TAKEN in printed
    again = tmp_path / "plan.json"
    assert main(["convert", str(target), str(again), "--lang", "vi"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{again}: đã ghi.\n")
    assert "Các câu trong phần lời văn không được chuyển sang" in printed
    assert main(["convert", str(again), str(tmp_path / "plan.html")]) == 0
    assert NOT_TAKEN not in capsys.readouterr().out


def test_the_result_of_a_review(tmp_path: Path) -> None:
    source, target = tmp_path / "review.csv", tmp_path / "review.json"
    source.write_text("Rà soát năm 2023\n\nTT;Thôn;Số hộ;Hộ nghèo\n1;Chợ;160;5\n", encoding="utf-8")
    assert main(["convert", str(source), str(target)]) == 0
    assert read(target).plan.targets[0].base.households == 160


def test_a_document_of_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "kế hoạch 2024.odt", tmp_path / "plan.md"
    source.write_bytes(DOCUMENTS["odt"])
    install(tmp_path / "program", monkeypatch, result=AS_DOCX)
    assert main(["convert", str(source), str(target)]) == 0
    printed = joined(capsys.readouterr().out.splitlines())
    assert "LibreOffice converted the .odt to .docx, which was read: compare" in printed
    assert read(target).plan.targets[0].unit.name == "Chợ"
    uninstall(monkeypatch)
    assert main(["convert", str(source), str(target), "--force"]) == 2
    said = joined(capsys.readouterr().err.splitlines())
    assert said.startswith(f"{source}: This takes LibreOffice, which was not found")
    assert said.endswith("open it in Word, choose Save As .docx, and convert that.")


def test_a_text_and_its_annex_become_one_file(folder: Path) -> None:
    text, target = folder / "text.md", folder / "whole.csv"
    text.write_text("# Giảm nghèo năm 2024\n\nSố hộ nghèo năm 2024 còn 2 hộ.", encoding="utf-8")
    assert main(["convert", "text.md", "whole.csv", "--annex", "plan.csv"]) == 0
    assert read(target).plan == read(text, annex=folder / "plan.csv").plan
    assert main(["convert", "text.md", "plan.csv", "--annex", "plan.csv", "--force"]) == 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is the current one: a plan, a coded one, and a letter."""
    row = {"name": "Chợ", "households_base": 160, "poor_base": 5, "poor_goal": 2}
    plan = evolve(Plan.of(2024, [row]), unit=Unit("Tân Yên", code="24"))
    (tmp_path / "coded.json").write_text(to_json(plan), encoding="utf-8")
    (tmp_path / "there.md").write_text("Kính gửi", encoding="utf-8")
    (tmp_path / "plan.csv").write_text(SEPARATED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("plan.csv", "plan.odt", "plan.odt: The name of the file must end in ."),
        ("plan.csv", "none/plan.md", "There is no folder"),
        ("plan.csv", "there.md", "there.md: This file exists already"),
        ("none.md", "plan.md", "none.md: No such file."),
        (".", "plan.md", ".: This is a folder."),
        ("there.md", "there.md", "the original is never overwritten"),
        ("there.md", "plan.md", "no annex"),
        ("coded.json", "plan.md", "code of the commune: “24”, read back as nothing"),
    ],
)
def test_what_is_refused_leaves_nothing(
    source: str, target: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["convert", source, target]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in joined(printed.err.splitlines())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_existing_file_is_overwritten_by_force(folder: Path) -> None:
    assert main(["convert", "plan.csv", "there.md", "--force"]) == 0
    assert read(folder / "there.md").plan == read("plan.csv").plan


COVERAGE = (
    "UBND XÃ TÂN YÊN\n\nKẾT QUẢ THỰC HIỆN CHÍNH SÁCH NĂM 2024\n\n"
    "TT;Chính sách;Đối tượng;Số thuộc diện;Đã hỗ trợ;Kinh phí\n1;Y tế;Hộ nghèo;90;90;5\n"
)


def test_a_table_of_the_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "coverage.csv", tmp_path / "coverage.xlsx"
    source.write_text(COVERAGE, encoding="utf-8")
    assert main(["convert", str(source), str(target)]) == 0
    (read_again,), (first,) = read_tables(target), read_tables(source)
    assert read_again.table == first.table
    printed = joined(capsys.readouterr().out.splitlines())
    assert printed == f"{target}: written. {source}:F5: column “Kinh phí” is not checked"


def test_a_register_is_written_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = "DANH SÁCH HỘ NGHÈO NĂM 2023\n\nTT;Mã hộ;Tổ dân phố;Diện\n1;C-1;Chợ;Hộ nghèo\n"
    source, target = tmp_path / "register.csv", tmp_path / "register.md"
    source.write_text(register, encoding="utf-8")
    assert main(["convert", str(source), str(target)]) == 0
    assert read_tables(target)[0].table == read_tables(source)[0].table
    both = tmp_path / "both.csv"
    both.write_text(f"{register}\n\n{COVERAGE}", encoding="utf-8")
    assert main(["convert", str(both), str(target), "--force"]) == 2
    said = joined(capsys.readouterr().err.splitlines())
    assert said.endswith("beside other tables. Keep the register in a file of its own.")

"""The command `share`: what each unit gets and why, what is written, what is refused."""

import json
from pathlib import Path

import pytest

from povertyplan import Category, Unit, read
from povertyplan.cli import main
from povertyplan.records import to_json
from povertyplan.year import Household, Register
from tests.support.commands import EXAMPLE, joined

HEADER = "TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Số hộ 2024;Hộ nghèo 2024"
REVIEW = "Rà soát năm 2023\n\nTT;Thôn;Số hộ;Hộ nghèo\n1;Chợ;160;5\n2;Ngò;160;5\n"
LEVEL = ["--rule", "level"]


def planned(folder: Path, rows: str = "1;Chợ;160;5;160;4\n2;Ngò;90;3;90;2\n") -> str:
    file = folder / "plan.csv"
    file.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    return str(file)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return joined(capsys.readouterr().out.splitlines())


def test_each_share_has_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = planned(tmp_path)
    assert main(["share", source, "--quota", "3", *LEVEL]) == 0
    printed = said(capsys)
    assert printed.startswith(f"{source}: 3 households to leave poverty in 2024, shared out by one")
    assert "1. Chợ: 5 poor households; the level is 2.5; 2.5 above it; it gets 3" in printed
    assert "2. Ngò: 3 poor households; the level is 2.5; 0.5 above it; it gets 0" in printed
    assert "In all: 3 of 8 households are shared out, and 5 are left." in printed
    assert "Assumed: each unit can give all of these households." in printed
    assert "To write the shares as a table to be signed: add --out OUT.xlsx" in printed
    assert "Only the order of the list" not in printed
    assert "has errors" not in printed
    assert printed.endswith(f"povertyplan check {source}")


def test_the_real_plan_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--quota", "25", "--rule", "proportional", "--category", "near-poor"]
    assert main(["share", EXAMPLE, *options, "--lang", "vi"]) == 0
    printed = said(capsys)
    assert printed.startswith(
        "thị trấn Cao Thượng: phân bổ chỉ tiêu giảm 25 hộ cận nghèo năm 2024, theo tỷ lệ"
    )
    assert "1. Hoà Sơn: 10 hộ cận nghèo; tính theo tỷ lệ 25/135 là 1,85 hộ; giao 2 hộ" in printed
    assert "Tổng cộng: giao 25 hộ trên 135 hộ, cuối năm còn 110 hộ." in printed
    assert "còn lỗi" in printed


def test_the_result_of_a_review_has_ties(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "review.csv"
    source.write_text(REVIEW, encoding="utf-8")
    assert main(["share", str(source), "--quota", "1", *LEVEL]) == 0
    printed = said(capsys)
    assert "review.csv: 1 household to leave poverty in 2024" in printed
    assert "Only the order of the list decided which of these are rounded up: Chợ, Ngò." in printed
    assert f"{source}: the table is of one year; it was taken for" in printed
    assert printed.endswith("povertyplan check PLAN"), "no plan was given that could be checked"


def test_a_unit_gives_at_least_what_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--quota", "3", *LEVEL, "--at-least", " ngò = 2", "--at-least", "Chợ=0"]
    assert main(["share", planned(tmp_path), *options]) == 0
    printed = said(capsys)
    assert "1. Chợ: 5 poor households; the level is 4; 1 above it; it gets 1" in printed
    assert "not above the level of 4; asked for at least 2; it gets 2" in printed


def registered(folder: Path, *households: str) -> str:
    """Write the register of a review: each household has its code, its unit and its outlook."""
    file = folder / "register.csv"
    lines = [f"{number};C-{number};{each}" for number, each in enumerate(households, 1)]
    heads = ["DANH SÁCH HỘ NGHÈO", "TT;Mã hộ;Tổ dân phố;Diện;Khả năng thoát nghèo trong năm"]
    file.write_text("\n".join([*heads, *lines]), encoding="utf-8")
    return str(file)


def test_no_unit_gives_more_than_a_register_judges_able(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = planned(tmp_path), tmp_path / "quota.md"
    able, unable = "Hộ nghèo;có", "Hộ nghèo;không"
    register = registered(tmp_path, f"Chợ;{able}", f"Chợ;{unable}", f"Ngò;{able}", f"Ngò;{able}")
    options = ["--quota", "3", *LEVEL, "--at-most", register, "--out", str(target)]
    assert main(["share", source, *options]) == 0
    printed = said(capsys)
    assert "1. Chợ: 5 poor households; the level is 1; 4 above it; asked for at most 1;" in printed
    assert f"no unit gives more than {register} judges able, which is 3 of 4" in printed
    assert f"{register}: " in printed.partition("judges able")[2]  # it has no year
    assert "| 1 | Chợ | 5 | 1 | 1,00 | 1 | 4 |" in target.read_text(encoding="utf-8")


def test_a_register_of_other_units_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = registered(tmp_path, "Ngòi;Hộ nghèo;có")
    options = ["--quota", "3", *LEVEL, "--at-most", register, "--lang", "vi"]
    assert main(["share", planned(tmp_path), *options]) == 2
    refused = joined(capsys.readouterr().err.splitlines())
    assert refused.endswith("Không có đơn vị nào tên là “Ngòi”; có phải là “Ngò” không?")
    assert register in refused


def test_a_register_with_two_units_of_one_name_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [Unit("Chợ"), Unit("Chợ", kind="thôn")]
    households = [
        Household(f"C-{number}", unit, Category.POOR) for number, unit in enumerate(units)
    ]
    record = tmp_path / "register.json"
    record.write_text(to_json(Register(Unit("Cao Thượng"), 2023, households)), encoding="utf-8")
    options = ["--quota", "3", *LEVEL, "--at-most", str(record), "--lang", "vi"]
    assert main(["share", planned(tmp_path), *options]) == 2
    refused = joined(capsys.readouterr().err.splitlines())
    assert "Danh sách có hai đơn vị cùng tên “Chợ”." in refused


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_table_to_be_signed_is_written(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = planned(tmp_path), tmp_path / f"quota.{ending}"
    assert main(["share", source, "--quota", "3", *LEVEL, "--out", str(target)]) == 0
    assert f"{target}: the shares as a table to be signed." in said(capsys)
    goals = [target.goal.poor.count for target in read(target).plan.targets]
    assert goals == [2, 3]


def test_shares_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = planned(tmp_path), tmp_path / "quota.json"
    options = ["--quota", "3", *LEVEL, "--format", "json", "--out", str(target)]
    assert main(["share", source, *options]) == 0
    shared = json.loads(capsys.readouterr().out)
    shares, assumed = shared.pop("shares"), shared.pop("assumed")
    assert shared == {
        "povertyplan": 1, "language": "en", "plan": source, "register": None, "quota": 3,
        "category": "poor", "rule": "level", "level": "5/2",
    }  # fmt: skip
    assert shares[1] == {
        "row": 2, "unit": "Ngò", "base": 3, "low": 0, "high": 3, "exact": "1/2", "count": 0,
        "goal": 3, "tied": False,
        "message": "Ngò: 3 poor households; the level is 2.5; 0.5 above it; it gets 0",
    }  # fmt: skip
    assert len(assumed) == 2
    assert json.loads(target.read_text(encoding="utf-8"))["allocation"]["quota"] == 3


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        (["--quota", "9"], "plan.csv: Chỉ tiêu 9 hộ nằm ngoài khoảng từ 0 đến 8 hộ mà các đơn vị"),
        (["--quota", "3", "--at-least", "Ngòi=1"], "Không có đơn vị nào tên là “Ngòi”"),
        (["--quota", "3", "--at-least", "Ngò=4"], "“Ngò” được giao tối thiểu 4 hộ, nhưng chỉ"),
        (
            ["--quota", "3", "--at-least", "Ngò=1", "--at-least", "Ngò=2"],
            "“Ngò” có hai mức giới hạn",
        ),
        (
            ["--quota", "3", "--at-least", "Ngò=1", "--at-least", "NGÒ=2"],
            "“NGÒ” có hai mức giới hạn",
        ),
        (["--quota", "3", "--out", "quota.pdf"], "quota.pdf: Tên tệp phải có phần mở rộng"),
        (["--quota", "3", "--out", "no/quota.xlsx"], "Không có thư mục"),
        (["--quota", "3", "--at-most", "no.xlsx"], "no.xlsx: Không có tệp này."),
        (["--quota", "3", "--at-most", EXAMPLE], "plan.md: Tệp này không có danh sách hộ."),
        (["--quota", "3", "--category", "near-poor"], "Dòng 1, “Chợ”: chưa ghi số hộ cận nghèo"),
    ],
)
def test_what_cannot_be_shared_is_refused_in_words(
    options: list[str], refused: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["share", planned(tmp_path), *LEVEL, *options, "--lang", "vi"]) == 2
    printed = capsys.readouterr()
    assert not printed.out
    assert refused in joined(printed.err.splitlines())
    assert [file.name for file in tmp_path.iterdir()] == ["plan.csv"]


def test_a_table_is_not_overwritten_unless_forced(tmp_path: Path) -> None:
    source, target = planned(tmp_path), tmp_path / "quota.xlsx"
    target.touch()
    options = ["share", source, "--quota", "3", *LEVEL, "--out", str(target)]
    assert main(options) == 2
    assert not target.stat().st_size
    assert main([*options, "--force"]) == 0
    assert target.stat().st_size


def test_a_file_without_units_is_refused(tmp_path: Path) -> None:
    source = planned(tmp_path, ";Tổng;160;5;160;4\n")
    assert main(["share", source, "--quota", "3", *LEVEL]) == 2


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        (["--quota", "3"], "còn thiếu: --rule"),
        (LEVEL, "còn thiếu: --quota"),
        ([*LEVEL, "--quota", "-3"], "--quota"),
        ([*LEVEL, "--quota", "3,5"], "--quota: cần số hộ, ví dụ 36"),
        ([*LEVEL, "--quota", "1" * 10], "--quota: cần số hộ, ví dụ 36"),
        ([*LEVEL, "--quota", "3", "--at-least", "Ngò"], "--at-least: cần tên đơn vị và số hộ"),
        ([*LEVEL, "--quota", "3", "--at-least", "=1"], "--at-least: cần tên đơn vị và số hộ"),
        ([*LEVEL, "--quota", "3", "--at-least", "Ngò=-1"], "--at-least: cần số hộ, ví dụ 36"),
        (["--rule", "fair", "--quota", "3"], "'fair' không hợp lệ"),
    ],
)
def test_wrong_usage(options: list[str], refused: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["share", EXAMPLE, *options, "--lang", "vi"])
    assert stop.value.code == 2
    assert refused in joined(capsys.readouterr().err.splitlines())

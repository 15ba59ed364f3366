"""The command `next`: what it writes, what it says, what it refuses."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Level,
    Part,
    Plan,
    Rate,
    Tally,
    Unit,
    check,
    completed,
    read,
    write,
)
from povertyplan.cli import main
from povertyplan.documents.write.plans import ENDINGS
from povertyplan.records import from_json, to_json
from povertyplan.year import merged
from tests.support.commands import EXAMPLE, joined

HEADER = "TT;Đơn vị;Số hộ {base};Hộ nghèo {base};Hộ cận nghèo {base};Số hộ {year};Hộ nghèo {year};Hộ cận nghèo {year}"  # noqa: E501


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


def planned(folder: Path, year: int = 2024) -> str:
    """Write a plan of two units, with 4 and 2 poor households as its goals."""
    file = folder / "plan.csv"
    lines = [
        HEADER.format(base=year - 1, year=year),
        "1;Chợ;160;5;3;160;4;3",
        "2;Ngò;90;3;2;90;2;2",
        ";Tổng;250;8;5;250;6;5",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def reviewed(
    folder: Path, poor: Mapping[str, int], year: int = 2024, name: str = "review.csv"
) -> str:
    """Write the result of a review: 100 households and one near-poor in each unit."""
    file = folder / name
    rows = [
        f"{number};{unit};100;{count};1" for number, (unit, count) in enumerate(poor.items(), 1)
    ]
    head = [f"Rà soát năm {year}", "", "TT;Thôn;Số hộ;Hộ nghèo;Hộ cận nghèo"]
    file.write_text("\n".join([*head, *rows]), encoding="utf-8")
    return str(file)


def next_plan(plan: str, result: str, target: Path, *options: str) -> int:
    return main(["next", plan, result, str(target), *options])


def refused(capsys: pytest.CaptureFixture[str], *options: str, status: int = 2) -> str:
    assert main(["next", *options, "--lang", "vi"]) == status
    return joined(capsys.readouterr().err.splitlines())


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_result_is_the_base_in_every_format(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"plan-2025{ending}"
    result = reviewed(tmp_path, {"Chợ": 5, "Ngò": 2})
    assert next_plan(planned(tmp_path), result, target) == 0
    plan = from_json(target.read_text(), Plan) if ending == ".json" else read(target).plan
    assert plan.years == (2024, 2025)
    assert [row.base.poor.count for row in plan.targets] == [5, 2]
    total = plan.flat(Part.TOTAL)
    assert (total[Count.POOR_BASE], str(total[Rate.POOR_BASE_RATE])) == (7, "3.50%")
    assert all(row.goal.poor == Tally() for row in plan.targets)


def test_the_real_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goals = read(EXAMPLE).plan.targets
    result = reviewed(tmp_path, {goal.unit.name: goal.goal.poor.count or 0 for goal in goals})
    target = tmp_path / "kh-2025.docx"
    assert next_plan(EXAMPLE, result, target, "--lang", "vi") == 0
    said = joined(capsys.readouterr().out.splitlines())
    assert said.startswith(
        f"{target}: dự thảo kế hoạch năm 2025 gồm 26 đơn vị, số liệu gốc là kết quả năm 2024."
        " Chỉ tiêu, số, ngày ban hành và người ký để trống."
    )
    assert (
        f"{result} có 54 hộ nghèo, 26 hộ cận nghèo; chỉ tiêu của {EXAMPLE} là 54 hộ nghèo,"
        " 110 hộ cận nghèo." in said
    )
    assert said.endswith(f"Sau khi điền xong: povertyplan check {target} --against {result}")
    reading = read(target)
    assert [finding.code for finding in check(reading).findings] == ["PP504"]
    document = reading.plan.document
    assert (document.kind, document.symbol, document.issuer) == (
        "KẾ HOẠCH", "KH-UBND", "ỦY BAN NHÂN DÂN"
    )  # fmt: skip
    assert (document.number, document.signer) == (None, "")


def test_a_workbook_is_to_be_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "kh.xlsx"
    result = reviewed(tmp_path, {"Chợ": 5, "Ngò": 2})
    assert next_plan(planned(tmp_path), result, target) == 0
    said = joined(capsys.readouterr().out.splitlines())
    assert "Type the goals into the yellow cells" in said
    assert f"{result}: the document does not name its commune" not in said
    assert "the document does not name its commune" in said


def test_reviews_of_two_years_and_records(tmp_path: Path) -> None:
    result = tmp_path / "review.csv"
    result.write_text(
        "Kết quả rà soát hộ nghèo năm 2024\n\nTT;Thôn;Số hộ 2023;Hộ nghèo 2023;Số hộ 2024;"
        "Hộ nghèo 2024\n1;Chợ;160;5;161;3\n2;Ngò;90;3;90;1\n",
        encoding="utf-8",
    )
    target = tmp_path / "kh.md"
    assert next_plan(planned(tmp_path), str(result), target) == 0
    assert [row.base.poor.count for row in read(target).plan.targets] == [3, 1]
    record = tmp_path / "review.json"
    rows = [{"name": "Chợ", "poor_base": 4}, {"name": "Ngò", "poor_base": 2}]
    record.write_text(to_json(Plan.of(2025, rows)), encoding="utf-8")
    assert next_plan(planned(tmp_path), str(record), target, "--force") == 0
    assert [row.base.poor.count for row in read(target).plan.targets] == [4, 2]


def test_errors_in_what_was_counted_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = reviewed(tmp_path, {"Chợ": 120, "Ngò": 2})
    assert next_plan(planned(tmp_path), result, tmp_path / "kh.md") == 0
    assert f"{result} has errors, and its counts were taken over" in capsys.readouterr().out


def test_a_blank_in_a_column_leaves_the_sum_untold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = tmp_path / "review.csv"
    result.write_text(
        "Rà soát năm 2024\n\nTT;Thôn;Số hộ;Hộ nghèo\n1;Chợ;160;3\n2;Ngò;90;1\n", encoding="utf-8"
    )
    assert next_plan(planned(tmp_path), str(result), tmp_path / "kh.md") == 0
    assert "near-poor households; the goals of" not in capsys.readouterr().out


def test_plan_and_result_exchanged_or_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, result, out = (
        planned(tmp_path),
        reviewed(tmp_path, {"Chợ": 5, "Ngò": 2}),
        str(tmp_path / "o.md"),
    )
    assert refused(capsys, result, plan, out) == (
        f"{result}: Đây là biểu kết quả rà soát. Hãy ghi tệp kế hoạch trước, tệp kết quả sau."
    )
    assert refused(capsys, plan, plan, out) == (
        f"{plan}: Đây là kế hoạch; chỉ tiêu không phải là kết quả. Hãy dùng biểu kết quả rà soát"
        " năm 2024. Nếu chưa có, lấy tạm chỉ tiêu bằng lệnh:"
        f" povertyplan template {plan} TỆP-MỚI.xlsx"
    )
    assert not Path(out).exists()


def test_units_and_years_that_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, out = planned(tmp_path), str(tmp_path / "o.md")
    other = reviewed(tmp_path, {"Chợ": 5, "Ngo": 2})
    assert refused(capsys, plan, other, out).startswith(
        f"{other}: Các đơn vị không khớp với kế hoạch: chưa có kết quả rà soát: Ngò; không có"
        " trong kế hoạch: Ngo. Đề nghị ghi tên đơn vị như trong kế hoạch"
    )
    earlier = reviewed(tmp_path, {"Chợ": 5, "Ngò": 2}, 2023)
    assert refused(capsys, plan, earlier, out) == (
        f"{earlier}: Kế hoạch của năm 2024, còn kết quả rà soát của “Chợ” là của năm 2023. Đề nghị"
        " dùng kết quả rà soát năm 2024."
    )


def test_after_2026_the_recount_by_the_new_standard_is_the_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, result = planned(tmp_path, 2026), reviewed(tmp_path, {"Chợ": 5, "Ngò": 2}, 2026)
    target = tmp_path / "kh-2027.md"
    assert refused(capsys, plan, result, str(target)) == (
        f"{result}: Từ ngày 01/01/2027 áp dụng chuẩn nghèo giai đoạn 2027-2030. Đề nghị bổ sung số"
        " liệu rà soát theo chuẩn mới: recount, hoặc --recount TỆP."
    )
    recount = reviewed(tmp_path, {"Chợ": 9, "Ngò": 6}, 2026, name="recount.csv")
    assert next_plan(plan, result, target, "--recount", recount, "--lang", "vi") == 0
    said = joined(capsys.readouterr().out.splitlines())
    assert f"{recount} có 15 hộ nghèo, 2 hộ cận nghèo; chỉ tiêu của {plan} là 6 hộ nghèo" in said
    assert said.endswith(f"povertyplan check {target}")
    rolled = read(target).plan
    assert rolled.years == (2026, 2027)
    assert [row.base.poor.count for row in rolled.targets] == [9, 6]
    other = reviewed(tmp_path, {"Chợ": 9}, 2026, name="other.csv")
    said = refused(capsys, plan, result, str(target), "--recount", other, "--force")
    assert said.startswith(f"{result}, {other}: Các đơn vị không khớp với kế hoạch")


def changed(folder: Path, *lines: str) -> str:
    file = folder / "changes.csv"
    head = "Đơn vị cũ;Đơn vị mới;Số hộ;Hộ nghèo;Hộ cận nghèo;Từ ngày"
    file.write_text("\n".join([head, *lines]), encoding="utf-8")
    return str(file)


def test_units_that_were_merged_meanwhile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = changed(tmp_path, "Chợ;Số 1;;;;1/7/2024", "Ngò;Số 1;;;;")
    target = tmp_path / "kh.md"
    for poor in ({"Chợ": 5, "Ngò": 2}, {"Số 1": 7}):
        options = ("--changes", changes, "--lang", "vi", "--force")
        assert next_plan(planned(tmp_path), reviewed(tmp_path, poor), target, *options) == 0
        said = joined(capsys.readouterr().out.splitlines())
        assert (
            f"Đã áp dụng thay đổi theo {changes}: 2 đơn vị trong kế hoạch, nay là 1 đơn vị." in said
        )
        (row,) = read(target).plan.targets
        assert (row.unit.name, row.base.poor.count) == ("Số 1", 7)


def test_a_cluster_that_became_a_unit(tmp_path: Path) -> None:
    changes = changed(tmp_path, "Chợ;Đồi;30;2;-;1/7/2024", "Chợ;Chợ;;;;")
    target = tmp_path / "kh.md"
    result = reviewed(tmp_path, {"Chợ": 5, "Ngò": 2})
    assert next_plan(planned(tmp_path), result, target, "--changes", changes) == 0
    counts = [(row.base.households, row.base.poor.count) for row in read(target).plan.targets]
    assert counts == [(30, 2), (70, 3), (100, 2)]


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".md"])
def test_a_commune_of_four_whose_units_share_names(ending: str, tmp_path: Path) -> None:
    real = read(EXAMPLE).plan
    names = ("Cao Thượng", "Cao Xá", "Việt Lập", "Ngọc Lý")
    communes = [evolve(real, unit=Unit(name, Level.COMMUNE, "xã")) for name in names]
    whole = completed(merged(Unit("Tân Yên", Level.COMMUNE, "xã"), communes))
    plan, result = tmp_path / "plan.docx", tmp_path / "result.csv"
    write(whole, plan)
    lines = ["Rà soát năm 2024", "", "TT;Thôn;Số hộ;Hộ nghèo;Hộ cận nghèo"]
    for section in whole.sections:
        lines.append(f";{section.label};;;")
        for number in section.rows:
            goal = whole.targets[number - 1].goal
            counts = (goal.households, goal.poor.count, goal.near_poor.count)
            lines.append(";".join(map(str, (number, goal.unit.name, *counts))))
    result.write_text("\n".join(lines), encoding="utf-8")
    target = tmp_path / f"next{ending}"
    assert next_plan(str(plan), str(result), target) == 0
    reading = read(target)
    assert {finding.code for finding in check(reading).findings} <= {"PP504"}
    assert [section.label for section in reading.plan.sections] == [f"Xã {name}" for name in names]
    total = reading.plan.computed_total
    assert total is not None
    assert (total.base.poor.count, total.base.near_poor.count) == (4 * 54, 4 * 110)


def test_changes_that_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, result = planned(tmp_path), reviewed(tmp_path, {"Chợ": 5, "Ngò": 2})
    out = str(tmp_path / "o.md")
    unknown = changed(tmp_path, "Chọ;Số 1;;;;1/7/2024")
    assert refused(capsys, plan, result, out, "--changes", unknown) == (
        f"{result}, {unknown}: Không có đơn vị nào tên là “Chọ”."
    )
    more = changed(tmp_path, "Chợ;Số 1;130;;;1/7/2024", "Chợ;Số 2;;;;")
    assert refused(capsys, plan, result, out, "--changes", more) == (
        f"{result}, {more}: “Chợ”, số hộ năm 2024: cộng các phần chuyển đi là 130, nhiều hơn 100"
        " của cả đơn vị. Đề nghị kiểm tra lại số liệu các phần."
    )
    undated = changed(tmp_path, "Chợ;Số 1;;;;")
    assert refused(capsys, plan, result, out, "--changes", undated) == (
        f"{undated}, ô A2: không đọc được: cần ngày có hiệu lực, ví dụ 01/07/2026; thực tế: dòng"
        " này không ghi"
    )
    assert refused(capsys, plan, result, out, "--changes", "none.csv").startswith("none.csv: ")
    said = refused(capsys, plan, result, undated, "--changes", undated, "--force")
    assert said.startswith(f"{undated}: ")
    assert not Path(out).exists()


@pytest.mark.parametrize(
    ("plan", "target", "said"),
    [
        (EXAMPLE, "plan.pdf", "The name of the file must end in .docx, .md,"),
        (EXAMPLE, "there.md", "This file exists already"),
        ("none.md", "plan.md", "none.md: No such file."),
    ],
)
def test_files_that_are_refused(
    plan: str, target: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there.md").write_bytes(b"")
    result = reviewed(tmp_path, {"Chợ": 5, "Ngò": 2})
    assert next_plan(plan, result, tmp_path / target) == 2
    assert said in joined(capsys.readouterr().err.splitlines())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["review.csv", "there.md"]


def test_text_and_annex_in_two_files(tmp_path: Path) -> None:
    text, annex = tmp_path / "text.md", tmp_path / "annex.md"
    lines = Path(EXAMPLE).read_text(encoding="utf-8").splitlines(keepends=True)
    annex.write_text("".join(line for line in lines if line[0] == "|"), encoding="utf-8")
    text.write_text("".join(line for line in lines if line[0] != "|"), encoding="utf-8")
    names = [target.unit.name for target in read(EXAMPLE).plan.targets]
    result = reviewed(tmp_path, dict.fromkeys(names, 1))
    target = tmp_path / "kh.docx"
    assert next_plan(str(text), result, target, "--annex", str(annex)) == 0
    assert read(target).plan.unit.name == "Cao Thượng"

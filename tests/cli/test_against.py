"""Two documents checked against each other: which is which, by what they are."""

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve

from povertyplan import Count, Edit, Place, read, write
from povertyplan.cli import main
from povertyplan.outputs import findings_schema
from povertyplan.records import to_json
from povertyplan.year import roll_over
from tests.support.commands import EXAMPLE, joined, lines
from tests.support.registered import households, register_of, replaced, without
from tests.support.year import (
    JULY,
    JUNE,
    flow_of_near_poor,
    flow_of_poor,
    labour_figures,
    record_in,
    reports,
)

TAKEN_FOR_FLOW = (
    "read as: the flow of the poor, counted in households, the year 2024, thị trấn Cao Thượng,"
    " 1 unit"
)
PLAN = f"against: {EXAMPLE}, read as: the plan, the year 2024, thị trấn Cao Thượng, 26 units"


def told(printed: list[str]) -> str:
    return joined(printed)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def flow(tmp_path: Path) -> str:
    return record_in(tmp_path, "bieu-2.json", flow_of_poor())


def test_a_form_is_checked_against_a_plan_in_either_order(
    flow: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for first, second in ((flow, EXAMPLE), (EXAMPLE, flow)):
        main(["check", first, "--against", second])
        printed = lines(capsys)
        assert printed[0].startswith(flow)
        assert f"{TAKEN_FOR_FLOW} {PLAN}" in told(printed)


@pytest.fixture
def register(tmp_path: Path) -> str:
    """Write the register of the real plan, without a household of Hoà Sơn."""
    file = str(tmp_path / "ra-soat.xlsx")
    write(without(register_of(read(EXAMPLE).plan), "1-P8"), file)
    return file


def test_a_plan_is_checked_against_its_register_in_either_order(
    register: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for first, second in ((EXAMPLE, register), (register, EXAMPLE)):
        assert main(["check", first, "--against", second, "--select", "PP803"]) == 1
        printed = lines(capsys)
        assert printed[0].startswith(EXAMPLE)
        found = told(printed)
        assert f"against: {register}, read as: the register of households, the review of 2023" in (
            found
        )
        assert (
            "PP803 error: row 1 (Hoà Sơn): the poor households of 2023 are printed as 8, but the"
            " register has 7 (see ra-soat.xlsx)"
        ) in found
        assert main(["check", first, "--against", second, "--select=PP80", "--lang=vi"]) == 1
        found = told(lines(capsys))
        assert f"đối chiếu với: {register}, đọc là: danh sách" in found
        assert (
            "PP803 lỗi: TT 1 (Hoà Sơn): số hộ nghèo năm 2023 ghi 8, trong khi danh sách rà soát có"
            " 7 hộ (đối chiếu ra-soat.xlsx)"
        ) in found
        accepted = ["check", first, "--against", second, "--select=PP803", "--ignore=PP803@1"]
        assert main(accepted) == 0
        capsys.readouterr()


def test_what_was_assumed_of_the_other_document_is_told_with_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = tmp_path / "register.csv"
    register.write_text("TT,Mã hộ,Tổ dân phố,Diện\n1,H-1,Chợ,Hộ nghèo\n", encoding="utf-8")
    main(["check", EXAMPLE, "--against", str(register), "--select", "PP803"])
    printed = told(lines(capsys))
    assert f"{register}: assumed: the document does not name its commune" in printed
    assert "PP803 error" in printed


def test_a_plan_beside_its_register_for_programs(
    register: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", EXAMPLE, "--against", register, "--select=PP803", "--format=json"])
    output = json.loads(capsys.readouterr().out)
    jsonschema.validate(output, findings_schema())
    (entry,) = output["files"]
    assert entry["against"]["file"] == register
    (finding,) = entry["findings"]
    assert (finding["row"], finding["field"], finding["printed"], finding["expected"]) == (
        1, "poor_base", 8, 7
    )  # fmt: skip
    main(["check", EXAMPLE, "--against", register, "--select=PP803", "--format=sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["PP803"]
    assert "PP806" in {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_a_register_alone_is_told_which_households_are_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = register_of(read(EXAMPLE).plan)
    unjudged = replaced(whole, evolve(households(whole)["3-P2"], causes=[]))
    file = str(tmp_path / "ra-soat.csv")
    write(unjudged, file)
    assert main(["check", file, "--lang=vi", "--strict"]) == 1
    (found,) = [line for line in lines(capsys) if "PP804 " in line and "explain" not in line]
    assert found.endswith("TT 26 (3-P2): hộ chưa được rà soát đầy đủ: chưa xác định nguyên nhân")


@pytest.fixture
def review(tmp_path: Path) -> str:
    file = tmp_path / "ra-soat-2023.csv"
    rows = [
        f"{row};{target.unit.name};{target.base.households};{target.base.poor.count}"
        for row, target in enumerate(read(EXAMPLE).plan.targets, 1)
    ]
    rows[0] = "1;Hoà Sơn;217;7"
    text = "\n".join(["Kết quả rà soát năm 2023", "", "TT;Thôn;Số hộ;Hộ nghèo", *rows])
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_plan_is_checked_against_the_review_that_it_starts_from_in_either_order(
    review: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for first, second in ((EXAMPLE, review), (review, EXAMPLE)):
        assert main(["check", first, "--against", second, "--lang", "vi", "--select=PP9"]) == 1
        printed = told(lines(capsys))
        assert printed.startswith(
            f"{EXAMPLE} đọc là: kế hoạch, năm 2024, thị trấn Cao Thượng, 26 đơn vị"
            f" đối chiếu với: {review}, đọc là: kết quả rà soát, năm 2023, 26 đơn vị"
        )
        assert (
            "PP901 lỗi: TT 1 (Hoà Sơn): kế hoạch lấy số hộ nghèo năm 2023 là 8, trong khi kết"
            " quả rà soát là 7 (đối chiếu ra-soat-2023.csv, D4)" in printed
        )


def test_a_plan_is_checked_against_the_plan_of_the_year_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = read(EXAMPLE).plan
    following = roll_over(plan, [target.goal for target in plan.targets])
    changed = following.edited([Edit(Place(1, Count.POOR_BASE), 4, 5)])
    file = tmp_path / "2025.json"
    file.write_text(to_json(changed), encoding="utf-8")
    for first, second in ((EXAMPLE, str(file)), (str(file), EXAMPLE)):
        assert main(["check", first, "--against", second, "--select=PP901"]) == 0
        printed = told(lines(capsys))
        assert f"read as: the plan, the year 2025, thị trấn Cao Thượng, 26 units {PLAN}" in printed
        assert "PP901 warning: row 1 (Hoà Sơn)" in printed


def test_the_later_of_two_reports_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    june = record_in(tmp_path, "06.json", reports(JUNE))
    july = record_in(tmp_path, "07.json", reports(JULY, new_jobs=3))
    for first, second in ((july, june), (june, july)):
        main(["check", first, "--against", second, "--lang", "vi"])
        printed = lines(capsys)
        assert printed[0].startswith(july)
        assert f"đối chiếu với: {june}, đọc là: báo cáo lũy kế từ đầu năm, tháng 06 năm 2024" in (
            told(printed)
        )
        assert "PP705 lỗi: dòng 1 (Hoà Sơn): số người có việc làm mới" in told(printed)


def test_the_two_forms_of_a_flow(
    flow: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = record_in(tmp_path, "bieu-3.json", flow_of_near_poor())
    main(["check", flow, "--against", other])
    assert f"against: {other}, read as: the flow of the near-poor" in told(lines(capsys))


def test_both_forms_of_a_flow_in_one_file_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = str(tmp_path / "flows.xlsx")
    near_poor = flow_of_near_poor()
    edit = Edit(Place(1, Count.NEAR_POOR_FROM_POOR), 2, 3)
    end = Edit(Place(1, Count.NEAR_POOR_END), 9, 10)
    write([flow_of_poor(), near_poor.edited([edit, end])], both)
    main(["check", both])
    printed = told(lines(capsys))
    assert printed.count("PP703 error") == 1
    assert f"against: {both}, read as: the flow of the near-poor" in printed


def test_other_tables_of_one_file_are_checked_by_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labour = labour_figures(10, total=10)
    write([labour, labour], str(tmp_path / "labour.xlsx"))
    document = f"{Path(EXAMPLE).read_text(encoding='utf-8')}\n|TT|Mã hộ|Tổ dân phố|Diện|\n"
    (tmp_path / "both.md").write_text(
        f"{document}|--|--|--|--|\n|1|H-1|Chợ|Hộ nghèo|\n", encoding="utf-8"
    )
    for name in ("labour.xlsx", "both.md"):
        main(["check", str(tmp_path / name)])
        printed = told(lines(capsys))
        assert printed.count("read as: ") > 0
        assert "against: " not in printed


def test_what_cannot_be_compared_is_refused_in_words(
    flow: str, register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "other.md"
    plan.write_bytes(Path(EXAMPLE).read_bytes())
    labour = record_in(tmp_path, "lao-dong.json", labour_figures(10, total=10))
    same_month = [record_in(tmp_path, f"{name}.json", reports(JUNE)) for name in "ab"]
    kinds = ((EXAMPLE, str(plan)), (labour, flow), (labour, register), tuple(same_month))
    for first, second in kinds:
        assert main(["check", first, "--against", second, "--lang", "vi"]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"{first}: Tệp này được đọc là ")
        assert "Chỉ đối chiếu được biểu hoặc báo cáo với kế hoạch, kế hoạch với danh sách" in said


def test_a_folder_is_checked_against_one_plan_that_may_be_in_it(
    flow: str, right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(Path(flow).parent), "--against", right, "--format", "json"])
    output = json.loads(capsys.readouterr().out)
    jsonschema.validate(output, findings_schema())
    entries = {entry["file"]: entry["against"] for entry in output["files"]}
    assert entries[right] is None
    assert entries[flow] == {
        "file": right,
        "taken_for": "the plan, the year 2024, thị trấn Cao Thượng, 26 units",
    }


@pytest.mark.parametrize("other", ["-", "examples", "nobody.docx"])
def test_what_to_check_against_is_one_file(
    other: str, flow: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", flow, "--against", other])
    assert stop.value.code == 2
    assert "--against" in capsys.readouterr().err


def test_a_summary_compares_nothing(flow: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", flow, "--against", EXAMPLE, "--summary"])
    assert stop.value.code == 2
    assert "leave out --summary or --against" in capsys.readouterr().err

"""The plan of thị trấn Cao Thượng, 2024, has exactly these findings."""

from pathlib import Path

import pytest

from povertyplan import (
    Category,
    DocumentInfo,
    Headline,
    LabourTarget,
    Level,
    Percent,
    Points,
    Report,
    Rounding,
    Unit,
    check,
    read,
)
from povertyplan.model.document import PartialDate

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
READING = read(EXAMPLE)
REPORT = check(READING)
PLAN = READING.plan

FINDINGS = [
    (
        "54:25 PP503 warning",
        "the annex cites KH-BCĐ, but the plan itself bears KH-UBND",
        "phụ lục dẫn KH-BCĐ, còn kế hoạch ghi KH-UBND",
    ),
    (
        "60:3 PP502 warning",
        "column numbers of the annex: 1 column has no number; repeated: 4",
        "số thứ tự cột của phụ lục: 1 cột chưa đánh số; số 4 bị lặp",
    ),
    (
        "1:5 PP504 warning",
        (
            "the number and the date of the plan are left blank; the annex leaves the number of"
            " the plan blank"
        ),
        "chưa ghi số và ngày của kế hoạch; phụ lục chưa ghi số của kế hoạch",
    ),
    (
        "81:71 PP501 note",
        "the annex writes zero in two ways: -, 0.00",
        "phụ lục ghi số 0 theo hai cách: -, 0.00",
    ),
    (
        "20:30 PP304 warning",
        (
            "targets in the text: the drop in the poor rate is given as 0.91 points, which is"
            " 2.31% minus 1.4%, both already rounded; the exact drop is 0.93 points"
        ),
        (
            "chỉ tiêu trong văn bản: mức giảm tỷ lệ hộ nghèo ghi là 0,91 điểm phần trăm, tức là lấy"
            " 2,31% trừ 1,4%, hai số đã làm tròn; tính từ số hộ thì là 0,93 điểm phần trăm"
        ),
    ),
    (
        "68:29 PP307 warning",
        (
            "row 8 (Tân Lập): the households fall from 235 to 140 (60% of the year before); the"
            " median row has 102%"
        ),
        (
            "TT 8 (Tân Lập): số hộ giảm từ 235 xuống 140 (còn 60% so với năm trước); mức ở giữa"
            " (trung vị) của các thôn, tổ dân phố là khoảng 102%"
        ),
    ),
    (
        "87:51 PP201 error",
        "total row: the poor rate of 2024 is printed as 1.39%, but 54 of 3,924 is 1.38%",
        "dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39%, nhưng 54 trên 3.924 hộ là 1,38%",
    ),
]


def test_exactly_these_findings_at_these_places_in_both_languages() -> None:
    findings = []
    for finding in REPORT.findings:
        source = READING.sources[finding.place]
        head = f"{source.line}:{source.column} {finding.code} {finding.severity}"
        findings.append((head, str(finding), finding.text("vi")))
    assert findings == FINDINGS


def test_one_error_and_one_skipped_check() -> None:
    assert [finding.code for finding in REPORT.errors] == ["PP201"]
    assert not REPORT.ok
    (skipped,) = REPORT.skipped
    assert (skipped.code, str(skipped.place)) == ("PP101", "total/persons_goal")
    assert str(skipped) == "the annex does not state the persons of 2024"


def test_the_columns_add_up() -> None:
    total, computed = PLAN.total, PLAN.computed_total
    assert total is not None
    assert computed is not None
    counts = [value for value in total.flat().values() if isinstance(value, int)]
    assert counts == [3898, 15032, 3924, 90, 54, 135, 110]
    assert [value for value in computed.flat().values() if isinstance(value, int)] == counts
    points = total.reduction_points(Category.POOR)
    assert points is not None
    assert Points.of(points) == Points(93, 2)


def test_the_figures_of_the_text() -> None:
    assert PLAN.headline == Headline(
        poor_goal_rate=Percent(14, 1),
        poor_rate_drop=Points(91, 2),
        poor_drop=36,
        near_poor_goal_rate=Percent(28, 1),
        near_poor_goal=110,
    )
    commune = Unit("Cao Thượng", Level.COMMUNE, "thị trấn")
    assert PLAN.unit == commune
    assert PLAN.labour == LabourTarget(
        commune, 2024, 9225, 7565, Percent(82, 0), new_jobs=260, exported=10
    )
    assert PLAN.document == DocumentInfo(
        kind="KẾ HOẠCH",
        symbol="KH-UBND",
        issuer="ỦY BAN NHÂN DÂN",
        date=PartialDate(2024, 1),
        signer="Vũ Ngọc Vân",
        recipients=("Các tổ dân phố", "Lưu: VT"),
        annex_symbol="KH-BCĐ",
        annex_date=PartialDate(2024, 1, 25),
    )


def test_the_form_of_the_document() -> None:
    assert READING.form.marks == (".",)
    assert READING.form.zero_rates == ("-", "0.00")
    assert READING.form.column_numbers == ("1", "2", "", "3", "4", "4", "5", "6", "7", "8", "9")
    assert READING.rounding is Rounding.HALF_UP
    (notice,) = READING.notices
    assert (notice.code, str(notice.source)) == ("year-assumed", f"{EXAMPLE}:59:24")


@pytest.mark.parametrize("name", ["Hoà Sơn", "Hòa Sơn", "hoa\u0300 sơn"])
def test_rows_are_found_by_name(name: str) -> None:
    assert PLAN.target(name) is PLAN.targets[0]


def test_similar_names_are_distinguished() -> None:
    assert PLAN.target("Ngò").base.households == 76
    with pytest.raises(LookupError, match="no row is named 'Ngô'"):
        PLAN.target("Ngô")


@pytest.mark.parametrize(
    ("accepted", "left"),
    [(["PP201@total"], 6), (["PP5"], 3), (["PP307@8", "PP307@9"], 6), (["PP201@8"], 7)],
)
def test_findings_can_be_accepted(accepted: list[str], left: int) -> None:
    assert len(check(READING, ignore=accepted).findings) == left


def test_the_rate_of_the_total_is_of_last_years_households() -> None:
    assert Percent(139, 2).admits_ratio(54, 3898)
    assert not Percent(139, 2).admits_ratio(54, 3924)


def test_a_report_has_no_truth_value() -> None:
    with pytest.raises(TypeError, match=r"ask for \.ok or \.errors"):
        bool(REPORT)
    with pytest.raises(TypeError):
        bool(Report())

"""Tables of coverage as offices write them: by policies, by groups, by units."""

from pathlib import Path

import pytest

from povertyplan import Category, Count, Part, Percent, ReadError, check
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.forms import Beside, FormColumn, FormLines, TableForm, TableKind
from povertyplan.reading import TableReading
from povertyplan.year import Coverage, CoverageTable, Policy
from tests.support.unit_tables import read_unit_tables, unit_tables_in

TITLE = "UBND XÃ TÂN YÊN\n\nKẾT QUẢ THỰC HIỆN CHÍNH SÁCH NĂM 2024\n\n"
HEADER = "TT;Chính sách;Đối tượng;Số thuộc diện;Đã hỗ trợ;Tỷ lệ (%);Ghi chú\n"
POOR, NEAR_POOR = Category.POOR, Category.NEAR_POOR


def read(rows: str, title: str = TITLE, header: str = HEADER) -> TableReading[CoverageTable]:
    data = (title + header + rows).encode()
    (reading,) = unit_tables_in(OpenedFile("coverage.csv", data, "csv"))
    assert reading.table.kind is Coverage
    return reading


def said(reading: TableReading[CoverageTable]) -> list[tuple[object, ...]]:
    lines = reading.table.lines
    return [(line.policy, line.category, line.label, line.entitled, line.covered) for line in lines]


def notices(reading: TableReading[CoverageTable]) -> list[tuple[str, object]]:
    return [(notice.code, dict(notice.values).get("text", "")) for notice in reading.notices]


def test_a_line_for_each_policy_and_group() -> None:
    reading = read(
        "1;Y tế;Hộ nghèo;90;90;100;\n"
        "2;Cấp thẻ BHYT;Hộ cận nghèo;300;299;100;xem danh sách\n"
        "3;Đào tạo nghề;;40;38;95,0;\n"
        "4;Hỗ trợ tiền điện;Khác;12;12;100;\n"
    )
    assert reading.table.unit.name == "Tân Yên"
    assert said(reading) == [
        (Policy.HEALTH, POOR, "", 90, 90),
        (Policy.HEALTH, NEAR_POOR, "Cấp thẻ BHYT", 300, 299),
        (Policy.TRAINING, None, "", 40, 38),
        (None, None, "Hỗ trợ tiền điện", 12, 12),
    ]
    assert all(line.unit == reading.table.unit for line in reading.table.lines)
    (finding,) = check(reading).findings
    assert (finding.code, reading.source(finding)) == ("PP812", reading.sources[finding.place])
    assert finding.text("vi") == (
        "TT 2 (Cấp thẻ BHYT, hộ cận nghèo): tỷ lệ hỗ trợ ghi 100%, nhưng còn 1/300 chưa được hỗ trợ"
    )


@pytest.mark.parametrize(
    ("cell", "policy"),
    [
        ("Thẻ bảo hiểm y tế", Policy.HEALTH),
        ("Dạy nghề cho lao động nông thôn", Policy.TRAINING),
        ("Vay vốn Ngân hàng Chính sách xã hội", Policy.CREDIT),
        ("Tín dụng ưu đãi", Policy.CREDIT),
        ("Xoá nhà tạm, hỗ trợ làm nhà ở", Policy.HOUSING),
        ("Miễn, giảm học phí", Policy.EDUCATION),
        ("Trợ cấp xã hội hằng tháng", Policy.PROTECTION),
        ("Trợ giúp pháp lý", Policy.LEGAL_AID),
        ("Khuyến nông", Policy.EXTENSION),
        ("Hỗ trợ tiền điện", None),
        ("Y tế, giáo dục", None),
    ],
)
def test_the_words_of_a_policy_tell_its_kind(cell: str, policy: Policy | None) -> None:
    (line,) = read(f"1;{cell};Hộ nghèo;5;4;80;\n").table.lines
    assert (line.policy, line.category) == (policy, POOR)


def test_a_group_of_its_own_is_kept_as_words() -> None:
    reading = read("1;Y tế;Người dân tộc thiểu số;5;4;80;\n2;Y tế;Người thuộc hộ nghèo;5;4;80;\n")
    assert said(reading) == [
        (Policy.HEALTH, None, "Y tế (Người dân tộc thiểu số)", 5, 4),
        (Policy.HEALTH, POOR, "", 5, 4),
    ]


def test_groups_below_their_policy() -> None:
    reading = read(
        "1;Cấp thẻ BHYT;;;;;\n;- Hộ nghèo;;90;90;100;\n;- Hộ cận nghèo;;135;133;98,5;\n"
        "2;Hỗ trợ tiền điện;;;;;\n;- Hộ nghèo;;90;90;100;\n"
    )
    assert said(reading) == [
        (Policy.HEALTH, POOR, "Cấp thẻ BHYT", 90, 90),
        (Policy.HEALTH, NEAR_POOR, "Cấp thẻ BHYT", 135, 133),
        (None, POOR, "Hỗ trợ tiền điện", 90, 90),
    ]
    assert check(reading, select=["PP8"]).findings == ()


def test_a_policy_that_stands_once_for_its_groups() -> None:
    reading = read("1;Y tế;Hộ nghèo;90;90;100;\n;;Hộ cận nghèo;135;133;98,5;\n")
    assert [line[:3] for line in said(reading)] == [
        (Policy.HEALTH, POOR, ""),
        (Policy.HEALTH, NEAR_POOR, ""),
    ]


def test_policies_below_their_group() -> None:
    reading = read(
        "I;Hộ nghèo;;;;;\n1;Y tế;;90;90;100;\n2;Nhà ở;;4;3;75;\nII;Hộ cận nghèo;;;;;\n"
        "1;Y tế;;135;133;98,5;\n"
    )
    assert [line[:2] for line in said(reading)] == [
        (Policy.HEALTH, POOR),
        (Policy.HOUSING, POOR),
        (Policy.HEALTH, NEAR_POOR),
    ]


def test_a_total_over_several_policies_is_set_aside() -> None:
    reading = read(
        "1;Y tế;Hộ nghèo;90;90;100;\n2;Nhà ở;Hộ nghèo;4;3;75;\n;Tổng cộng;;94;93;98,9;\n"
    )
    assert reading.table.total is None
    assert notices(reading) == [("line-set-aside", "“Tổng cộng 94 93 98,9”")]
    assert not any(place.row is Part.TOTAL for place in reading.sources)


def test_a_heading_with_sums_over_groups_keeps_its_words_alone() -> None:
    reading = read(
        "I;Y tế;;225;223;99,1;\n1;Thẻ BHYT;Hộ nghèo;90;90;100;\n"
        "2;Thẻ BHYT;Hộ cận nghèo;135;133;98,5;\n"
    )
    assert reading.table.name_of(1) == "Thẻ BHYT, hộ nghèo"
    assert len(reading.table.lines) == 2
    (section,) = reading.table.sections
    assert (section.label, section.printed) == ("Y tế", None)
    assert notices(reading) == [("line-set-aside", "“Y tế”")]


UNITS = "TT;Thôn;Số thuộc diện;Số đã cấp thẻ;Đạt tỷ lệ (%)\n"


def test_a_line_for_each_unit_of_the_policy_of_the_title() -> None:
    title = "UBND XÃ TÂN YÊN\n\nKẾT QUẢ CẤP THẺ BẢO HIỂM Y TẾ CHO HỘ NGHÈO NĂM 2024\n\n"
    reading = read("1;Chợ;10;10;100\n2;Ngò;12;11;91,7\n;Tổng cộng;22;21;95,5\n", title, UNITS)
    assert [line.unit.name for line in reading.table.lines] == ["Chợ", "Ngò"]
    total = reading.table.total
    assert total is not None
    for line in (*reading.table.lines, total):
        assert (line.policy, line.category, line.label) == (Policy.HEALTH, POOR, "")
    assert (total.entitled, total.covered_rate) == (22, Percent.parse("95,5"))
    assert check(reading).findings == ()


def test_a_policy_that_nothing_names_is_called_by_the_title() -> None:
    title = "UBND XÃ TÂN YÊN\n\nKẾT QUẢ HỖ TRỢ TIỀN ĐIỆN NĂM 2024\n\n"
    reading = read("1;Chợ;10;10;100\n2;Ngò;12;11;91,7\n", title, UNITS)
    (label,) = {line.label for line in reading.table.lines}
    assert label == "KẾT QUẢ HỖ TRỢ TIỀN ĐIỆN NĂM 2024"


def test_units_and_policies_side_by_side() -> None:
    header = "TT;Thôn;Chính sách;Đối tượng;Thuộc diện;Đã hỗ trợ\n"
    reading = read("1;Chợ;Y tế;Hộ nghèo;10;10\n2;Chợ;Nhà ở;Hộ nghèo;2;1\n", header=header)
    assert [(line.unit.name, line.policy) for line in reading.table.lines] == [
        ("Chợ", Policy.HEALTH),
        ("Chợ", Policy.HOUSING),
    ]


def test_two_columns_of_those_entitled_are_refused() -> None:
    header = "TT;Chính sách;Hộ nghèo thuộc diện;Hộ cận nghèo thuộc diện;Đã hỗ trợ\n"
    with pytest.raises(ReadError, match="one column of those entitled") as refused:
        read("1;Y tế;90;135;200\n", header=header)
    assert "cột 3: Hộ nghèo thuộc diện" in refused.value.text("vi")


def test_other_columns_with_figures_are_told() -> None:
    header = "TT;Chính sách;Thuộc diện;Đã hỗ trợ;Kinh phí (triệu đồng)\n"
    reading = read("1;Y tế;90;90;120\n", header=header)
    assert notices(reading) == [("column-set-aside", "“Kinh phí (triệu đồng)”")]


def test_a_figure_that_cannot_be_read_is_told() -> None:
    reading = read("1;Y tế;Hộ nghèo;9O;90;100;\n")
    (finding,) = check(reading, select=["PP5", "PP8"]).findings
    assert (finding.code, str(finding.place)) == ("PP506", "1/entitled")


def test_a_line_that_nothing_names_is_set_aside() -> None:
    reading = read(";;Hộ nghèo;90;90;100;\n1;Y tế;Hộ nghèo;90;90;100;\n")
    assert len(reading.table.lines) == 1
    assert notices(reading) == [("line-set-aside", "“Hộ nghèo 90 90 100”")]


@pytest.mark.parametrize(
    "header", ["TT;Tên;Thuộc diện;Đã hỗ trợ\n", "TT;Thôn;Thuộc diện;Đã tham gia\n"]
)
def test_a_table_that_names_no_policy_and_no_unit_is_none_of_coverage(header: str) -> None:
    title = "UBND XÃ TÂN YÊN\n\nHỘI NGHỊ NĂM 2024\n\n"
    with pytest.raises(ReadError, match="a form of the year"):
        read("1;Chợ;10;10\n2;Ngò;12;11\n", title, header)


def test_the_title_names_the_policy_of_groups() -> None:
    title = "UBND XÃ TÂN YÊN\n\nKẾT QUẢ CẤP THẺ BẢO HIỂM Y TẾ NĂM 2024\n\n"
    header = "TT;Thôn;Đối tượng;Thuộc diện;Đã cấp\n"
    rows = "I;Khu Nhà Chung;;;\n1;Chợ;Hộ nghèo;10;10\n2;Ngò;Hộ cận nghèo;12;11\n"
    reading = read(rows, title, header)
    assert said(reading) == [
        (Policy.HEALTH, POOR, "", 10, 10),
        (Policy.HEALTH, NEAR_POOR, "", 12, 11),
    ]


def test_sub_totals_of_one_policy_are_kept() -> None:
    title = "UBND XÃ TÂN YÊN\n\nKẾT QUẢ CẤP THẺ BẢO HIỂM Y TẾ CHO HỘ NGHÈO NĂM 2024\n\n"
    rows = "I;Khu vực 1;22;21;\n1;Chợ;10;10;\n2;Ngò;12;11;\nII;Khu vực 2;5;5;\n1;Bậu;5;5;\n"
    reading = read(rows, title, UNITS)
    printed = [section.printed for section in reading.table.sections]
    assert [(line.entitled, line.policy) for line in printed if line is not None] == [
        (22, Policy.HEALTH),
        (5, Policy.HEALTH),
    ]


def test_the_form_of_an_office_says_what_its_columns_hold(tmp_path: Path) -> None:
    columns = (
        FormColumn(Beside.ORDINAL, ("TT",)),
        FormColumn(Beside.POLICY, ("Việc",)),
        FormColumn(Count.ENTITLED, ("Cần",)),
        FormColumn(Count.COVERED, ("Có",)),
    )
    ours = TableForm("ours", TableKind.COVERAGE, "VIỆC", columns, FormLines.POLICIES)
    file = tmp_path / "ours.csv"
    file.write_text(f"{TITLE}TT;Việc;Cần;Có\n1;Y tế;90;89\n", encoding="utf-8")
    (reading,) = read_unit_tables(file, forms=[ours])
    (line,) = reading.table.lines
    assert line == Coverage(reading.table.unit, 2024, Policy.HEALTH, None, 90, 89)
    with pytest.raises(ReadError):
        read_unit_tables(file)


def test_a_header_without_rows_is_no_table() -> None:
    with pytest.raises(ReadError, match="a form of the year"):
        read("")

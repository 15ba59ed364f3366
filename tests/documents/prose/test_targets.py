"""Headline and labour figures in the wording of offices."""

import pytest

from povertyplan import Level, Part, Percent, Place, Points, Rate, Unit, check, read_text
from povertyplan.documents.content import Paragraph
from povertyplan.documents.formats.markdown import content
from povertyplan.documents.prose.targets import Stated, stated
from povertyplan.model.fields import Count, Field, Value
from povertyplan.reading import Source

COMMUNE = Unit("Tân Sơn", Level.COMMUNE, "xã")
ANNEX = (
    "| TT | Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024 "
    "| Hộ cận nghèo 2023 | Hộ cận nghèo 2024 |\n|---|---|---|---|---|---|---|---|\n"
    "| 1 | Chợ | 100 | 100 | 4 | 2 | 6 | 5 |\n| 2 | Ngò | 120 | 120 | 6 | 3 | 8 | 6 |\n"
)


def of(*lines: str) -> Stated:
    paragraphs = [Paragraph(line, Source(line=at)) for at, line in enumerate(lines, 1)]
    return stated(paragraphs, (2023, 2024), COMMUNE)


def found(text: Stated) -> dict[str, object]:
    flat = text.flat(Part.HEADLINE) | text.flat(Part.LABOUR)
    return {name.value: str(value) for name, value in flat.items()}


def aside(text: Stated) -> list[object]:
    """Return the figures that look like targets and were not taken."""
    return [dict(notice.values)["text"] for notice in text.notices]


def test_a_heading_with_a_full_stop_says_what_the_figures_below_it_are_of() -> None:
    text = of("I. Kết quả thực hiện năm trước.", "- Hộ nghèo: 90 hộ", "II. Mục tiêu.")
    assert found(text) == {}


GOAL, DROP, POOR_DROP = "poor_goal_rate", "poor_rate_drop", "poor_drop"
POOR = "poor_goal"
NEAR, NEAR_COUNT = "near_poor_goal_rate", "near_poor_goal"


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Giảm 12 (mười hai) hộ nghèo", {POOR_DROP: "12"}),
        ("Cuối năm còn 54 (năm mươi tư) hộ cận nghèo", {NEAR_COUNT: "54"}),
        # The rate, as it is to be and by how much it is to fall.
        ("- Tỷ lệ hộ nghèo: 1,4%", {GOAL: "1.4%"}),
        ("Phấn đấu giảm 18 hộ nghèo, đạt 100% kế hoạch", {POOR_DROP: "18"}),
        ("Phấn đấu hộ nghèo còn 36 hộ, chiếm 2% tổng số 1.800 hộ", {POOR: "36", GOAL: "2%"}),
        ("Tỉ lệ hộ nghèo cuối năm 2024 còn 1,38 %", {GOAL: "1.38%"}),
        ("Phấn đấu giảm tỷ lệ hộ nghèo xuống còn 1,4%", {GOAL: "1.4%"}),
        ("Tỷ lệ hộ nghèo (%): 1,38", {GOAL: "1.38%"}),
        ("Đến cuối năm còn 1,38% hộ nghèo", {GOAL: "1.38%"}),
        ("Tỷ lệ hộ nghèo đến 31/12/2024 còn 1,38%", {GOAL: "1.38%"}),
        ("Tỷ lệ hộ nghèo đến ngày 31 tháng 12 năm 2024 còn 1,38%", {GOAL: "1.38%"}),
        ("Tỷ lệ hộ nghèo đến tháng 12/2024 còn 1,38%", {GOAL: "1.38%"}),
        (
            "Năm 2024 xã Tân Sơn giảm tỷ lệ hộ nghèo còn 1,4% theo chuẩn nghèo giai đoạn 2022-2025",
            {GOAL: "1.4%"},
        ),
        ("Thực hiện tốt các chính sách, phấn đấu tỷ lệ hộ nghèo còn 1,4%", {GOAL: "1.4%"}),
        ("- Giảm tỷ lệ hộ nghèo: 0,91%", {DROP: "0.91 pp"}),
        ("- Tỷ lệ hộ nghèo giảm 0,91%.", {DROP: "0.91 pp"}),
        ("Tỷ lệ hộ nghèo giảm 1 điểm %", {DROP: "1 pp"}),
        ("Tỷ lệ hộ nghèo giảm 0,93 điểm phần trăm", {DROP: "0.93 pp"}),
        ("Tỷ lệ hộ nghèo tăng 0,2 điểm phần trăm", {DROP: "-0.2 pp"}),
        ("- Tỷ lệ hộ nghèo: 1,4% (tăng 0,2 điểm %)", {GOAL: "1.4%", DROP: "-0.2 pp"}),
        ("Tỷ lệ giảm hộ nghèo: 0,93%", {DROP: "0.93 pp"}),
        ("Giảm 0,93% tỷ lệ hộ nghèo so với năm 2023", {DROP: "0.93 pp"}),
        ("Tỷ lệ hộ nghèo: 1,4%; giảm 0,91% so với đầu năm.", {GOAL: "1.4%", DROP: "0.91 pp"}),
        (
            "So với năm 2023, tỷ lệ hộ nghèo giảm 0,93%, còn 1,38%",
            {GOAL: "1.38%", DROP: "0.93 pp"},
        ),
        ("Tỷ lệ hộ nghèo giảm 0,93% so với 2,31% của năm 2023", {DROP: "0.93 pp"}),
        # From the year before to the plan's.
        ("Phấn đấu giảm tỷ lệ hộ nghèo từ 2,31% xuống còn 1,4%", {GOAL: "1.4%"}),
        ("Tỷ lệ hộ nghèo giảm từ 2,31% năm 2023 xuống 1,38% năm 2024", {GOAL: "1.38%"}),
        ("Tỷ lệ hộ nghèo 2,31% đầu năm giảm xuống 1,38% cuối năm", {GOAL: "1.38%"}),
        (
            "Tỷ lệ hộ cận nghèo từ 3,46% (135 hộ) năm 2023 xuống 2,8% (110 hộ)",
            {NEAR: "2.8%", NEAR_COUNT: "110"},
        ),
        ("Tỷ lệ hộ nghèo 2,31% (90 hộ) đầu năm giảm xuống 1,38%", {GOAL: "1.38%"}),
        ("Năm 2023, tỷ lệ hộ nghèo là 2,31%, phấn đấu còn 1,38%", {GOAL: "1.38%"}),
        ("Đầu năm hộ cận nghèo 135 hộ, cuối năm còn 110 hộ", {NEAR_COUNT: "110"}),
        ("Tỷ lệ hộ nghèo năm 2023: 2,31%; năm 2024: 1,38%", {GOAL: "1.38%"}),
        # Households, alone and beside their rate.
        ("+ Số hộ nghèo giảm : 36", {POOR_DROP: "36"}),
        ("- Giảm số hộ nghèo: 1.036 hộ", {POOR_DROP: "1036"}),
        ("giảm 36 hộ nghèo, tương ứng giảm 0,93%", {POOR_DROP: "36", DROP: "0.93 pp"}),
        (
            "Tỷ lệ hộ nghèo năm 2024 còn 1,4% (giảm 0,91%, tương ứng 36 hộ)",
            {GOAL: "1.4%", DROP: "0.91 pp", POOR_DROP: "36"},
        ),
        ("Số hộ nghèo giảm 36 hộ (từ 90 hộ xuống còn 54 hộ)", {POOR_DROP: "36", POOR: "54"}),
        ("cuối năm 2024 còn 54 hộ nghèo, chiếm 1,38%", {POOR: "54", GOAL: "1.38%"}),
        ("HỘ NGHÈO: 5 HỘ", {POOR: "5"}),
        ("Hộ nghèo năm 2023 là 90 hộ và năm 2024 là 54 hộ", {POOR: "54"}),
        ("Số hộ cận nghèo giảm 25 hộ", {"near_poor_drop": "25"}),
        ("Tỷ lệ hộ cận nghèo giảm 0,6%", {"near_poor_rate_drop": "0.6 pp"}),
        ("- Tỷ lệ hộ cận nghèo: 2,8%", {NEAR: "2.8%"}),
        ("+ Số hộ cận nghèo: 110 hộ", {NEAR_COUNT: "110"}),
        ("Số hộ cận nghèo: 1.110/3.924 hộ", {NEAR_COUNT: "1110"}),
        ("Số hộ cận nghèo: 110 hộ/3.924 hộ, chiếm tỷ lệ 2,80%", {NEAR_COUNT: "110", NEAR: "2.80%"}),
        ("Số hộ cận nghèo: 1 110 hộ", {NEAR_COUNT: "1110"}),
        ("Tổng số hộ: 3.924 hộ, trong đó hộ cận nghèo 110 hộ", {NEAR_COUNT: "110"}),
        # Labour.
        ("- Số người trong độ tuổi lao động: 9.225 người", {"working_age": "9225"}),
        ("- Lao động qua đào tạo: 7565 người", {"trained": "7565"}),
        ("Lao động qua đào tạo: 7.565/9.225 người", {"trained": "7565"}),
        ("- Tỷ lệ lao động qua đào tạo đạt 82 %.", {"trained_rate": "82%"}),
        (
            "Lao động qua đào tạo 7565 người (82%)",
            {"trained": "7565", "trained_rate": "82%"},
        ),
        ("- Số người có việc làm mới trong năm : 260 người", {"new_jobs": "260"}),
        ("- Giải quyết việc làm mới cho 260 lao động", {"new_jobs": "260"}),
        ("- Xuất khẩu lao động: 10 người", {"exported": "10"}),
        ("Số lao động đi làm việc ở nước ngoài: 10 người", {"exported": "10"}),
    ],
)
def test_what_is_taken(line: str, figures: dict[str, object]) -> None:
    text = of(line)
    assert found(text) == figures
    assert text.notices == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # Bounds, ranges, means over years.
        ("Phấn đấu tỷ lệ hộ nghèo còn dưới 1,5%", "“1,5%”"),
        ("Tỷ lệ hộ nghèo ≤ 1,5%", "“1,5%”"),
        ("Tỷ lệ hộ nghèo: 1,4% trở xuống", "“1,4%”"),
        ("Tỷ lệ hộ nghèo còn khoảng 1,4%", "“1,4%”"),
        ("Tỷ lệ hộ nghèo giảm ít nhất 0,5%", "“0,5%”"),
        ("Giảm ít nhất 30 hộ nghèo", "“30”"),
        ("Số hộ nghèo giảm trên 35 hộ", "“35 hộ”"),
        ("Tỷ lệ hộ nghèo giảm từ 0,5% trở lên", "“0,5%”"),
        ("Mỗi năm giảm tỷ lệ hộ nghèo từ 1-1,5%", "“1-1,5%”"),
        ("Tỷ lệ hộ nghèo giảm 0,9 đến 1%", "“0,9 đến 1%”"),
        ("Tỷ lệ hộ nghèo giảm 1%/năm", "“1%”"),
        ("Phấn đấu mỗi năm giảm 1% hộ nghèo", "“1%”"),
        ("Tạo việc làm cho trên 260 lao động", "“260 lao động”"),
        # Other years and spans of years.
        ("Đến năm 2025 tỷ lệ hộ nghèo còn 0,8%", "“0,8%”"),
        ("Từ năm 2021 đến năm 2024, giảm tỷ lệ hộ nghèo 3%", "“3%”"),
        ("Trong 3 năm giảm tỷ lệ hộ nghèo 3%", "“3%”"),
        ("Tỷ lệ hộ nghèo giảm 3% so với năm 2020", "“3%”"),
        # Other units, and parts of this one.
        ("Toàn huyện phấn đấu tỷ lệ hộ nghèo còn 3,2%", "“3,2%”"),
        ("Huyện giao chỉ tiêu tỷ lệ hộ nghèo 1,2%", "“1,2%”"),
        ("Tỷ lệ hộ nghèo dân tộc thiểu số giảm 3%", "“3%”"),
        ("Thôn Chợ: hộ cận nghèo: 4 hộ", "“4 hộ”"),
        ("Cho vay ưu đãi hộ cận nghèo: 20 hộ", "“20 hộ”"),
        ("Cho 20 hộ nghèo vay vốn; hộ cận nghèo: 20 hộ", "“20 hộ”"),
        ("Tỷ lệ hộ nghèo còn 1,4% ở khu vực nông thôn", "“1,4%”"),
        ("Tỷ lệ hộ nghèo còn 1,4% nhờ xuất khẩu", "“1,4%”"),
        # Both categories together, for which a plan has no place.
        ("Tổng số hộ nghèo và hộ cận nghèo là 164 hộ", "“164 hộ”"),
        ("Tỷ lệ hộ nghèo đa chiều 5,71%", "“5,71%”"),
        # Shares of the poor, or points without a word that says so.
        ("Giảm 40% số hộ nghèo so với đầu năm", "“40%”"),
        ("Số hộ nghèo giảm 40%", "“40%”"),
        ("Giảm 2% hộ nghèo", "“2%”"),
        ("Số hộ nghèo: 5%", "“5%”"),
        ("Lao động qua đào tạo: 82%", "“82%”"),
        ("Tỷ lệ hộ nghèo đạt 100% kế hoạch", "“100%”"),
        ("Tỷ lệ hộ nghèo giảm 36", "“36”"),
        ("Tỷ lệ hộ nghèo còn 1 điểm %", "“1 điểm %”"),
        ("Số hộ cận nghèo: 3.924/110 hộ", "“3.924/110 hộ”"),
        ("Số hộ cận nghèo: 1,5/110 hộ", "“1,5/110 hộ”"),
        ("Tỷ lệ hộ nghèo: 1,1234567%", "“1,1234567%”"),
        ("Số hộ cận nghèo: 1,5 hộ", "“1,5 hộ”"),
        # A second figure that no word binds to what the first is of.
        ("Tỷ lệ hộ nghèo giảm từ 2,31% năm 2023 đến 1,38% năm 2024", "“1,38%”"),
        ("Số hộ cận nghèo năm 2023 là 135 hộ năm 2024 giảm 25 hộ", "“135 hộ”"),
    ],
)
def test_what_looks_like_a_target_is_told(line: str, told: str) -> None:
    text = of(line)
    assert found(text) == {}
    assert aside(text) == [told]


@pytest.mark.parametrize(
    "line",
    [
        # Of the year before, or earlier.
        "Tỷ lệ hộ nghèo năm 2023: 2,31%",
        "Tỷ lệ hộ nghèo năm 2022: 3,46%",
        "Đầu năm, tỷ lệ hộ nghèo là 2,31%",
        "Đầu năm 2024, tỷ lệ hộ nghèo là 2,31%, cận nghèo 3,46%",
        "Theo kết quả rà soát, tỷ lệ hộ nghèo là 2,31%",
        "Hiện nay, tỷ lệ hộ nghèo là 2,31%; 135 hộ cận nghèo, chiếm 3,46%",
        "Tỷ lệ hộ nghèo tính đến ngày 15/01/2024 là 2,31%",
        "Giai đoạn 2021-2023 tỷ lệ hộ nghèo giảm 3%",
        "Tỷ lệ hộ nghèo năm 2023: 2,31% (kế hoạch 2,5%)",
        "Kết quả giảm nghèo: tỷ lệ hộ nghèo 2,31%",
        "Phấn đấu thoát nghèo 54 hộ; kết quả: tỷ lệ hộ nghèo 2,31%",
        "Năm 2023: đầu năm tỷ lệ hộ nghèo 3%, cuối năm 2,31%",
        "Tỷ lệ hộ cận nghèo 3,46% năm 2023, 135 hộ",
        # What a plan has no figure for.
        "Số hộ thoát nghèo: 36 hộ",
        "Tỷ lệ hộ nghèo tăng 0,2%",
        "Năm 2023 tỷ lệ hộ nghèo tăng 0,2 điểm phần trăm",
        "Cận nghèo: phấn đấu 36 hộ thoát nghèo",
        "Số hộ nghèo phát sinh: 2 hộ",
        "Lao động qua đào tạo giảm 5 người",
        # What policies reach.
        "Đảm bảo 100% người nghèo, hộ cận nghèo có thẻ bảo hiểm y tế 100%",
        "Hỗ trợ 100% hộ nghèo, hộ cận nghèo được cấp thẻ",
        "Tỷ lệ hộ nghèo được vay vốn đạt 100%",
        "Hộ nghèo: 100% được cấp thẻ",
        "Giúp đỡ 5 hộ nghèo thoát nghèo",
        "Xây nhà cho 12 hộ nghèo và 5 hộ cận nghèo",
        "Mức vay của hộ nghèo là 50 triệu đồng",
        "Hộ nghèo: 12 người",
        "Mỗi hội giúp từ 4 đến 5 hộ nghèo",
        "Mỗi tổ dân phố giới thiệu 01 người tham gia xuất khẩu lao động",
        "Phấn đấu không còn hộ nghèo",
        "Theo Nghị quyết 01/2020, số 36/KH, mục 1.1.1",
    ],
)
def test_what_is_none_is_passed_over(line: str) -> None:
    text = of(line)
    assert found(text) == {}
    assert text.notices == ()


STATES: list[tuple[str, dict[str, object]]] = [
    ("Tỷ lệ hộ nghèo còn 1,38 phần trăm", {GOAL: "1.38%"}),
    ("Hộ nghèo còn 1,38%, hộ cận nghèo còn 2,80%", {GOAL: "1.38%", NEAR: "2.80%"}),
    ("Tỷ lệ hộ nghèo còn 1,4%, bằng mức chung của huyện", {GOAL: "1.4%"}),
    ("Tỷ lệ hộ nghèo là 1,38%, thấp hơn 0,93%", {GOAL: "1.38%", DROP: "0.93 pp"}),
    ("- Hộ cận nghèo còn 110 hộ (2,80%)", {NEAR_COUNT: "110", NEAR: "2.80%"}),
    ("Toàn xã còn 54 hộ nghèo, chiếm 1,38%", {POOR: "54", GOAL: "1.38%"}),
    ("110 hộ cận nghèo, chiếm 2,80%", {NEAR: "2.80%"}),
    ("Toàn xã còn 54 hộ nghèo. Tỷ lệ hộ nghèo là 1,38%", {POOR: "54", GOAL: "1.38%"}),
    ("Tỷ lệ lao động qua đào tạo là 82%", {"trained_rate": "82%"}),
]
TARGETS = ("MỤC TIÊU", "**Chỉ tiêu**", "II. KẾ HOẠCH NĂM 2024", "Năm 2024:", "1. Phấn đấu năm 2024")
NO_TARGETS = ("KẾ HOẠCH", "KẾ HOẠCH GIẢM NGHÈO NĂM 2024", "NĂM 2024", "1. Công tác giảm nghèo")


@pytest.mark.parametrize(("line", "figures"), STATES)
def test_a_state_is_a_target_where_a_heading_says_so(line: str, figures: dict[str, object]) -> None:
    for heading in TARGETS:
        text = of(heading, line)
        assert found(text) == figures
        assert text.notices == ()


@pytest.mark.parametrize(("line", "figures"), STATES)
def test_a_state_may_be_that_of_today(line: str, figures: dict[str, object]) -> None:
    for heading in NO_TARGETS:
        text = of(heading, line)
        assert found(text) == {}
        assert len(aside(text)) == len(figures)


@pytest.mark.parametrize(
    ("line", "figures", "told"),
    [
        ("Đến cuối năm, toàn xã còn 54 hộ nghèo, chiếm 1,38%", {POOR: "54", GOAL: "1.38%"}, []),
        ("Tỷ lệ hộ nghèo giảm còn 1,38%", {GOAL: "1.38%"}, []),
        ("Tỷ lệ hộ nghèo xuống còn 1,38%", {GOAL: "1.38%"}, []),
        ("Tỷ lệ hộ nghèo còn 2,31%. Phấn đấu giảm 36 hộ nghèo", {POOR_DROP: "36"}, ["“2,31%”"]),
        ("Tỷ lệ hộ nghèo còn 2,31%. Giảm 36 hộ nghèo", {POOR_DROP: "36"}, ["“2,31%”"]),
        # What falls beside a state of today fell before.
        ("Còn 90 hộ nghèo, giảm 36 hộ so với năm trước", {}, ["“90”", "“36 hộ”"]),
        (
            "Tỷ lệ hộ nghèo là 1,38%, giảm 0,93% so với năm 2023 (2,31%)",
            {DROP: "0.93 pp"},
            ["“1,38%”"],
        ),
        (
            "Tỷ lệ hộ nghèo: 1,4% (năm 2023: 2,31%), cận nghèo còn 2,8%",
            {GOAL: "1.4%"},
            ["“2,8%”"],
        ),
    ],
)
def test_words_that_make_a_state_a_target(
    line: str, figures: dict[str, object], told: list[str]
) -> None:
    text = of(line)
    assert found(text) == figures
    assert aside(text) == told


@pytest.mark.parametrize(
    ("line", "figures", "told"),
    [
        ("Hộ nghèo 2,31%, hộ cận nghèo 3,46% năm 2023", {}, []),
        ("Tỷ lệ hộ nghèo 2,31% và tỷ lệ hộ cận nghèo 3,46% đầu năm", {}, []),
        ("90 hộ nghèo (2,31%), 135 hộ cận nghèo (3,46%) năm 2023", {}, []),
        ("Hộ nghèo 90 hộ, tỷ lệ 2,31%, hộ cận nghèo 135 hộ năm 2023", {}, []),
        ("Năm 2023: hộ nghèo 2,31%, hộ cận nghèo 3,46% năm 2023", {}, []),
        (
            "Hộ nghèo 1,38%, hộ cận nghèo còn 110 hộ, chiếm 2,80% năm 2024",
            {GOAL: "1.38%", NEAR_COUNT: "110", NEAR: "2.80%"},
            [],
        ),
        ("Tỷ lệ hộ nghèo 0,8%, hộ cận nghèo 1,5% đến năm 2025", {}, ["“0,8%”"]),
        # Where the line says otherwise before, none of both is sure.
        ("Tỷ lệ hộ nghèo: 2,31%, hộ cận nghèo 3,46% năm 2023", {}, ["“2,31%”"]),
        ("Giảm hộ nghèo còn 1,38%, hộ cận nghèo 3,46% năm 2023", {}, ["“1,38%”"]),
        ("Phấn đấu tỷ lệ hộ nghèo 1,38%, hộ cận nghèo 3,46% năm 2023", {}, ["“1,38%”"]),
        # What is in a bracket, and what is compared with, is of its own figure.
        ("Tỷ lệ hộ nghèo: 1,4% (2,31% năm 2023)", {GOAL: "1.4%"}, []),
        (
            "Tỷ lệ hộ nghèo 1,4%, hộ cận nghèo 2,8% so với năm 2023",
            {GOAL: "1.4%", NEAR: "2.8%"},
            [],
        ),
        ("Năm 2024 tỷ lệ hộ nghèo 1,38%, hộ cận nghèo 3,46% năm 2023", {GOAL: "1.38%"}, []),
    ],
)
def test_a_year_behind_several_figures_is_of_them_all(
    line: str, figures: dict[str, object], told: list[str]
) -> None:
    text = of(line)
    assert found(text) == figures
    assert aside(text) == told


def test_one_of_two_neighbours_without_a_comma_is_taken() -> None:
    text = of("Phấn đấu tỷ lệ hộ nghèo còn 1,4% hộ cận nghèo còn 110 hộ")
    assert found(text) == {NEAR_COUNT: "110"}
    assert aside(text) == ["“1,4%”"]


def test_a_subject_does_not_reach_beyond_its_sentence() -> None:
    text = of("Tỷ lệ hộ nghèo: 1,4%. Giảm 0,91%.")
    assert found(text) == {GOAL: "1.4%"}
    assert aside(text) == ["“0,91%”"]


def test_a_figure_that_no_word_binds_to_the_one_before_is_told() -> None:
    text = of("Tỷ lệ hộ nghèo giảm 0,93%, 54 hộ; số hộ nghèo giảm 36 hộ (40%)")
    assert found(text) == {DROP: "0.93 pp", POOR_DROP: "36"}
    assert aside(text) == ["“54 hộ”", "“40%”"]


@pytest.mark.parametrize(
    "before",
    [
        "I. KẾT QUẢ THỰC HIỆN NĂM 2023\n1. Công tác giảm nghèo\n{}\nII. MỤC TIÊU NĂM 2024",
        "I. Kết quả thực hiện\n{}\nII. Mục tiêu",
        "A. KẾT QUẢ THỰC HIỆN\nI. Công tác giảm nghèo\n{}\nB. NHIỆM VỤ\nI. Giảm nghèo",
        "PHẦN I\nKẾT QUẢ THỰC HIỆN CÔNG TÁC\nGIẢM NGHÈO NĂM 2023\n1. Số hộ\n{}\nPHẦN II\nMỤC TIÊU",
        "KẾT QUẢ THỰC HIỆN NĂM 2023\n1. Giảm nghèo\n{}\nMỤC TIÊU NĂM 2024\n1. Giảm nghèo",
        "**Kết quả thực hiện năm 2023**\nVề hộ nghèo:\n{}\n**Mục tiêu năm 2024**",
        "## I. KẾT QUẢ\n### 1. Giảm nghèo\n{}\n## II. MỤC TIÊU",
        "## Kết quả\n### Giảm nghèo\n{}\n## Mục tiêu",
        "Kết quả thực hiện năm 2023:\n{}\nMục tiêu năm 2024:",
        "Theo kết quả rà soát cuối năm 2023, toàn xã có:\n{}\nII. MỤC TIÊU",
        "* Kết quả năm 2023:\n{}\n* Mục tiêu năm 2024:",
        "1.1 Kết quả\na) Giảm nghèo\n{}\n1.2. Mục tiêu",
        "1. Kết quả thực hiện mục tiêu năm 2023 so với năm 2022\n{}\n2. Mục tiêu so với năm 2023",
    ],
)
@pytest.mark.parametrize("mark", ["- ", "+ ", ""])
def test_last_years_results_are_passed_over(before: str, mark: str) -> None:
    results = (
        f"{mark}Tỷ lệ hộ nghèo: 2,31%\n{mark}Tỷ lệ hộ cận nghèo: 3,46%; Số hộ cận nghèo: 135 hộ"
    )
    text = of(*before.format(results).splitlines(), f"{mark}Tỷ lệ hộ nghèo: 1,4%")
    assert found(text) == {GOAL: "1.4%"}
    assert text.notices == ()


@pytest.mark.parametrize(
    ("lead", "figures"),
    [
        ("* Cùng với cả tỉnh, năm 2024", {POOR: "36"}),
        ("* Cùng với cả tỉnh, năm 2024.", {POOR: "36"}),
        ("* Mục tiêu của tỉnh năm 2024", {}),
        ("* Mục tiêu của tỉnh năm 2024.", {}),
    ],
)
def test_the_end_of_a_leading_sentence_says_whose_figures_follow(
    lead: str, figures: dict[str, object]
) -> None:
    assert found(of(lead, "- Số hộ nghèo còn 36 hộ")) == figures


@pytest.mark.parametrize(
    ("lines", "figures", "told"),
    [
        (["1. Chỉ tiêu huyện giao:", "- Tỷ lệ hộ nghèo: 1,2%"], {}, ["“1,2%”"]),
        (["1. Thôn Chợ", "- Tỷ lệ hộ nghèo: 1,2%"], {}, ["“1,2%”"]),
        (["MỤC TIÊU ĐẾN NĂM 2025", "- Tỷ lệ hộ nghèo: 1,2%"], {}, ["“1,2%”"]),
        (["1. Giai đoạn 2021-2025", "- Tỷ lệ hộ nghèo giảm 1%"], {}, ["“1%”"]),
        (["KẾT QUẢ NĂM 2023, MỤC TIÊU NĂM 2024", "- Tỷ lệ hộ nghèo: 1,2%"], {}, ["“1,2%”"]),
        (["KẾT QUẢ VÀ MỤC TIÊU NĂM 2024", "- Tỷ lệ hộ nghèo: 1,2%"], {}, ["“1,2%”"]),
        (
            ["I. KẾT QUẢ NĂM 2023, MỤC TIÊU NĂM 2024", "- Phấn đấu tỷ lệ hộ nghèo còn 1,2%"],
            {GOAL: "1.2%"},
            [],
        ),
        (["I. Kết quả", "1. Mục tiêu giảm nghèo", "- Tỷ lệ hộ nghèo: 1,2%"], {}, ["“1,2%”"]),
        (
            ["I. Kết quả", "1. Mục tiêu năm 2024", "- Tỷ lệ hộ nghèo: 1,2%"],
            {GOAL: "1.2%"},
            [],
        ),
        (
            [
                "Thực hiện chỉ tiêu của huyện, UBND xã xây dựng kế hoạch năm 2024 như sau:",
                "- Tỷ lệ hộ nghèo: 1,2%",
            ],
            {GOAL: "1.2%"},
            [],
        ),
        # What a bullet says is said of those below it.
        (
            [
                "- Tỷ lệ hộ cận nghèo năm 2023: 3,46%",
                "+ Số hộ cận nghèo: 135 hộ",
                "- Tỷ lệ hộ cận nghèo năm 2024: 2,8% (năm 2023: 3,46%)",
                "+ Số hộ cận nghèo: 110 hộ",
            ],
            {NEAR: "2.8%", NEAR_COUNT: "110"},
            [],
        ),
        (
            ["- Tỷ lệ hộ cận nghèo 3,46% đầu năm", "+ Số hộ cận nghèo: 135 hộ"],
            {},
            [],
        ),
        (["Kết quả năm 2023:", "1. Hộ nghèo 90 hộ", "2. Số hộ cận nghèo: 135 hộ"], {}, []),
        (["Hiện xã có", "- 135 hộ cận nghèo", "- Số hộ cận nghèo: 135 hộ"], {}, ["“135 hộ”"]),
        (
            ["Năm 2023 xã có 3.898 hộ, trong đó", "- Số hộ cận nghèo: 135 hộ", "Mục tiêu:"],
            {},
            ["“135 hộ”"],
        ),
        (["Theo kết quả rà soát.", "- Số hộ cận nghèo: 110 hộ"], {NEAR_COUNT: "110"}, []),
        (["Năm 2024 xã đề ra", "- Số hộ cận nghèo: 110 hộ"], {NEAR_COUNT: "110"}, []),
        # A line beside one of the year before may go on with it.
        (
            ["Năm 2023, tỷ lệ hộ nghèo là 2,31%.", "Số hộ cận nghèo là 135 hộ."],
            {},
            ["“135 hộ”"],
        ),
        (
            [
                "- Năm 2023 tỷ lệ hộ nghèo là 2,31%",
                "- Chủ yếu là hộ già yếu",
                "- Phấn đấu tỷ lệ hộ nghèo còn 1,4%",
                "- Số hộ cận nghèo: 110 hộ",
            ],
            {GOAL: "1.4%", NEAR_COUNT: "110"},
            [],
        ),
        (
            ["Đầu năm, tỷ lệ hộ nghèo là 2,31%", "- Tỷ lệ hộ nghèo: 1,4%"],
            {GOAL: "1.4%"},
            [],
        ),
    ],
)
def test_headings(lines: list[str], figures: dict[str, object], told: list[str]) -> None:
    text = of(*lines)
    assert found(text) == figures
    assert aside(text) == told


@pytest.mark.parametrize(
    "words",
    [
        "I. KẾT QUẢ NĂM 2023\n\n1. Giảm nghèo\n\n- Tỷ lệ hộ nghèo: 4,55%\n\nII. MỤC TIÊU NĂM 2024",
        "Phấn đấu tỷ lệ hộ nghèo còn dưới 2,5%, giảm ít nhất 2%, ít nhất 4 hộ",
        "Phấn đấu giảm 5 hộ nghèo, giảm tỷ lệ hộ nghèo từ 4,55% xuống còn 2,27%",
        "Tổng số hộ nghèo và hộ cận nghèo là 16 hộ; đến năm 2025 tỷ lệ hộ nghèo còn 1%",
        "Cuối năm 2024 còn 5/220 hộ nghèo, chiếm 2,27%; 11/220 hộ cận nghèo, chiếm 5,00%",
    ],
)
def test_a_right_plan_has_no_finding(words: str) -> None:
    plan = read_text(f"KẾ HOẠCH\nGiảm nghèo năm 2024\n\n{words}\n\n{ANNEX}")
    assert check(plan).findings == ()


def test_the_first_of_several_statements_is_taken_and_all_have_a_source() -> None:
    text = of("Tỷ lệ hộ nghèo: 1,4%", "Tỷ lệ hộ nghèo: 1,4%", "Tỷ lệ hộ nghèo: 1,5%")
    assert text.flat(Part.HEADLINE) == {Rate.POOR_GOAL_RATE: Percent(14, 1)}
    assert text.notices == ()
    places = [Place(Part.HEADLINE, "poor_goal_rate", number) for number in (1, 2, 3)]
    assert [statement.place for statement in text.restated] == places
    assert text.sources == {
        place: Source(line=line, column=17) for line, place in enumerate(places, 1)
    }


def test_a_figure_set_aside_is_shown_as_it_stands() -> None:
    (notice,) = of("-  Phấn  đấu TỶ LỆ  HỘ NGHÈO còn dưới 1,5 %").notices
    assert str(notice) == (
        "the figure “1,5 %” beside “tỷ lệ hộ nghèo” was not taken as a target: it is a bound"
    )
    assert notice.source == Source(line=1, column=39)


def test_a_source_counts_the_code_points_of_the_file() -> None:
    """Also where the text is decomposed."""
    line = "Ty\u0309 lê\u0323 hộ nghèo:  1,4%"
    (source,) = of(line).sources.values()
    assert source.column == line.index("1") + 1


def test_values_are_exact() -> None:
    flat = of("Tỷ lệ hộ nghèo: 1,40% (giảm 0,91%)").flat(Part.HEADLINE)
    assert flat == {Rate.POOR_GOAL_RATE: Percent(140, 2), Rate.POOR_RATE_DROP: Points(91, 2)}


def test_a_unit_without_a_name_has_no_words_of_its_own() -> None:
    line = "Xã Tân Sơn phấn đấu tỷ lệ hộ nghèo còn 1,4%"
    assert stated([Paragraph(line, Source())], (2023, 2024), Unit("")).values == {}
    assert found(of(line)) == {GOAL: "1.4%"}


@pytest.mark.parametrize(
    "piece",
    [
        " ", "( 5 ", "(5) ", "1-", "1.110", "1.", "9", "1/", "1 ", "111 ", "từ ", "số ", "tỷ lệ ",
        "hộ nghèo 5 ", "so với năm 2023 ", "năm 2023 - ", "x.", "o\u0300", "\u0300", "*", "#",
        "tỷ lệ hộ nghèo còn 1,4% (giảm ",
    ],
)  # fmt: skip
def test_a_line_of_nothing_but_one_piece_is_read_in_time(piece: str) -> None:
    line = piece * (20_000 // len(piece))
    assert len(of(line).values) <= 2


def headline(text: str) -> tuple[dict[str, object], list[str]]:
    """Return the figures of a text above an annex, and where each stands."""
    reading = read_text(f"{text}\n\n{ANNEX}", file="plan.md")
    stated: dict[str, object] = {
        k.value: str(v) for k, v in reading.plan.headline.flat().items() if v is not None
    }
    places = [str(reading.sources[Place(Part.HEADLINE, name)]) for name in stated]
    return stated, places


@pytest.mark.parametrize(
    ("text", "figures", "places"),
    [
        (
            "Phấn đấu giảm tỷ lệ hộ nghèo\ntừ 2,31% xuống còn 1,4%",
            {GOAL: "1.4%"},
            ["plan.md:2:20"],
        ),
        (
            "- Phấn đấu giảm tỷ lệ\n  hộ nghèo xuống còn 1,4%, hộ cận\n  nghèo xuống còn\n  2,80%.",
            {GOAL: "1.4%", NEAR: "2.80%"},
            ["plan.md:2:22", "plan.md:4:3"],
        ),
        ("1. Phấn đấu tỷ lệ hộ nghèo xuống còn\n1,4%", {GOAL: "1.4%"}, ["plan.md:2:1"]),
        ("Năm 2023 có tỷ lệ hộ\nnghèo 4,55%, tỷ lệ hộ\ncận nghèo 6,36%", {}, []),
        # Figures of two lines are two.
        ("Hộ nghèo giảm 1\n036 hộ", {POOR_DROP: "1"}, ["plan.md:1:15"]),
    ],
)
def test_a_sentence_over_several_lines(
    text: str, figures: dict[str, object], places: list[str]
) -> None:
    assert headline(text) == (figures, places)


@pytest.mark.parametrize(
    "lines",
    [
        "Rà soát.\nhộ nghèo: 1,4%",
        "Mục tiêu năm 2024:\nhộ nghèo: 1,4%",
        "Rà soát năm 2023\n\nhộ nghèo: 1,4%",
        "Rà soát năm 2023\n- hộ nghèo: 1,4%",
        "Rà soát năm 2023\na) hộ nghèo: 1,4%",
        "Rà soát năm 2023\n2. hộ nghèo: 1,4%",
        "Rà soát năm 2023\nHộ nghèo: 1,4%",
        "Rà soát năm 2023  \nhộ nghèo: 1,4%",
        "KẾT QUẢ\nhộ nghèo: 1,4%",
        "# Kết quả\nhộ nghèo: 1,4%",
        "**Kết quả**\nhộ nghèo: 1,4%",
        "| TT | Đơn vị |\nhộ nghèo: 1,4%",
        "Hộ nghèo năm 2023\n136 hộ",
    ],
)
def test_lines_that_are_no_part_of_the_sentence_above(lines: str) -> None:
    assert not any(line.continued for line in content(lines, "plan.md").paragraphs)


def test_a_text_of_one_sentence_is_read_line_by_line_from_some_length() -> None:
    lines = ["Toàn huyện", *["thực hiện và"] * 300, "số hộ cận nghèo: 110 hộ"]
    figures, (place,) = headline("\n".join(lines))
    assert figures == {NEAR_COUNT: "110"}
    assert place == f"plan.md:{len(lines)}:18"


def test_a_text_without_targets_is_no_fault() -> None:
    reading = read_text(
        "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n| Chợ | 3 | 2 |"
    )
    assert reading.plan.headline.flat()
    assert set(reading.plan.headline.flat().values()) == {None}
    assert reading.plan.labour is None


TOTAL: dict[Field, Value] = {
    Count.HOUSEHOLDS_BASE: 785, Count.HOUSEHOLDS_GOAL: 796, Count.POOR_BASE: 36,
    Count.POOR_GOAL: 25, Count.NEAR_POOR_BASE: 46, Count.NEAR_POOR_GOAL: 32,
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "taken", "told"),
    [
        (
            "- Xã có 785 hộ, trong đó 36 hộ nghèo chiếm 4,59%; phấn đấu giảm 11 hộ.",
            {"poor_drop": "11"}, ["4,59%"],
        ),
        (
            "- Số hộ nghèo: 36; số hộ thoát nghèo: 11; số hộ nghèo cuối năm: 25.",
            {"poor_goal": "25"}, ["36"],
        ),
        (
            "- Hộ nghèo 36 hộ (4,59%), giảm xuống 25 hộ (3,14%).",
            {"poor_goal": "25", "poor_goal_rate": "3.14%"}, ["36 hộ", "4,59%"],
        ),
        (
            "Bước sang năm 2024 còn 36 hộ nghèo, 46 hộ cận nghèo; phấn đấu còn 25 hộ nghèo.",
            {"poor_goal": "25"}, [],
        ),
        (
            "- Hộ nghèo: 36 hộ; hộ cận nghèo: 46 hộ (theo kết quả rà soát cuối năm 2023).",
            {}, ["36 hộ"],
        ),
        ("- Giảm từ 1,4% trở lên tỷ lệ hộ nghèo, tương đương 11 hộ.", {}, ["1,4%", "11 hộ"]),
        (
            "- Giảm tỷ lệ hộ nghèo 1,45%, hộ cận nghèo 1,84% (từ 5,86% xuống 4,02%).",
            {"poor_rate_drop": "1.45 pp", "near_poor_goal_rate": "4.02%"}, [],
        ),
        ("- Số hộ nghèo theo chuẩn 2022-2025: 25 hộ.", {"poor_goal": "25"}, []),
        # What is to be reached stays an error where it is the figure of the year before.
        ("- Số hộ nghèo cuối năm còn 36 hộ.", {"poor_goal": "36"}, []),
        ("- Số hộ nghèo: 36 hộ.", {"poor_goal": "36"}, []),
    ],
)  # fmt: skip
def test_a_state_that_leads_to_a_target_is_no_target(
    line: str, taken: dict[str, object], told: list[str]
) -> None:
    lines = ["II. MỤC TIÊU", line]
    paragraphs = [Paragraph(text, Source(line=at)) for at, text in enumerate(lines, 1)]
    text = stated(paragraphs, (2023, 2024), COMMUNE, TOTAL)
    assert found(text) == taken
    assert [str(dict(notice.values)["text"]).strip("“”") for notice in text.notices] == told


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Giảm 36 hộ nghèo", {POOR_DROP: "36"}),
        ("Giảm 36 hộ nghèo, đạt 90% kế hoạch", {}),
        ("Hộ nghèo còn 54 hộ, đạt 76% kế hoạch", {}),
        ("Năm 2023 còn 90 hộ nghèo. Giảm 36 hộ nghèo, còn 54 hộ nghèo, đạt 76% kế hoạch", {}),
    ],
)
def test_what_a_share_of_the_plan_follows_is_a_result(line: str, taken: dict[str, str]) -> None:
    assert found(of(line)) == taken
    assert aside(of(line)) == []


def test_a_figure_that_is_called_a_result_behind_it_is_passed_over() -> None:
    line = of("Hộ nghèo còn 90 hộ kết quả năm trước")
    assert (found(line), aside(line)) == ({}, [])


@pytest.mark.parametrize(("characters", "taken"), [(2_000, {GOAL: "1.4%"}), (2_001, {})])
def test_a_sentence_goes_over_lines_of_2000_characters(
    characters: int, taken: dict[str, str]
) -> None:
    begins = ("chính sách " * 200 + "tỷ lệ hộ nghèo")[-characters:]
    paragraphs = [Paragraph(begins, Source()), Paragraph("1,4%", Source(), continued=True)]
    assert found(stated(paragraphs, (2023, 2024), COMMUNE)) == taken

"""Headline and labour figures in the wording of offices."""

import pytest

from povertyplan import Part, Percent, Points, Rate, read_text
from povertyplan.documents.grid import Paragraph
from povertyplan.documents.prose import Stated, stated
from povertyplan.reading import Source


def found(*lines: str) -> dict[str, object]:
    text = of(*lines)
    flat = text.flat(Part.HEADLINE) | text.flat(Part.LABOUR)
    return {name.value: value for name, value in flat.items()}


def of(*lines: str) -> Stated:
    return stated([Paragraph(line, Source(line=at)) for at, line in enumerate(lines, 1)], 2023)


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("- Tỷ lệ hộ nghèo: 1,4%", {"poor_goal_rate": Percent(14, 1)}),
        ("Tỉ lệ hộ nghèo cuối năm 2024 còn 1,38 %", {"poor_goal_rate": Percent(138, 2)}),
        ("Phấn đấu giảm tỷ lệ hộ nghèo xuống còn 1,4%", {"poor_goal_rate": Percent(14, 1)}),
        ("- Giảm tỷ lệ hộ nghèo: 0,91%", {"poor_rate_drop": Points(91, 2)}),
        ("- Tỷ lệ hộ nghèo giảm 0,91%.", {"poor_rate_drop": Points(91, 2)}),
        (
            "Tỷ lệ hộ nghèo năm 2024 còn 1,4% (giảm 0,91%, tương ứng 36 hộ)",
            {"poor_goal_rate": Percent(14, 1), "poor_rate_drop": Points(91, 2), "poor_drop": 36},
        ),
        ("+ Số hộ nghèo giảm : 36", {"poor_drop": 36}),
        ("- Giảm số hộ nghèo: 1.036 hộ", {"poor_drop": 1036}),
        ("- Tỷ lệ hộ cận nghèo: 2,8%", {"near_poor_goal_rate": Percent(28, 1)}),
        ("+ Số hộ cận nghèo: 110 hộ", {"near_poor_goal": 110}),
        ("- Hộ cận nghèo còn 110 hộ", {"near_poor_goal": 110}),
        ("- Số người trong độ tuổi lao động: 9.225 người", {"working_age": 9225}),
        ("- Lao động qua đào tạo: 7565 người", {"trained": 7565}),
        ("- Tỷ lệ lao động qua đào tạo đạt 82 %.", {"trained_rate": Percent(82, 0)}),
        ("- Số người có việc làm mới trong năm : 260 người", {"new_jobs": 260}),
        ("- Giải quyết việc làm mới cho 260 lao động", {"new_jobs": 260}),
        ("- Xuất khẩu lao động: 10 người", {"exported": 10}),
        ("HỘ NGHÈO: 5 HỘ", {}),
        # What must not be taken for a target:
        ("Tỷ lệ hộ nghèo năm 2023: 2,31%", {}),
        ("Đảm bảo 100% người nghèo, hộ cận nghèo có thẻ bảo hiểm y tế 100%", {}),
        ("Tỷ lệ hộ nghèo được vay vốn đạt 100%", {}),
        ("Tỷ lệ hộ nghèo đa chiều 5,71%", {}),
        ("Mỗi năm giảm tỷ lệ hộ nghèo từ 1-1,5%", {}),
        ("Mỗi hội giúp từ 4 đến 5 hộ nghèo", {}),
        ("Mỗi tổ dân phố giới thiệu 01 người tham gia xuất khẩu lao động", {}),
        ("Mục tiêu năm 2024 nâng tỷ lệ lên 82 % số lao động qua đào tạo", {}),
        ("Số hộ cận nghèo giảm 25 hộ", {}),
        ("Số hộ nghèo: 5%", {}),
        ("Lao động qua đào tạo: 82%", {}),
        ("Tỷ lệ hộ nghèo: 1,1234567%", {}),
        ("Theo Nghị quyết 01/2020, số 36/KH", {}),
    ],
)
def test_a_line(line: str, figures: dict[str, object]) -> None:
    assert found(line) == figures


def test_last_years_results_are_passed_over() -> None:
    assert found(
        "I. Kết quả thực hiện",
        "- Tỷ lệ hộ nghèo: 2,31%",
        "- Số hộ cận nghèo: 135 hộ",
        "II. Mục tiêu",
        "- Tỷ lệ hộ nghèo: 1,4%",
    ) == {"poor_goal_rate": Percent(14, 1)}


def test_the_first_of_two_statements_is_taken_and_the_other_told() -> None:
    text = of("Tỷ lệ hộ nghèo: 1,4%", "Tỷ lệ hộ nghèo: 1,4%", "Tỷ lệ hộ nghèo: 1,5%")
    assert text.flat(Part.HEADLINE) == {Rate.POOR_GOAL_RATE: Percent(14, 1)}
    (notice,) = text.notices
    assert str(notice) == "“1,4%” is stated again as “1,5%”; the first was taken"
    assert notice.source == Source(line=3, column=17)


def test_a_source_counts_the_code_points_of_the_file() -> None:
    """Also where the text is decomposed."""
    line = "Ty\u0309 lê\u0323 hộ nghèo: 1,4%"
    (source,) = of(line).sources.values()
    assert source.column == line.index("1") + 1


def test_a_text_without_targets_is_no_fault() -> None:
    reading = read_text(
        "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n| Chợ | 3 | 2 |"
    )
    assert reading.plan.headline.flat()
    assert set(reading.plan.headline.flat().values()) == {None}
    assert reading.plan.labour is None

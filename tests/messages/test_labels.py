"""Rows, figures and the other parts of a plan are called as officers call them."""

import pytest

from povertyplan import Part, Place, Plan, Rate, check
from povertyplan.messages import field_label, period_label, row_label
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import SectionRow


@pytest.mark.parametrize(
    ("place", "unit", "vi"),
    [
        (Place(8, "poor_goal"), "Tân Lập", "dòng 8 (Tân Lập): số hộ nghèo năm 2024"),
        (Place(SectionRow(2), "poor_drop"), "Đô", "dòng cộng khu vực 2 (Đô): số hộ nghèo giảm"),
        (Place(Part.TOTAL, "poor_drop"), "", "dòng tổng: số hộ nghèo giảm"),
    ],
)  # fmt: skip
def test_labels(place: Place, unit: str, vi: str) -> None:
    label = f"{row_label(place.row, unit, 'vi')}: {field_label(place.field, 2024, 'vi')}"
    assert label == vi


@pytest.mark.parametrize(
    ("ordinal", "en", "vi"),
    [
        ("", "row 7 (Tân Lập)", "dòng 7 (Tân Lập)"),
        ("7", "row 7 (Tân Lập)", "TT 7 (Tân Lập)"),
        ("8", "no. 8 (Tân Lập)", "TT 8 (Tân Lập)"),
        ("1.4", "no. 1.4 (Tân Lập)", "TT 1.4 (Tân Lập)"),
        ("\x1b", "no. � (Tân Lập)", "TT � (Tân Lập)"),
    ],
)
def test_a_row_is_called_by_its_printed_ordinal(ordinal: str, en: str, vi: str) -> None:
    said = [row_label(7, "Tân Lập", lang, ordinal=ordinal) for lang in ("en", "vi")]
    assert said == [en, vi]


def test_a_label_without_a_year() -> None:
    labels = {lang: field_label(Rate.POOR_GOAL_RATE, None, lang) for lang in ("en", "vi")}
    assert labels == {"en": "poor rate", "vi": "tỷ lệ hộ nghèo"}
    bare = Plan.of(2024, [])
    told = [skipped.text("vi") for skipped in check(bare).skipped]
    assert "không thấy số hộ nghèo, số hộ cận nghèo trong lời văn nên chưa đối chiếu" in told


@pytest.mark.parametrize(
    ("period", "en", "vi"),
    [
        ("2024-02", "February 2024", "tháng 02 năm 2024"),
        ("2024-Q4", "the fourth quarter of 2024", "quý IV năm 2024"),
        ("2024-S1", "the first half of 2024", "6 tháng đầu năm 2024"),
        ("2024", "the year 2024", "năm 2024"),
    ],
)
def test_periods(period: str, en: str, vi: str) -> None:
    parsed = ReportingPeriod.parse(period)
    assert (period_label(parsed, "en"), period_label(parsed, "vi")) == (en, vi)

"""What headings of the year's tables say."""

import pytest

from povertyplan.documents.forms import FORMS, Beside, FormLines, TableForm, TableKind
from povertyplan.documents.year_tables.headings import heading_read
from povertyplan.model.fields import FLOW, FLOW_OF_NEAR_POOR, Category, Count, Figure, Rate

POOR, NEAR_POOR = Category


#: The forms whose columns are of flows, of reports and of labour.
OF_UNITS = [
    form
    for form in FORMS
    if form.kind in {TableKind.FLOW, TableKind.PROGRESS, TableKind.LABOUR}
    and form.lines is not FormLines.FIGURES
]


@pytest.mark.parametrize("form", OF_UNITS)
def test_the_words_of_every_form_are_known(form: TableForm) -> None:
    """So that one that an office has changed is still read."""
    for column in form.columns:
        if isinstance(column.holds, Beside):
            continue
        read = heading_read(column.headings[::-1])
        is_near_poor = column.holds in FLOW_OF_NEAR_POOR
        category = (NEAR_POOR if is_near_poor else POOR) if column.holds in FLOW else None
        assert read.figure_of(category) == column.holds, column
        assert read.evidence in {None, category}


@pytest.mark.parametrize(
    ("path", "poor", "near_poor"),
    [
        (["Trở thành hộ", "Số hộ cận nghèo"], None, None),
        (["Hộ cận nghèo trở thành hộ"], Count.POOR_FROM_NEAR_POOR, Count.NEAR_POOR_TO_POOR),
        (["Trở thành hộ", "Biến động giảm"], Count.POOR_TO_NEAR_POOR, Count.NEAR_POOR_TO_POOR),
        (["Thoát nghèo", "Hộ"], None, Count.NEAR_POOR_LEFT),
        (["Tăng, giảm khác"], None, None),
        (["Tỷ lệ (%)", "Tái nghèo"], Count.POOR_RELAPSED, Count.NEAR_POOR_RELAPSED),
        (["Trong đó hộ DTTS", "Tái nghèo"], None, None),
        (["Hộ DTTS tái nghèo"], None, None),
        (["tai_can_ngheo_6"], Count.POOR_RELAPSED, Count.NEAR_POOR_RELAPSED),
        (["Hộ nghèo, hộ cận nghèo cuối kỳ"], Count.POOR_END, Count.NEAR_POOR_END),
        (["Đến kỳ báo cáo", "Người có việc làm mới"], Count.NEW_JOBS, Count.NEW_JOBS),
        (["Tỷ lệ", "Lao động qua đào tạo"], Rate.TRAINED_RATE, Rate.TRAINED_RATE),
        (["Tỷ lệ", "Người có việc làm mới"], None, None),
        (["Đạt tỷ lệ", "Lao động qua đào tạo"], Count.TRAINED, Count.TRAINED),
        (["Ghi chú"], None, None),
        ([""], None, None),
        ([], None, None),
    ],
)
def test_what_a_path_says(path: list[str], poor: Figure | None, near_poor: Figure | None) -> None:
    read = heading_read(path)
    assert (read.figure_of(POOR), read.figure_of(NEAR_POOR)) == (poor, near_poor)


def test_what_a_column_holds_of_a_figure() -> None:
    paths = (["KH", "Việc làm"], ["%", "Việc làm"], ["Lũy kế", "Việc làm"], ["TH", "Việc làm"])
    roles = [heading_read(path).role for path in paths]
    assert roles == [Beside.PLANNED, Beside.DERIVED, Beside.SO_FAR, None]

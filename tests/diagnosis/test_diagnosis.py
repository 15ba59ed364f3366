"""A diagnosis in words, and a sequence of them."""

from povertyplan import check, diagnose
from tests.support.slips import READING


def test_the_real_plan_in_words() -> None:
    best, drop, *_ = diagnose(READING)
    assert best.text("en") == (
        "total row, poor rate of 2024: 1.39% → 1.38%: 54 was divided by 3,898, the households of"
        " 2023, which makes 1.39%; no whole number of 3,924 households is 1.39%; only of 3,871 to"
        " 3,898 households would it be right; whatever the cause, this is the figure"
    )
    assert best.text("vi") == (
        "dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39% → 1,38%: lấy 54 chia cho 3.898, là số hộ năm"
        " 2023, nên ra 1,39%; với tổng số 3.924 hộ, không có số hộ nào cho tỷ lệ 1,39%;"
        " chỉ đúng nếu tổng số hộ từ 3.871 đến 3.898; dù do nguyên nhân nào, số đúng vẫn là số này"
    )
    assert str(drop) == (
        "targets in the text, drop in the poor rate: 0.91 points → 0.93 points: it is 2.31% minus"
        " 1.4%, which were rounded already; it may be right as it stands"
    )


def test_a_sequence_of_diagnoses() -> None:
    found = diagnose(READING)
    assert len(found) == 6
    assert found[:1] == (found[0],)
    (error,) = check(READING).errors
    assert found.of(error) == (found[0], found[3])

"""The days on which reports are due, and the rule in words."""

from datetime import date, datetime

import pytest

from povertyplan.year import DueRule, ReportingPeriod, Shift

MONTHS = [f"{month:02}" for month in range(1, 13)]


def due(rule: DueRule, period: str) -> date:
    return rule.due(ReportingPeriod.parse(period))


def test_the_months_of_2024_are_due_on_the_25th_or_the_next_working_day() -> None:
    moved = {"02": 26, "05": 27, "08": 26}
    for month in MONTHS:
        expected = date(2024, int(month), moved.get(month, 25))
        assert due(DueRule(), f"2024-{month}") == expected


@pytest.mark.parametrize(
    ("shift", "expected"), [("none", 25), ("next", 26), ("previous", 23), (Shift.NEXT, 26)]
)
def test_a_sunday_moves_by_the_shift(shift: Shift, expected: int) -> None:
    assert due(DueRule(shift=shift), "2024-02") == date(2024, 2, expected)


def test_a_holiday_is_skipped_as_a_weekend_is() -> None:
    monday = datetime(2024, 2, 26, 8)  # noqa: DTZ001  # workbooks know no zones
    rule = DueRule(holidays=[monday, date(2024, 2, 23)])
    assert rule.holidays == {date(2024, 2, 26), date(2024, 2, 23)}
    assert due(rule, "2024-Q1") == date(2024, 3, 25)
    assert due(rule, "2024-02") == date(2024, 2, 27)
    assert due(DueRule(25, Shift.PREVIOUS, rule.holidays), "2024-02") == date(2024, 2, 22)


def test_day_31_is_the_last_of_a_short_month() -> None:
    assert due(DueRule(31), "2024-02") == date(2024, 2, 29)
    assert due(DueRule(31), "2024-03") == date(2024, 4, 1)
    with pytest.raises(ValueError, match=r"DueRule.day must be a whole number from 1 to 31, got 0"):
        DueRule(0)


def test_the_rule_in_words() -> None:
    rule = DueRule(holidays=[date(2024, 5, 1), date(2024, 4, 30)])
    assert rule.text("vi") == (
        "ngày 25 của tháng cuối kỳ báo cáo; trùng ngày nghỉ thì chuyển sang ngày làm việc tiếp theo"
        " (áp dụng tương tự khoản 5 Điều 148 Bộ luật Dân sự năm 2015); ngày nghỉ lễ đã tính:"
        " ngày 30 tháng 04 năm 2024, ngày 01 tháng 05 năm 2024"
    )
    assert DueRule(shift=Shift.NONE).text("en") == (
        "day 25 of the last month; also where that is a day off"
    )

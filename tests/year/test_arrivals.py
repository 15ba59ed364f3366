"""Reports on time, late and missing; those that nobody expected, and those sent again."""

from datetime import date

import pytest

from povertyplan import Unit
from povertyplan.year import ReportingPeriod, Timeliness, UnitReport, timeliness

FEBRUARY = ReportingPeriod(2024, "02")
UNITS = [Unit(name) for name in ("Chợ", "Ngò", "Bậu", "Hoà Sơn")]
CHO, NGO, BAU, HOA_SON = UNITS


def report(
    unit: Unit, day: int | None, helped: int = 0, period: ReportingPeriod = FEBRUARY
) -> UnitReport:
    received = None if day is None else date(2024, 2, day)
    return UnitReport(unit, period, helped=helped, received=received)


def sorted_by(*reports: UnitReport, expected: list[Unit] = UNITS) -> Timeliness:
    return timeliness(expected, reports, FEBRUARY)


def test_each_unit_is_on_time_late_or_missing() -> None:
    other_spelling = Unit("HÒA SƠN", kind="tổ dân phố")
    result = sorted_by(report(NGO, 28), report(CHO, 26), report(other_spelling, 1))
    assert (result.on_time, result.late, result.missing) == ((CHO, HOA_SON), (NGO,), (BAU,))
    assert [result.days_late(unit) for unit in (CHO, NGO)] == [0, 2]
    assert result.received[HOA_SON] == date(2024, 2, 1)
    assert repr(result) == "<Timeliness 2024-02: 2 on time, 1 late, 1 missing>"


def test_days_late_of_others() -> None:
    with pytest.raises(LookupError, match="'Bậu' has not reported"):
        sorted_by().days_late(BAU)
    with pytest.raises(LookupError, match=r"'Hoà Son' was not expected .* mean 'Hoà Sơn'"):
        sorted_by().days_late(Unit("Hoà Son"))


def test_reports_of_other_units_and_periods_are_kept_apart() -> None:
    stray = report(Unit("Đồi Đỏ"), 20)
    last_year = report(CHO, 20, period=ReportingPeriod(2023, "02"))
    result = sorted_by(stray, report(NGO, 26), last_year)
    assert result.unexpected == (stray, last_year)
    assert (result.on_time, result.missing) == ((NGO,), (CHO, BAU, HOA_SON))


def test_the_last_of_several_reports_counts_and_the_first_was_on_time() -> None:
    first, correction, undated = report(CHO, 26, 1), report(CHO, 28, 2), report(CHO, None, 3)
    result = sorted_by(correction, undated, first)
    assert result.counted == (correction,)
    assert result.repeated == (undated, first)
    assert (result.on_time, result.late) == ((CHO,), ())


def test_reports_of_one_day_count_in_the_order_given() -> None:
    first, correction = report(CHO, 26, 1), report(CHO, 26, 2)
    assert sorted_by(first, correction).counted == (correction,)
    assert sorted_by(report(CHO, None, 1), report(CHO, None, 2)).counted[0].helped == 2


def test_a_report_without_a_day_is_on_time() -> None:
    result = sorted_by(report(CHO, None), report(NGO, 26))
    assert (result.on_time, result.undated) == ((CHO, NGO), (CHO,))
    assert result.days_late(CHO) == 0


def test_a_blank_line_is_no_report() -> None:
    blank = UnitReport(CHO, FEBRUARY)
    result = sorted_by(blank, UnitReport(Unit("Đồi Đỏ"), FEBRUARY))
    assert (blank.is_blank, report(CHO, 26).is_blank) == (True, False)
    assert (result.missing, result.counted, result.unexpected) == (tuple(UNITS), (), ())


def test_units_of_one_name_take_a_report_each() -> None:
    twins = [Unit("Chợ", code="1"), Unit("Chợ", code="2"), Unit("Chợ", code="3")]
    result = sorted_by(report(CHO, 28, 1), report(CHO, 26, 2), expected=twins)
    assert (result.on_time, result.late, result.missing) == ((twins[0],), (twins[1],), (twins[2],))
    assert len(result.counted) == 2


def test_an_empty_list_has_no_line() -> None:
    result = sorted_by(*(report(unit, 26) for unit in UNITS))
    assert result.text("en").splitlines()[1:] == ["on time: 4 of 4 units"]


def test_the_lists_in_words() -> None:
    result = sorted_by(
        report(CHO, None),
        report(NGO, 27),
        report(BAU, 29),
        report(BAU, 28),
        report(Unit("Đồi Đỏ"), 1),
    )
    assert result.text("vi").splitlines()[1:] == [
        "Báo cáo đúng hạn: 1/4 đơn vị",
        "Báo cáo chậm: Ngò (chậm 1 ngày), Bậu (chậm 2 ngày)",
        "Chưa báo cáo: Hoà Sơn",
        "Không ghi ngày nhận, tính là đúng hạn: Chợ",
        "Gửi nhiều lần, lấy báo cáo nhận sau cùng: Bậu",
        "Không tính, do đơn vị ngoài danh sách hoặc không đúng kỳ báo cáo: Đồi Đỏ (2024-02)",
    ]
    assert result.text("vi").startswith(
        "Hạn gửi báo cáo tháng 02 năm 2024 là ngày 26 tháng 02 năm 2024: ngày 25 của tháng cuối kỳ"
    )

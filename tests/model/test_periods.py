"""Periods: their text, their days and their order."""

from datetime import date, datetime

import pytest

from povertyplan.model.periods import ReportingPeriod, day_of


def parsed(text: str) -> ReportingPeriod:
    return ReportingPeriod.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "months"),
    [
        ("2024", "2024-01-01", "2024-12-31", range(1, 13)),
        ("2024-02", "2024-02-01", "2024-02-29", range(2, 3)),
        ("2024-Q3", "2024-07-01", "2024-09-30", range(7, 10)),
        ("2024-S2", "2024-07-01", "2024-12-31", range(7, 13)),
    ],
)
def test_days_and_months(text: str, first: str, last: str, months: range) -> None:
    period = parsed(text)
    assert (str(period.first), str(period.last), period.months) == (first, last, months)
    assert str(period) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-2", "'2024-2' is not a period: expected 2024, 2024-02, 2024-Q1 or 2024-S1"),
        ("2024-02\n", "is not a period"),
        ("2024-13", "must be a month from 01 to 12, Q1 to Q4, S1 or S2, got '13'"),
        ("2024-S3", "got 'S3'"),
        ("0001", "must be a whole number from 2 to 9998, got 1"),
    ],
)
def test_what_names_no_period(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parsed(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", "2024-01-15", "2024-02-14"),
        ("2024-S1", "2023-12-15", "2024-06-14"),
        ("2024", "2023-12-15", "2024-12-14"),
    ],
)
def test_figures_are_closed_on_the_fourteenth(text: str, first: str, last: str) -> None:
    assert parsed(text).closed() == (date.fromisoformat(first), date.fromisoformat(last))


def test_figures_are_closed_on_a_day_that_every_month_has() -> None:
    assert parsed("2024-03").closed(28) == (date(2024, 2, 29), date(2024, 3, 28))
    with pytest.raises(ValueError, match="day must be a whole number from 1 to 28, got 29"):
        parsed("2024-03").closed(29)


def test_periods_are_in_the_order_of_their_ends() -> None:
    texts = ["2024-06", "2024-Q2", "2024-S1", "2024-07", "2024-Q4", "2024", "2025-01"]
    periods = [parsed(text) for text in texts]
    assert sorted({*periods}) == periods
    assert max(periods) >= periods[-1] > periods[0]
    with pytest.raises(TypeError, match="'<' not supported"):
        assert periods[0] < "2024-07"


def test_a_period_contains_those_within_it() -> None:
    assert parsed("2024-Q2").contains(parsed("2024-04"))
    assert not parsed("2024-Q2").contains(parsed("2024-S1"))


def test_the_day_of_a_moment() -> None:
    moment = datetime(2024, 6, 24, 9, 30)  # noqa: DTZ001  # workbooks know no zones
    assert day_of(moment) == day_of(date(2024, 6, 24)) == date(2024, 6, 24)

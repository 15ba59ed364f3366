"""The poverty standard of a day, and lists of standards that say two things or nothing of it."""

from datetime import date, datetime

import pytest
from attrs import evolve

from povertyplan.year import STANDARDS, standard_on

OLD, NEW = STANDARDS


@pytest.mark.parametrize(
    ("day", "standard"),
    [
        (date(2022, 1, 1), OLD),
        (date(2026, 12, 31), OLD),
        (datetime(2026, 12, 31, 23, 59), OLD),  # noqa: DTZ001  # workbooks have moments without a zone
        (date(2027, 1, 1), NEW),
        (date(2030, 12, 31), NEW),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_standard(day: date, standard: object) -> None:
    assert standard_on(day) == standard


def test_the_lines_are_of_one_person_in_a_month() -> None:
    assert (OLD.rural_line, OLD.urban_line) == (1_500_000, 2_000_000)
    assert (NEW.rural_line, NEW.urban_line) == (2_200_000, 2_800_000)


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2031, 1, 1)])
def test_a_day_without_a_standard_is_refused_with_the_days_that_have_one(day: date) -> None:
    with pytest.raises(LookupError, match=f"for {day}, only for 2022-01-01 to 2026-12-31, 2027"):
        standard_on(day)


def test_without_standards_no_day_has_one() -> None:
    with pytest.raises(LookupError, match="only for no day: give standards"):
        standard_on(date(2026, 1, 1), [])


def test_a_province_gives_standards_of_its_own() -> None:
    higher = evolve(NEW, name="tỉnh", since=date(2026, 1, 1), rural_line=2_500_000)
    before = evolve(OLD, until=date(2025, 12, 31))
    assert standard_on(date(2026, 6, 1), [higher, before]) == higher
    assert standard_on(date(2025, 6, 1), iter([higher, before])) == before


def test_two_standards_on_one_day_are_refused() -> None:
    touching = evolve(NEW, since=OLD.until)
    with pytest.raises(ValueError, match="'2022-2025' until 2026-12-31 and '2027-2030' since 2026"):
        standard_on(date(2028, 1, 1), [touching, OLD])


def test_a_standard_does_not_end_before_it_begins() -> None:
    assert evolve(OLD, until=OLD.since).until == OLD.since
    with pytest.raises(ValueError, match=r"Standard\.until must not be before .*, got 2021-12-31"):
        evolve(OLD, until=date(2021, 12, 31))


def test_the_repr_is_a_call_without_the_clock() -> None:
    moment = evolve(OLD, since=datetime(2022, 1, 1, 7))  # noqa: DTZ001  # as workbooks have them
    assert moment == OLD
    assert repr(OLD).endswith("datetime.date(2026, 12, 31), 1500000, 2000000)")

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

import pytest

from povertyplan import (
    Category,
    Count,
    Headline,
    HouseholdCensus,
    LabourTarget,
    ParseError,
    Percent,
    Points,
    PovertyTarget,
    Rate,
    Section,
    Tally,
    Unit,
)
from povertyplan.model.document import PartialDate

_UNIT = Unit("Ngò")
_census = partial(HouseholdCensus, unit=_UNIT, year=2024)
_labour = partial(LabourTarget, unit=_UNIT, year=2024)


@pytest.mark.parametrize(
    ("kind", "fields", "error", "message"),
    [
        (Tally, {"count": -1}, ValueError, "Tally.count must be .* got -1"),
        (Tally, {"count": 1.0}, TypeError, "Tally.count .* got 1.0"),
        (Tally, {"count": True}, TypeError, "Tally.count .* got True"),
        (Tally, {"rate": "1,4"}, TypeError, "Tally.rate must be a Percent or None, got '1,4'"),
        (_census, {"households": -3}, ValueError, "HouseholdCensus.households .* got -3"),
        (_census, {"persons": "280"}, TypeError, "HouseholdCensus.persons .* got '280'"),
        (_census, {"year": "2024"}, TypeError, "HouseholdCensus.year must be .* got '2024'"),
        (
            Headline,
            {"poor_rate_drop": Percent(91, 2)},
            TypeError,
            "Headline.poor_rate_drop must be Points or None",
        ),
        (Headline, {"poor_drop": -1}, ValueError, "Headline.poor_drop .* got -1"),
        (_labour, {"exported": -1}, ValueError, "LabourTarget.exported .* got -1"),
        (_labour, {"trained_rate": 82}, TypeError, "LabourTarget.trained_rate must be a Percent"),
        (
            PovertyTarget,
            {"base": _census(), "goal": _census()},
            ValueError,
            "PovertyTarget.goal must be later than its base, 2024, got 2024",
        ),
        (
            PovertyTarget,
            {"base": _census(year=2023), "goal": _census(unit=Unit("Chợ"))},
            ValueError,
            "PovertyTarget.goal must be of the unit of its base, 'Ngò', got 'Chợ'",
        ),
        (PartialDate, {"year": 2024, "month": 13}, ValueError, "PartialDate"),
        (PartialDate, {"year": 2023, "month": 2, "day": 29}, ValueError, "PartialDate"),
        (PartialDate, {"day": 0}, ValueError, "PartialDate"),
    ],
)
def test_what_cannot_exist_is_refused_by_field_and_value(
    kind: Callable[..., object], fields: Mapping[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        kind(**fields)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (Count.HOUSEHOLDS_BASE, True, "households_base must be a whole number"),
        (Count.POOR_GOAL, Percent(1, 0), "poor_goal must be a whole number"),
        (Rate.POOR_GOAL_RATE, 1, "poor_goal_rate must be a Percent"),
    ],
)
def test_rows_refuse_figures_of_another_kind(
    name: Count | Rate, value: int | Percent, message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        PovertyTarget.of(_UNIT, 2023, 2024, {name: value})


def test_figures_of_another_part_are_refused() -> None:
    with pytest.raises(TypeError, match=r"Headline\.of: flat must be a mapping, got 25 \(an int\)"):
        Headline.of(25)  # type: ignore[arg-type]  # what untyped callers pass
    message = r"Headline\.of: flat must have figures of this part, got 'poor_gaol'; did you mean"
    with pytest.raises(ValueError, match=message):
        Headline.of({"poor_gaol": 25})  # type: ignore[dict-item]  # what untyped callers pass


def test_a_headline_refuses_a_percentage_for_points() -> None:
    with pytest.raises(TypeError, match="poor_rate_drop must be Points or None"):
        Headline.of({Rate.POOR_RATE_DROP: Percent(91, 2)})


def test_units_are_normalised() -> None:
    assert Unit(" Hoa\u0300 Sơn\n") == Unit("Hoà Sơn")
    assert Section(" Khu vực ", range(1, 2)).label == "Khu vực"


def test_shares_and_reductions() -> None:
    base = HouseholdCensus(_UNIT, 2023, 76, poor=Tally(3), near_poor=Tally(7))
    goal = HouseholdCensus(_UNIT, 2024, 78, poor=Tally(2))
    target = PovertyTarget(base, goal)
    assert (target.unit, target.years) == (_UNIT, (2023, 2024))
    assert base.share(Category.NEAR_POOR) == Fraction(7, 76)
    assert goal.share(Category.NEAR_POOR) is None
    assert HouseholdCensus(_UNIT, 2023, 0, poor=Tally(0)).share(Category.POOR) is None
    assert target.reduction(Category.POOR) == 1
    assert target.reduction(Category.NEAR_POOR) is None
    assert target.reduction_points(Category.POOR) == 100 * (Fraction(3, 76) - Fraction(2, 78))
    assert target.reduction_points(Category.NEAR_POOR) is None


def test_flat_figures_are_the_way_back() -> None:
    base = HouseholdCensus(_UNIT, 2023, 76, 280, Tally(3, Percent(395, 2)), Tally(7))
    target = PovertyTarget(base, HouseholdCensus(_UNIT, 2024, 78))
    assert PovertyTarget.of(_UNIT, 2023, 2024, target.flat()) == target
    headline = Headline(
        54, Percent(14, 1), 36, Points(91, 2), 110, Percent(28, 1), 25, Points(66, 2)
    )
    assert Headline.of(headline.flat()) == headline
    labour = LabourTarget(_UNIT, 2024, 9225, 7565, Percent(82, 0), 3000, Percent(33, 0), 85, 10)
    assert LabourTarget.of(_UNIT, 2024, labour.flat()) == labour


@pytest.mark.parametrize(
    ("date", "text", "complete"),
    [
        (PartialDate(2024, 1, 25), "2024-01-25", True),
        (PartialDate(2024, 1), "2024-01-??", False),
        (PartialDate(), "????-??-??", False),
        (PartialDate(month=2, day=29), "????-02-29", False),
    ],
)
def test_partial_dates(date: PartialDate, text: str, *, complete: bool) -> None:
    assert (str(date), date.complete) == (text, complete)
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize("text", ["", "25/01/2024", "2024-1-5", "2024-01-25 ", "2023-02-29"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        PartialDate.parse(text)


def test_dates_agree_where_both_are_stated() -> None:
    assert PartialDate(2024, 1).agrees(PartialDate(2024, None, 25))
    assert not PartialDate(2024, 1).agrees(PartialDate(2024, 2))

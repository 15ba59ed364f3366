"""Targets that the text states several times."""

import pytest
from hypothesis import given

from povertyplan import Part, Percent, Place, Plan, Points, Reading, Source, check, read_text
from povertyplan.checks.restated import agree
from povertyplan.reading import Form, Statement
from povertyplan.strategies import percents, points
from tests.support.commands import RIGHT

LABOUR = {"working_age": 9225, "trained": 7565, "trained_rate": "82%"}
TOTAL = {"households_base": 3898, "poor_base": 90, "households_goal": 3924, "poor_goal": 54}


def figure(field: str, text: str) -> int | Percent | Points:
    if "rate" not in field:
        return int(text)
    return Points.parse(text) if field.endswith("drop") else Percent.parse(text)


def stated(plan: Plan, row: Part, field: str, *texts: str) -> Reading:
    """Return a reading whose text states one target several times, the first as in the plan."""
    statements: list[Statement] = []
    for number, text in enumerate(texts, 1):
        place = Place(row, field, number)
        statements.append(Statement(place, text, figure(field, text), Source("", number)))
    return Reading(plan, form=Form(restated=tuple(statements)))


def of_labour(*rates: str) -> Reading:
    plan = Plan.of(2024, [], labour=LABOUR | {"trained_rate": rates[0]})
    return stated(plan, Part.LABOUR, "trained_rate", *rates)


def of_headline(field: str, *texts: str) -> Reading:
    plan = Plan.of(2024, [], total=TOTAL, headline={field: figure(field, texts[0])})
    return stated(plan, Part.HEADLINE, field, *texts)


def codes(reading: Reading) -> list[tuple[str, int]]:
    errors = check(reading, select=["PP3", "PP4"]).findings
    return [(error.code, error.place.statement) for error in errors]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1,4%", "1,38%", True),
        ("1,4%", "1,45%", True),
        ("1,4%", "1,46%", False),
        ("1,4%", "1,35%", True),
        ("1,4%", "1,33%", False),
        ("82%", "82,00%", True),
        ("82%", "83%", False),
    ],
)
def test_prints_agree_at_the_coarser_places(one: str, other: str, same: bool) -> None:  # noqa: FBT001  # a case
    assert agree(Percent.parse(one), Percent.parse(other)) is same
    assert agree(Percent.parse(other), Percent.parse(one)) is same
    assert agree(Points.parse(one), Points.parse(other)) is same


def test_other_figures_agree_where_they_are_equal() -> None:
    assert agree(54, 54)
    assert not agree(54, 45)
    assert not agree(54, None)
    assert agree(None, None)
    assert not agree(Percent(9, 1), Points(9, 1))


@given(percents() | points())
def test_a_print_agrees_with_itself(value: Percent | Points) -> None:
    assert agree(value, value)


def test_the_second_place_of_a_target_is_told() -> None:
    report = check(of_labour("82%", "85%"), select=["PP310"])
    (error,) = report.errors
    assert error.place == Place(Part.LABOUR, "trained_rate", 2)
    assert (error.printed, dict(error.terms)) == (Percent(85, 0), {"other": Percent(82, 0)})
    assert str(error) == (
        "labour targets: the rate of trained workers is given as 85%, but elsewhere in the text as"
        " 82%"
    )


def test_every_statement_is_compared_with_the_annex() -> None:
    assert codes(of_labour("82%", "85%")) == [("PP310", 2), ("PP401", 2)]
    assert codes(of_labour("85%", "82%")) == [("PP401", 1), ("PP310", 2)]
    assert codes(of_labour("82%", "82%")) == []
    assert codes(of_headline("poor_goal", "54", "45")) == [("PP301", 2), ("PP310", 2)]
    assert codes(of_headline("poor_goal_rate", "1,4%", "1,5%")) == [("PP302", 2), ("PP310", 2)]
    assert codes(of_headline("poor_drop", "36", "63")) == [("PP303", 2), ("PP310", 2)]
    assert codes(of_headline("poor_rate_drop", "0,93%", "0,39%")) == [("PP303", 2), ("PP310", 2)]


def test_a_second_drop_that_was_made_of_rounded_rates_is_told() -> None:
    # 2.31 minus 1.4 is 0.91, and the exact drop is 0.93.
    headline = {"poor_goal_rate": "1,4%", "poor_rate_drop": "0,93%"}
    plan = Plan.of(2024, [], total=TOTAL | {"poor_base_rate": "2,31"}, headline=headline)
    reading = stated(plan, Part.HEADLINE, "poor_rate_drop", "0,93%", "0,91%")
    assert codes(reading) == [("PP304", 2), ("PP310", 2)]


def test_a_statement_that_agrees_at_coarser_places_may_yet_be_wrong() -> None:
    # 54 of 3,924 is 1.376 per cent: 1.4 and 1.39 agree with one another, 1.39 not with the annex.
    assert codes(of_headline("poor_goal_rate", "1,4%", "1,38%")) == []
    assert codes(of_headline("poor_goal_rate", "1,4%", "1,39%")) == [("PP302", 2)]


def test_a_figure_that_is_repeated_is_told_once() -> None:
    assert codes(of_labour("85%", "85%")) == [("PP401", 1)]


def test_each_statement_that_differs_is_told() -> None:
    assert codes(of_labour("82%", "82%", "85%")) == [("PP310", 3), ("PP401", 3)]
    # 1.4 agrees with both others, which do not agree with one another.
    plan = Plan.of(2024, [], headline={"poor_goal_rate": "1,4%"})
    reading = stated(plan, Part.HEADLINE, "poor_goal_rate", "1,4%", "1,38%", "1,42%")
    (error,) = check(reading, select=["PP310"]).errors
    assert (error.place.statement, dict(error.terms)) == (3, {"other": Percent(138, 2)})


def test_without_figures_to_compare_only_the_statements_contradict() -> None:
    plan = Plan.of(2024, [], labour={"trained_rate": "82%"})
    assert codes(stated(plan, Part.LABOUR, "trained_rate", "82%", "85%")) == [("PP310", 2)]


def test_a_target_that_the_plan_does_not_take_is_compared_in_the_text_alone() -> None:
    plan = Plan.of(2024, [], total=TOTAL)
    assert codes(stated(plan, Part.HEADLINE, "poor_goal", "54", "45")) == [("PP310", 2)]


def test_a_target_that_the_annex_lacks_is_skipped_once_however_often_it_is_stated() -> None:
    plan = Plan.of(2024, [], total={"households_goal": 3924}, headline={"poor_goal": 54})
    report = check(stated(plan, Part.HEADLINE, "poor_goal", "54", "45"), select=["PP301"])
    assert [str(skipped.place) for skipped in report.skipped] == ["headline/poor_goal"]


def test_a_document_with_two_values() -> None:
    text = RIGHT.replace("\n| TT ", "\nPhấn đấu tỷ lệ hộ nghèo còn 1,5%.\n\n| TT ", 1)
    assert text != RIGHT
    reading = read_text(text)
    errors = check(reading).errors
    assert [error.code for error in errors] == ["PP302", "PP310"]
    (source,) = {reading.sources[error.place] for error in errors}
    line = text.splitlines()[(source.line or 0) - 1]
    assert line[(source.column or 0) - 1 :].startswith("1,5%")


@pytest.mark.parametrize(
    ("field", "now", "last_year"), [("poor_goal", "54", "90"), ("poor_goal_rate", "1,4%", "2,31%")]
)
def test_the_figure_of_last_year_is_no_second_target(field: str, now: str, last_year: str) -> None:
    total = TOTAL | {"poor_base_rate": "2,31"}
    plan = Plan.of(2024, [], total=total, headline={field: figure(field, now)})
    assert codes(stated(plan, Part.HEADLINE, field, now, last_year)) == []

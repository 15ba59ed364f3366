import pytest

from povertyplan import Count, Rate
from povertyplan.model.fields import (
    FACTS,
    DocumentFact,
    Field,
    FieldKind,
    Period,
    count_of,
    field_named,
    figure_named,
    other_year,
    period,
    rate_of,
)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        (Count.POOR_BASE, Period.BASE),
        (Rate.NEAR_POOR_GOAL_RATE, Period.GOAL),
        (Count.POOR_DROP, None),
        (Count.TRAINED, None),
    ],
)
def test_the_year_of_a_figure(name: Field, year: Period | None) -> None:
    assert period(name) is year


@pytest.mark.parametrize("name", [*Count, *Rate, *DocumentFact])
def test_flat_names_are_found(name: Field) -> None:
    assert field_named(str(name)) is name


def test_other_names_are_refused_with_a_hint() -> None:
    hint = "'poor_gaol'.*; did you mean .*'poor_goal'"
    with pytest.raises(ValueError, match=f"^field_named: name must be a Count, .* got {hint}"):
        field_named("poor_gaol")
    with pytest.raises(ValueError, match=f"^{hint}"):
        figure_named("poor_gaol")


def test_a_fact_of_a_document_is_a_field_and_no_figure() -> None:
    assert field_named("annex_date") is DocumentFact.ANNEX_DATE
    with pytest.raises(ValueError, match="'annex_date' is no flat name"):
        figure_named("annex_date")


@pytest.mark.parametrize("count", Count)
def test_the_other_year_is_the_way_back(count: Count) -> None:
    other = other_year(count)
    assert other_year(other) is count
    before, after = FACTS[count], FACTS[other]
    if count is other:
        assert before.period is None
    else:
        assert before.period is not None
        assert after.period is before.period.other
        assert (before.counted, before.categories) == (after.counted, after.categories)


@pytest.mark.parametrize("rate", Rate)
def test_a_rate_has_its_count_unless_it_is_a_drop(rate: Rate) -> None:
    count = count_of(rate)
    if FACTS[rate].kind is FieldKind.POINTS:
        assert count is None
        return
    assert count is not None
    assert rate_of(count) is rate
    assert FACTS[count].share_of is FACTS[rate].share_of is not None


def test_each_rate_of_workers_has_the_count_of_the_same_workers() -> None:
    assert count_of(Rate.TRAINED_RATE) is Count.TRAINED
    assert count_of(Rate.CERTIFIED_RATE) is Count.CERTIFIED

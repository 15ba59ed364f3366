"""The plans of a country that shares nothing with the library are right, and hardly one is odd."""

from collections import Counter

import numpy as np
import polars as pl
import pytest

from povertyplan import Rounding
from povertyplan.frames import plans_to_frame
from povertyplan.model.fields import ANNEX
from tests.support.country.annexes import RATES, annexes, digits_of
from tests.support.million import BATCH, ENGINES, Tally, main, tallied

#: What may be odd in a right plan of the country: units that merge, and people in households.
ODD = {"PP306", "PP307", "PP308"}
#: The same, and texts that subtract printed rates.
ODD_WITH_TEXT = {*ODD, "PP304"}


def test_where_the_rule_leaves_halves_open_they_go_either_way() -> None:
    counts, wholes, to_even = (
        np.array([5, 5, 0]),
        np.array([160, 160, 0]),
        np.array([True, False, False]),
    )
    assert digits_of(counts, wholes, 2, Rounding.ANY, to_even).tolist() == [312, 313, 0]


def test_its_frame_has_the_figures_of_its_plans() -> None:
    drawn = annexes(np.random.default_rng(3), 200, 2, Rounding.HALF_UP)
    of_plans = plans_to_frame(dict(enumerate(drawn.plans())), "polars")
    without_signs = of_plans.with_columns(pl.col(*RATES).str.strip_chars("%"))
    has_figures = pl.any_horizontal(pl.col(*ANNEX).is_not_null())
    columns, order = ["plan", "part", "row", "section", *ANNEX], ["plan", "part", "section", "row"]
    lines = drawn.frame(0, ".").select(columns).sort(order)
    assert lines.equals(without_signs.filter(has_figures).select(columns).sort(order))
    assert set(lines["part"]) == {None, "section", "total"}


def test_its_plans_are_right() -> None:
    tally = tallied("country", "frames", 4 * BATCH, seed=1)
    assert (tally.plans, tally.wrong) == (4 * BATCH, 0)
    assert set(tally.codes) == ODD
    assert 0.01 < tally.warned / tally.plans < 0.03


def test_its_texts_are_right() -> None:
    tally = tallied("country", "check", 150, seed=1)
    assert tally.wrong == 0
    assert set(tally.codes) <= ODD_WITH_TEXT


@pytest.mark.large
@pytest.mark.parametrize(
    ("engine", "plans", "odd"), [("frames", 40_000, ODD), ("check", 4_000, ODD_WITH_TEXT)]
)
def test_thousands_of_its_plans_are_right(engine: str, plans: int, odd: set[str]) -> None:
    tally = tallied("country", engine, plans, seed=2)
    assert (tally.plans, tally.wrong) == (plans, 0)
    assert set(tally.codes) == odd


@pytest.mark.parametrize("engine", ENGINES)
def test_the_strategies_have_no_finding(engine: str) -> None:
    tally = tallied("strategies", engine, 20, seed=1)
    assert (tally.plans, tally.wrong, tally.codes) == (20, 0, Counter())


def test_the_table_is_the_same_each_time(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["million", "--plans", "2100", "--generator", "country"])
    main()
    main()
    lines = capsys.readouterr().out.splitlines()
    without_seconds = [line.rsplit("|", 2)[0] for line in lines]
    assert without_seconds[:3] == without_seconds[3:]
    assert without_seconds[2].startswith("| country | frames | 2,100 |")


def test_what_is_wrong_or_odd_is_counted_by_plan() -> None:
    tally = Tally(plans=8)
    tally.add([(1, "PP201"), (1, "PP201"), (1, "PP307"), (2, "PP307")])
    assert (tally.wrong, tally.warned) == (1, 2)
    assert tally.codes == {"PP201": 1, "PP307": 2}
    assert tally.per_cent(tally.warned) == "25.000"

"""Plans of people drawn, and of rows of real tables, are right, and hardly one is odd."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import polars as pl
import pytest

from povertyplan import Rounding
from povertyplan.frames import plans_to_frame
from povertyplan.model.fields import ANNEX
from tests.support.country.annexes import RATES, annexes, digits_of
from tests.support.country.people import COUNTS, FEWEST_ROWS, communes_of
from tests.support.country.real import Resampled, rows_of_town
from tests.support.million import BATCH, ENGINES, SOURCES, Tally, main, tallied

#: What may be odd in a right plan: people in households, and in the country units that merge.
ODD: Mapping[str, set[str]] = {"country": {"PP306", "PP307", "PP308"}, "resampled": {"PP308"}}
#: The ends of the share of plans that are odd.
ODD_SHARES = {"country": (0.01, 0.03), "resampled": (0.03, 0.07)}
#: What may be odd in a text: that it subtracts printed rates.
ODD_IN_TEXT = {"PP304"}


def test_where_the_rule_leaves_halves_open_they_go_either_way() -> None:
    counts, wholes, to_even = (
        np.array([5, 5, 0]),
        np.array([160, 160, 0]),
        np.array([True, False, False]),
    )
    assert digits_of(counts, wholes, 2, Rounding.ANY, to_even).tolist() == [312, 313, 0]


@pytest.mark.parametrize("generator", SOURCES)
def test_a_frame_has_the_figures_of_its_plans(generator: str) -> None:
    random = np.random.default_rng(3)
    drawn = annexes(random, 200, 2, Rounding.HALF_UP, SOURCES[generator])
    of_plans = plans_to_frame(dict(enumerate(drawn.plans())), "polars")
    without_signs = of_plans.with_columns(pl.col(*RATES).str.strip_chars("%"))
    has_figures = pl.any_horizontal(pl.col(*ANNEX).is_not_null())
    columns, order = ["plan", "part", "row", "section", *ANNEX], ["plan", "part", "section", "row"]
    lines = drawn.frame(0, ".").select(columns).sort(order)
    assert lines.equals(without_signs.filter(has_figures).select(columns).sort(order))
    assert set(lines["part"]) == {None, "section", "total"}


def test_rows_of_real_tables_keep_their_shares() -> None:
    drawn = Resampled.drawn(np.random.default_rng(3), 100)
    counts = drawn.counted(np.random.default_rng(4))
    is_upland = drawn.is_upland[communes_of(drawn.rows)]
    poor = (counts["poor_base"] + counts["near_poor_base"]) / counts["households_base"]
    size = counts["persons_base"] / counts["households_base"]
    real = rows_of_town()["persons"] / rows_of_town()["households"]
    assert drawn.rows.min() >= FEWEST_ROWS
    assert set(counts) == set(COUNTS)
    assert poor[is_upland].min() > 0.09
    assert poor[~is_upland].max() < 0.15
    assert min(real) - 0.05 < size[~is_upland].min() < size[~is_upland].max() < max(real) + 0.05


@pytest.mark.parametrize("generator", SOURCES)
def test_plans_are_right(generator: str) -> None:
    tally = tallied(generator, "frames", 4 * BATCH, seed=1)
    least, most = ODD_SHARES[generator]
    assert (tally.plans, tally.wrong) == (4 * BATCH, 0)
    assert set(tally.codes) == ODD[generator]
    assert least < tally.warned / tally.plans < most


@pytest.mark.parametrize("generator", SOURCES)
def test_texts_are_right(generator: str) -> None:
    tally = tallied(generator, "check", 150, seed=1)
    assert tally.wrong == 0
    assert set(tally.codes) <= ODD[generator] | ODD_IN_TEXT


@pytest.mark.large
@pytest.mark.parametrize("generator", SOURCES)
def test_thousands_of_plans_are_right(generator: str) -> None:
    tally = tallied(generator, "frames", 40_000, seed=2)
    assert (tally.plans, tally.wrong) == (40_000, 0)
    assert set(tally.codes) == ODD[generator]


@pytest.mark.large
@pytest.mark.parametrize("generator", SOURCES)
def test_thousands_of_texts_are_right(generator: str) -> None:
    tally = tallied(generator, "check", 4_000, seed=2)
    assert (tally.plans, tally.wrong) == (4_000, 0)
    assert set(tally.codes) == ODD[generator] | ODD_IN_TEXT


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

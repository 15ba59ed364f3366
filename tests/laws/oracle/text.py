"""PP301 to PP304, PP401, PP402 and PP404: the text of a plan, beside its annex and by itself."""

from collections.abc import Iterator
from fractions import Fraction

from povertyplan import Percent, Points, Rounding
from tests.laws.oracle.lines import (
    CATEGORIES,
    YEARS,
    Annex,
    Figures,
    Found,
    count_of,
    rate_of,
    sum_of,
)
from tests.laws.oracle.prints import per_cent, prints, prints_in_text, size_of, written


def found_in_headline(headline: Figures, annex: Annex, rounding: Rounding) -> Iterator[Found]:
    """Yield what is found in the figures that the text states of poverty."""
    for category in CATEGORIES:
        yield from _wrong_goal(headline, annex, f"{category}_goal")
        yield from _wrong_goal_rate(headline, annex, f"{category}_goal", rounding)
        yield from _wrong_drop(headline, annex, category)
        yield from _wrong_rate_drop(headline, annex, category, rounding)


def found_in_labour(labour: Figures, annex: Annex, rounding: Rounding) -> Iterator[Found]:
    """Yield what is found in the labour targets."""
    yield from wrong_labour_rates(labour, rounding)
    yield from _more_than_there_are(labour, annex)
    jobs, exported = count_of(labour, "new_jobs"), count_of(labour, "exported")
    if jobs is not None and exported is not None and exported > jobs:
        yield Found("PP404", "labour/exported")


def _wrong_goal(headline: Figures, annex: Annex, name: str) -> Iterator[Found]:
    """PP301: without a total the rows that state the count are the least that it can be."""
    printed, expected = count_of(headline, name), annex.count_of_all(name)
    if printed is None:
        return
    if expected is not None and printed != expected:
        yield Found("PP301", f"headline/{name}", str(expected))
    if annex.total is None and expected is None and printed < sum_of(annex.rows, name):
        yield Found("PP301", f"headline/{name}")


def _wrong_goal_rate(
    headline: Figures, annex: Annex, name: str, rounding: Rounding
) -> Iterator[Found]:
    """PP302."""
    count, households = annex.count_of_all(name), annex.count_of_all("households_goal")
    for expected in _wrong_share(rate_of(headline, f"{name}_rate"), count, households, rounding):
        yield Found("PP302", f"headline/{name}_rate", expected)


def _wrong_drop(headline: Figures, annex: Annex, category: str) -> Iterator[Found]:
    """PP303, of households."""
    printed = count_of(headline, f"{category}_drop")
    before, after = (annex.count_of_all(f"{category}_{year}") for year in YEARS)
    if printed is None or before is None or after is None:
        return
    if printed != before - after:
        yield Found("PP303", f"headline/{category}_drop", str(before - after))


def _wrong_rate_drop(
    headline: Figures, annex: Annex, category: str, rounding: Rounding
) -> Iterator[Found]:
    """PP303 and PP304, of rates."""
    printed = headline[f"{category}_rate_drop"]
    before, after = (_share_of_all(annex, category, year) for year in YEARS)
    if not isinstance(printed, Points) or before is None or after is None:
        return
    if prints_in_text(before - after, printed, rounding):
        return
    base = annex.rate_of_all(f"{category}_base_rate")
    goal = f"{category}_goal_rate"
    goals = (annex.rate_of_all(goal), rate_of(headline, goal))
    is_of_rounded = any(_subtracts(printed, base, rate) for rate in goals)
    expected = written(before - after, printed, Rounding.HALF_UP)
    code = "PP304" if is_of_rounded else "PP303"
    yield Found(code, f"headline/{category}_rate_drop", expected)


def _share_of_all(annex: Annex, category: str, year: str) -> Fraction | None:
    """Return the share of all households, in per cent; None where it is not known."""
    count = annex.count_of_all(f"{category}_{year}")
    households = annex.count_of_all(f"households_{year}")
    return per_cent(count, households) if count is not None and households else None


def _subtracts(printed: Points, base: Percent | None, goal: Percent | None) -> bool:
    """Whether a drop is the difference of two printed rates, rounded or cut to its places."""
    if base is None or goal is None:
        return False
    difference = size_of(base) - size_of(goal)
    rules = (Rounding.HALF_UP, Rounding.DOWN)
    return any(prints(difference, printed, rule) for rule in rules)


def wrong_labour_rates(labour: Figures, rounding: Rounding) -> Iterator[Found]:
    """PP401."""
    working_age = count_of(labour, "working_age")
    for name in ("trained", "certified"):
        printed, count = rate_of(labour, f"{name}_rate"), count_of(labour, name)
        for expected in _wrong_share(printed, count, working_age, rounding):
            yield Found("PP401", f"labour/{name}_rate", expected)


def _wrong_share(
    printed: Percent | None, count: int | None, whole: int | None, rounding: Rounding
) -> Iterator[str | None]:
    """Yield what a rate of the text should be where it is wrong; None for a share of nothing."""
    if printed is None or count is None or whole is None:
        return
    if whole == 0:
        if count or printed.digits:
            yield None
        return
    share = per_cent(count, whole)
    if not prints_in_text(share, printed, rounding):
        yield written(share, printed, Rounding.HALF_UP)


def _more_than_there_are(labour: Figures, annex: Annex) -> Iterator[Found]:
    """PP402, of which a plan has one at most."""
    people = {**labour, "persons_base": annex.count_of_all("persons_base")}
    bounds = (
        ("trained", "working_age"),
        ("certified", "trained"),
        ("certified", "working_age"),
        ("working_age", "persons_base"),
    )
    for part, whole in bounds:
        some, everybody = count_of(people, part), count_of(people, whole)
        if some is not None and everybody is not None and some > everybody:
            yield Found("PP402", f"labour/{part}")
            return

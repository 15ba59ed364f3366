"""The targets of the text as lines, in every combination of figures."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import pytest

from povertyplan import Count, Level, Part, Percent, Points, Rate, Unit
from povertyplan.documents.content import Paragraph
from povertyplan.documents.layout.sentences import headline_lines, labour_lines, texts_of
from povertyplan.documents.prose.targets import stated
from povertyplan.model.fields import HEADLINE, LABOUR, Field, Figure, Flat, Value
from povertyplan.reading import Source

COMMUNE = Unit("Tân Yên", Level.COMMUNE, "xã")
VALUES: dict[Field, Value] = {
    Count.POOR_GOAL: 54,
    Rate.POOR_GOAL_RATE: Percent(14, 1),
    Count.POOR_DROP: 36,
    Rate.POOR_RATE_DROP: Points(91, 2),
    Count.NEAR_POOR_GOAL: 1_110,
    Rate.NEAR_POOR_GOAL_RATE: Percent(2_800, 3),
    Count.NEAR_POOR_DROP: 0,
    Rate.NEAR_POOR_RATE_DROP: Points(-4, 1),
    Count.WORKING_AGE: 9_225,
    Count.TRAINED: 7_565,
    Rate.TRAINED_RATE: Percent(82, 0),
    Count.CERTIFIED: 1_234_567,
    Rate.CERTIFIED_RATE: Percent(1_234, 3),
    Count.NEW_JOBS: 260,
    Count.EXPORTED: 0,
}


def some(figures: Sequence[Figure]) -> Iterator[dict[Field, Value]]:
    """Yield the values of every set of figures."""
    sets = (combinations(figures, number) for number in range(len(figures) + 1))
    return ({name: VALUES[name] for name in names} for names in chain.from_iterable(sets))


def read(lines: Iterator[str], part: Part) -> Flat:
    paragraphs = [Paragraph(line, Source(line=at)) for at, line in enumerate(lines, 1)]
    return stated(paragraphs, (2023, 2024), COMMUNE).flat(part)


def test_every_combination_of_headline_figures_is_read_back() -> None:
    for figures in some(HEADLINE):
        assert read(headline_lines(texts_of(figures)), Part.HEADLINE) == figures


def test_every_combination_of_labour_targets_is_read_back() -> None:
    for figures in some(LABOUR):
        assert read(labour_lines(texts_of(figures)), Part.LABOUR) == figures


@pytest.mark.parametrize("drop", [Points(0, 1), Points(-1, 6), Points(10**14, 3)])
@pytest.mark.parametrize("rate", [{}, {Rate.POOR_GOAL_RATE: Percent(10**14, 2)}])
def test_changes_of_any_size_are_read_back(drop: Points, rate: dict[Field, Value]) -> None:
    figures = {**rate, Rate.POOR_RATE_DROP: drop}
    assert read(headline_lines(texts_of(figures)), Part.HEADLINE) == figures

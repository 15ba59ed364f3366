"""The figures of a plan's text as lines of targets, which the prose reader reads back."""

from collections.abc import Iterator

from attrs import frozen

from povertyplan.documents.layout.table import printed
from povertyplan.model.fields import Count, Field, Flat, Rate
from povertyplan.model.percent import Points


@frozen
class CategoryTargets:
    """The four figures that a text states of the poor, or of the near-poor."""

    households: str  #: ``hộ nghèo``
    rate: Rate
    rate_drop: Rate
    count: Count
    drop: Count


_CATEGORIES = (
    CategoryTargets(
        "hộ nghèo", Rate.POOR_GOAL_RATE, Rate.POOR_RATE_DROP, Count.POOR_GOAL, Count.POOR_DROP
    ),
    CategoryTargets(
        "hộ cận nghèo",
        Rate.NEAR_POOR_GOAL_RATE,
        Rate.NEAR_POOR_RATE_DROP,
        Count.NEAR_POOR_GOAL,
        Count.NEAR_POOR_DROP,
    ),
)
#: The labour targets in the order of the text.
_LABOUR: tuple[tuple[Field, str], ...] = (
    (Count.WORKING_AGE, "Số người trong độ tuổi lao động: {} người"),
    (Count.TRAINED, "Lao động qua đào tạo: {} người"),
    (Rate.TRAINED_RATE, "Tỷ lệ lao động qua đào tạo: {}%"),
    (Count.CERTIFIED, "Lao động qua đào tạo có bằng cấp, chứng chỉ: {} người"),
    (Rate.CERTIFIED_RATE, "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ: {}%"),
    (Count.NEW_JOBS, "Số người có việc làm mới trong năm: {} người"),
    (Count.EXPORTED, "Xuất khẩu lao động: {} người"),
)


def headline_lines(headline: Flat) -> Iterator[str]:
    """
    Yield a line for each target for the poor and the near-poor; a drop stands beside its rate.

    >>> rate, drop = Percent(14, 1), Points(91, 2)
    >>> list(headline_lines({Rate.POOR_GOAL_RATE: rate, Rate.POOR_RATE_DROP: drop}))
    ['- Tỷ lệ hộ nghèo cuối năm: 1,4% (giảm 0,91 điểm phần trăm)']
    >>> list(headline_lines({Rate.POOR_RATE_DROP: drop}))
    ['- Tỷ lệ hộ nghèo giảm 0,91 điểm phần trăm']
    """
    for category in _CATEGORIES:
        rate, rate_drop = headline.get(category.rate), headline.get(category.rate_drop)
        if rate is not None:
            beside = f" ({_change(rate_drop)})" if isinstance(rate_drop, Points) else ""
            yield f"- Tỷ lệ {category.households} cuối năm: {printed(rate)}%{beside}"
        elif isinstance(rate_drop, Points):
            yield f"- Tỷ lệ {category.households} {_change(rate_drop)}"
        count, drop = headline.get(category.count), headline.get(category.drop)
        if count is not None:
            yield f"+ Số {category.households} cuối năm: {printed(count)} hộ"
        if drop is not None:
            yield f"+ Số {category.households} giảm: {printed(drop)} hộ"


def _change(drop: Points) -> str:
    """Return a change of a rate in words: a drop below zero is a rise."""
    verb = "tăng" if drop.digits < 0 else "giảm"
    return f"{verb} {printed(Points(abs(drop.digits), drop.places))} điểm phần trăm"


def labour_lines(labour: Flat) -> Iterator[str]:
    """
    Yield a line for each target for training and employment.

    >>> list(labour_lines({Count.NEW_JOBS: 260}))
    ['- Số người có việc làm mới trong năm: 260 người']
    """
    for field, sentence in _LABOUR:
        value = labour.get(field)
        if value is not None:
            yield f"- {sentence.format(printed(value))}"

"""The figures of a plan's text as lines of targets, which the prose reader reads back."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from povertyplan.documents.layout.table import printed
from povertyplan.model.fields import Count, Field, Flat, Rate
from povertyplan.model.percent import Points

#: How the text says that a rate changes.
DROPS, RISES = "giảm", "tăng"


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


def texts_of(flat: Flat) -> dict[Field, str]:
    """
    Return the figures that are stated, as sentences print them: a change of a rate with its verb.

    >>> texts_of({Count.POOR_GOAL: 1243, Rate.POOR_RATE_DROP: Points(-91, 2)}).values()
    dict_values(['1.243', 'tăng 0,91'])
    """
    return {
        field: _change(value) if isinstance(value, Points) else printed(value)
        for field, value in flat.items()
        if value is not None
    }


def _change(drop: Points) -> str:
    """Return a change of a rate with its verb: a drop below zero is a rise."""
    verb = RISES if drop.digits < 0 else DROPS
    return f"{verb} {printed(Points(abs(drop.digits), drop.places))}"


def headline_lines(texts: Mapping[Field, str]) -> Iterator[str]:
    """
    Yield a line for each target for the poor and the near-poor; a drop stands beside its rate.

    *texts* are the figures as `texts_of` prints them.

    >>> rate, drop = Percent(14, 1), Points(91, 2)
    >>> list(headline_lines(texts_of({Rate.POOR_GOAL_RATE: rate, Rate.POOR_RATE_DROP: drop})))
    ['- Tỷ lệ hộ nghèo cuối năm: 1,4% (giảm 0,91 điểm phần trăm)']
    >>> list(headline_lines(texts_of({Rate.POOR_RATE_DROP: drop})))
    ['- Tỷ lệ hộ nghèo giảm 0,91 điểm phần trăm']
    """
    for category in _CATEGORIES:
        rate, rate_drop = texts.get(category.rate), texts.get(category.rate_drop)
        if rate is not None:
            beside = "" if rate_drop is None else f" ({rate_drop} điểm phần trăm)"
            yield f"- Tỷ lệ {category.households} cuối năm: {rate}%{beside}"
        elif rate_drop is not None:
            yield f"- Tỷ lệ {category.households} {rate_drop} điểm phần trăm"
        count, drop = texts.get(category.count), texts.get(category.drop)
        if count is not None:
            yield f"+ Số {category.households} cuối năm: {count} hộ"
        if drop is not None:
            yield f"+ Số {category.households} giảm: {drop} hộ"


def labour_lines(texts: Mapping[Field, str]) -> Iterator[str]:
    """
    Yield a line for each target for training and employment, as `headline_lines`.

    >>> list(labour_lines({Count.NEW_JOBS: "260"}))
    ['- Số người có việc làm mới trong năm: 260 người']
    """
    for field, sentence in _LABOUR:
        text = texts.get(field)
        if text is not None:
            yield f"- {sentence.format(text)}"

"""Columns of rates that hold shares of one, as a formula without ``*100`` gives them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.line import AnnexLine
from povertyplan.documents.figures import CountRead, read_rate
from povertyplan.model.fields import FACTS, Rate, count_of
from povertyplan.model.percent import Percent, ratio_prints

#: Places that a percentage has less than the same share of one.
_PLACES = 2


def share_columns(lines: Sequence[AnnexLine], columns: Columns) -> frozenset[int]:
    """
    Return the columns whose rates are shares of one by the counts beside them.

    As percentages they would all be wrong, and as shares most are right; a single
    rate says nothing, nor does one with a sign of percent.
    """
    return frozenset(
        column
        for figure, column in columns.fields.items()
        if isinstance(figure, Rate) and _are_shares(_judged(lines, figure, column))
    )


def as_percentage(share: Percent) -> Percent:
    """
    Return a share of one as the percentage that it stands for, itself if it is far above one.

    >>> as_percentage(Percent.parse("0.0410")), as_percentage(Percent.parse("0.1"))
    (Percent.parse('4.10%'), Percent.parse('10%'))
    """
    lacking = max(_PLACES - share.places, 0)
    with suppress(ValueError):  # more digits than a percentage has
        return Percent(share.digits * 10**lacking, share.places + lacking - _PLACES)
    return share


def _are_shares(judged: Iterable[tuple[bool, bool]]) -> bool:
    """Whether rates are shares, given whether each fits as a share and as a percentage."""
    fits: list[bool] = []
    for as_share, as_printed in judged:
        if as_printed:  # as the first rate of most columns
            return False
        fits.append(as_share)
    return len(fits) > 1 and 2 * sum(fits) > len(fits)


def _judged(lines: Sequence[AnnexLine], figure: Rate, column: int) -> Iterator[tuple[bool, bool]]:
    """Yield whether each rate of a column fits its counts as a share, and as a percentage."""
    count, whole = count_of(figure), FACTS[figure].share_of
    for line in lines:
        of_count = None if count is None else line.counts.get(count)
        of_whole = None if whole is None else line.counts.get(whole)
        text = line.cells[column].text
        rate = None if "%" in text else read_rate(text)
        if not (isinstance(of_count, CountRead) and isinstance(of_whole, CountRead)):
            continue
        if isinstance(rate, Percent) and 0 < of_count.number <= of_whole.number:
            counts = (of_count.number, of_whole.number)
            yield ratio_prints(*counts, as_percentage(rate)), ratio_prints(*counts, rate)

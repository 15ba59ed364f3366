"""Which figure each column of a table of the year holds, or each line of a vertical form."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from attrs import frozen

from povertyplan.documents.forms import Beside
from povertyplan.documents.year_tables.headings import HeadingRead, category_in
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.model.fields import (
    FLOW,
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    LABOUR,
    Category,
    Figure,
)

#: How many steps of a flow, beside its start and end, make a table one of flows.
_FEWEST_STEPS = 2
#: The figures of a flow between its start and its end.
_STEPS = frozenset((*FLOW_OF_POOR[1:-1], *FLOW_OF_NEAR_POOR[1:-1]))


@frozen
class Assignment:
    """
    The headings that hold figures, by their numbers from 0.

    *unclear* are headings of which nobody can say whose figure they hold, or that say the same.
    """

    figures: Mapping[Figure, int]
    unclear: Sequence[int] = ()

    @property
    def has_flow(self) -> bool:
        """Whether a figure of a flow is among them."""
        return not self.figures.keys().isdisjoint(FLOW)


def speaks_of_flow(headings: Iterable[HeadingRead]) -> bool:
    """Whether headings name enough of the steps that a flow has beside its start and end."""
    steps = [read for read in headings if _is_step(read)]
    return len(steps) >= _FEWEST_STEPS


def _is_step(read: HeadingRead) -> bool:
    return read.figure in _STEPS or (read.saying is not None and not read.is_end_of_flow)


def assigned(headings: Sequence[HeadingRead], titles: Iterable[str]) -> Assignment:
    """
    Assign figures to headings; *titles* stand above the table, and tell whose flow it is.

    >>> from povertyplan.documents.year_tables.headings import heading_read
    >>> names = ("Đầu kỳ", "Trở thành hộ nghèo", "Tái cận nghèo", "Cuối kỳ")
    >>> [str(name) for name in assigned([heading_read([name]) for name in names], ()).figures]
    ['near_poor_start', 'near_poor_to_poor', 'near_poor_relapsed', 'near_poor_end']
    """
    of_flow = [number for number, read in enumerate(headings) if read.saying is not None]
    categories = _categories([headings[number] for number in of_flow], titles)
    if of_flow and not categories:
        return Assignment({}, unclear=of_flow)
    strangers = [
        number for number in of_flow if headings[number].evidence not in {None, *categories}
    ]
    candidates: dict[Figure, list[int]] = defaultdict(list)
    for number, category in enumerate(_spread(headings, categories)):
        figure = headings[number].figure_of(category)
        if figure is not None:
            candidates[figure].append(number)
    return _chosen(headings, candidates, strangers)


def _categories(of_flow: Sequence[HeadingRead], titles: Iterable[str]) -> Collection[Category]:
    """Return the categories that the table has flows of: its ends tell, else any word."""
    ends = [read.evidence for read in of_flow if read.is_end_of_flow]
    any_words = [read.evidence for read in of_flow]
    of_titles = [category_in(plain(title)) for title in titles]
    for evidence in (ends, any_words, of_titles[-1:], of_titles):
        named = {category for category in evidence if category is not None}
        if named:
            return named
    return frozenset()


def _spread(
    headings: Sequence[HeadingRead], categories: Collection[Category]
) -> Sequence[Category | None]:
    """Return the category of each heading: its own, else the one nearest to the left."""
    if len(categories) == 1:
        return [*categories] * len(headings)
    spread: list[Category | None] = []
    current = next((read.evidence for read in headings if read.evidence is not None), None)
    for read in headings:
        current = read.evidence or current
        spread.append(current)
    return spread


def _chosen(
    headings: Sequence[HeadingRead],
    candidates: Mapping[Figure, Sequence[int]],
    strangers: Sequence[int],
) -> Assignment:
    """Choose the column of each figure by what it holds: what was reached, else what is planned."""
    planned_alone = _is_only_planned(headings, candidates)
    figures: dict[Figure, int] = {}
    unclear = list(strangers)
    for figure, numbers in candidates.items():
        preferred = _preferred(headings, numbers, planned_alone=planned_alone)
        if len(preferred) == 1:
            figures[figure] = preferred[0]
        unclear += preferred if len(preferred) > 1 else []
    return Assignment(figures, sorted(set(unclear)))


def _preferred(
    headings: Sequence[HeadingRead], numbers: Sequence[int], *, planned_alone: bool
) -> Sequence[int]:
    roles = (Beside.SO_FAR, None, *([Beside.PLANNED] if planned_alone else []))
    for role in roles:
        of_role = [number for number in numbers if headings[number].role is role]
        if of_role:
            return of_role
    return []


def _is_only_planned(
    headings: Sequence[HeadingRead], candidates: Mapping[Figure, Sequence[int]]
) -> bool:
    """Whether a table states targets of labour and nothing that was reached."""
    numbers = chain.from_iterable(candidates.values())
    roles = {headings[number].role for number in numbers}
    return roles <= {Beside.PLANNED, Beside.DERIVED} and candidates.keys() <= set(LABOUR)

"""
The meaning of the headings above a column of the year's tables, or of the label of a line.

A path lists headings from the lowest up.  What no heading says stays open here.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import TypeVar

from attrs import frozen

from povertyplan.documents.forms import Beside
from povertyplan.documents.year_tables import vocabulary
from povertyplan.documents.year_tables.vocabulary import Saying, plain
from povertyplan.model.fields import (
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    REPORT,
    Category,
    Count,
    Figure,
    rate_of,
)

T = TypeVar("T")


class FlowWay(Enum):
    """Whether households left a category or came to it."""

    OUT = auto()
    IN = auto()


#: The place of each figure in a flow, by what a heading says and, where that matters, the way.
_PLACES: Mapping[tuple[Saying, FlowWay | None], int] = {
    (Saying.START, None): 0,
    (Saying.BECOMES, FlowWay.OUT): 1,
    (Saying.LEFT, None): 2,
    (Saying.OTHER, FlowWay.OUT): 3,
    (Saying.BECOMES, FlowWay.IN): 4,
    (Saying.RELAPSED, None): 5,
    (Saying.NEW, None): 6,
    (Saying.OTHER, FlowWay.IN): 7,
    (Saying.END, None): 8,
}
#: Data files may call their columns by the flat names of figures.
_FLAT_NAMES: Mapping[str, Figure] = {name.value: name for name in REPORT}


@frozen
class HeadingRead:
    """
    The meaning of the headings of a column; None for a fact that they do not state.

    *evidence* is the category that its own words name; *target* and *source* are those that
    households became and were before.
    """

    label: str
    saying: Saying | None = None
    way: FlowWay | None = None
    evidence: Category | None = None
    target: Category | None = None
    source: Category | None = None
    figure: Figure | None = None  #: of labour or help
    role: Beside | None = None

    @property
    def is_end_of_flow(self) -> bool:
        """Whether it is the start or the end of a flow."""
        return self.saying in {Saying.START, Saying.END}

    def figure_of(self, category: Category | None) -> Figure | None:
        """Return the figure in a table, or a part of one, of a category."""
        if self.saying is None or category is None:
            return self.figure
        saying, way = self.saying, None
        if saying is Saying.BECOMES:
            way = self._way_of(category)
        elif saying is Saying.OTHER:
            way = self.way
        elif saying is Saying.EXITS and category is Category.NEAR_POOR:
            saying = Saying.LEFT  # who becomes poor has not left
        place = _PLACES.get((saying, way))
        flow = FLOW_OF_POOR if category is Category.POOR else FLOW_OF_NEAR_POOR
        return None if place is None else flow[place]

    def _way_of(self, category: Category) -> FlowWay | None:
        """Return whether those who became of another category left *category* or came to it."""
        if self.target is not None:
            return FlowWay.IN if self.target is category else FlowWay.OUT
        if self.source is not None:
            return FlowWay.OUT if self.source is category else FlowWay.IN
        return self.way


def heading_read(path: Sequence[str]) -> HeadingRead:
    """
    Return the meaning of a path of headings, the lowest first.

    >>> read = heading_read(["Số hộ cận nghèo trở thành hộ nghèo", "Diễn biến tăng"])
    >>> read.saying, read.figure_of(Category.POOR)
    (<Saying.BECOMES: 2>, <Count.POOR_FROM_NEAR_POOR: 'poor_from_near_poor'>)
    >>> heading_read(["Hộ DTTS", "Tái nghèo"]).saying is None
    True
    """
    label = " / ".join(dict.fromkeys(reversed(path)))
    flat_name = _FLAT_NAMES.get(path[0].strip().casefold()) if path else None
    if flat_name is not None:
        return HeadingRead(label, figure=flat_name)
    of_path = dict.fromkeys(map(plain, path))
    headings = [words for words in of_path if words]
    role = _first(role_in, headings)
    speaking = _speaking(headings)
    if speaking is None or _is_of_some(headings, speaking):
        return HeadingRead(label, role=role)
    words, is_rate = headings[speaking], any(map(vocabulary.RATE.search, headings))
    count = _count_in(words)
    if count is None:
        role = Beside.DERIVED if is_rate else role
        return _of_flow(label, headings[speaking:], role)
    figure = rate_of(count) if is_rate and role is not Beside.DERIVED else count
    return HeadingRead(label, figure=figure, role=role if figure else Beside.DERIVED)


def _of_flow(label: str, headings: Sequence[str], role: Beside | None) -> HeadingRead:
    """Return the meaning of a step of a flow by the first of *headings*, and the ones above."""
    saying, target, source = _saying_in(headings[0]), None, None
    if saying is Saying.BECOMES:
        before, _, after = vocabulary.SAYINGS[saying].sub("|", headings[0]).partition("|")
        target, source = category_in(after), category_in(before)
    way, evidence = _first(_way_in, headings), _evidence(headings)
    return HeadingRead(label, saying, way, evidence, target, source, role=role)


def category_in(words: str) -> Category | None:
    """Return the only category that plain words name."""
    named: list[Category] = []
    rest = vocabulary.PURPOSE.sub(" ", words)
    for category, pattern in vocabulary.CATEGORIES.items():
        named += [category] if pattern.search(rest) else []
        rest = pattern.sub(" ", rest)
    return named[0] if len(named) == 1 else None


def _evidence(headings: Sequence[str]) -> Category | None:
    """Return the category whose flow it is by its own words, the lowest first."""
    for words in headings:
        saying = _saying_in(words)
        names_both = saying in {Saying.BECOMES, Saying.OTHER}
        # Of either category, who is beyond the standard of the near-poor has left.
        names_standard = vocabulary.BEYOND_STANDARD.search(words) is not None
        if not names_both and not names_standard:
            category = category_in(words)
            if category is not None:
                return category
    return None


def _first(asked: Callable[[str], T | None], headings: Sequence[str]) -> T | None:
    """Return the first answer of the headings, the lowest first."""
    return next((answer for answer in map(asked, headings) if answer is not None), None)


def _speaking(headings: Sequence[str]) -> int | None:
    """
    Return the number of the lowest heading that says what is counted.

    Below the name of a count of labour, the start or the end is when it was counted.
    """
    counts = [number for number, words in enumerate(headings) if _count_in(words) is not None]
    sayings = [number for number, words in enumerate(headings) if _saying_in(words) is not None]
    lowest_saying = None if not sayings else _saying_in(headings[sayings[0]])
    if counts and lowest_saying in {Saying.START, Saying.END}:
        return counts[0]
    return min((*counts[:1], *sayings[:1]), default=None)


def _saying_in(words: str) -> Saying | None:
    named = (saying for saying, pattern in vocabulary.SAYINGS.items() if pattern.search(words))
    return next(named, None)


def _count_in(words: str) -> Count | None:
    named = (count for count, pattern in vocabulary.COUNTS.items() if pattern.search(words))
    return next(named, None)


def role_in(words: str) -> Beside | None:
    """Return the role of a column of a figure by plain words."""
    named = (role for role, pattern in vocabulary.ROLES.items() if pattern.search(words))
    return next(named, None)


def _way_in(words: str) -> FlowWay | None:
    """Return the way that words name, None if they name both or neither."""
    without_purpose = vocabulary.PURPOSE.sub(" ", words)
    goes_out = vocabulary.OUT.search(without_purpose) is not None
    comes_in = vocabulary.IN.search(without_purpose) is not None
    if goes_out is comes_in:
        return None
    return FlowWay.OUT if goes_out else FlowWay.IN


def _is_of_some(headings: Sequence[str], speaking: int) -> bool:
    """Whether words narrow a column to some of those that the speaking heading names."""
    below = (vocabulary.NO_MORE.sub(" ", words) for words in headings[:speaking])
    says_more_below = any(any(map(str.isalpha, words)) for words in below)
    return says_more_below or any(map(vocabulary.SOME.search, headings[: speaking + 1]))

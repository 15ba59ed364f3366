"""
The phrases of the lexicon, matched word by word.

The notation of the tables becomes an automaton: a text is read once, whatever the number
of phrases, and a state is built when the first text reaches it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from attrs import define, field, frozen

from povertyplan.documents.prose.lexicon import INDICATORS, OTHER_INDICATORS, WORDS, Indicator, Word


@frozen
class Wording:
    """A phrase of the lexicon: its words with their gaps, and its part in a sentence."""

    elements: Sequence["Element"]
    word: Word
    indicator: Indicator | None = None


@frozen
class Element:
    """A part of a phrase: the ways to say it, each in some words."""

    ways: Sequence[Sequence[str]]
    is_needed: bool


@frozen
class _Partial:
    """A phrase of which some words have been read."""

    order: int  #: its place in the tables
    wording: Wording
    element: int
    words_left: Sequence[str]  #: of that element

    def further(self) -> Iterator["_Partial"]:
        """Yield the phrase at each element that may follow."""
        for number in range(self.element + 1, len(self.wording.elements)):
            element = self.wording.elements[number]
            for way in element.ways:
                yield _Partial(self.order, self.wording, number, way)
            if element.is_needed:
                return

    def read(self) -> "_Partial":
        """Return the phrase after the next word of its element."""
        return _Partial(self.order, self.wording, self.element, self.words_left[1:])

    @property
    def may_end(self) -> bool:
        """Whether all elements behind its own may be left out."""
        behind = self.wording.elements[self.element + 1 :]
        return not any(element.is_needed for element in behind)


@define
class PhraseState:
    """
    How far the phrases of the lexicon match some words.

    The states are those of an automaton, each built when a text first reaches it.
    """

    wording: Wording | None  #: the first in the tables that the words are whole
    _partials: Mapping[str, Sequence[_Partial]]  #: by the word that must follow
    _states: dict[str, "PhraseState"] = field(factory=dict[str, "PhraseState"])

    def after(self, word: str) -> "PhraseState | None":
        """Return the state after one more word, None if no phrase goes on with it."""
        if word in self._partials and word not in self._states:
            self._states[word] = _state(self._partials[word])
        return self._states.get(word)


def _state(partials: Iterable[_Partial]) -> PhraseState:
    """Return the state in which some phrases have been read so far."""
    by_word: dict[str, list[_Partial]] = {}
    ended: list[_Partial] = []
    for partial in partials:
        inside = bool(partial.words_left)
        if not inside and partial.may_end:
            ended.append(partial)
        for going_on in [partial] if inside else partial.further():
            by_word.setdefault(going_on.words_left[0], []).append(going_on.read())
    first_ended = min(ended, key=lambda partial: partial.order, default=None)
    return PhraseState(None if first_ended is None else first_ended.wording, by_word)


@cache
def phrases() -> PhraseState:
    """Return the state before the first word of a phrase."""
    rows: list[tuple[str, Word, Indicator | None]] = []
    rows += [(row.phrases, Word.SUBJECT, row) for row in INDICATORS]
    rows += [(said, Word.OTHER, None) for said in OTHER_INDICATORS.values()]
    rows += [(said, word, None) for word, said in WORDS.items()]
    wordings: list[Wording] = []
    for said, word, indicator in rows:
        for text in said.split("|" if word is Word.COMMA else ";"):
            elements = [_element(part) for part in text.split()]
            wordings.append(Wording(elements, word, indicator))
    starts = [_Partial(order, wording, -1, ()) for order, wording in enumerate(wordings)]
    return _state(starts)


def _element(text: str) -> Element:
    """Return an element of a phrase as it is written in the tables."""
    if text in {"/", "_"}:
        return Element([(text,)], is_needed=True)
    is_needed = not (text.startswith("[") and text.endswith("]"))
    alternatives = (text if is_needed else text[1:-1]).replace("//", "/\\").split("/")
    said = ["/" if alternative == "\\" else alternative for alternative in alternatives]
    return Element([tuple(way.split("_")) for way in said if way], is_needed)

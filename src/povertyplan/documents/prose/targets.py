"""
The figures that a plan states in its text: targets for the poor and for labour.

A figure whose frame is complete (an indicator, a way, a unit that fits) and that
all guards let pass is taken.  One whose frame is complete and that a guard keeps
back is told, with the name of the guard.  All others are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve, frozen

from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.binding import clauses
from povertyplan.documents.prose.discourse import Discourse
from povertyplan.documents.prose.guards import Clock, FigureFrame
from povertyplan.documents.prose.headings import Outline, Time, mark, said
from povertyplan.documents.prose.lexicon import UNITS, Word
from povertyplan.documents.prose.respective import in_order
from povertyplan.documents.prose.settling import settled
from povertyplan.documents.prose.statements import (
    StatedLine,
    StatedTarget,
    notices_of_others,
    plan_first,
)
from povertyplan.documents.prose.tokens import FIGURES, Token, fold, tokens
from povertyplan.model.fields import Field, Value
from povertyplan.model.places import Part, Place
from povertyplan.model.units import Unit
from povertyplan.reading import Notice, Source, Statement

_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
#: What stands before the number of units where something is done.
_PLACING = frozenset({"ở", "tại", "trên địa bàn", "cho", "của"})
_UNITS = frozenset(UNITS.split(";"))
#: A target of households "to reduce poverty" is one of the poor: Chỉ tiêu giảm nghèo: 21 hộ.
_REDUCING = re.compile(
    r"(?<=chỉ tiêu )giảm nghèo"
    r"(?=[^:;.()]{0,40}(?:: ?\d[\d.]{0,9} hộ(?!\w)| \((?:đvt ?: ?)?hộ\) ?: ?\d))"
)
#: No sentence of a plan has more characters.
_LONGEST = 2_000


@frozen
class Stated:
    """The figures of a text, by place, each with its source."""

    values: Mapping[Place, Value]
    sources: Mapping[Place, Source]
    notices: tuple[Notice, ...]
    printed: tuple[tuple[Place, str], ...]  #: how each is written
    restated: tuple[Statement, ...] = ()  #: those of the targets that are stated several times

    def flat(self, part: Part) -> dict[Field, Value]:
        """Return the figures of one part by their flat names."""
        return {place.field: value for place, value in self.values.items() if place.row is part}


def stated(
    paragraphs: Iterable[Paragraph],
    years: tuple[int, int],
    unit: Unit | None = None,
    annex: Mapping[Field, Value] | None = None,
) -> Stated:
    """
    Find the figures of a text about *unit*, in a plan of a base and a goal year.

    What the words leave open is settled by the total of the *annex*, if there is one.

    >>> text = "- Tỷ lệ hộ nghèo: 1,4% (giảm 0,91%)"
    >>> found = stated([Paragraph(text, Source("plan.md", 35, 1))], (2023, 2024))
    >>> found.flat(Part.HEADLINE)
    {<Rate.POOR_GOAL_RATE: 'poor_goal_rate'>: Percent.parse('1.4%'), \
<Rate.POOR_RATE_DROP: 'poor_rate_drop'>: Points.parse('0.91 pp')}
    """
    by_place: dict[Place, list[StatedTarget]] = {}
    notices: list[Notice] = []
    for frame, guard, source, text, line in _figures(paragraphs, years, unit, annex or {}):
        aside = (("text", f"“{text}”"), ("other", f"“{frame.name.text}”"))
        if frame.settled:
            notices.append(Notice("figure-settled", source, aside))
        if guard or frame.place is None:
            notices.append(Notice(guard, source, aside))
            continue
        part = Part.LABOUR if frame.indicator.labour else Part.HEADLINE
        statement = Statement(Place(part, frame.place), text, frame.value, source)
        by_place.setdefault(statement.place, []).append(StatedTarget(statement, frame.dated, line))
    statements = [plan_first(several) for several in by_place.values()]
    for several in by_place.values():
        notices.extend(notices_of_others(several))
    firsts = [first for first, *_ in statements]
    values = {first.place: first.value for first in firsts}
    every = list(chain.from_iterable(statements))
    sources = {statement.place: statement.source or Source() for statement in every}
    printed = tuple((statement.place, statement.text) for statement in every)
    return Stated(values, sources, tuple(notices), printed, tuple(_restated(statements)))


def _restated(by_place: Iterable[Sequence[Statement]]) -> Iterator[Statement]:
    """Yield the statements of each target that the text states several times."""
    for statements in by_place:
        if len(statements) > 1:
            yield from statements


def _figures(
    paragraphs: Iterable[Paragraph],
    years: tuple[int, int],
    unit: Unit | None,
    annex: Mapping[Field, Value],
) -> Iterator[tuple[FigureFrame, str, Source, str, StatedLine]]:
    """Yield the figures of a text, with where each stands, how it is written, and its line."""
    own = "" if unit is None or not unit.name else fold(f"{unit.kind} {unit.name}")[0]
    outline = Outline()
    for number, lines in enumerate(_sentences(paragraphs)):
        text = " ".join(line.text for line in lines)
        folded, offsets = fold(text)
        if own:
            folded = folded.replace(own, "xã".ljust(len(own)))
        if "cận nghèo đa chiều" in folded:  # then hộ nghèo đa chiều are the poor alone
            folded = folded.replace("nghèo đa chiều", "nghèo".ljust(len("nghèo đa chiều")))
        folded = _REDUCING.sub("giảm hn".ljust(len("giảm nghèo")), folded)
        opening = mark(text, folded)
        if opening.plain and folded.endswith((".", ";")) and not any(map(str.isdigit, folded)):
            continue
        line = [token for token in tokens(folded) if token.start >= opening.end]
        line = list(_elsewhere(line, text, offsets))
        opening = opening.stating(figures=any(token.word in FIGURES for token in line))
        scope = outline.enter(opening)
        clock = Clock(years, scope.time, named=scope.time.past)
        reader = Discourse(clock, another=scope.foreign, planned=scope.time is Time.GOAL)
        figures = list(reader.read(clauses(in_order(line))))
        for frame, guard in settled(figures, annex):
            token = frame.clause.figure
            start, end = offsets[token.start], offsets[token.start + len(token.text)]
            own_line = StatedLine(number, scope.dated)
            yield frame, guard, _source(lines, start), text[start:end], own_line
        outline.leave(opening, said(opening, line, years, outline), clock.times)


def _elsewhere(line: Sequence[Token], text: str, offsets: Sequence[int]) -> Iterator[Token]:
    """Yield the tokens of a line, names and numbers of other units marked as such."""
    befores = (None, *line)
    afters = (*line[1:], None)
    counted = False  # whether the units are listed that a number counts: 8 xã, thị trấn
    for before, token, after in zip(befores, line, afters, strict=False):
        is_behind_kind = before is not None and before.text in _KINDS
        if is_behind_kind and token.word is Word.UNKNOWN and _is_title(token, text, offsets):
            yield evolve(token, word=Word.ANOTHER)
        elif before is not None and after is not None and _is_number_of_units(before, token, after):
            counted = after.text in _KINDS
            yield evolve(token, word=Word.ANOTHER if counted else Word.PART)
        elif counted and token.text in _KINDS:
            yield evolve(token, word=Word.ANOTHER)
        else:
            counted = counted and token.word is Word.COMMA
            yield token


def _is_title(token: Token, text: str, offsets: Sequence[int]) -> bool:
    """Whether the text has a word with a capital letter where the folded text has a token."""
    letters = offsets[token.start : token.start + len(token.text)]
    return "".join(map(text.__getitem__, letters)).istitle()


def _is_number_of_units(before: Token, token: Token, after: Token) -> bool:
    """Whether a number says in how many units: ở 2 phường, tại 6/16 thôn."""
    bare = token.word is Word.FIGURE and not token.figure[2]
    return bare and before.text in _PLACING and after.text in _UNITS


def _sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Put the lines together that one sentence goes over."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs:
        long = sum(len(line.text) for line in lines) > _LONGEST
        if lines and (long or not paragraph.continued):
            yield lines
            lines = []
        lines.append(paragraph)
    if lines:
        yield lines


def _source(lines: Sequence[Paragraph], at: int) -> Source:
    """Return where a character stands of some lines with a blank between each two."""
    number = 0
    while at > len(lines[number].text):
        at -= len(lines[number].text) + 1
        number += 1
    return lines[number].at(at)

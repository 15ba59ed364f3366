"""Cells that hold no figure: what should stand there, as far as the other figures tell."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from attrs import frozen

from povertyplan.arithmetic.cases import Case, UnreadCells
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import NO_FIGURE
from povertyplan.arithmetic.formulas import taken
from povertyplan.arithmetic.intervals import ANYTHING, Interval
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.guesses import Guess, Rivals
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.errors import ParseError
from povertyplan.findings import Finding, Report
from povertyplan.model.fields import Count, Value
from povertyplan.model.percent import MOST_DIGITS, Percent
from povertyplan.model.places import Edit, Place, in_annex
from povertyplan.model.reach import Rounding
from povertyplan.reading import Form

#: So many cells of a table are looked at; one with more was not meant to be read.
_MOST_CELLS = 50
#: An interval of at most this many counts is evidence for the count that it holds.
_FEW_COUNTS = 3
#: Letters typed for the digits that they look like.
_LOOK_ALIKES = str.maketrans("OoQDIl|iZzSsBgq", "000011112255899")
_LETTER = re.compile(r"[^\W\d_]|\|")
_DIGITS = re.compile(r"[0-9]+")
_NO_FIGURES = re.compile(r"[^0-9.,]")
_MARKS = re.compile(r"[.,]+")
#: A figure that a cell should hold, and whether it is certain.
_Found: TypeAlias = tuple[Value, bool]


@frozen
class UnreadableCells:
    """The cells of a table that could not be read, beside the other figures of the table."""

    index: CaseIndex  #: of every case, also of those about such cells
    form: Form

    @classmethod
    def of(cls, read: CaseIndex, form: Form, budget: Budget) -> "UnreadableCells":
        """Take every case of a table, of which *read* leaves out those about such cells."""
        return cls(CaseIndex.of(read.table, read.rounding, budget), form)

    def explain(self, report: Report) -> Iterator[Rivals]:
        """Yield what should stand in each such cell."""
        texts = dict(self.form.unreadable)
        findings = (finding for finding in report.findings if finding.code == NO_FIGURE)
        for finding in islice(findings, _MOST_CELLS):
            guess = self._guess(finding, texts.get(finding.place, ""))
            if guess is not None:
                yield Rivals((guess,), finding)

    def _guess(self, finding: Finding, text: str) -> Guess | None:
        place = finding.place
        cases = list(self._cases_about(place))
        is_count = isinstance(place.field, Count)
        found = self._count(place, text, cases) if is_count else self._rate(text, cases)
        if found is None:
            return None
        proposed, is_sure = found
        return Guess(
            _cause_of(text),
            (Edit(place, None, proposed),),
            (),
            (),
            BIT,
            is_sure,
            shows=((finding.code, place),),
            written=text,
        )

    def _cases_about(self, place: Place) -> Iterator[Case]:
        """Yield the cases about a cell whose other cells are known, and no formula's results."""
        computed = dict(self.form.computed)
        others = {cell for cell, _ in self.form.unreadable}.union(self.form.uncomputed) - {place}
        unread = UnreadCells.of(others)
        for case in self.index.about(place):
            # A formula computed its result without this cell, or failed.
            is_typed = case.subject == place or not taken(computed.get(case.subject, ""))
            if is_typed and case.relation.is_hard and not unread.take_part_in(case):
                yield case

    def _count(self, place: Place, text: str, cases: Sequence[Case]) -> _Found | None:
        """Return the count that the figures leave, or that the text seems to say, and if sure."""
        intervals = [self.index.allowed(case, place) for case in cases]
        counts = ANYTHING
        for interval in intervals:
            counts &= interval
        readings = [count for count in _counts_in(text) if count in counts]
        if counts.lo == counts.hi:
            bearing_out = [interval for interval in intervals if _is_narrow(interval)]
            is_borne_out = len(bearing_out) > 1 and not _counts_in(text)
            return counts.lo, is_borne_out or counts.lo in readings
        return (readings[0], False) if readings else None

    def _rate(self, text: str, cases: Sequence[Case]) -> _Found | None:
        """Return the rate that the counts make, and whether the text or typed totals prove it."""
        case = next((case for case in cases if case.relation.ratio is not None), None)
        if case is None:
            return None
        reading = _rate_in(text)
        decimals, _ = self.index.decimals(case)
        places = decimals if reading is None else reading.places
        right = expected(case, self.index.figures, self.index.rounding, places)
        if right is None:
            return None
        # A rate of nothing may be printed as a dash as well.
        is_nothing = isinstance(right, Percent) and not right.digits
        says_nothing = reading is None and not _counts_in(text) and not is_nothing
        is_proved = says_nothing and self._has_usual_decimals(case) and self._is_proved(case)
        # Any text of few digits agrees with a rate that is rounded to as few.
        is_read = reading == right and places == decimals
        is_rounded_one_way = self.index.rounding is not Rounding.ANY
        return right, is_rounded_one_way and (is_read or is_proved)

    def _has_usual_decimals(self, case: Case) -> bool:
        """Whether all other rates of the annex, or of its part of the text, print as many."""
        part = None if in_annex(case.row) else case.row
        return len(self.index.decimals_of(part)) == 1

    def _is_proved(self, case: Case) -> bool:
        """Whether each count of a rate takes part in another case that holds and was typed."""
        for place in case.places:
            if place == case.subject:
                continue
            others = [other for other in self._cases_about(place) if other != case]
            are_typed = [other for other in others if other.relation.computes]
            if Verdict.HOLDS not in map(self.index.verdict, are_typed):
                return False
        return True


def _is_narrow(interval: Interval) -> bool:
    return interval.hi is not None and interval.hi - interval.lo < _FEW_COUNTS


def _cause_of(text: str) -> Cause:
    """Return how a text that shows no figure came into a cell."""
    if not _counts_in(text) and _rate_in(text) is None:
        return Cause.NO_FIGURE
    return Cause.LETTER_FOR_DIGIT if _LETTER.search(text) else Cause.MISTYPED


def _counts_in(text: str) -> list[int]:
    """
    Return the counts that a text may have been meant for, the likeliest first.

    >>> _counts_in("11O"), _counts_in("3.5"), _counts_in("-3"), _counts_in("l")
    ([110], [35, 3, 5], [3], [1])
    >>> _counts_in("#DIV/0!"), _counts_in("x")
    ([], [])
    """
    dense = "".join(text.split())
    typed = dense.translate(_LOOK_ALIKES)
    has_digit = _DIGITS.search(dense) or _DIGITS.fullmatch(typed)
    if dense.startswith("#") or "/" in dense or not has_digit:
        return []
    digits = _DIGITS.findall(typed)
    if sum(map(len, digits)) > MOST_DIGITS:
        return []
    return list(dict.fromkeys(map(int, ("".join(digits), *digits))))


def _rate_in(text: str) -> Percent | None:
    """
    Return the rate that a text may have been meant for; None if it does not tell.

    >>> _rate_in("3.6O"), _rate_in("3..69"), _rate_in("#DIV/0!")
    (Percent.parse('3.60%'), Percent.parse('3.69%'), None)
    """
    dense = "".join(text.split())
    if dense.startswith("#") or "/" in dense or not _DIGITS.search(dense):
        return None
    figures = _NO_FIGURES.sub("", dense.translate(_LOOK_ALIKES)).strip(".,")
    try:
        return Percent.parse(_MARKS.sub(",", figures))
    except ParseError:
        return None

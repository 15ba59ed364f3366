"""The calculation behind a finding: what the others make, and how the printed figure came about."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from povertyplan.arithmetic.cases import Case, cases_of, terms
from povertyplan.arithmetic.codes import place_of, reported
from povertyplan.arithmetic.verdicts import Verdict, exact, verdict_of
from povertyplan.diagnosis import Diagnosis
from povertyplan.findings import Finding
from povertyplan.messages import Sentence, cut, show
from povertyplan.model.percent import Percent
from povertyplan.model.places import Figures, Place
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum
from povertyplan.outputs.outcome import Checked

_ROWS = Sentence("the rows added up, {number} of them")
_MINUS, _DIVIDED_BY = "−", "÷"


@frozen
class Step:
    """A line of a calculation, and the figure that it comes to."""

    working: str
    result: str
    is_printed: bool = False  #: whether it makes the figure that is printed, not the one computed


@frozen
class Workings:
    """The cases of a table by the places that they are reported at, and how many of them hold."""

    figures: Figures
    rounding: Rounding
    cases: Mapping[Place, Sequence[Case]]
    judged: int  #: how many cases could be judged
    holding: int  #: how many of these hold

    @classmethod
    def of(cls, checked: Checked) -> "Workings":
        """Evaluate every case of a document once."""
        table, rounding = checked.tabular, checked.reading.rounding
        figures = table.figures()
        cases: dict[Place, list[Case]] = {}
        judged = holding = 0
        for case in cases_of(table):
            verdict = verdict_of(case, figures, rounding)
            judged += verdict is not Verdict.UNKNOWN
            holding += verdict is Verdict.HOLDS
            cases.setdefault(place_of(case), []).append(case)
        return cls(figures, rounding, cases, judged, holding)

    def steps(self, finding: Finding, best: Diagnosis | None, lang: str) -> Iterator[Step]:
        """Yield the calculation of the expected figure, then of the printed one if it is known."""
        case = self._case_of(finding)
        if case is None:
            return
        working = _working(case, self.figures, lang)
        if working:
            yield Step(working, show(finding.expected, lang))
        if working and best is not None:
            yield from _printed_steps(finding, best, lang)

    def _case_of(self, finding: Finding) -> Case | None:
        """Return the case that a finding reports."""
        for case in self.cases.get(finding.place.first, ()):
            if reported(case, self.figures, self.rounding) == finding.code:
                return case
        return None


def _working(case: Case, figures: Figures, lang: str) -> str:
    """Return how the subject of a case is computed, or an empty text if no line shows it."""
    relation = case.relation
    computed = exact(case, figures)
    match relation:
        case Sum():
            return f"{_ROWS.text({'number': len(case.over)}, lang)} ="
        case Ratio() if isinstance(computed, Fraction):
            return _quotient(relation, case, figures, lang)
        case Drop() if isinstance(computed, Fraction):
            return _difference(relation, case, figures, computed, lang)
        case Balance() if computed is not None:
            return _balance(relation, case, figures, lang)
        case Ratio() | Drop() | Balance() | Bound():
            return ""
        case _:
            assert_never(relation)


def _quotient(ratio: Ratio, case: Case, figures: Figures, lang: str) -> str:
    operands = terms(case, figures)
    counts = " + ".join(show(operands[count].known, lang) for count in ratio.counts)
    counted = f"({counts})" if len(ratio.counts) > 1 else counts
    number = sum(operands[count].known for count in ratio.counts)
    return _share(counted, number, operands[ratio.whole].known, lang)


def _share(counted: str, count: int, whole: int, lang: str) -> str:
    quotient = cut(Fraction(100 * count, whole), lang)
    return f"{counted} {_DIVIDED_BY} {show(whole, lang)} = {quotient}% ≈"


def _difference(drop: Drop, case: Case, figures: Figures, change: Fraction, lang: str) -> str:
    operands = terms(case, figures)
    shares = [
        cut(Fraction(100 * operands[ratio.counts[0]].known, operands[ratio.whole].known), lang)
        for ratio in (drop.base, drop.goal)
    ]
    return f"{shares[0]}% {_MINUS} {shares[1]}% = {cut(change, lang)} ≈"


def _balance(balance: Balance, case: Case, figures: Figures, lang: str) -> str:
    operands = terms(case, figures)
    parts = [show(operands[balance.start].known, lang)]
    for sign, counts in ((_MINUS, balance.outs), ("+", balance.ins)):
        stated = [operands[count].value for count in counts]
        parts += [f"{sign} {show(value, lang)}" for value in stated if value is not None]
    return f"{' '.join(parts)} ="


def _printed_steps(finding: Finding, best: Diagnosis, lang: str) -> Iterator[Step]:
    """Yield how the printed figure came about, if the cause tells."""
    values = best.values
    count, whole = values.get("count"), values.get("whole")
    base, goal = values.get("base"), values.get("goal")
    printed = show(finding.printed, lang)
    if isinstance(count, int) and isinstance(whole, int) and whole:
        yield Step(_share(show(count, lang), count, whole, lang), printed, is_printed=True)
    elif isinstance(base, Percent) and isinstance(goal, Percent):
        working = f"{show(base, lang)} {_MINUS} {show(goal, lang)} ="
        yield Step(working, printed, is_printed=True)

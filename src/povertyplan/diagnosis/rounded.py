"""Drops that are differences of rounded rates, once the contradictions beside them are repaired."""

from collections.abc import Iterable, Iterator, Sequence

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import DROP_OF_ROUNDED, HEADLINE_DROP
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.diagnosis.guesses import Guess, Rivals, ordered
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.miscomputed import formulas
from povertyplan.findings import Report
from povertyplan.model.places import Edit, Place


def rounded_drops(
    index: CaseIndex, report: Report, explained: Iterable[Rivals]
) -> Iterator[Rivals]:
    """
    Yield the drops that are differences of rounded rates: which is meant, none can prove.

    A drop is computed from figures that may be wrong themselves, so the likeliest repairs of the
    contradictions come first.
    """
    repairs = _likeliest_repairs(explained)
    repaired = index.edited(repairs) if repairs else index
    for finding in report.findings:
        if finding.code not in {DROP_OF_ROUNDED, HEADLINE_DROP}:
            continue
        for case in repaired.of_row(finding.place.row):
            is_rounded = repaired.verdict(case) is Verdict.ROUNDED
            if is_rounded and case.subject == finding.place:
                # A contradiction that a repair leaves as a matter of rounding is explained by it.
                about = finding if finding.code == DROP_OF_ROUNDED else None
                exact_drops = ordered(_exact_drops(repaired, case))
                yield Rivals(exact_drops, about, proves=False, after=repairs)


def _likeliest_repairs(explained: Iterable[Rivals]) -> tuple[Edit, ...]:
    """Return the edits of the contradictions of which one repair is the likeliest."""
    edits: dict[Place, Edit] = {}
    for rivals in explained:
        edits.update((edit.place, edit) for edit in _likeliest_repair(rivals.guesses))
    return tuple(edits.values())


def _likeliest_repair(guesses: Sequence[Guess]) -> Sequence[Edit]:
    """Return the edits of the likeliest guess, none if others as likely ask for another repair."""
    least = min((guess.cost for guess in guesses), default=0)
    likeliest = [guess for guess in guesses if guess.cost == least]
    repairs = {guess.repair for guess in likeliest}
    return likeliest[0].edits if len(repairs) == 1 else ()


def _exact_drops(index: CaseIndex, case: Case) -> Iterator[Guess]:
    """Yield the exact drop once for each pair of rounded rates that it was taken from."""
    right = expected(case, index.figures, index.rounding)
    corrections = (Edit(case.subject, index.value(case.subject), right),)
    for formula in formulas(index, case):
        if formula.cause is Cause.ROUNDED_BEFORE:
            yield Guess(
                formula.cause,
                corrections,
                (),
                (case,),
                formula.cost,
                forced=False,
                terms=formula.terms,
            )

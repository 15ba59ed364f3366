"""The guesses of a search as diagnoses: ranked, with the findings that each clears and brings."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain
from typing import TypeAlias

from povertyplan.arithmetic.cases import Case, operand_rows
from povertyplan.arithmetic.codes import OUTLYING, place_of, reported
from povertyplan.arithmetic.intervals import allowed
from povertyplan.arithmetic.plausibility import COMPARISONS, Comparison
from povertyplan.diagnosis.changes import Change
from povertyplan.diagnosis.contradictions import Diagnoses
from povertyplan.diagnosis.diagnosis import Diagnosis, Reported
from povertyplan.diagnosis.guesses import Guess, Rivals, changed
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.findings import Report
from povertyplan.messages import Said
from povertyplan.model.fields import FACTS, Counted
from povertyplan.model.places import Edit, Figures, Place, in_annex
from povertyplan.model.relations import Ratio
from povertyplan.model.tabular import edited

#: Where each finding stands in the report.
_Positions: TypeAlias = Mapping[Reported, int]
#: A contradiction gets at most this many diagnoses; the others are counted.
_MOST_GIVEN = 10
#: The terms of what proves a rate wrong, by whom its whole counts.
_LIMITS: Mapping[Counted | None, tuple[str, str, str, str]] = {
    Counted.HOUSEHOLDS: ("no_count", "only_whole", "least_whole", "most_whole"),
    Counted.PERSONS: ("no_count_of_people", "only_people", "least_people", "most_people"),
}


def diagnoses(
    index: CaseIndex, report: Report, explained: Iterable[Rivals], *, complete: bool
) -> Diagnoses:
    """
    Return the diagnoses of a search, compared and put in order.

    Where the search as a whole was not *complete*, no diagnosis is; else each one is whose own
    contradiction was searched to the end.
    """
    contradictions = list(explained)
    positions: dict[Reported, int] = {}
    for position, finding in enumerate(report.findings):
        positions.setdefault((finding.code, finding.place), position)
    doubted = set(chain.from_iterable(rivals.doubted for rivals in contradictions))
    given: list[tuple[Diagnosis, ...]] = []
    cleared: set[Reported] = set()
    for rivals in contradictions:
        about = rivals.about
        if about is not None and (about.code, about.place) in cleared:
            # The best repair of a contradiction clears the warning, too.
            continue
        is_searched = complete and rivals.complete
        is_certain = is_searched and rivals.agree and not _rests_on(index, rivals, doubted)
        before = index.edited(rivals.after) if rivals.after else index
        compared = _compared(before, positions, rivals, unique=is_certain, complete=is_searched)
        given.append(tuple(compared))
        for best in (diagnosis for diagnosis in given[-1] if diagnosis.rank == 1):
            cleared.update(best.clears, best.together)
    are_searched = complete and all(rivals.complete for rivals in contradictions)
    return Diagnoses(tuple(filter(None, given)), are_searched)


def _rests_on(index: CaseIndex, rivals: Rivals, doubted: Container[Place]) -> bool:
    """Whether a figure is computed from one that another contradiction leaves in doubt."""
    for edit in chain.from_iterable(guess.edits for guess in rivals.guesses):
        computed = (case for case in index.about(edit.place) if case.subject == edit.place)
        for place in chain.from_iterable(case.places for case in computed):
            if place != edit.place and place in doubted:
                return True
    return False


def _compared(
    index: CaseIndex, positions: _Positions, rivals: Rivals, *, unique: bool, complete: bool
) -> Iterator[Diagnosis]:
    """Yield the likeliest of some rivals, each with its standing among them."""
    guesses, about = rivals.guesses, rivals.about
    for guess in guesses[:_MOST_GIVEN]:
        clears, brings = _effects(index, positions, guess.edits)
        if guess.row is not None:
            clears, brings = _explained(index, positions, guess), ()
        clears += tuple(filter(positions.__contains__, guess.shows))
        if about is not None:
            clears = tuple(cleared for cleared in clears if cleared == (about.code, about.place))
        yield Diagnosis(
            guess.cause,
            tuple(_changes(index, guess)),
            clears,
            brings,
            _cleared_together(index, positions, guess, rivals.together),
            unique=unique,
            rivals=len(guesses) - 1,
            rank=1 + sum(other.cost < guess.cost for other in guesses),
            proves=rivals.proves,
            complete=complete,
            terms=(*guess.terms, *_proof(index, guess)),
            row=guess.row,
        )


def _changes(index: CaseIndex, guess: Guess) -> Iterator[Change]:
    for edit in guess.edits:
        is_derived = edit not in guess.corrections
        yield changed(index, edit, derived=is_derived, written="" if is_derived else guess.written)


def _proof(index: CaseIndex, guess: Guess) -> Iterator[tuple[str, Said]]:
    """Yield the terms that prove a rate of the annex wrong beside its counts."""
    corrected = [edit.place for edit in guess.corrections]
    for case in guess.clears:
        ratio = case.relation.ratio
        if not in_annex(case.row):
            return
        if ratio is not None and corrected == [case.subject]:
            yield from _limits(index, case, ratio)


def _limits(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[tuple[str, Said]]:
    """Yield the wholes over which a rate would be right, and whether no count makes it so."""
    first = ratio.counts[0]
    count = Place(operand_rows(case, first)[0], first)
    whole = Place(operand_rows(case, ratio.whole)[0], ratio.whole)
    no_count, only, least, most = _LIMITS[FACTS[ratio.whole].counted]
    if allowed(case, index.figures, count, index.rounding).empty:
        yield no_count, index.count(whole)
    wholes = allowed(case, index.figures, whole, index.rounding)
    if wholes.lo == wholes.hi:
        yield only, wholes.lo
    elif not wholes.empty and wholes.hi is not None:
        yield least, wholes.lo
        yield most, wholes.hi


def _cleared_together(
    index: CaseIndex, positions: _Positions, guess: Guess, others: tuple[Edit, ...]
) -> tuple[Reported, ...]:
    """Return the findings that no repair of some independent slips clears without the others."""
    if not others:
        return ()
    alone = {*_effects(index, positions, guess.edits)[0], *_effects(index, positions, others)[0]}
    touched = {place_of(case) for case in index.affected_by(guess.edits)}
    cleared, _ = _effects(index, positions, (*guess.edits, *others))
    return tuple(named for named in cleared if named not in alone and named[1] in touched)


def _effects(
    index: CaseIndex, positions: _Positions, edits: tuple[Edit, ...]
) -> tuple[tuple[Reported, ...], tuple[Reported, ...]]:
    """Return the findings that some edits clear, and the warnings that they bring."""
    after = edited(index.figures, edits)
    cases = list(index.affected_by(edits))
    no_longer_odd, newly_odd = _odd_rows(index, edits, after)
    reported_before = _reported(cases, index.reported)
    judge_after = partial(reported, figures=after, rounding=index.rounding)
    reported_after = _reported(cases, judge_after)
    cleared = no_longer_odd | (reported_before - reported_after)
    brought = newly_odd | (reported_after - reported_before)
    brings = sorted(brought, key=lambda finding: (finding[1].rank, finding[0]))
    return _in_order(positions, cleared), tuple(brings)


def _explained(index: CaseIndex, positions: _Positions, guess: Guess) -> tuple[Reported, ...]:
    """Return the findings of the cases that a row to take out or to put in explains."""
    return _in_order(positions, _reported(guess.clears, index.reported))


def _in_order(positions: _Positions, found: AbstractSet[Reported]) -> tuple[Reported, ...]:
    """Return those findings that a report has, in the order of the report."""
    return tuple(sorted(found & positions.keys(), key=positions.__getitem__))


def _reported(cases: Iterable[Case], judge: Callable[[Case], str | None]) -> set[Reported]:
    """Return the code and the place of each case that is reported."""
    findings: set[Reported] = set()
    for case in cases:
        code = judge(case)
        if code is not None:
            findings.add((code, place_of(case)))
    return findings


def _odd_rows(
    index: CaseIndex, edits: Iterable[Edit], after: Figures
) -> tuple[set[Reported], set[Reported]]:
    """Return the rows that stand out no longer after a repair, and those that then do."""
    no_longer, newly = set[Reported](), set[Reported]()
    for comparison in COMPARISONS:
        compared = (comparison.count, comparison.per)
        moved = {edit.place.row for edit in edits if edit.place.field in compared}
        rows = [row for row in moved if isinstance(row, int)]
        if rows:
            ranking = index.ranking(comparison)
            before = set(ranking.outlying() or ())
            for row in rows:
                ranking = ranking.edited(row, index.figures[row], after[row])
            now = set(ranking.outlying() or ())
            no_longer.update(_reported_rows(comparison, before - now))
            newly.update(_reported_rows(comparison, now - before))
    return no_longer, newly


def _reported_rows(comparison: Comparison, rows: Iterable[int]) -> Iterator[Reported]:
    """Yield the findings about rows that are unlike the others."""
    for row in rows:
        yield OUTLYING[comparison], Place(row, comparison.count)

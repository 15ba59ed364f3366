"""Which cases a report says are broken, and which of them one slip could have broken together."""

from collections.abc import Iterable, Iterator, Sequence

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.codes import may_report
from povertyplan.diagnosis.index import CaseIndex, fields_of, is_hard
from povertyplan.findings import Report
from povertyplan.model.places import TEXT, Place
from povertyplan.model.relations import Ratio


def broken(index: CaseIndex, report: Report) -> list[Case]:
    """Return the cases that fail and are reported as errors."""
    found: dict[Place, list[Case]] = {}
    for finding in report.errors:
        for case in index.of_row(finding.place.row):
            known = found.setdefault(case.subject, [])
            reports = may_report(finding.code, finding.place, case)
            if reports and is_hard(case) and case not in known and _is_broken(index, case):
                known.append(case)
    return [case for cases in found.values() for case in cases]


def _is_broken(index: CaseIndex, case: Case) -> bool:
    """Whether a case fails, or is a rate over a whole that was left blank."""
    ratio = case.relation
    if isinstance(ratio, Ratio) and case.row not in TEXT:
        return index.fails(case) or index.value(Place(case.row, ratio.whole)) is None
    return index.fails(case)


def groups(broken: Sequence[Case]) -> list[list[Case]]:
    """
    Part the broken cases so that no single slip of one cell breaks cases of two parts.

    A slip in a row reaches the cases of that row and, through the totals that
    count it, every case of a total, a sub-total or the text with its name.
    """
    summed = {name for case in broken for name in _columns(case)}
    return _joined(broken, [list(_reach(case, summed)) for case in broken])


def _joined(broken: Sequence[Case], keys: Sequence[Iterable[object]]) -> list[list[Case]]:
    """Part some cases so that those with a key in common stay together."""
    parents = list(range(len(broken)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = at = parents[parents[at]]
        return at

    first: dict[object, int] = {}
    for at, own in enumerate(keys):
        for key in own:
            low, high = sorted((root(at), root(first.setdefault(key, at))))
            parents[high] = low
    parts: dict[int, list[Case]] = {}
    for at, case in enumerate(broken):
        parts.setdefault(root(at), []).append(case)
    return list(parts.values())


def _columns(case: Case) -> Iterable[str]:
    return () if isinstance(case.row, int) else case.relation.operands


def _reach(case: Case, summed: set[str]) -> Iterator[object]:
    for name in fields_of(case.relation):
        yield (case.row, name)
        if name in summed:
            yield name

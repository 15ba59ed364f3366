"""Which cases a report says are broken, and which of them one slip could have broken together."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from povertyplan.codes import code_of, place_of
from povertyplan.diagnosis.claims import Claims, is_hard, names
from povertyplan.findings import Finding, Report, Severity
from povertyplan.places import Part, Place
from povertyplan.relations import TEXT, Case, Ratio


@frozen
class Broken:
    """A case that fails, and the findings that report it."""

    case: Case
    findings: tuple[Finding, ...]


def broken(claims: Claims, report: Report) -> list[Broken]:
    """Return the cases that fail and are reported as errors."""
    found: dict[Place, list[tuple[Case, list[Finding]]]] = {}
    for finding in report.findings:
        if finding.severity is not Severity.ERROR:
            continue
        for case in claims.computed(finding.place.row):
            if _reports(finding, case) and is_hard(case) and _is_broken(claims, case):
                known = found.setdefault(case.subject, [])
                for other, findings in known:
                    if other is case:
                        findings.append(finding)
                        break
                else:
                    known.append((case, [finding]))
    return [Broken(case, tuple(own)) for known in found.values() for case, own in known]


def _reports(finding: Finding, case: Case) -> bool:
    # Of the bounds of the labour targets the first broken one is reported for all.
    if case.row is Part.LABOUR and finding.code == code_of(case) == "PP402":
        return True
    codes = {code_of(case), "PP202"} if isinstance(case.relation, Ratio) else {code_of(case)}
    return finding.code in codes and finding.place == place_of(case)


def _is_broken(claims: Claims, case: Case) -> bool:
    """Whether a case fails, or is a rate over a whole that was left blank."""
    ratio = case.relation
    if isinstance(ratio, Ratio) and case.row not in TEXT and claims.value(case.subject) is not None:
        return claims.fails(case) or claims.value(Place(case.row, ratio.whole)) is None
    return claims.fails(case)


def groups(broken: Sequence[Broken]) -> list[list[Broken]]:
    """
    Part the broken cases so that no single slip of one cell breaks cases of two parts.

    A slip in a row reaches the cases of that row and, through the totals that
    count it, every case of a total, a sub-total or the text with its name.
    """
    summed = {name for one in broken for name in _columns(one.case)}
    return joined(broken, [set(_reach(one.case, summed)) for one in broken])


def joined(broken: Sequence[Broken], keys: Sequence[Iterable[object]]) -> list[list[Broken]]:
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
    parts: dict[int, list[Broken]] = {}
    for at, one in enumerate(broken):
        parts.setdefault(root(at), []).append(one)
    return list(parts.values())


def _columns(case: Case) -> Iterable[str]:
    return () if isinstance(case.row, int) else case.relation.operands


def _reach(case: Case, summed: set[str]) -> Iterator[object]:
    for name in names(case.relation):
        yield (case.row, name)
        if name in summed:
            yield name

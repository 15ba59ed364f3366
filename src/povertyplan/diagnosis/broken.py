"""Which cases a report says are broken, and which of them one slip may have broken together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from attrs import define, field

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.codes import may_report
from povertyplan.diagnosis.index import CaseIndex, fields_of
from povertyplan.findings import Report
from povertyplan.model.fields import Field
from povertyplan.model.places import Place, in_annex

_Item = TypeVar("_Item")


def broken_cases(index: CaseIndex, report: Report) -> list[Case]:
    """Return the cases that fail and are reported as errors."""
    by_subject: dict[Place, list[Case]] = {}
    for finding in report.errors:
        for case in index.of_row(finding.place.row):
            cases = by_subject.setdefault(case.subject, [])
            is_reported = may_report(finding.code, finding.place, case) and case.relation.is_hard
            if is_reported and case not in cases and _is_broken(index, case):
                cases.append(case)
    return [case for cases in by_subject.values() for case in cases]


def _is_broken(index: CaseIndex, case: Case) -> bool:
    """Whether a case fails, or is a rate of the annex over a whole that was left blank."""
    ratio = case.relation.ratio
    if ratio is not None and in_annex(case.row):
        return index.fails(case) or index.value(Place(case.row, ratio.whole)) is None
    return index.fails(case)


def groups(broken: Sequence[Case]) -> list[list[Case]]:
    """
    Group the broken cases so that no single slip of one cell breaks cases of two groups.

    A slip in a row reaches the cases of that row and, through the totals that
    count it, every case of a total, a sub-total or the text with its field.
    """
    summed: set[Field] = set()
    for case in broken:
        if not isinstance(case.row, int):
            summed.update(case.relation.operands)
    return joined(broken, [list(_reach(case, summed)) for case in broken])


@define
class CaseGroups:
    """Groups of broken cases in their order; all cases about one subject are in one group."""

    parts: dict[int, list[Case]] = field(factory=dict[int, list[Case]])
    #: The group of each subject.
    number_of: dict[Place, int] = field(factory=dict[Place, int])
    added: int = 0

    @classmethod
    def of(cls, parts: Iterable[list[Case]]) -> "CaseGroups":
        """Return some groups as they are."""
        made = cls()
        made.replace((), parts)
        return made

    def touched(self, subjects: Iterable[Place]) -> Sequence[int]:
        """Return the groups that have some of the subjects, in their order."""
        return sorted({self.number_of[one] for one in subjects if one in self.number_of})

    def replace(self, numbers: Iterable[int], parts: Iterable[list[Case]]) -> None:
        """Take groups out, and put others behind all that are left."""
        for number in numbers:
            del self.parts[number]
        for part in parts:
            self.added += 1
            self.parts[self.added] = part
            self.number_of.update((case.subject, self.added) for case in part)


def _reach(case: Case, summed: set[Field]) -> Iterator[object]:
    """Yield the cells of its row that a case speaks of, and the columns that broken totals add."""
    for name in fields_of(case.relation):
        yield (case.row, name)
        if name in summed:
            yield name


def joined(cases: Sequence[_Item], keys: Sequence[Iterable[object]]) -> list[list[_Item]]:
    """Group cases, or other things, so that those with a key in common stay together."""
    # Each case points to an earlier one of its group, the first of a group to itself.
    parents = list(range(len(cases)))

    def first_of(position: int) -> int:
        while parents[position] != position:
            parents[position] = position = parents[parents[position]]
        return position

    holders: dict[object, int] = {}
    for position, held in enumerate(keys):
        for key in held:
            holder = holders.setdefault(key, position)
            low, high = sorted((first_of(position), first_of(holder)))
            parents[high] = low
    by_first: dict[int, list[_Item]] = {}
    for position, case in enumerate(cases):
        by_first.setdefault(first_of(position), []).append(case)
    return list(by_first.values())

"""The diagnoses of a plan, and the findings of its report by what explains them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import overload

from attrs import field, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.diagnosis.diagnosis import Diagnosis, Reported
from povertyplan.findings import Finding, Report


@frozen(field_transformer=strict_fields)
class Contradiction:
    """
    The findings of one cause, and what explains them, the likeliest first.

    The first finding is the one to read: it is the nearest to the cell to
    change.  The others disappear with it, if the first explanation is right.
    A finding that nothing explains stands alone.

    >>> plan = Plan.of(2024, [{"poor_goal": 2}, {"poor_goal": 3}], total={"poor_goal": 6})
    >>> report = check(plan)
    >>> (contradiction,) = diagnose(plan, report).groups(report)
    >>> contradiction, contradiction.leading.place == contradiction.findings[0].place
    (<Contradiction PP101: 3 diagnoses>, True)
    """

    findings: tuple[Finding, ...]  #: the findings, the one to read first
    diagnoses: tuple[Diagnosis, ...] = ()  #: the explanations, the likeliest first

    def __repr__(self) -> str:
        """Return the codes of its findings, and the number of diagnoses."""
        codes = ", ".join(finding.code for finding in self.findings)
        return f"<Contradiction {codes}: {len(self.diagnoses)} diagnoses>"

    @property
    def leading(self) -> Finding:
        """The finding to read first."""
        return self.findings[0]

    @property
    def consequences(self) -> tuple[Finding, ...]:
        """The findings that follow from the same cause, in the order of the report."""
        return self.findings[1:]

    @property
    def best(self) -> Diagnosis | None:
        """The likeliest explanation, or None."""
        return self.diagnoses[0] if self.diagnoses else None


@frozen(field_transformer=strict_fields)
class Diagnoses(Sequence[Diagnosis]):
    """The diagnoses of one plan, the best of every contradiction first."""

    #: the explanations of each contradiction, the likeliest first
    by_contradiction: tuple[tuple[Diagnosis, ...], ...] = ()
    #: False if a search was cut short; the diagnoses of that search say so, too
    complete: bool = True
    _ordered: tuple[Diagnosis, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Put the diagnoses of all contradictions in order."""
        diagnoses = chain.from_iterable(self.by_contradiction)
        ordered = sorted(diagnoses, key=lambda diagnosis: diagnosis.rank)
        object.__setattr__(self, "_ordered", tuple(ordered))

    def __repr__(self) -> str:
        """Return the number of diagnoses, and whether the search ran to its end."""
        end = "" if self.complete else ", search cut short"
        contradictions = len(self.by_contradiction)
        return f"<Diagnoses: {len(self)} of {contradictions} contradictions{end}>"

    @overload
    def __getitem__(self, index: int) -> Diagnosis: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Diagnosis, ...]: ...
    @strict
    def __getitem__(self, index: int | slice) -> Diagnosis | tuple[Diagnosis, ...]:
        """Return one diagnosis, or some of them."""
        return self._ordered[index]

    def __len__(self) -> int:
        """Return the number of diagnoses."""
        return len(self._ordered)

    @strict
    def of(self, finding: Finding) -> tuple[Diagnosis, ...]:
        """Return the diagnoses that explain a finding, the likeliest first."""
        return tuple(self._explaining.get((finding.code, finding.place), ()))

    @cached_property
    def _explaining(self) -> Mapping[Reported, Sequence[Diagnosis]]:
        """The diagnoses that explain each finding, the likeliest first."""
        explaining: dict[Reported, list[Diagnosis]] = {}
        for diagnosis in self._ordered:
            for reported in {*diagnosis.clears, *diagnosis.together}:
                explaining.setdefault(reported, []).append(diagnosis)
        return explaining

    @strict
    def groups(self, report: Report) -> tuple[Contradiction, ...]:
        """
        Return the findings of a report by their cause, every finding once.

        The findings that the likeliest explanation of a contradiction clears belong
        together; where several are as likely, those that any of them clears.  A finding
        that two contradictions could claim belongs to the first.  The groups stand in the
        order of their leading findings.

        >>> total = {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"}
        >>> report = check(plan := Plan.of(2024, [total | {"poor_base": 3}], total=total))
        >>> (group,) = diagnose(plan, report).groups(report)
        >>> [finding.code for finding in group.findings], len(group.diagnoses)
        (['PP201', 'PP101'], 1)
        """
        untold: dict[Reported, list[Finding]] = {}
        for finding in report.findings:
            untold.setdefault((finding.code, finding.place), []).append(finding)
        groups = [*_explained(self.by_contradiction, untold)]
        unexplained = chain.from_iterable(untold.values())
        groups.extend(Contradiction((finding,), self.of(finding)) for finding in unexplained)
        return tuple(sorted(groups, key=lambda group: group.leading))


def _explained(
    contradictions: Sequence[Sequence[Diagnosis]], untold: dict[Reported, list[Finding]]
) -> Iterator[Contradiction]:
    """Yield the contradictions that are explained, and take their findings out of *untold*."""
    for diagnoses in contradictions:
        claimed = [untold.pop(cleared, ()) for cleared in _cleared_by_the_best(diagnoses)]
        findings = sorted(chain.from_iterable(claimed))
        if findings:
            leading = min(findings, key=lambda finding: _prominence(finding, diagnoses[0]))
            findings.remove(leading)
            yield Contradiction((leading, *findings), tuple(diagnoses))


def _cleared_by_the_best(diagnoses: Sequence[Diagnosis]) -> set[Reported]:
    """Return the findings that the likeliest explanation clears, or any of the likeliest."""
    likeliest = [diagnosis for diagnosis in diagnoses if diagnosis.rank == 1]
    # What only several slips clear belongs to one that clears nothing by itself.
    best = [diagnosis.clears or diagnosis.together for diagnosis in likeliest]
    return set(chain.from_iterable(best))


def _prominence(finding: Finding, best: Diagnosis) -> tuple[int, bool, bool, Finding]:
    """Return the sort key of a finding of a cause: errors first, then the cell to change."""
    cells = [change.edit.place for change in best.changes if not change.derived]
    is_at_cell = finding.place in cells
    is_in_row = finding.place.row in {cell.row for cell in cells}
    return finding.severity.rank, not is_at_cell, not is_in_row, finding

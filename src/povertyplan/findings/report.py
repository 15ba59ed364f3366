"""The findings of the checks of one plan, and the checks that could not run."""

from collections import Counter
from collections.abc import Mapping
from typing import NoReturn

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import CheckFailed
from povertyplan.findings.finding import Finding, Reason, Skipped
from povertyplan.findings.kinds import Severity, Task, numbered
from povertyplan.messages import Sentence

HOLDS = Sentence("no contradictions found")
NOTHING_COMPARED = Sentence("no figures could be compared, so nothing is known to hold")


@frozen(repr=False, field_transformer=strict_fields)
class Report:
    """
    The findings of all checks of one plan, and what could not be checked.

    A report has no truth value: ask for `ok` or `errors`.

    >>> total = {"households_goal": 95, "poor_goal": 2, "poor_goal_rate": "2.12"}
    >>> report = check(Plan.of(2024, [], total=total))
    >>> print(report)
    PP201 error: total row: the poor rate of 2024 is printed as 2.12%, but 2 of 95 is 2.11%
    1 error to correct
    >>> print(report.text("vi"))
    PP201 lỗi: dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 2,12%, nhưng 2 trên 95 hộ là 2,11%
    1 lỗi phải sửa
    >>> report
    <Report: 1 error to correct>
    """

    #: the findings in the order of the plan: by place, then by code
    findings: tuple[Finding, ...] = ()
    #: what could not be checked and why, once per column, not per row
    skipped: tuple[Skipped, ...] = ()
    checked: tuple[str, ...] = ()  #: the codes of the checks that had something to compare
    #: the words that were to select or accept the findings of a row, and mean none: ``PP201@99``
    #: for a plan of 26 rows
    unmatched: tuple[str, ...] = ()
    compared: bool = False  #: whether figures were compared, or no check of figures was asked for

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are contradictions."""
        findings = self.findings
        return tuple(finding for finding in findings if finding.severity is Severity.ERROR)

    @property
    def numbers(self) -> Mapping[Severity, int]:
        """The number of findings of each severity that has some."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def tasks(self) -> Mapping[Task, int]:
        """The number of findings of each task that has some."""
        return Counter(finding.task for finding in self.findings)

    @strict
    def reasons(self, lang: str) -> tuple[Reason, ...]:
        """
        Return why something could not be checked, each reason once.

        >>> report = check(Plan.of(2024, []), select=["PP501", "PP502"])
        >>> [(reason.text, reason.codes) for reason in report.reasons("en")]
        [('without its document the form is not known: check the reading', ('PP501', 'PP502'))]
        """
        by_text: dict[str, list[Skipped]] = {}
        for skipped in self.skipped:
            by_text.setdefault(skipped.text(lang), []).append(skipped)
        return tuple(Reason(text, tuple(skipped)) for text, skipped in by_text.items())

    @property
    def ok(self) -> bool:
        """Whether figures were compared and no contradiction was found."""
        return self.compared and not self.errors

    @strict
    def text(self, lang: str) -> str:
        """Return the findings in lines, by their task, and below them what they come to."""
        most_urgent_first = sorted(self.findings, key=lambda finding: finding.urgency)
        lines = [
            f"{finding.code} {finding.severity.label(lang)}: {finding.text(lang)}"
            for finding in most_urgent_first
        ]
        return "\n".join((*lines, self._verdict(lang)))

    def _verdict(self, lang: str) -> str:
        said = [text for _, text in numbered(self.tasks, lang)]
        if self.ok:
            said.insert(0, HOLDS.text({}, lang))
        elif not self.compared:
            said.append(NOTHING_COMPARED.text({}, lang))
        return ", ".join(said)

    def __str__(self) -> str:
        """Return the findings in English."""
        return self.text("en")

    def __repr__(self) -> str:
        """Return what the findings come to."""
        return f"<Report: {self._verdict('en')}>"

    def raise_for_errors(self) -> None:
        """
        Raise `CheckFailed` with the errors, and where no figures could be compared.

        >>> check(Plan.of(2024, [])).raise_for_errors()
        Traceback (most recent call last):
            ...
        povertyplan.errors.CheckFailed: no figures could be compared, so nothing is ...
        """
        if not self.ok:
            raise CheckFailed(tuple(map(str, self.errors)))

    def __bool__(self) -> NoReturn:
        """Refuse: a report without errors may have checked nothing."""
        raise TypeError("a Report has no truth value: ask for .ok or .errors")

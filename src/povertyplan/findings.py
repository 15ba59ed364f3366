"""The findings of checks as data, and the report that holds them."""

from enum import StrEnum
from typing import NoReturn

from attrs import frozen

from povertyplan.errors import CheckFailed
from povertyplan.messages import Said, Sentence, field_label, row_label
from povertyplan.model.places import Place


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  #: the plan contradicts itself
    WARNING = "warning"  #: it may be right, but someone must look
    NOTE = "note"  #: form only


@frozen
class Finding:
    """
    One contradiction or oddity of a plan, as data.

    *terms* are the figures that prove it, by name.  A finding does not know its
    file: the `Reading` has the source of its place.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    says: Sentence
    printed: Said = None
    expected: Said = None
    terms: tuple[tuple[str, Said], ...] = ()
    unit: str = ""  #: the name of the row's unit
    year: int | None = None  #: the year that the figure is of
    ordinal: str = ""  #: the ordinal printed beside the row

    def text(self, lang: str) -> str:
        """Return the finding as a sentence."""
        values: dict[str, Said] = {
            **dict(self.terms),
            "where": row_label(self.place.row, self.unit, lang, ordinal=self.ordinal),
            "field": field_label(self.place.field, self.year, lang),
            "printed": self.printed,
            "expected": self.expected,
        }
        return self.says.text(values, lang)

    def __str__(self) -> str:
        """Return the finding in English."""
        return self.text("en")

    def __lt__(self, other: "Finding") -> bool:
        """Order by place (document, text, labour, rows, sub-totals, total), then by code."""
        place, other_place = self.place, other.place
        key = (place.rank, place.statement, self.code)
        return key < (other_place.rank, other_place.statement, other.code)


@frozen
class Skipped:
    """A check that could not run, on a column or at all, and why."""

    code: str
    place: Place | None
    reason: Sentence
    year: int | None = None

    def text(self, lang: str) -> str:
        """Return the reason as a sentence."""
        field = "" if self.place is None else field_label(self.place.field, self.year, lang)
        return self.reason.text({"field": field}, lang)

    def __str__(self) -> str:
        """Return the reason in English."""
        return self.text("en")


@frozen
class Report:
    """
    The findings of all checks of one plan, and what could not be checked.

    A report has no truth value: ask for `ok` or `errors`.
    """

    findings: tuple[Finding, ...] = ()  #: sorted by place and code
    skipped: tuple[Skipped, ...] = ()  #: once per column, not per row
    checked: tuple[str, ...] = ()  #: the codes that had something to compare

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are contradictions."""
        findings = self.findings
        return tuple(finding for finding in findings if finding.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether something was checked and no contradiction found."""
        return bool(self.checked) and not self.errors

    def raise_for_errors(self) -> None:
        """Raise `CheckFailed` with the errors, if there are any."""
        if self.errors:
            raise CheckFailed(tuple(map(str, self.errors)))

    def __bool__(self) -> NoReturn:
        """Refuse: a report without errors may have checked nothing."""
        raise TypeError("a Report has no truth value: ask for .ok or .errors")

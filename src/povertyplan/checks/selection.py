"""The choice of checks and findings: codes, beginnings of codes, accepted findings."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from povertyplan.checks.rule import Check
from povertyplan.errors import near
from povertyplan.findings import Finding
from povertyplan.model.places import Row, row_named


@frozen
class Pattern:
    """A code or the beginning of codes, and the row that it is meant for (None: all rows)."""

    prefix: str
    row: Row | None = None

    def matches(self, code: str) -> bool:
        """Whether it means the check of a code."""
        return code.startswith(self.prefix)

    def accepts(self, finding: Finding) -> bool:
        """Whether it means a finding."""
        return self.matches(finding.code) and self.row in {None, finding.place.row}


def chosen(code: str, wanted: list[Pattern] | None, unwanted: list[Pattern]) -> bool:
    """Whether a check is to be applied at all."""
    if any(pattern.row is None and pattern.matches(code) for pattern in unwanted):
        return False
    return wanted is None or any(pattern.matches(code) for pattern in wanted)


def accepted(finding: Finding, wanted: list[Pattern] | None, unwanted: list[Pattern]) -> bool:
    """Whether a finding is to be reported."""
    if any(pattern.accepts(finding) for pattern in unwanted):
        return False
    return wanted is None or any(pattern.accepts(finding) for pattern in wanted)


def patterns(words: Iterable[str], checks: Sequence[Check]) -> list[Pattern]:
    """
    Read codes, prefixes and ``CODE@ROW``; rows are numbers, ``total``, ``section1``, ``headline``.

    A word that means no check is a `ValueError`: a slip of the pen never
    selects nothing in silence.
    """
    found: list[Pattern] = []
    for word in words:
        prefix, at, row = word.partition("@")
        if not prefix or not any(check.code.startswith(prefix) for check in checks):
            codes = [check.code for check in checks]
            raise ValueError(f"{word!r} is no code or beginning of a code{near(prefix, codes)}")
        found.append(Pattern(prefix, row_named(row) if at else None))
    return found

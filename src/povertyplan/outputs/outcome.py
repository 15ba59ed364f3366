"""The outcome for one file: it was checked, or it could not be read."""

import re
from functools import cached_property
from typing import TypeAlias

from attrs import evolve, frozen

from povertyplan.diagnosis import Contradiction, Diagnoses
from povertyplan.findings import Finding, Report
from povertyplan.model.rows import Headline
from povertyplan.reading import Reading, Source

#: The notices of tables that set no targets.
_OF_REVIEWS = frozenset({"review-of-one-year", "review-of-two-years"})
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
#: What sorts the places of a document.
_Position: TypeAlias = tuple[bool, int, int, int, tuple[int, str]]


def is_of_reviews(reading: Reading) -> bool:
    """Whether the table holds results of reviews alone, and so sets no targets."""
    return any(notice.code in _OF_REVIEWS for notice in reading.notices)


@frozen
class Checked:
    """A file that was read and checked."""

    file: str
    reading: Reading
    report: Report
    diagnoses: Diagnoses = Diagnoses()
    text: str = ""  #: the content of the file, if repairs of it are to be shown

    def source(self, finding: Finding) -> Source:
        """Return where a finding stands, or only its file if that is not known."""
        return self.reading.source(finding) or Source(self.file)

    def where(self, source: Source, lang: str) -> str:
        """Return the place of a source, with the name of its file if that is another one."""
        return (evolve(source, file="") if source.file == self.file else source).text(lang)

    @property
    def findings(self) -> list[Finding]:
        """The findings in the order of the document."""
        findings = self.report.findings
        return sorted(findings, key=lambda finding: self._position(self.source(finding)))

    @property
    def lacks_text(self) -> bool:
        """Whether no target is stated in words: the text of the plan may be another file."""
        plan = self.reading.plan
        states_no_target = plan.headline == Headline() and plan.labour is None
        return states_no_target and not is_of_reviews(self.reading)

    @cached_property
    def groups(self) -> tuple[Contradiction, ...]:
        """The findings by their cause: errors first, then by their place in the document."""
        groups = self.diagnoses.groups(self.report)
        return tuple(sorted(groups, key=lambda group: self._order(group.leading)))

    def _order(self, finding: Finding) -> tuple[int, _Position]:
        return finding.severity.rank, self._position(self.source(finding))

    def _position(self, source: Source) -> _Position:
        """Return what sorts places: file, sheet, table, line and column."""
        sheet = self._sheets.get(source.sheet or "", 0)
        cell = _CELL.fullmatch(source.cell or "")
        if cell is None:
            line, column = source.line or source.paragraph or 0, (source.column or 0, "")
        else:
            line, column = int(cell[2]), (len(cell[1]), cell[1])
        return source.file != self.file, sheet, source.table or 0, line, column

    @cached_property
    def _sheets(self) -> dict[str, int]:
        """The sheets of a workbook, numbered as they were read."""
        sheets = dict.fromkeys(source.sheet for source in self.reading.sources.values())
        return {sheet: number for number, sheet in enumerate(sheets) if sheet is not None}


@frozen
class Unread:
    """A file that could not be read, and why."""

    file: str
    error: str  #: a line for people, which begins with the file
    remedy: str | None = None  #: what the file is and what to do, where that is known
    lacks_annex: bool = False  #: whether it may be the text of a plan whose annex is another file

    @property
    def message(self) -> str:
        """The line without the file."""
        return self.error.removeprefix(self.file).lstrip(":, ")

"""The outcome for one file: it was checked, or it could not be read."""

import re
from functools import cached_property
from typing import Any, TypeAlias

from attrs import evolve, frozen

from povertyplan.diagnosis import Contradiction, Diagnoses
from povertyplan.documents.files import Document
from povertyplan.findings import Finding, Report
from povertyplan.messages import ReadError
from povertyplan.model.plan import Plan
from povertyplan.model.rows import Headline
from povertyplan.model.tabular import Tabular
from povertyplan.model.units import Unit
from povertyplan.outputs.taken_for import is_of_reviews
from povertyplan.reading import Reading, Source
from povertyplan.year import Register, Rows

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
#: What sorts the places of a document.
_Position: TypeAlias = tuple[bool, int, int, int, tuple[int, str]]


@frozen
class Checked:
    """
    A plan or a table of a file that was read and checked.

    A file of the year may hold several tables, each of which is checked by itself.
    """

    file: str
    reading: Document
    report: Report
    diagnoses: Diagnoses = Diagnoses()
    text: str = ""  #: the content of the file, if repairs of it are to be shown
    against: "Counterpart | None" = None  #: what it was checked against, besides itself

    @property
    def plan(self) -> Plan | None:
        """The plan, or None for a table of the year."""
        return self.reading.plan if isinstance(self.reading, Reading) else None

    @property
    def table(self) -> Rows[Any] | Register | None:  # rows of any kind
        """The table of the year, or None for a plan."""
        return None if isinstance(self.reading, Reading) else self.reading.table

    @property
    def tabular(self) -> Tabular:
        """The plan or the table."""
        reading = self.reading
        return reading.plan if isinstance(reading, Reading) else reading.table

    @property
    def unit(self) -> Unit:
        """The unit of the plan or of the table."""
        reading = self.reading
        return reading.plan.unit if isinstance(reading, Reading) else reading.table.unit

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
        plan = self.plan
        if plan is None or is_of_reviews(self.reading):
            return False
        return plan.headline == Headline() and plan.labour is None

    @cached_property
    def groups(self) -> tuple[Contradiction, ...]:
        """The findings by their cause: by their task, then by their place in the document."""
        groups = self.diagnoses.groups(self.report)
        return tuple(sorted(groups, key=lambda group: self._order(group.leading)))

    def _order(self, finding: Finding) -> tuple[tuple[int, int], _Position]:
        return finding.urgency, self._position(self.source(finding))

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
class Counterpart:
    """A document that another one is checked against."""

    file: str
    reading: Document


@frozen
class Unread:
    """A file that could not be read, and why."""

    file: str
    error: ReadError
    lacks_annex: bool = False  #: whether it may be the text of a plan whose annex is another file

    def message(self, lang: str) -> str:
        """Return the line about it in a language, without the file unless it is about another."""
        is_of_file = self.error.file == self.file
        return (evolve(self.error, file="") if is_of_file else self.error).text(lang)

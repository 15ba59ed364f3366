"""The outcome for one file: it was checked, or it could not be read."""

from attrs import frozen

from povertyplan.diagnosis import Diagnoses
from povertyplan.findings import Finding, Report
from povertyplan.reading import Reading, Source


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


@frozen
class Unread:
    """A file that could not be read, and why."""

    file: str
    error: str  #: a line for people, which begins with the file
    remedy: str | None = None  #: what the file is and what to do, where that is known

    @property
    def message(self) -> str:
        """The line without the file."""
        return self.error.removeprefix(self.file).lstrip(":, ")

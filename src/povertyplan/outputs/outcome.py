"""What came of a file: it was checked, or it could not be read."""

from attrs import frozen

from povertyplan.diagnosis import Diagnoses
from povertyplan.findings import Finding, Report
from povertyplan.reading import Reading, Source


@frozen
class Checked:
    """One file that was read and checked."""

    file: str
    reading: Reading
    report: Report
    diagnoses: Diagnoses = Diagnoses()
    text: str = ""  #: what the file holds, where repairs of it are to be shown

    def source(self, finding: Finding) -> Source:
        """Return where a finding stands: the file at least."""
        return self.reading.sources.get(finding.place, Source(self.file))


@frozen
class Unread:
    """A file that could not be read, and why."""

    file: str
    error: str

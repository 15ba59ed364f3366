"""Lines for people about repairs."""

from collections.abc import Iterator, Sequence

from povertyplan.diagnosis import Diagnosis
from povertyplan.findings import Severity
from povertyplan.messages import Said, Sentence
from povertyplan.outputs.outcome import Checked

_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")


def repair_as_text(repairs: Sequence[Diagnosis], copy: Checked, lang: str) -> Iterator[str]:
    """Yield the repairs in a written copy, and the findings left to people: all but notes."""
    left = [finding for finding in copy.report.findings if finding.severity is not Severity.NOTE]
    values: dict[str, Said] = {"file": copy.file, "done": len(repairs), "left": len(left)}
    yield _WRITTEN.text(values, lang)
    for diagnosis in repairs:
        yield "  " + _REPAIRED.text({"text": diagnosis.summary(lang)}, lang)
    for finding in left:
        yield "  " + _LEFT.text({"code": finding.code, "text": finding.text(lang)}, lang)

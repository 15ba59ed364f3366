"""Lines for people about repairs."""

from collections.abc import Iterator

from povertyplan.diagnosis.applied import Repair
from povertyplan.messages import Said, Sentence

_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")


def repair_as_text(repair: Repair, file: str, lang: str) -> Iterator[str]:
    """Yield the repairs in the written copy, and the findings left to people."""
    values: dict[str, Said] = {"file": file, "done": len(repair.applied), "left": len(repair.left)}
    yield _WRITTEN.text(values, lang)
    for diagnosis in repair.applied:
        yield "  " + _REPAIRED.text({"text": diagnosis.summary(lang)}, lang)
    for finding in repair.left:
        yield "  " + _LEFT.text({"code": finding.code, "text": finding.text(lang)}, lang)

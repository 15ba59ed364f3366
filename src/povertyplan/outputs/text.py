"""Lines for people: findings with what explains them, summaries and repairs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from povertyplan.diagnosis import Diagnosis
from povertyplan.diagnosis.applied import Repair, left
from povertyplan.errors import harmless
from povertyplan.findings import Finding, Severity
from povertyplan.messages import Said, Sentence, translated
from povertyplan.outputs.outcome import Checked, Unread

_SUMMARY = Sentence("{file}: errors: {errors}; warnings: {warnings}; notes: {notes}")
_ONE_SKIPPED = Sentence("{file}: 1 check could not run")
_SKIPPED = Sentence("{file}: {count} checks could not run")
_ASSUMED = Sentence("{source}: assumed: {text}")
_CERTAIN = Sentence("certain: {text}")
_LIKELY = Sentence("likely: {text}")
_PERHAPS = Sentence("perhaps: {text}")
_OR = Sentence("or: {text}")
_AS_ABOVE = Sentence("as explained at {source}")
_MORE = Sentence("further explanations: {number}")
_WRITTEN = Sentence("{file}: written; repaired: {done}, left: {left}")
_REPAIRED = Sentence("repaired: {text}")
_LEFT = Sentence("left: {code}: {text}")
_READ = Sentence("plans read: {read}, with errors: {wrong}; not read: {unread}")
_OF_CODE = Sentence("{code} {name}: {number} in plans: {plans}")
_WORST = Sentence("{file}: errors: {errors}")
#: So many of the plans with most errors are named.
_NAMED = 10
#: So many explanations are told below a finding; the rest are counted.
_TOLD = 3
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def as_text(checked: Checked, lang: str, *, colour: bool = False) -> Iterator[str]:
    """
    Yield one line per finding, each beginning with its place, then what was left open.

    Below a finding stands what explains it, once for all that it explains.
    """
    told: dict[Diagnosis, Finding] = {}
    for finding in checked.report.findings:
        word = translated(finding.severity.value, lang)
        shown = f"\x1b[{_COLOURS[finding.severity]}m{word}\x1b[0m" if colour else word
        source = harmless(str(checked.source(finding)))
        yield f"{source}: {finding.code} {shown}: {finding.text(lang)}"
        yield from (f"    {line}" for line in _explanations(checked, finding, told, lang))
    for notice in checked.reading.notices:
        source = str(notice.source or checked.file)
        yield _ASSUMED.text({"source": source, "text": notice.text(lang)}, lang)
    counts = {
        f"{severity.value}s": sum(
            finding.severity is severity for finding in checked.report.findings
        )
        for severity in Severity
    }
    yield _SUMMARY.text({"file": checked.file, **counts}, lang)
    skipped = checked.report.skipped
    if skipped:
        sentence = _ONE_SKIPPED if len(skipped) == 1 else _SKIPPED
        yield sentence.text({"file": checked.file, "count": len(skipped)}, lang)
        yield from (f"  {one.code}: {one.text(lang)}" for one in skipped)


def as_summary(outcomes: Sequence[Checked | Unread], lang: str) -> Iterator[str]:
    """Yield how many plans were read, how often each check found something, the worst plans."""
    checked = [one for one in outcomes if isinstance(one, Checked)]
    errors = {one.file: len(one.report.errors) for one in checked}
    values: dict[str, Said] = {
        "read": len(checked),
        "wrong": sum(map(bool, errors.values())),
        "unread": len(outcomes) - len(checked),
    }
    yield _READ.text(values, lang)
    found = [(finding, one.file) for one in checked for finding in one.report.findings]
    for (code, name), number in sorted(Counter((one.code, one.name) for one, _ in found).items()):
        files = {file for one, file in found if one.code == code}
        said: dict[str, Said] = {"code": code, "name": name.replace("_", "-"), "number": number}
        yield _OF_CODE.text({**said, "plans": len(files)}, lang)
    worst = sorted((file for file in errors if errors[file]), key=lambda file: -errors[file])
    for file in worst[:_NAMED]:
        yield _WORST.text({"file": file, "errors": errors[file]}, lang)


def _explanations(
    checked: Checked, finding: Finding, told: dict[Diagnosis, Finding], lang: str
) -> Iterator[str]:
    found = checked.diagnoses.of(finding)
    if found and found[0] in told:
        source = harmless(str(checked.source(told[found[0]])))
        yield _AS_ABOVE.text({"source": source}, lang)
        return
    for at, diagnosis in enumerate(found[:_TOLD]):
        told[diagnosis] = finding
        sentence = _OR if at else _lead(diagnosis)
        yield sentence.text({"text": diagnosis.summary(lang)}, lang)
        yield from (f"  {line}" for line in diagnosis.evidence(lang) if not at)
    further = max(found[0].rivals + 1, len(found)) - _TOLD if found else 0
    if further > 0:
        yield _MORE.text({"number": further}, lang)


def _lead(diagnosis: Diagnosis) -> Sentence:
    if diagnosis.unique:
        return _CERTAIN
    return _LIKELY if diagnosis.proves else _PERHAPS


def repair_as_text(repair: Repair, file: str, lang: str) -> Iterator[str]:
    """Yield what was done to write a repaired copy, and what was left to people."""
    values: dict[str, Said] = {"file": file, "done": len(repair.applied), "left": len(left(repair))}
    yield _WRITTEN.text(values, lang)
    for diagnosis in repair.applied:
        yield "  " + _REPAIRED.text({"text": diagnosis.summary(lang)}, lang)
    for finding in left(repair):
        yield "  " + _LEFT.text({"code": finding.code, "text": finding.text(lang)}, lang)

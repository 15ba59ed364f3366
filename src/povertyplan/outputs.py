"""What the command line prints of a check: lines for people, JSON and SARIF for programs."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from attrs import asdict, frozen

from povertyplan.checks import CHECKS
from povertyplan.diagnosis import Diagnoses, Diagnosis
from povertyplan.errors import ReadError, harmless
from povertyplan.findings import Finding, Report, Severity
from povertyplan.fix import Repair, left
from povertyplan.messages import Said, Sentence, translated
from povertyplan.reading import Reading, Source

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
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


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


def as_json(outcomes: Sequence[Checked | Unread], lang: str) -> str:
    """Return every finding of every file as one JSON object, its messages in one language."""
    checked = [one for one in outcomes if isinstance(one, Checked)]
    data = {
        "povertyplan": 1,
        "findings": [
            _finding(one, finding, lang) for one in checked for finding in one.report.findings
        ],
        "skipped": [
            {"file": one.file, "code": gap.code, "message": gap.text(lang)}
            for one in checked
            for gap in one.report.skipped
        ],
        "notices": [
            {
                "code": notice.code,
                "message": notice.text(lang),
                "source": _source(notice.source or Source(one.file)),
            }
            for one in checked
            for notice in one.reading.notices
        ],
        "unread": [asdict(one) for one in outcomes if isinstance(one, Unread)],
    }
    return _dumped(data)


def _finding(checked: Checked, finding: Finding, lang: str) -> dict[str, object]:
    from povertyplan.records import finding_to_dict  # noqa: PLC0415  # cattrs loads for JSON alone

    return {
        **finding_to_dict(finding),
        "message": finding.text(lang),
        "source": _source(checked.source(finding)),
        "diagnoses": [_diagnosis(one, lang) for one in checked.diagnoses.of(finding)],
    }


def _diagnosis(diagnosis: Diagnosis, lang: str) -> dict[str, object]:
    change = diagnosis.changes[0]
    place, value = change.edit.place, change.edit.proposed
    return {
        "cause": diagnosis.cause.value,
        "row": place.row if isinstance(place.row, int) else str(place.row),
        "unit": change.unit,
        "field": place.field,
        "value": value if value is None or isinstance(value, int) else str(value),
        "unique": diagnosis.unique,
        "text": diagnosis.text(lang),
    }


def _source(source: Source) -> dict[str, object]:
    return {name: value for name, value in asdict(source).items() if value not in {None, ""}}


def as_sarif(outcomes: Sequence[Checked | Unread], lang: str, version: str) -> str:
    """
    Return the findings as a SARIF 2.1.0 log, its paths relative to the working directory.

    A file that could not be read is a notification of the run.
    """
    read = [one for one in outcomes if isinstance(one, Checked)]
    unread = [one for one in outcomes if isinstance(one, Unread)]
    rules = {check.code: at for at, check in enumerate(CHECKS)}
    run = {
        "tool": {
            "driver": {
                "name": "povertyplan",
                "version": version,
                "rules": [
                    {
                        "id": check.code,
                        "name": check.name,
                        "shortDescription": {"text": check.doc.partition("\n")[0]},
                        "help": {"text": check.doc, "markdown": check.doc},
                        "defaultConfiguration": {"level": check.severity.value},
                    }
                    for check in CHECKS
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"{one.file}: {one.error}"}}
                    for one in unread
                ],
            }
        ],
        "results": [
            {
                "ruleId": finding.code,
                "ruleIndex": rules[finding.code],
                "level": finding.severity.value,
                "message": {"text": finding.text(lang)},
                "locations": [_location(one.source(finding), one.file, finding)],
                **_fixes(one, finding, lang),
            }
            for one in read
            for finding in one.report.findings
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return _dumped(log)


def _fixes(checked: Checked, finding: Finding, lang: str) -> dict[str, object]:
    """Return the repairs of a finding whose figures stand at a line and column."""
    diagnoses = checked.diagnoses.of(finding) if checked.text else ()
    found = [_fix(checked, diagnosis, lang) for diagnosis in diagnoses]
    known = [fix for fix in found if fix]
    return {"fixes": known} if known else {}


def _fix(checked: Checked, diagnosis: Diagnosis, lang: str) -> dict[str, object] | None:
    from povertyplan.documents.repair import replacements  # noqa: PLC0415  # for repairs alone

    try:
        found = replacements(checked.text, checked.reading, diagnosis.edits)
    except ReadError:
        return None
    return {
        "description": {"text": diagnosis.text(lang)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(checked.file)},
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": one.source.line,
                            "startColumn": one.source.column,
                            "endColumn": one.end,
                        },
                        "insertedContent": {"text": one.proposed},
                    }
                    for one in found
                ],
            }
        ],
    }


def _dumped(data: object) -> str:
    """Return JSON that no terminal takes orders from, and that loses nothing."""
    lines = json.dumps(data, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(_escaped, lines))


def _escaped(line: str) -> str:
    """Write the characters that `harmless` would replace as JSON does in ASCII."""
    return "".join(
        char if char == plain else json.dumps(char)[1:-1]
        for char, plain in zip(line, harmless(line), strict=True)
    )


def _location(source: Source, file: str, finding: Finding) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(source.file or file)}}
    if source.line is not None:
        column = {} if source.column is None else {"startColumn": source.column}
        physical["region"] = {"startLine": source.line, **column}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": str(finding.place)}],
    }


def _uri(file: str) -> str:
    """Return a path as a relative reference, percent-encoded as it must be."""
    relative = os.path.relpath(file) if Path(file).is_absolute() else file
    return quote(PurePath(relative).as_posix())

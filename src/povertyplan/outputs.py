"""What the command line prints of a check: lines for people, JSON and SARIF for programs."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from attrs import asdict, frozen

from povertyplan.checks import CHECKS
from povertyplan.errors import harmless
from povertyplan.findings import Finding, Report, Severity
from povertyplan.messages import Sentence, translated
from povertyplan.reading import Reading, Source

_SUMMARY = Sentence("{file}: errors: {errors}; warnings: {warnings}; notes: {notes}")
_ONE_SKIPPED = Sentence("{file}: 1 check could not run")
_SKIPPED = Sentence("{file}: {count} checks could not run")
_ASSUMED = Sentence("{source}: assumed: {text}")
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

    def source(self, finding: Finding) -> Source:
        """Return where a finding stands: the file at least."""
        return self.reading.sources.get(finding.place, Source(self.file))


@frozen
class Unread:
    """A file that could not be read, and why."""

    file: str
    error: str


def as_text(checked: Checked, lang: str, *, colour: bool = False) -> Iterator[str]:
    """Yield one line per finding, each beginning with its place, then what was left open."""
    for finding in checked.report.findings:
        word = translated(finding.severity.value, lang)
        shown = f"\x1b[{_COLOURS[finding.severity]}m{word}\x1b[0m" if colour else word
        source = harmless(str(checked.source(finding)))
        yield f"{source}: {finding.code} {shown}: {finding.text(lang)}"
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
            }
            for one in read
            for finding in one.report.findings
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return _dumped(log)


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

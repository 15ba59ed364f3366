"""The findings as a SARIF 2.1.0 log."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from povertyplan.checks import CHECKS
from povertyplan.diagnosis import Diagnosis
from povertyplan.findings import Finding
from povertyplan.messages import ReadError
from povertyplan.outputs.json import dumped
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.reading import Source

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


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
    return dumped(log)


def _fixes(checked: Checked, finding: Finding, lang: str) -> dict[str, object]:
    """Return the repairs of a finding whose figures stand at a line and column."""
    diagnoses = checked.diagnoses.of(finding) if checked.text else ()
    found = [_fix(checked, diagnosis, lang) for diagnosis in diagnoses]
    known = [fix for fix in found if fix]
    return {"fixes": known} if known else {}


def _fix(checked: Checked, diagnosis: Diagnosis, lang: str) -> dict[str, object] | None:
    from povertyplan.documents.write.patch import replacements  # noqa: PLC0415  # for repairs alone

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

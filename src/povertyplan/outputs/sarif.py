"""The findings as a SARIF 2.1.0 log."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from povertyplan.checks import CHECKS, Check
from povertyplan.diagnosis import Diagnosis
from povertyplan.documents.write.patch import Replacement, replacements
from povertyplan.findings import Finding
from povertyplan.messages import ReadError
from povertyplan.outputs.json import json_text
from povertyplan.outputs.outcome import Checked, Unread

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(outcomes: Sequence[Checked | Unread], lang: str, version: str) -> str:
    """
    Return the findings as a SARIF 2.1.0 log, its paths relative to the working directory.

    A file that could not be read is a notification of the run.
    """
    results: list[object] = []
    notifications: list[object] = []
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            notifications.append(_notification(outcome))
        else:
            findings = outcome.report.findings
            results += [_result(finding, outcome, lang) for finding in findings]
    rules = [_rule(check) for check in CHECKS]
    run = {
        "tool": {"driver": {"name": "povertyplan", "version": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not notifications,
                "toolExecutionNotifications": notifications,
            }
        ],
        "results": results,
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(check: Check) -> dict[str, object]:
    return {
        "id": check.code,
        "name": check.name,
        "shortDescription": {"text": check.doc.partition("\n")[0]},
        "help": {"text": check.doc, "markdown": check.doc},
        "defaultConfiguration": {"level": check.severity.value},
    }


def _notification(unread: Unread) -> dict[str, object]:
    return {"level": "error", "message": {"text": f"{unread.file}: {unread.error}"}}


def _result(finding: Finding, checked: Checked, lang: str) -> dict[str, object]:
    codes = [check.code for check in CHECKS]
    fixes = _fixes(finding, checked, lang)
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity.value,
        "message": {"text": finding.text(lang)},
        "locations": [_location(finding, checked)],
        **({"fixes": fixes} if fixes else {}),
    }


def _location(finding: Finding, checked: Checked) -> dict[str, object]:
    source = checked.source(finding)
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(source.file or checked.file)}}
    if source.line is not None:
        column = {} if source.column is None else {"startColumn": source.column}
        physical["region"] = {"startLine": source.line, **column}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": str(finding.place)}],
    }


def _fixes(finding: Finding, checked: Checked, lang: str) -> list[dict[str, object]]:
    """Return the repairs of a finding whose figures all stand at a line and a column."""
    fixes: list[dict[str, object]] = []
    if not checked.text:
        return fixes
    for diagnosis in checked.diagnoses.of(finding):
        if diagnosis.row is not None:
            continue
        try:
            changes = replacements(checked.text, checked.reading, diagnosis.edits)
        except ReadError:
            continue
        fixes.append(_fix(diagnosis, changes, checked.file, lang))
    return fixes


def _fix(
    diagnosis: Diagnosis, changes: Sequence[Replacement], file: str, lang: str
) -> dict[str, object]:
    change = {
        "artifactLocation": {"uri": _uri(file)},
        "replacements": [_replacement(replacement) for replacement in changes],
    }
    return {"description": {"text": diagnosis.text(lang)}, "artifactChanges": [change]}


def _replacement(replacement: Replacement) -> dict[str, object]:
    return {
        "deletedRegion": {
            "startLine": replacement.source.line,
            "startColumn": replacement.source.column,
            "endColumn": replacement.end,
        },
        "insertedContent": {"text": replacement.proposed},
    }


def _uri(file: str) -> str:
    """Return a path as a relative reference, percent-encoded."""
    relative = os.path.relpath(file) if Path(file).is_absolute() else file
    return quote(PurePath(relative).as_posix())

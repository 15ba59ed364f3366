"""The findings as a SARIF 2.1.0 log."""

import os
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from urllib.parse import quote

from attrs import frozen

from povertyplan.checks import CHECKS, Check
from povertyplan.diagnosis import Contradiction, Diagnosis
from povertyplan.documents.write.patch import Replacement, TextFigures
from povertyplan.findings import Finding
from povertyplan.messages import ReadError
from povertyplan.outputs.json import json_text
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.pages import page
from povertyplan.reading import Reading

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: An object of JSON.
_Object = dict[str, object]
#: What begins a link in a message, ``[words](address)``, and the backslashes before it.
_LINK = re.compile(r"(?<!\\)(\\*)\[(?=[^\[\]]*\]\()")
#: How a path on Windows begins that may be long: ``\\?\C:\plans``, ``\\?\UNC\server\plans``.
_LONG = re.compile(r"^\\\\\?\\(?P<server>UNC\\)?")
#: How many of the other findings of its cause a result names.
_MOST_RELATED = 100
_RULES = {check.code: number for number, check in enumerate(CHECKS)}


def as_sarif(outcomes: Sequence[Checked | Unread], lang: str, version: str) -> str:
    """
    Return the findings as a SARIF 2.1.0 log, its paths relative to the working directory.

    Every finding is a result, with the other findings of its cause as related locations.
    A file that could not be read is a notification of the run.
    """
    results: list[_Object] = []
    notifications: list[_Object] = []
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            notifications.append(_notification(outcome, lang))
        else:
            results += _Results(outcome, lang).in_order()
    rules = [_rule(check, lang) for check in CHECKS]
    run = {
        "tool": {"driver": {"name": "povertyplan", "version": version, "rules": rules}},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not notifications,
                "toolExecutionNotifications": notifications,
            }
        ],
        "artifacts": [_artifact(uri) for uri in dict.fromkeys(_uris(outcomes))],
        "results": results,
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(check: Check, lang: str) -> _Object:
    explained = page(check, lang)
    return {
        "id": check.code,
        "name": check.name,
        "shortDescription": {"text": check.title(lang)},
        "help": {"text": explained, "markdown": explained},
        "defaultConfiguration": {"level": check.severity.value},
    }


def _uris(outcomes: Iterable[Checked | Unread]) -> Iterable[str]:
    """Yield every file that was named, and every file that a figure stands in."""
    for outcome in outcomes:
        yield _uri(outcome.file)
        if isinstance(outcome, Checked):
            files = {source.file: None for source in outcome.reading.sources.values()}
            yield from (_uri(file) for file in files if file)


def _artifact(uri: str) -> _Object:
    return {"location": {"uri": uri}, "roles": ["analysisTarget"]}


def _notification(unread: Unread, lang: str) -> _Object:
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(unread.file)}}}
    return {"level": "error", "message": _message(unread.message(lang)), "locations": [location]}


# Results


@frozen
class _Results:
    """The results of one file, in one language."""

    checked: Checked
    lang: str

    def in_order(self) -> list[_Object]:
        """Return the findings in their order, each with the others of its cause."""
        results: list[tuple[Finding, _Object]] = []
        for number, group in enumerate(self.checked.groups, 1):
            results.extend(
                (finding, self._result(finding, number, group)) for finding in group.findings
            )
        results.sort(key=lambda pair: pair[0])
        return [result for _, result in results]

    def _result(self, finding: Finding, number: int, group: Contradiction) -> _Object:
        result: _Object = {
            "ruleId": finding.code,
            "ruleIndex": _RULES[finding.code],
            "level": finding.severity.value,
            "message": _message(finding.text(self.lang)),
            "locations": [self._location(finding)],
            "partialFingerprints": {"place/v1": f"{finding.code} {finding.place}"},
            "properties": {
                "group": number,
                "leading": finding is group.leading,
                "task": str(finding.task),
            },
        }
        # One more than are shown, for the finding itself may be among them.
        nearest = group.findings[: _MOST_RELATED + 1]
        others = [other for other in nearest if other is not finding]
        if others:
            result["relatedLocations"] = [self._related(other) for other in others[:_MOST_RELATED]]
        fixes = self._fixes(finding)
        if fixes:
            result["fixes"] = fixes
        return result

    def _location(self, finding: Finding) -> _Object:
        source = self.checked.source(finding)
        physical: _Object = {"artifactLocation": {"uri": _uri(source.file or self.checked.file)}}
        if source.line is not None:
            column = {} if source.column is None else {"startColumn": source.column}
            physical["region"] = {"startLine": source.line, **column}
        logical = {"name": str(finding.place.field), "fullyQualifiedName": str(finding.place)}
        location: _Object = {"physicalLocation": physical, "logicalLocations": [logical]}
        place = source.location.text(self.lang)
        if place:
            location["message"] = _message(place)
        return location

    def _related(self, finding: Finding) -> _Object:
        """Return where another finding of the same cause stands, and what it says."""
        message = _message(f"{finding.code}: {finding.text(self.lang)}")
        return self._location(finding) | {"message": message}

    @cached_property
    def _figures(self) -> TextFigures | None:
        """The figures of the text, if repairs of it can be shown."""
        reading = self.checked.reading
        if not self.checked.text or not isinstance(reading, Reading):
            return None
        return TextFigures(self.checked.text, reading)

    def _fixes(self, finding: Finding) -> list[_Object]:
        """Return the repairs of a finding whose figures all stand at a line and a column."""
        fixes: list[_Object] = []
        if self._figures is None:
            return fixes
        for diagnosis in self.checked.diagnoses.of(finding):
            if diagnosis.row is not None:
                continue
            try:
                changes = self._figures.replacements(diagnosis.edits)
            except ReadError:
                continue
            fixes.append(_fix(diagnosis, changes, self.checked.file, self.lang))
        return fixes


def _fix(diagnosis: Diagnosis, changes: Sequence[Replacement], file: str, lang: str) -> _Object:
    change = {
        "artifactLocation": {"uri": _uri(file)},
        "replacements": [_replacement(replacement) for replacement in changes],
    }
    return {"description": _message(diagnosis.text(lang)), "artifactChanges": [change]}


def _replacement(replacement: Replacement) -> _Object:
    return {
        "deletedRegion": {
            "startLine": replacement.source.line,
            "startColumn": replacement.source.column,
            "endColumn": replacement.end,
        },
        "insertedContent": {"text": replacement.proposed},
    }


def _message(text: str) -> _Object:
    """Return a text of a document with its brackets escaped, so that none is taken for a link."""
    return {"text": _LINK.sub(r"\1\1\\[", text)}


def _uri(file: str) -> str:
    """Return a path as a relative reference, percent-encoded; on another drive, as an absolute."""
    path = PurePath(file)
    if not path.is_absolute():
        return quote(os.fsencode(path.as_posix()))
    try:
        relative = os.path.relpath(file)
    except ValueError:  # on Windows, where no path leads from one drive to another
        return Path(_LONG.sub(_usual, file)).as_uri()
    return quote(os.fsencode(PurePath(relative).as_posix()))


def _usual(beginning: re.Match[str]) -> str:
    """Return how a path begins that is not long: as one on a drive, or on a server."""
    return "\\\\" if beginning["server"] else ""

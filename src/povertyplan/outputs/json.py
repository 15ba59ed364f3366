"""Every finding of every file as one JSON object."""

import json
from collections.abc import Sequence

from attrs import asdict

from povertyplan.diagnosis import Diagnosis
from povertyplan.errors import harmless
from povertyplan.findings import Finding
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.reading import Source


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
                "source": source_form(notice.source or Source(one.file)),
            }
            for one in checked
            for notice in one.reading.notices
        ],
        "unread": [asdict(one) for one in outcomes if isinstance(one, Unread)],
    }
    return dumped(data)


def _finding(checked: Checked, finding: Finding, lang: str) -> dict[str, object]:
    from povertyplan.records import finding_to_dict  # noqa: PLC0415  # cattrs loads for JSON alone

    return {
        **finding_to_dict(finding),
        "message": finding.text(lang),
        "source": source_form(checked.source(finding)),
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


def source_form(source: Source) -> dict[str, object]:
    """Return where something stands, without the parts that are not known."""
    return {name: value for name, value in asdict(source).items() if value not in {None, ""}}


def dumped(data: object) -> str:
    """Return JSON that no terminal takes orders from, and that loses nothing."""
    lines = json.dumps(data, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(_escaped, lines))


def _escaped(line: str) -> str:
    """Write the characters that `harmless` would replace as JSON does in ASCII."""
    return "".join(
        char if char == plain else json.dumps(char)[1:-1]
        for char, plain in zip(line, harmless(line), strict=True)
    )

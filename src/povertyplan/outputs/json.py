"""Every finding of every file as one JSON object."""

import json
from collections.abc import Sequence
from operator import itemgetter

from attrs import asdict

from povertyplan.diagnosis import Contradiction, Diagnosis, ExtraRow, MissingRow
from povertyplan.errors import harmless
from povertyplan.findings import Finding, Skipped
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.reading import Notice, Source
from povertyplan.records import finding_to_dict


def as_json(outcomes: Sequence[Checked | Unread], lang: str) -> str:
    """Return every finding of every file as one JSON object, its messages in one language."""
    findings: list[dict[str, object]] = []
    skipped: list[dict[str, object]] = []
    notices: list[dict[str, object]] = []
    unread: list[dict[str, object]] = []
    first_group = 1
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            unread.append(asdict(outcome))
            continue
        report = outcome.report
        groups = outcome.diagnoses.groups(report)
        findings += _findings(outcome, groups, first_group, lang)
        first_group += len(groups)
        skipped += [_skipped(gap, outcome.file, lang) for gap in report.skipped]
        notices += [_notice(notice, outcome.file, lang) for notice in outcome.reading.notices]
    return json_text(
        {
            "povertyplan": 1,
            "findings": findings,
            "skipped": skipped,
            "notices": notices,
            "unread": unread,
        }
    )


def _findings(
    checked: Checked, groups: Sequence[Contradiction], first_group: int, lang: str
) -> list[dict[str, object]]:
    """Return the findings of a file in their order, those of one cause with one number."""
    numbered: list[tuple[Finding, dict[str, object]]] = []
    for number, group in enumerate(groups, first_group):
        for finding in group.findings:
            cause = {"group": number, "leads": finding is group.leading}
            numbered.append((finding, _finding(finding, checked, lang) | cause))
    return [described for _, described in sorted(numbered, key=itemgetter(0))]


def _finding(finding: Finding, checked: Checked, lang: str) -> dict[str, object]:
    explanations = checked.diagnoses.of(finding)
    return {
        **finding_to_dict(finding),
        "message": finding.text(lang),
        "source": _source(checked.source(finding)),
        **_first_statement(finding, checked),
        "diagnoses": [_diagnosis(diagnosis, lang) for diagnosis in explanations],
    }


def _first_statement(finding: Finding, checked: Checked) -> dict[str, object]:
    """Return where a target is first stated, if a finding is about another statement of it."""
    source = checked.reading.sources.get(finding.place.first)
    if finding.place.statement == 1 or source is None:
        return {}
    return {"first_stated": _source(source)}


def _diagnosis(diagnosis: Diagnosis, lang: str) -> dict[str, object]:
    """Return the cause and the first change of a diagnosis, or the row that is to go or to come."""
    if diagnosis.row is not None:
        return _whole_row(diagnosis, diagnosis.row, lang)
    change = diagnosis.changes[0]
    row, value = change.edit.place.row, change.edit.proposed
    return {
        "cause": diagnosis.cause.value,
        "row": row if isinstance(row, int) else str(row),
        "unit": change.unit,
        "field": change.edit.place.field,
        "value": value if value is None or isinstance(value, int) else str(value),
        "unique": diagnosis.unique,
        "text": diagnosis.text(lang),
    }


def _whole_row(diagnosis: Diagnosis, row: ExtraRow | MissingRow, lang: str) -> dict[str, object]:
    """Return the cause of a diagnosis, and its row: the number of one, or the counts of another."""
    return {
        "cause": diagnosis.cause.value,
        "row": row.row if isinstance(row, ExtraRow) else None,
        "unit": row.unit if isinstance(row, ExtraRow) else "",
        "field": None,
        "value": None,
        **(_missing(row) if isinstance(row, MissingRow) else {}),
        "unique": diagnosis.unique,
        "text": diagnosis.text(lang),
    }


def _missing(row: MissingRow) -> dict[str, object]:
    counts = {count.field: count.value for count in row.counts}
    return {"missing": {"ordinals": list(row.ordinals), "counts": counts}}


def _skipped(skipped: Skipped, file: str, lang: str) -> dict[str, object]:
    return {"file": file, "code": skipped.code, "message": skipped.text(lang)}


def _notice(notice: Notice, file: str, lang: str) -> dict[str, object]:
    return {
        "code": notice.code,
        "message": notice.text(lang),
        "source": _source(notice.source or Source(file)),
    }


def _source(source: Source) -> dict[str, object]:
    """Return where something stands, without the parts that are not known."""
    return {name: value for name, value in asdict(source).items() if value not in {None, ""}}


def json_text(data: object) -> str:
    """Return data as JSON that keeps every character and sends no terminal an order."""
    lines = json.dumps(data, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(_escaped, lines))


def _escaped(line: str) -> str:
    """Escape the characters that `harmless` would replace, as JSON in ASCII does."""
    return "".join(
        char if char == plain else json.dumps(char)[1:-1]
        for char, plain in zip(line, harmless(line), strict=True)
    )

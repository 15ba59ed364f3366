"""
The entry of one file in the JSON output: findings, their causes, and what was not checked.

Every key is always there; what a document leaves blank, or the library does not know, is null.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from attrs import asdict

from povertyplan.diagnosis import Change, Cited, Contradiction, Diagnosis, ExtraRow, MissingRow
from povertyplan.diagnosis.diagnosis import Reported
from povertyplan.findings import Finding, Reason, Report, Severity
from povertyplan.messages import Said
from povertyplan.model.fields import DocumentFact
from povertyplan.model.places import Part, Place, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.outputs.outcome import Checked, Counterpart, Unread
from povertyplan.outputs.taken_for import taken_for
from povertyplan.reading import Notice, Source
from povertyplan.records.tables import name_of_table
from povertyplan.year import Register, Rows

#: An object of JSON.
_Object = dict[str, object]
#: The positions of a report's findings, by code and place.
_Positions = Mapping[Reported, Sequence[int]]


def refused_entry(unread: Unread, lang: str) -> _Object:
    """Return the entry of a file that could not be read, in a language."""
    return {
        "file": unread.file or None,
        "status": "refused",
        "message": unread.message(lang),
        "remedy": unread.error.remedy_text(lang),
    }


def checked_entry(checked: Checked, lang: str) -> _Object:
    """Return the entry of a file that was checked, its sentences in one language."""
    report, notices = checked.report, checked.reading.notices
    groups = checked.groups
    positions = _positions(report)
    group_of: dict[Reported, int] = {}
    for number, group in enumerate(groups):
        group_of |= dict.fromkeys(map(_reported, group.findings), number)
    return {
        "file": checked.file or None,
        "status": "checked",
        "plan": None if checked.plan is None else _plan(checked.plan),
        "table": None if checked.table is None else _table(checked.table),
        "against": None if checked.against is None else _against(checked.against, lang),
        "ok": report.ok,
        "compared": report.compared,
        "counts": _counts(checked),
        "checked": list(report.checked),
        "findings": [
            _finding(finding, group_of[_reported(finding)], checked, lang)
            for finding in report.findings
        ],
        "groups": [_group(group, positions, checked, lang) for group in groups],
        "search_complete": checked.diagnoses.complete,
        "skipped": [_skipped(reason) for reason in report.reasons(lang)],
        "notices": [_notice(notice, lang) for notice in notices],
    }


def _positions(report: Report) -> _Positions:
    positions: dict[Reported, list[int]] = {}
    for position, finding in enumerate(report.findings):
        positions.setdefault(_reported(finding), []).append(position)
    return positions


def _reported(finding: Finding) -> Reported:
    return finding.code, finding.place


def _plan(plan: Plan) -> _Object:
    """Return whose plan it is, and its year."""
    unit = plan.unit
    return {
        "unit": unit.name or None,
        "kind": unit.kind or None,
        "level": str(unit.level),
        "code": unit.code,
        "year": plan.year,
        "rows": len(plan.targets),
    }


def _table(table: Rows[Any] | Register) -> _Object:  # rows of any kind
    """Return the entry of a table of the year; the rows of a register are its households."""
    unit = table.unit
    return {
        "form": name_of_table(table) if table.rows else None,
        "unit": unit.name or None,
        "kind": unit.kind or None,
        "level": str(unit.level),
        "code": unit.code,
        "period": str(table.year if isinstance(table, Register) else table.period),
        "rows": len(table.rows),
    }


def _against(other: Counterpart, lang: str) -> _Object:
    """Return the document that a table was checked against, and what it was taken for."""
    return {"file": other.file, "taken_for": taken_for(other.reading, lang)}


def _counts(checked: Checked) -> dict[str, int]:
    """Return the number of findings of each severity, by the plural of its name."""
    numbers = checked.report.numbers
    return {f"{severity}s": numbers.get(severity, 0) for severity in Severity}


def _finding(finding: Finding, group: int, checked: Checked, lang: str) -> _Object:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "task": str(finding.task),
        **_cell(finding, finding.place, checked, lang),
        "printed": _figure(finding.printed, finding.place),
        "expected": _figure(finding.expected, finding.place),
        "terms": {name: _plain(value) for name, value in finding.terms},
        "message": finding.text(lang),
        "group": group,
    }


def _cell(of: Finding | Change | Cited, place: Place, checked: Checked, lang: str) -> _Object:
    """Return where a figure stands: its row, its field, and its place in the file."""
    source = checked.reading.sources.get(place)
    return {
        "row": _row(place.row),
        "ordinal": checked.reading.form.ordinal_of(place.row) or None,
        "unit": of.unit or None,
        "field": str(place.field),
        "year": of.year,
        "statement": place.statement,
        "source": None if source is None else _source(source, lang),
    }


def _row(row: Row) -> int | str:
    return str(row) if isinstance(row, Part | SectionRow) else row


def _source(source: Source, lang: str) -> _Object:
    """Return a place in a file, and how people call it."""
    parts = {name: None if part == "" else part for name, part in asdict(source).items()}
    return {**parts, "text": source.location.text(lang) or None}


def _figure(value: Said, place: Place) -> object:
    """Return a figure; a year is text in sentences only, where it has no mark of thousands."""
    if place.field is DocumentFact.YEAR and isinstance(value, str):
        return int(value)
    return _plain(value)


def _plain(value: Said) -> object:
    """Return a figure or a text in the form that records have, or None for a blank."""
    match value:
        case None | "":
            return None
        case bool() | int() | str():
            return value
        case tuple():
            return list(value)
        case Fraction(numerator=numerator, denominator=denominator):
            return f"{numerator}/{denominator}"
        case _:
            return str(value)


# Groups and diagnoses


def _group(group: Contradiction, positions: _Positions, checked: Checked, lang: str) -> _Object:
    """Return the findings of one cause, the one to read first before the others, and the cause."""
    reported = map(_reported, group.findings)
    return {
        "findings": list(dict.fromkeys(chain.from_iterable(map(positions.__getitem__, reported)))),
        "diagnoses": [
            _diagnosis(diagnosis, positions, checked, lang) for diagnosis in group.diagnoses
        ],
    }


def _diagnosis(diagnosis: Diagnosis, positions: _Positions, checked: Checked, lang: str) -> _Object:
    cleared = {*diagnosis.clears, *diagnosis.together}
    return {
        "cause": str(diagnosis.cause),
        "rank": diagnosis.rank,
        "unique": diagnosis.unique,
        "proves": diagnosis.proves,
        "rivals": diagnosis.rivals,
        "complete": diagnosis.complete,
        "edits": [_edit(change, checked, lang) for change in diagnosis.changes],
        "extra_row": _extra_row(diagnosis.row),
        "missing_row": _missing_row(diagnosis.row),
        "clears": sorted(chain.from_iterable(positions.get(finding, ()) for finding in cleared)),
        "brings": [_finding_to_come(finding) for finding in diagnosis.brings],
        "terms": {name: _term(term, checked, lang) for name, term in diagnosis.terms},
        "summary": diagnosis.summary(lang),
        "why": diagnosis.why(lang),
        "proof": list(diagnosis.proof(lang)),
        "standing": diagnosis.standing(lang),
    }


def _term(term: Said | Cited, checked: Checked, lang: str) -> object:
    """Return a value that proves a diagnosis, a figure of the document with its place."""
    if not isinstance(term, Cited):
        return _plain(term)
    return {**_cell(term, term.place, checked, lang), "value": _plain(term.value)}


def _edit(change: Change, checked: Checked, lang: str) -> _Object:
    edit = change.edit
    return {
        **_cell(change, edit.place, checked, lang),
        "printed": change.written or _plain(edit.printed),
        "proposed": _plain(edit.proposed),
        "derived": change.derived,
        "text": change.text(lang),
    }


def _extra_row(row: ExtraRow | MissingRow | None) -> _Object | None:
    if not isinstance(row, ExtraRow):
        return None
    return {"row": row.row, "unit": row.unit or None}


def _missing_row(row: ExtraRow | MissingRow | None) -> _Object | None:
    if not isinstance(row, MissingRow):
        return None
    counts = {str(count.field): count.value for count in row.counts}
    return {"ordinals": list(row.ordinals), "counts": counts}


def _finding_to_come(finding: Reported) -> _Object:
    code, place = finding
    return {"code": code, "row": _row(place.row), "field": str(place.field)}


# What was not checked, and what was assumed


def _skipped(reason: Reason) -> _Object:
    return {
        "codes": list(reason.codes),
        "fields": list(map(str, reason.fields)),
        "year": reason.skipped[0].year,
        "message": reason.text,
    }


def _notice(notice: Notice, lang: str) -> _Object:
    source = notice.source
    return {
        "code": notice.code,
        "message": notice.text(lang),
        "source": None if source is None else _source(source, lang),
    }

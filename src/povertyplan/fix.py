"""A repaired copy of a document: what is certain is changed, and nothing else."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from attrs import evolve, frozen

from povertyplan.checks import check
from povertyplan.diagnosis import Diagnoses, Diagnosis
from povertyplan.documents import FORMATS, read_text
from povertyplan.documents.repair import replaced
from povertyplan.errors import ReadError
from povertyplan.findings import Finding, Report, Severity
from povertyplan.model.places import Edit, Place
from povertyplan.reading import Reading
from povertyplan.records import to_json

RECORD = ".json"
_TEXTS = {"markdown", "text"}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@frozen
class Repair:
    """The diagnoses that were applied, and what a check finds of the plan after them."""

    applied: tuple[Diagnosis, ...]
    edits: tuple[Edit, ...]
    reading: Reading
    report: Report


def repair(reading: Reading, report: Report, diagnoses: Diagnoses) -> Repair:
    """
    Apply the diagnoses that are unique and clear an error.

    One that does not agree with those before it, or would bring an error, is
    left out.
    """
    errors = {(finding.code, finding.place) for finding in report.errors}
    applied: list[Diagnosis] = []
    edits: dict[Place, Edit] = {}
    plan = reading.plan
    for diagnosis in diagnoses:
        places = {edit.place for edit in diagnosis.edits}
        certain = diagnosis.unique and not errors.isdisjoint(diagnosis.clears)
        if not certain or not places.isdisjoint(edits):
            continue
        candidate = plan.edited(diagnosis.edits)
        if _errors(evolve(reading, plan=candidate)) <= errors:
            applied.append(diagnosis)
            edits |= {edit.place: edit for edit in diagnosis.edits}
            plan = candidate
    after = evolve(reading, plan=plan)
    return Repair(tuple(applied), tuple(edits.values()), after, check(after))


def _errors(reading: Reading) -> set[tuple[str, Place]]:
    return {(finding.code, finding.place) for finding in check(reading).errors}


def left(repair: Repair) -> Sequence[Finding]:
    """Return what a check still finds, notes of form aside."""
    return [found for found in repair.report.findings if found.severity is not Severity.NOTE]


def write(repair: Repair, source: str, target: str) -> None:
    """
    Write a repaired copy of the document *source* to *target*, whole or not at all.

    A text keeps every character but the figures that change; any plan can be
    written as a record (``.json``).  Raises `ValueError` where *target* is
    *source*, or its format cannot be written, and `ReadError` where a figure
    cannot be found in the text.
    """
    with suppress(FileNotFoundError):
        if os.path.samefile(source, target):  # noqa: PTH121  # as where documents are read
            raise ValueError(f"{target} is the file that was read: choose another to write")
    _replace(target, _document(repair, source, target))


def _document(repair: Repair, source: str, target: str) -> bytes:
    ending = os.path.splitext(target)[1].lower()  # noqa: PTH122  # as where documents are read
    if ending == RECORD:
        return to_json(repair.reading.plan, indent=2).encode()
    form = FORMATS.get(ending)
    if form is None or not is_text(source) or not is_text(target):
        raise ValueError(f"{target}: the repair of a text is written to a text, any to {RECORD}")
    text, encoding = text_of(source)
    new = replaced(text, repair.reading, repair.edits)
    if read_text(new, format=form, file=target).plan != repair.reading.plan:
        raise ReadError("the repaired plan", "another, reading it back", target)
    return new.encode(encoding)


def is_text(file: str) -> bool:
    """Whether the ending of a file's name says that it is a text."""
    return FORMATS.get(os.path.splitext(file)[1].lower()) in _TEXTS  # noqa: PTH122  # as above


def text_of(file: str) -> tuple[str, str]:
    """
    Return what a text file holds, every character of it, and its encoding.

    Raises `ReadError` for a file in another encoding than UTF-8 and UTF-16.
    """
    with open(file, "rb") as stream:  # noqa: PTH123  # as above
        data = stream.read()
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        raise ReadError("text in UTF-8 or UTF-16", "another encoding", file) from None


def _replace(target: str, data: bytes) -> None:
    folder = os.path.dirname(target) or os.curdir  # noqa: PTH120  # as above
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as stream:
        try:
            stream.write(data)
            stream.close()
            os.replace(stream.name, target)  # noqa: PTH105  # as above
        except BaseException:
            os.unlink(stream.name)  # noqa: PTH108  # as above
            raise

"""A repaired copy of a document."""

import os
from collections.abc import Iterable

from attrs import field, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.diagnosis import Diagnosis, diagnose
from povertyplan.diagnosis.applied import certain_repairs
from povertyplan.documents.files import opened
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.write.copy import RECORD, refuse_copy, why_not_repaired
from povertyplan.documents.write.patched import NewFormula, RefusedEdit
from povertyplan.documents.write.target import refuse_target, write_file
from povertyplan.editing.trial import Trial, joined, plan_or_review
from povertyplan.messages import WriteError
from povertyplan.model.places import Edit
from povertyplan.reading import Reading
from povertyplan.records import to_json


@frozen(field_transformer=strict_fields)
class Repaired:
    """
    The outcome of a repair: the edits that the copy has, and the refused ones.

    Where all of them were refused no copy is written (`is_written`).

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     done = repair("examples/formats/plan.docx", f"{folder}/repaired.docx")
    >>> [str(edit.place) for edit in done.edits], done.refused
    (['total/poor_goal_rate'], ())
    """

    #: the reading of the copy, or of the document where no copy is written
    reading: Reading = field(repr=False)
    edits: tuple[Edit, ...] = ()  #: the edits that the copy has
    formulas: tuple[NewFormula, ...] = ()  #: the formulas of a workbook that others replaced
    refused: tuple[RefusedEdit, ...] = ()  #: those that it does not have, each with the reason

    @property
    def is_written(self) -> bool:
        """Whether there is a copy: an edit was made, or none was to be made."""
        return bool(self.edits) or not self.refused


@strict
def repair(
    path: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    edits: Iterable[Edit | Diagnosis] | None = None,
    tracked: bool = True,
) -> Repaired:
    """
    Write a copy of the document *path* to *out* in which figures are repaired, and say which.

    Without *edits*, these are the repairs that are certain (`Diagnosis.unique`).  With them they
    are those alone: an `Edit` stands by itself, and the edits of a `Diagnosis` are made together
    or not at all.  In a Word document each is a tracked change, which people accept or reject,
    unless *tracked* is False.  Whatever else the file holds stays as it is.

    A copy is read back and checked before it is written: it states the repaired plan, and has no
    error that the document does not have.  What cannot be repaired so is refused with a reason.
    With the ending ``.json``, the copy is the record of the plan.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     done = repair("examples/formats/plan.docx", f"{folder}/plan.docx")
    >>> [(str(edit.place), str(edit.proposed)) for edit in done.edits]
    [('total/poor_goal_rate', '1.38%')]
    >>> done.refused
    ()

    Raises `ReadError` if the document cannot be read, `WriteError` if it cannot be changed or the
    copy cannot be written, `LookupError` for an edit of a place that the plan does not have, and
    `ValueError` for one of a figure that the plan does not print.
    """
    source, target = os.fspath(path), os.fspath(out)
    refuse_copy(source, target)
    refuse_target(source, target, force=True)
    why = why_not_repaired(source, target)
    if why is not None:
        raise WriteError(source, why)
    reading = plan_or_review(opened(source))
    repairs = certain_repairs(reading, diagnose(reading)) if edits is None else edits
    return write_repaired(source, target, reading, repairs, tracked=tracked)


def write_repaired(
    source: str,
    target: str,
    reading: Reading,
    repairs: Iterable[Edit | Diagnosis],
    *,
    tracked: bool,
) -> Repaired:
    """
    Write a copy of the file *source* with some repairs, and say which of them it has.

    *reading* is how *source* was read.  Raises the errors that `repair` raises.
    """
    groups = [item.edits if isinstance(item, Diagnosis) else (item,) for item in repairs]
    edits = joined(groups)
    repaired = reading.edited(edits)
    if ending(target) == RECORD:
        write_file(target, to_json(repaired.plan, indent=2).encode())
        return Repaired(repaired, edits)
    tried = Trial(opened(source), reading, target, tracked).most_of(groups)
    done = Repaired(tried.reading, tried.edits, tried.formulas, tried.refused)
    if done.is_written:
        write_file(target, tried.data)
    return done

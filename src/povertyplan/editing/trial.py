"""Repairs tried in memory, and held to two guards before a copy is written."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from attrs import frozen

from povertyplan.checks import check
from povertyplan.documents.files import OpenedFile, format_told, reading_of
from povertyplan.documents.write.patched import NewFormula, RefusedEdit
from povertyplan.documents.write.patches import PATCHES
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.places import Edit, Place
from povertyplan.reading import Reading, Review

#: Edits that are made together or not at all.
Together: TypeAlias = tuple[Edit, ...]
_READS_OTHERWISE = phrase(
    "With this figure typed here, the file would be read as another plan than the repaired one."
    " Type it by hand, and check the file again."
)
_OF_REFUSED = phrase(
    "Another figure of the same repair cannot be written, so this one is left as it is."
)


@frozen
class Tried:
    """A copy of a document in memory, and the edits that it has; without any it is the document."""

    data: bytes
    reading: Reading
    edits: Together = ()
    formulas: tuple[NewFormula, ...] = ()
    refused: tuple[RefusedEdit, ...] = ()


@frozen
class Trial:
    """A document on which repairs are tried."""

    file: OpenedFile
    reading: Reading
    target: str  #: the name of the copy
    tracked: bool  #: whether figures are replaced as tracked changes, where the format has them

    def most_of(self, groups: Sequence[Together]) -> Tried:
        """
        Make all edits, else the groups that can be made, one after the other.

        Raises `ReadError` or `WriteError` if the document as a whole cannot be changed.
        """
        tried = self.all_of(groups)
        if not tried.refused:
            return tried
        made: list[Together] = []
        refused: list[RefusedEdit] = []
        for group in groups:
            reasons = self.all_of([*made, group]).refused
            if reasons:
                refused += self._whole(group, reasons)
            else:
                made.append(group)
        if not made:
            return self._refused(refused)
        last = self.all_of(made)
        return Tried(last.data, last.reading, last.edits, last.formulas, tuple(refused))

    def all_of(self, groups: Iterable[Together]) -> Tried:
        """Make all edits of some groups, or none of them and say why not."""
        edits = joined(groups)
        format_name = format_told(self.file)
        patched = PATCHES[format_name](self.file.data, self.reading, edits, tracked=self.tracked)
        if patched.refused:
            return self._refused(patched.refused)
        try:
            reading = plan_or_review(OpenedFile(self.target, patched.data, format_name))
        except ReadError:
            return self._refused(self._each(edits, _READS_OTHERWISE))
        if reading.plan != self.reading.edited(edits).plan:
            return self._refused(self._each(edits, _READS_OTHERWISE))
        new_errors = _errors(reading) - _errors(self.reading)
        if new_errors:
            codes = ", ".join(sorted({code for code, _ in new_errors}))
            return self._refused(self._each(edits, _brings(codes)))
        return Tried(patched.data, reading, edits, patched.formulas)

    def _refused(self, refused: Iterable[RefusedEdit]) -> Tried:
        return Tried(self.file.data, self.reading, refused=tuple(refused))

    def _each(self, edits: Iterable[Edit], why: Phrase) -> tuple[RefusedEdit, ...]:
        """Refuse each edit for the same reason."""
        return tuple(RefusedEdit(edit, why, self.reading.sources.get(edit.place)) for edit in edits)

    def _whole(self, group: Together, reasons: Collection[RefusedEdit]) -> list[RefusedEdit]:
        """Refuse every edit of a group; some have a reason of their own."""
        by_edit = {refusal.edit: refusal for refusal in reasons}
        others = {refusal.edit: refusal for refusal in self._each(group, _OF_REFUSED)}
        return [by_edit.get(edit, others[edit]) for edit in group]


def joined(groups: Iterable[Together]) -> Together:
    """Return the edits of all groups."""
    return tuple(edit for group in groups for edit in group)


def plan_or_review(file: OpenedFile) -> Reading:
    """Read a plan, or the figures of a review; raise `ReadError` as `reading_of` does."""
    read_as = reading_of(file)
    return read_as.reading if isinstance(read_as, Review) else read_as


def _brings(codes: str) -> Phrase:
    return phrase(
        "With this figure the file would have an error that it does not have now ({codes})."
        " Correct by hand all figures that belong together.",
        codes=codes,
    )


def _errors(reading: Reading) -> set[tuple[str, Place]]:
    return {(finding.code, finding.place) for finding in check(reading).errors}

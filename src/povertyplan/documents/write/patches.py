"""Figures replaced in a document of any format that can be repaired: which module does it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from povertyplan.documents.write.patch import patched_text
from povertyplan.documents.write.patched import Patched
from povertyplan.model.places import Edit
from povertyplan.reading import Reading


class Patch(Protocol):
    """A function that replaces figures in a document of one format."""

    def __call__(
        self, data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
    ) -> Patched:
        """
        Replace the figures of some edits.

        They become changes that people accept or reject, if *tracked* and if the format has such.
        Raises `ReadError` or `WriteError` if the document as a whole cannot be changed.
        """
        ...


def _patched_workbook(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
) -> Patched:
    from povertyplan.documents.write.patch_xlsx.patch import patched_workbook

    return patched_workbook(data, reading, edits, tracked=tracked)


def _patched_document(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
) -> Patched:
    from povertyplan.documents.write.patch_docx import patched_document

    return patched_document(data, reading, edits, tracked=tracked)


#: The function for each format in which figures can be replaced.
PATCHES: Mapping[str, Patch] = MappingProxyType(
    {
        "markdown": patched_text,
        "text": patched_text,
        "csv": patched_text,
        "html": patched_text,
        "xlsx": _patched_workbook,
        "docx": _patched_document,
    }
)

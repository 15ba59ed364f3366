"""Figures replaced in a document of any format that can be repaired: which module does it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from povertyplan.model.places import Edit
from povertyplan.reading import Reading

if TYPE_CHECKING:
    from povertyplan.documents.write.patched import Patched


class Patch(Protocol):
    """A function that replaces figures in a document of one format."""

    def __call__(
        self, data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
    ) -> "Patched":
        """
        Replace the figures of some edits.

        They become changes that people accept or reject, if *tracked* and if the format has such.
        Raises `ReadError` or `WriteError` if the document as a whole cannot be changed.
        """
        ...


def _patched_text(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
) -> "Patched":
    from povertyplan.documents.write.patch import patched_text

    return patched_text(data, reading, edits, tracked=tracked)


def _patched_workbook(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
) -> "Patched":
    from povertyplan.documents.write.patch_xlsx.patch import patched_workbook

    return patched_workbook(data, reading, edits, tracked=tracked)


def _patched_document(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
) -> "Patched":
    from povertyplan.documents.write.patch_docx import patched_document

    return patched_document(data, reading, edits, tracked=tracked)


#: The function for each format in which figures can be replaced; each loads where it is used.
PATCHES: Mapping[str, Patch] = MappingProxyType(
    {
        "markdown": _patched_text,
        "text": _patched_text,
        "csv": _patched_text,
        "html": _patched_text,
        "xlsx": _patched_workbook,
        "docx": _patched_document,
    }
)

"""What becomes of a document whose figures are replaced: its bytes, and the edits refused."""

from attrs import frozen

from povertyplan.messages import Phrase
from povertyplan.model.places import Edit
from povertyplan.reading import Source


@frozen
class RefusedEdit:
    """An edit that is not made in the file, and why, in words for an officer."""

    edit: Edit
    why: Phrase
    source: Source | None = None  #: where its figure stands; None where the file does not say


@frozen
class NewFormula:
    """A formula of a workbook that another replaced."""

    edit: Edit
    source: Source
    before: str
    after: str


@frozen
class Patched:
    """
    A document with some of its figures replaced, and every other byte as it was.

    Edits that were refused are not in *data*; each of the others is in *edits*.
    """

    data: bytes
    edits: tuple[Edit, ...]
    formulas: tuple[NewFormula, ...] = ()
    refused: tuple[RefusedEdit, ...] = ()

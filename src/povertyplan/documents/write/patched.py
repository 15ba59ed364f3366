"""The outcome of replacing figures in a document: its bytes, and the edits refused."""

from attrs import frozen

from povertyplan.arguments.strict import strict_fields
from povertyplan.messages import Phrase
from povertyplan.model.places import Edit
from povertyplan.reading import Source


@frozen(field_transformer=strict_fields)
class RefusedEdit:
    """
    An edit that is not made in the file, and why, in words for an officer.

    >>> from povertyplan.messages import phrase
    >>> edit = Edit(Place(Part.TOTAL, "poor_goal"), printed=54, proposed=55)
    >>> RefusedEdit(edit, phrase("the cell is computed")).source is None
    True
    """

    edit: Edit  #: the figure that was to be replaced, and the one in its place
    why: Phrase  #: the reason; ``why.text("vi")`` says it in Vietnamese
    source: Source | None = None  #: where its figure stands; None where the file does not say


@frozen(field_transformer=strict_fields)
class NewFormula:
    """
    A formula of a workbook that another replaced.

    >>> edit = Edit(Place(Part.TOTAL, "poor_goal"), printed=54, proposed=55)
    >>> cell = Source("plan.xlsx", cell="H32")
    >>> NewFormula(edit, cell, "SUM(H6:H30)", "SUM(H6:H31)").after
    'SUM(H6:H31)'
    """

    edit: Edit  #: the figure that the cell shows, and the one that it will show
    source: Source  #: the cell
    before: str  #: the formula that was there
    after: str  #: the formula that is there now


@frozen(field_transformer=strict_fields)
class Patched:
    """
    A document with some of its figures replaced, and every other byte as it was.

    Edits that were refused are not in *data*; each of the others is in *edits*.
    """

    data: bytes
    edits: tuple[Edit, ...]
    formulas: tuple[NewFormula, ...] = ()
    refused: tuple[RefusedEdit, ...] = ()

"""How a document wrote its figures."""

from attrs import frozen

from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.model.fields import Value
from povertyplan.model.places import Place, Row
from povertyplan.reading.sources import Source


@frozen(field_transformer=strict_fields)
class Statement:
    """
    A statement of a target in the text: its place in the plan, its words and its value.

    >>> place = Place(Part.LABOUR, "trained_rate", 2)
    >>> again = Statement(place, "85 %", Percent.parse("85 %"))
    >>> str(again.value), again.source
    ('85%', None)
    """

    place: Place  #: the target, and which statement of it
    text: str  #: as it is printed, with its unit
    value: Value  #: the figure
    source: Source | None = None  #: where in the file it stands

    __repr__ = as_call


@frozen(field_transformer=strict_fields)
class Form:
    """How a document wrote its figures."""

    marks: tuple[str, ...] = ()  #: the decimal marks of the annex, the usual one first
    zero_counts: tuple[str, ...] = ()  #: every way in which the annex writes a count of 0
    zero_rates: tuple[str, ...] = ()  #: every way in which it writes a rate of 0
    column_numbers: tuple[str, ...] = ()  #: the line of column numbers, names left out
    ordinals: tuple[str, ...] = ()  #: the ordinals of the rows (số thứ tự), in their order
    #: whether all figures are results of reviews, so that nothing is planned
    reviewed: bool = False
    withdrawn: tuple[str, ...] = ()  #: the ordinals of the rows that are struck through
    unreadable: tuple[tuple[Place, str], ...] = ()  #: cells that should be numbers
    uncomputed: tuple[Place, ...] = ()  #: cells whose formula holds no value
    formulas: tuple[str, ...] = ()  #: the line of formulas, such as ``4=3/1*100``
    computed: tuple[tuple[Place, str], ...] = ()  #: the cells that a workbook computes, and how
    #: the rates of a workbook that their number format alone rounds, and that LibreOffice therefore
    #: shows as another figure than Excel
    by_format: tuple[tuple[Place, str], ...] = ()
    hides_formulas: bool = False  #: whether its format does not tell what cells are computed by
    #: the cells of a workbook that hold text which looks like a number: a sum skips them
    as_text: tuple[Place, ...] = ()
    #: the figures of columns that follow from those of a plan, such as the two categories together
    further: tuple[tuple[Place, str], ...] = ()
    printed: tuple[tuple[Place, str], ...] = ()  #: the text of every cell that is not blank
    #: every statement of a target that the text states several times, the first is the plan's
    restated: tuple[Statement, ...] = ()

    __repr__ = as_call

    @strict
    def ordinal_of(self, row: Row) -> str:
        """
        Return the ordinal printed beside a row, or an empty text.

        >>> form = Form(ordinals=("1", "3."))
        >>> form.ordinal_of(2), form.ordinal_of(Part.TOTAL)
        ('3', '')
        """
        if not isinstance(row, int) or not 1 <= row <= len(self.ordinals):
            return ""
        return self.ordinals[row - 1].rstrip(".)")

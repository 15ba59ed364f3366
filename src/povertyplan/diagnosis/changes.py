"""The figures that a diagnosis cites, and the changes that it asks for."""

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.diagnosis.sentences import (
    CHANGE,
    EXTRA_ROW,
    FIGURE,
    FIGURES,
    MISSING_ROW,
    ROW_OF_ORDINAL,
    ROWS_OF_ORDINALS,
)
from povertyplan.messages import Said, field_label, row_label
from povertyplan.model.fields import Count, Value
from povertyplan.model.places import Edit, Place


@frozen(field_transformer=strict_fields)
class Cited:
    """
    A figure of the plan that an explanation uses.

    >>> best = diagnose(read("examples/formats/plan.docx"))[0]
    >>> divisor = dict(best.terms)["whole"]
    >>> print(divisor.place, divisor.value)
    total/households_base 3898
    """

    place: Place  #: where it stands
    value: Value  #: the figure, None for a blank
    unit: str = ""  #: the name of the row's unit
    year: int | None = None  #: the year that the figure is of
    ordinal: str = ""  #: the ordinal printed beside the row


@frozen(field_transformer=strict_fields)
class Change:
    """
    One figure that a diagnosis proposes to change.

    >>> plan = Plan.of(2024, [{"poor_goal": 2}, {"poor_goal": 3}], total={"poor_goal": 6})
    >>> (change,) = diagnose(plan)[0].changes
    >>> change.edit.proposed, change.derived
    (3, False)
    >>> change.text("en"), change.figures("en")
    ('row 1, poor households of 2024: 2 → 3', '2 → 3')
    """

    edit: Edit  #: the figure as printed, and the one proposed
    derived: bool  #: whether it only follows from the slip
    unit: str = ""  #: the name of the row's unit
    year: int | None = None  #: the year that the figure is of
    written: str = ""  #: what stands in the cell, if it is no figure
    ordinal: str = ""  #: the ordinal printed beside the row

    @strict
    def text(self, lang: str) -> str:
        """Return the change in words."""
        place = self.edit.place
        values: dict[str, Said] = {
            "where": row_label(place.row, self.unit, lang, ordinal=self.ordinal),
            "field": field_label(place.field, self.year, lang),
            "figures": self.figures(lang),
        }
        return CHANGE.text(values, lang)

    @strict
    def figures(self, lang: str) -> str:
        """Return what is printed, and what should be."""
        printed: Said = f"“{self.written}”" if self.written else self.edit.printed
        return FIGURES.text({"printed": printed, "proposed": self.edit.proposed}, lang)


@frozen(field_transformer=strict_fields)
class ExtraRow:
    """
    A row that a diagnosis asks people to take out.

    >>> print(ExtraRow(2, "Chợ").text("row 1 has the same figures", "en"))
    row 2 (Chợ): row 1 has the same figures
    """

    row: int  #: its number, counted from 1
    unit: str = ""  #: the name of its unit
    ordinal: str = ""  #: the ordinal printed beside it

    @strict
    def text(self, why: str, lang: str) -> str:
        """Return the row and why it should go."""
        where = row_label(self.row, self.unit, lang, ordinal=self.ordinal)
        return EXTRA_ROW.text({"where": where, "why": why}, lang)


@frozen(field_transformer=strict_fields)
class MissingCount:
    """
    One count of a row that is missing.

    >>> print(MissingCount(Count.POOR_GOAL, 2, 2024).text("vi"))
    số hộ nghèo năm 2024: 2
    """

    field: Count  #: what is counted
    value: int  #: how many, by the total and the other rows
    year: int | None = None  #: the year that the count is of

    @strict
    def text(self, lang: str) -> str:
        """Return the count in words."""
        label = field_label(self.field, self.year, lang)
        return FIGURE.text({"value": self.value, "field": label}, lang)


@frozen(field_transformer=strict_fields)
class MissingRow:
    """
    A row that a diagnosis asks people to put in, or several rows together.

    Its name is in no figure.

    >>> row = MissingRow((MissingCount(Count.POOR_GOAL, 2, 2024),), ordinals=(7,))
    >>> print(row.text("the total counts more", "en"))
    the row with ordinal 7 is missing (2 poor households of 2024): the total counts more
    """

    counts: tuple[MissingCount, ...]  #: what the total has beyond the other rows
    #: the ordinals left out between the other rows; empty where the rows bear none, or where the
    #: last row is missing
    ordinals: tuple[int, ...] = ()

    @strict
    def text(self, why: str, lang: str) -> str:
        """Return what is missing and why."""
        sentence = MISSING_ROW
        if self.ordinals:
            sentence = ROW_OF_ORDINAL if len(self.ordinals) == 1 else ROWS_OF_ORDINALS
        values: dict[str, Said] = {
            "ordinals": ", ".join(map(str, self.ordinals)),
            "figures": ", ".join(count.text(lang) for count in self.counts if count.value),
            "why": why,
        }
        return sentence.text(values, lang)

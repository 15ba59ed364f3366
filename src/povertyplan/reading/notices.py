"""The assumptions and omissions of a reader, in sentences."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

from attrs import evolve, frozen

from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.messages import Said, Sentence
from povertyplan.model.persons import names_person
from povertyplan.reading.sources import Source

#: What each code of a notice says.
NOTICES: Mapping[str, Sentence] = MappingProxyType(
    {
        "cells-set-aside": Sentence(
            "cells of columns that follow from others were not understood and set aside: {number},"
            " the first of them {text}"
        ),
        "annex-of-another-unit": Sentence(
            "the file of the annex names {other}, the text {text}; both were compared"
        ),
        "columns-hidden": Sentence("the hidden columns {text} were left out"),
        "column-set-aside": Sentence("column {text} is not checked"),
        "converted": Sentence(
            "LibreOffice converted the {text} to {other}, which was read: compare the figures with"
            " the document"
        ),
        "encoding-converted": Sentence("the document is in {text}; it was read as Unicode"),
        "figure-ambiguous": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " its unit does not say what it measures"
        ),
        "figure-apart": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " the words between the two are not understood"
        ),
        "figure-approximate": Sentence(
            "the figure {text} beside {other} was not taken as a target: it is an approximation"
        ),
        "figure-bound": Sentence(
            "the figure {text} beside {other} was not taken as a target: it is a bound"
        ),
        "figure-dated": Sentence(
            "{other} is stated without a year and {text} for the plan's year; {text} was taken"
        ),
        "figure-mean": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it is a mean of several years"
        ),
        "figure-of-a-list": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " the text does not say clearly which figure belongs to which indicator"
        ),
        "figure-of-a-measure": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it counts those whom a measure supports"
        ),
        "figure-of-a-part": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it is of a part of the unit"
        ),
        "figure-of-a-span": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it is of another span of time"
        ),
        "figure-of-another-sentence": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " the two stand in different sentences"
        ),
        "figure-of-another-unit": Sentence(
            "the figure {text} beside {other} was not taken as a target: it is of another unit"
        ),
        "figure-of-another-year": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it is of a year after the plan's"
        ),
        "figure-range": Sentence(
            "the figure {text} beside {other} was not taken as a target: it is a range"
        ),
        "figure-settled": Sentence(
            "the figure {text} beside {other} was taken in percentage points:"
            " as a share of these households it would not fit the other figures"
        ),
        "figure-since": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it is compared with a year other than the year of the review"
        ),
        "figure-unclear": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " the words after it are not understood"
        ),
        "figure-undated": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " the text does not say that it is of the plan's year"
        ),
        "figure-unreadable": Sentence(
            "the figure {text} beside {other} was not taken as a target:"
            " it is not a number of this kind"
        ),
        "figure-without-place": Sentence(
            "the figure {text} beside {other} was not taken as a target: plans have no field for it"
        ),
        "figures-struck": Sentence(
            "struck-through text was left out: {number}, the first of them {text}"
        ),
        "footnote-marks": Sentence(
            "marks of footnotes were left out: {number}, the first of them in {text}"
        ),
        "formulas-evaluated": Sentence(
            "formulas without a value were computed from the cells that they take: {number}, the"
            " first of them in {text}"
        ),
        "formulas-uncomputed": Sentence(
            "formulas without a value, from {text} on: {number}; their figures were not read:"
            " open the workbook in Excel or LibreOffice and save it"
        ),
        "group-mark": Sentence("{text} was read as {number}: its mark separates thousands"),
        "households-for-both-years": Sentence(
            "the only column of households was used for both years"
        ),
        "line-set-aside": Sentence("the line {text} is not a row and was set aside"),
        "month-impossible": Sentence(
            "{text} names a month that no year has; the table was read as of the year {year}"
        ),
        "name-struck": Sentence(
            "the name {text} is struck through and its figures are not; the row was read"
        ),
        "period-assumed": Sentence(
            "the form does not name its year; it was read as of {text}: name the period where you"
            " read it if it is of another"
        ),
        "rate-of-the-left": Sentence(
            "columns taken for the rates of the counts before them: {text}"
        ),
        "rates-as-shares": Sentence(
            "rates are printed as shares of one and were read as percentages: {text} as {percent}"
        ),
        "rounding-inferred": Sentence(
            "{number:rate is|rates are} not rounded half up; the table was taken as rounded {text}"
        ),
        "review-of-two-years": Sentence(
            "the table was checked as the results of the reviews of {base} and {year}:"
            " it sets no targets"
        ),
        "review-of-one-year": Sentence(
            "the table is of one year; it was taken for the result of the review of {year}"
        ),
        "row-struck": Sentence("the row {text} is struck through and was left out"),
        "row-unnumbered": Sentence("the line {text} has no ordinal; it was read as a row"),
        "rows-filtered": Sentence(
            "the hidden rows {text} were left out, as the totals of the sheet leave them out;"
            " the targets in the text, which are of all rows, were not compared with the annex"
        ),
        "rows-hidden": Sentence("the hidden rows {text} were read as if they were shown"),
        "section-as-row": Sentence("nothing stands below the heading {text}; it was read as a row"),
        "section-assumed": Sentence(
            "the line {text} is the sum of the lines below it; it was read as their heading"
        ),
        "sheet-hidden": Sentence("the hidden sheet {text} was left out"),
        "table-set-aside": Sentence("a table that is not the annex was set aside"),
        "text-hidden": Sentence("text that the page hides was left out, from {text} on"),
        "total-assumed": Sentence(
            "the line {text} is the sum of all others; it was read as the total"
        ),
        "unit-carried": Sentence(
            "households without a TDP of their own were read as of the TDP above them: {number},"
            " the first of them {text}"
        ),
        "unit-unnamed": Sentence("the document does not name its commune"),
        "year-assumed": Sentence("column {text} has no year; it was taken as {year}"),
        "year-of-title": Sentence("the title has no year; the year of the annex was taken, {year}"),
    }
)


def _may_name_person(value: Said) -> bool:
    return isinstance(value, str) and names_person(value.strip("“”"))


@frozen(field_transformer=strict_fields)
class Notice:
    """
    Something that the reader assumed or set aside, and its source.

    >>> notice = Notice("year-assumed", values=(("text", "Nhân khẩu"), ("year", "2023")))
    >>> print(notice)
    column Nhân khẩu has no year; it was taken as 2023
    >>> print(notice.text("vi"))
    cột Nhân khẩu không ghi năm; được hiểu là năm 2023
    """

    code: str  #: its name in `NOTICES`
    source: Source | None = None  #: where in the file; None if it is about the whole
    #: what its sentence says, by the names of the placeholders
    values: tuple[tuple[str, Said], ...] = ()

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse a code without a sentence."""
        if self.code not in NOTICES:
            raise ValueError(f"Notice.code must be one of {', '.join(NOTICES)}, got {self.code!r}")

    @strict
    def text(self, lang: str) -> str:
        """Return the notice as a sentence."""
        return NOTICES[self.code].text(dict(self.values), lang)

    def without_names(self) -> Self:
        """
        Return the notice without texts that may be names of persons.

        >>> notice = Notice("column-set-aside", values=(("text", "“Nguyễn Văn A”"),))
        >>> str(notice.without_names())
        'column … is not checked'
        """
        values = ((name, "…" if _may_name_person(value) else value) for name, value in self.values)
        return evolve(self, values=tuple(values))

    def __str__(self) -> str:
        """Return the notice in English."""
        return self.text("en")

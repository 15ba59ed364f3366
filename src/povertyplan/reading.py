"""A plan as it was read: the sources of its figures, their form, and notices."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.findings import Finding
from povertyplan.messages import Phrase, Said, Sentence, phrase, verbatim
from povertyplan.model.fields import Value
from povertyplan.model.percent import Rounding
from povertyplan.model.places import Edit, Place, Row, is_total
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus

#: A function that leaves out what is not a number.
_SUMMING = re.compile(r"\bSU(?:M|BTOTAL)\s*\(", re.IGNORECASE)


@frozen(field_transformer=strict_fields)
class Source:
    """
    A place in a file; lines, columns and paragraphs count from 1.

    A column counts code points.  A spreadsheet has sheets and cells; the tables
    of a text document have numbers, and their cells the names of a spreadsheet.

    >>> print(Source("plan.md", line=199, column=51))
    plan.md:199:51
    >>> print(Source("plan.xlsx", sheet="Phụ lục", cell="H32"))
    plan.xlsx:Phụ lục!H32
    >>> print(Source("plan.docx", table=3, cell="H32"))
    plan.docx:table 3!H32
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None
    table: int | None = None

    __repr__ = as_call

    @property
    def where(self) -> str:
        """
        The place in the file, in English.

        >>> Source("plan.md", line=199).where
        'line 199'
        >>> Source("plan.docx", paragraph=3).where, Source("plan.xlsx", sheet="PL").where
        ('paragraph 3', 'sheet PL')
        """
        return str(self.location)

    @property
    def location(self) -> Phrase:
        """
        The place in the file, as a phrase of the library.

        >>> Source("plan.md", line=199).location.text("vi")
        'dòng 199'
        """
        if self.cell is not None and self.table is None:
            return phrase("cell {name}", name=self._cell)
        if self.paragraph is not None:
            return phrase("paragraph {number}", number=self.paragraph)
        if self.sheet is not None:
            return phrase("sheet {name}", name=self.sheet)
        if self.table is not None:
            return self._in_table
        return verbatim("") if self.line is None else phrase("line {number}", number=self.line)

    @property
    def _cell(self) -> str:
        return f"{self.cell}" if self.sheet is None else f"{self.sheet}!{self.cell}"

    @property
    def _in_table(self) -> Phrase:
        if self.cell is None:
            return phrase("table {table}", table=self.table or 0)
        return phrase("table {table}!{cell}", table=self.table or 0, cell=self.cell)

    @strict
    def text(self, lang: str) -> str:
        """
        Return the file and the place in it; with a line, as editors and terminals make a link of.

        >>> print(Source("plan.docx", table=3, cell="H32").text("vi"))
        plan.docx:bảng 3, ô H32
        >>> print(Source("plan.docx", paragraph=20).text("vi"))
        plan.docx:đoạn 20
        """
        parts = [self.file, self.line, self.column]
        if self.table is not None:
            parts = [self.file, self._in_table.text(lang)]
        elif self.cell is not None:
            parts = [self.file, self._cell]
        elif self.paragraph is not None:
            parts = [self.file, phrase("¶{number}", number=self.paragraph).text(lang)]
        elif self.sheet is not None:
            parts = [self.file, self.sheet]
        return ":".join(str(part) for part in parts if part not in {None, ""})

    def __str__(self) -> str:
        """Return the file and the place in it, in English."""
        return self.text("en")


@frozen(field_transformer=strict_fields)
class Statement:
    """
    A statement of a target in the text: its place in the plan, its words and its value.

    >>> again = Statement(Place(Part.LABOUR, "trained_rate", 2), "85 %", Percent.parse("85 %"))
    >>> str(again.value), again.source
    ('85%', None)
    """

    place: Place
    text: str  #: as it is printed, with its unit
    value: Value
    source: Source | None = None

    __repr__ = as_call


@frozen(field_transformer=strict_fields)
class Form:
    """How a document wrote its figures."""

    marks: tuple[str, ...] = ()  #: the decimal marks of the annex, the usual one first
    zero_counts: tuple[str, ...] = ()  #: every way in which the annex writes a count of 0
    zero_rates: tuple[str, ...] = ()  #: every way in which it writes a rate of 0
    column_numbers: tuple[str, ...] = ()  #: the line of column numbers, names left out
    ordinals: tuple[str, ...] = ()  #: one per row
    reviewed: bool = False  #: whether both years are results of reviews, so that nothing is planned
    withdrawn: tuple[str, ...] = ()  #: the ordinals of the rows that are struck through
    unreadable: tuple[tuple[Place, str], ...] = ()  #: cells that should be numbers
    uncomputed: tuple[Place, ...] = ()  #: cells whose formula holds no value
    formulas: tuple[str, ...] = ()  #: the line of formulas, such as ``4=3/1*100``
    computed: tuple[tuple[Place, str], ...] = ()  #: the cells that a workbook computes, and how
    #: the cells of a workbook that hold text which looks like a number: a sum skips them
    as_text: tuple[Place, ...] = ()
    #: the figures of columns that follow from those of a plan, such as the two categories together
    further: tuple[tuple[Place, str], ...] = ()
    #: every statement of a target that the text states several times, the first is the plan's
    restated: tuple[Statement, ...] = ()

    __repr__ = as_call

    def ordinal_of(self, row: Row) -> str:
        """
        Return the ordinal printed beside a row, an empty text where there is none.

        >>> form = Form(ordinals=("1", "3."))
        >>> form.ordinal_of(2), form.ordinal_of(Part.TOTAL)
        ('3', '')
        """
        if not isinstance(row, int) or not 1 <= row <= len(self.ordinals):
            return ""
        return self.ordinals[row - 1].rstrip(".)")


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
            " it is compared with a year other than that of the review"
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
        "name-struck": Sentence(
            "the name {text} is struck through and its figures are not; the row was read"
        ),
        "rate-of-the-left": Sentence(
            "columns taken for the rates of the counts before them: {text}"
        ),
        "rates-as-shares": Sentence(
            "rates are printed as shares of one and were read as percentages: {text} as {percent}"
        ),
        "rounding-inferred": Sentence(
            "{number} rates are not rounded half up; the table was taken as rounded {text}"
        ),
        "review-of-two-years": Sentence(
            "the table was checked as the results of the reviews of {base} and {year}:"
            " it sets no targets"
        ),
        "review-of-one-year": Sentence(
            "the table is of one year; it was checked as the result of the review of {year}"
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
        "unit-unnamed": Sentence("the document does not name its commune"),
        "year-assumed": Sentence("column {text} has no year; it was taken as {year}"),
        "year-of-title": Sentence("the title has no year; that of the annex was taken, {year}"),
    }
)


@frozen(field_transformer=strict_fields)
class Notice:
    """
    Something that the reader assumed or set aside, and its source.

    >>> notice = Notice("year-assumed", values=(("text", "Nhân khẩu"), ("year", "2023")))
    >>> print(notice)
    column Nhân khẩu has no year; it was taken as 2023
    """

    code: str
    source: Source | None = None
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

    def __str__(self) -> str:
        """Return the notice in English."""
        return self.text("en")


@frozen(field_transformer=strict_fields)
class Reading:
    """
    A plan, and the facts that its document shows besides.

    *sources* has the place in the file of each figure (`source` finds the place of a finding),
    *form* how the figures were written, and *rounding* the rule that the annex follows.
    *notices* are what was assumed or set aside while reading.  Nothing of this is part of the
    plan: the same plan, read from two documents, compares equal.
    """

    plan: Plan
    sources: Mapping[Place, Source] = field(factory=dict[Place, Source], repr=False)
    form: Form = Form()
    rounding: Rounding = Rounding.HALF_UP  #: the rule that the annex was rounded by
    notices: tuple[Notice, ...] = ()

    def __repr__(self) -> str:
        """Return the plan, its file, and the number of sources and notices."""
        read_from = f" from {self.file!r}" if self.file else ""
        numbers = f"sources: {len(self.sources)}, notices: {len(self.notices)}"
        return f"<Reading of {self.plan!r}{read_from}: {numbers}>"

    @property
    def file(self) -> str:
        """
        The file of the plan, empty where no source names one.

        Where text and annex are two files, it is the file of the text.

        >>> read("examples/formats/plan.csv").file
        'examples/formats/plan.csv'
        """
        first = min(self.sources, key=lambda place: place.rank, default=None)
        return "" if first is None else self.sources[first].file

    @strict
    def source(self, finding: Finding) -> Source | None:
        r"""
        Return where in the document a finding stands, None where the document has no such place.

        Never raises.  A plan that was read from JSON alone has no document, so none of its
        findings has a source.

        >>> lines = ["TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Hộ nghèo 2024", "1;Chợ;136;3;2"]
        >>> reading = read_text("\n".join([*lines, "1;Ngò;75;4;2"]), format="csv")
        >>> [(finding.code, str(reading.source(finding))) for finding in check(reading).findings]
        [('PP505', 'A3')]
        """
        return self.sources.get(finding.place)

    @strict
    def edited(self, edits: Iterable[Edit]) -> "Reading":
        """
        Return the reading with figures of its plan replaced, as `Plan.edited` does.

        An unreadable cell that gets a figure counts as read.
        """
        changes = tuple(edits)
        mended = {edit.place for edit in changes}
        form = self.form
        unreadable = [(place, text) for place, text in form.unreadable if place not in mended]
        uncomputed = [place for place in form.uncomputed if place not in mended]
        form = evolve(form, unreadable=tuple(unreadable), uncomputed=tuple(uncomputed))
        return evolve(self, plan=self.plan.edited(changes), form=form)

    @property
    def unread(self) -> frozenset[Place]:
        """
        The cells whose figure is not known, though they are not blank.

        They hold something that is not a number, a formula that was never computed, or the sum
        of a workbook over a cell that is not a number, which it leaves out.  No relation about
        such a cell is judged.
        """
        unreadable = {place for place, _ in self.form.unreadable}
        columns = {place.field for place in unreadable if not is_total(place.row)}
        incomplete = (
            place
            for place, formula in self.form.computed
            if place.field in columns and is_total(place.row) and _SUMMING.search(formula)
        )
        return frozenset(unreadable.union(self.form.uncomputed, incomplete))


@frozen(field_transformer=strict_fields)
class Review:
    """
    The result of one review (kết quả rà soát) as it was read.

    *reading* holds a plan that states only its base year, so that every check
    of one year can run on it.
    """

    year: int
    censuses: tuple[HouseholdCensus, ...]  #: one per unit, in the order printed
    total: HouseholdCensus | None
    reading: Reading

    def __repr__(self) -> str:
        """Return the year and the number of units."""
        number = len(self.censuses)
        return f"<Review {self.year}: {number} {'unit' if number == 1 else 'units'}>"

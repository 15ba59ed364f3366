"""A plan, or the result of a review, as it was read."""

import re
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.findings import Finding
from povertyplan.model.places import Edit, Place, is_total
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.rows import HouseholdCensus
from povertyplan.reading.form import Form
from povertyplan.reading.notices import Notice
from povertyplan.reading.sources import Source

#: A function that leaves out what is not a number.
_SUMMING = re.compile(r"\bSU(?:M|BTOTAL)\s*\(", re.IGNORECASE)


@frozen(field_transformer=strict_fields)
class Reading:
    """
    A plan, and the facts that its document shows besides.

    The facts are not part of the plan: the same plan, read from two documents, compares equal.
    """

    plan: Plan  #: what the document states
    #: the place in the file of each figure; `source` finds that of a finding
    sources: Mapping[Place, Source] = field(factory=dict[Place, Source], repr=False, hash=False)
    form: Form = Form()  #: how the figures were written
    rounding: Rounding = Rounding.HALF_UP  #: the rule that the annex was rounded by
    notices: tuple[Notice, ...] = ()  #: what was assumed or set aside while reading (lưu ý khi đọc)

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

    @property
    def printed(self) -> Mapping[Place, str]:
        """
        The figures as the document writes them, with its marks, dashes and zeros.

        >>> read("examples/formats/plan.csv").printed[Place("total", "poor_goal_rate")]
        '1,39'
        """
        return dict(self.form.printed)

    @strict
    def source(self, finding: Finding) -> Source | None:
        r"""
        Return the place of a finding in the document, or None if the document lacks it.

        Never raises.  A plan that was read from JSON alone has no document, so none of its
        findings has a source.

        >>> lines = ["TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Hộ nghèo 2024", "1;Chợ;136;3;2"]
        >>> reading = read_text("\n".join([*lines, "1;Ngò;75;4;2"]), format="csv")
        >>> for finding in check(reading).findings:
        ...     print(finding.code, reading.source(finding))
        PP505 A3
        """
        return self.sources.get(finding.place)

    @strict
    def edited(self, edits: Iterable[Edit]) -> "Reading":
        """
        Return the reading with figures of its plan replaced, as `Plan.edited` does.

        An unreadable cell that gets a figure counts as read.

        >>> reading = read("examples/formats/plan.md")
        >>> printed, proposed = Percent.parse("1.39%"), Percent.parse("1.38%")
        >>> edit = Edit(Place(Part.TOTAL, "poor_goal_rate"), printed, proposed)
        >>> check(reading).ok, check(reading.edited([edit])).ok
        (False, True)
        """
        changes = tuple(edits)
        mended = {edit.place for edit in changes}
        form = self.form
        unreadable = [(place, text) for place, text in form.unreadable if place not in mended]
        uncomputed = [place for place in form.uncomputed if place not in mended]
        by_format = [(place, text) for place, text in form.by_format if place not in mended]
        printed = [(place, text) for place, text in form.printed if place not in mended]
        form = evolve(
            form,
            printed=tuple(printed),
            unreadable=tuple(unreadable),
            uncomputed=tuple(uncomputed),
            by_format=tuple(by_format),
        )
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
    r"""
    The result of one review (kết quả rà soát) as it was read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "review.csv")
    ...     size = file.write_text("TT,Đơn vị,Số hộ,Hộ nghèo\n1,Chợ,140,2", "utf-8")
    ...     review = read_censuses(file, year=2024)
    >>> review, review.censuses[0].poor.count
    (<Review 2024: 1 unit>, 2)
    """

    year: int  #: the year of the review (năm rà soát)
    censuses: tuple[HouseholdCensus, ...]  #: one per unit, in the order printed
    total: HouseholdCensus | None  #: the total row (tổng số), None without one
    #: the same as a plan that states only its base year, so that every check of one year can run on
    #: it
    reading: Reading

    def __repr__(self) -> str:
        """Return the year and the number of units."""
        number = len(self.censuses)
        return f"<Review {self.year}: {number} {'unit' if number == 1 else 'units'}>"

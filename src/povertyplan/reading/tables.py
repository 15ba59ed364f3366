"""A table of the year as it was read: flows, reports, labour figures."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from attrs import evolve, field, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.findings import Finding
from povertyplan.model.places import Edit, Place
from povertyplan.model.reach import Rounding
from povertyplan.model.tabular import Tabular
from povertyplan.reading.form import Form
from povertyplan.reading.notices import Notice
from povertyplan.reading.sources import Source

T_co = TypeVar("T_co", bound=Tabular, covariant=True)


@frozen(field_transformer=strict_fields)
class TableReading(Generic[T_co]):
    """
    A table, and the facts that its document shows besides, as `Reading` has them of a plan.

    >>> from tempfile import TemporaryDirectory
    >>> from povertyplan.year import LabourTable, ReportingPeriod
    >>> commune = Unit("Cao Thượng", Level.COMMUNE, "thị trấn")
    >>> lines = [LabourTarget(Unit("Chợ"), 2024, working_age=40, trained=41)]
    >>> with TemporaryDirectory() as folder:
    ...     write(LabourTable(commune, ReportingPeriod(2024), lines), f"{folder}/jobs.csv")
    ...     (reading,) = read_tables(f"{folder}/jobs.csv")
    >>> (finding,) = check(reading).findings
    >>> finding.code, reading.source(finding).where
    ('PP402', 'cell D6')
    >>> check(reading.edited([Edit(finding.place, 41, 40)])).ok
    True
    """

    #: a `FlowTable`, a `ProgressReport`, a `LabourTable`, a `CoverageTable` or a `Register`
    table: T_co
    #: the place in the file of each figure
    sources: Mapping[Place, Source] = field(factory=dict[Place, Source], repr=False, hash=False)
    form: Form = Form()  #: how the figures were written
    rounding: Rounding = Rounding.HALF_UP  #: the rule that the table was rounded by
    notices: tuple[Notice, ...] = ()  #: what was assumed or set aside while reading (lưu ý khi đọc)

    def __repr__(self) -> str:
        """Return the table, its file, and the number of sources and notices."""
        read_from = f" from {self.file!r}" if self.file else ""
        numbers = f"sources: {len(self.sources)}, notices: {len(self.notices)}"
        return f"<TableReading of {self.table!r}{read_from}: {numbers}>"

    @property
    def file(self) -> str:
        """The file of the table, empty where no source names one."""
        first = min(self.sources, key=lambda place: place.rank, default=None)
        return "" if first is None else self.sources[first].file

    @property
    def printed(self) -> Mapping[Place, str]:
        """The figures as the document writes them, with its marks, dashes and zeros."""
        return dict(self.form.printed)

    @strict
    def source(self, finding: Finding) -> Source | None:
        """Return the place of a finding in the document, or None if the document lacks it."""
        return self.sources.get(finding.place)

    @strict
    def edited(self, edits: Iterable[Edit]) -> "TableReading[T_co]":
        """
        Return the reading with figures of its table replaced.

        An unreadable cell that gets a figure counts as read.
        """
        changes = tuple(edits)
        mended = {edit.place for edit in changes}
        unreadable = [(place, text) for place, text in self.form.unreadable if place not in mended]
        printed = [(place, text) for place, text in self.form.printed if place not in mended]
        form = evolve(self.form, unreadable=tuple(unreadable), printed=tuple(printed))
        return evolve(self, table=self.table.edited(changes), form=form)

    @property
    def unread(self) -> frozenset[Place]:
        """The cells that hold something, but no figure: no relation about them is judged."""
        unreadable = {place for place, _ in self.form.unreadable}
        return frozenset(unreadable.union(self.form.uncomputed))

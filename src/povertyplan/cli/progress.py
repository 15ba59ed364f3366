"""``povertyplan progress``: reports of units beside the plan of their commune."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from attrs import define, field

from povertyplan.checks.kinds import is_of_year
from povertyplan.cli.opening import documents_named, files_of, read_named, refusal, unread
from povertyplan.cli.status import OK, UNREAD
from povertyplan.cli.writing import refuse_out
from povertyplan.documents.write.plans import write
from povertyplan.messages import ReadError, WriteError, translated
from povertyplan.model.fields import Count, Field
from povertyplan.model.places import Place
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular
from povertyplan.outputs.comparison import Compared, PlacedReport, as_comparison_json, as_text
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.outcome import Unread
from povertyplan.reading import Notice, Source, TableReading
from povertyplan.year import ReportingPeriod, UnitReport, commune_report, progress, timeliness

#: What a form says before it is filled in.
_KNOWN: frozenset[Field] = frozenset({Count.POOR_START, Count.NEAR_POOR_START})


def run(options: argparse.Namespace) -> int:
    """Read a plan and reports of its units, compare them, and write the table of the commune."""
    try:
        if options.out is not None:
            refuse_out(options.out, (options.plan, *options.reports), force=options.force)
        plan = read_named(options.plan).plan
    except (ReadError, OSError) as error:
        _print([Passage.of(refusal(error, options.plan).text(options.lang))], sys.stderr)
        return UNREAD
    except WriteError as error:
        _print([Passage.of(error.text(options.lang))], sys.stderr)
        return UNREAD
    compared = _compared(plan, options)
    if options.format == "json":
        print(as_comparison_json(compared, options.lang))
    else:
        _print(as_text(compared, options.lang), sys.stdout)
    is_written = options.out is None or _write(compared, options)
    is_whole = compared.timeliness.counted and not compared.unread
    return OK if is_written and is_whole else UNREAD


def _compared(plan: Plan, options: argparse.Namespace) -> Compared:
    found = _ReportFiles()
    named = files_of(options.reports)
    found.unread += named.unopened
    not_reports = {os.path.realpath(name) for name in (options.plan, options.out) if name}
    for file in named.names:
        if os.path.realpath(file) not in not_reports:
            found.read(file)
    period = options.month or _latest(plan, found.sent)
    reports = [sent.report for sent in found.sent]
    units = [target.unit for target in plan.targets]
    table = commune_report(plan, reports, period)
    return Compared(
        options.plan,
        plan,
        table,
        timeliness(units, reports, period),
        progress(plan, table),
        tuple(found.sent),
        tuple(found.notices),
        tuple(found.unreadable),
        tuple(found.others),
        tuple(found.unread),
    )


def _latest(plan: Plan, sent: Iterable[PlacedReport]) -> ReportingPeriod:
    """Return the latest period that is reported of the year of a plan, else the whole year."""
    periods = [each.report.period for each in sent]
    of_year = [period for period in periods if period.year == plan.year]
    return max(of_year, default=ReportingPeriod(plan.year))


@define
class _ReportFiles:
    """What was found in files: reports with their places, and what is not counted."""

    sent: list[PlacedReport] = field(factory=list[PlacedReport])
    notices: list[Notice] = field(factory=list[Notice])
    unreadable: list[tuple[Source, str]] = field(factory=list[tuple[Source, str]])
    others: list[str] = field(factory=list[str])
    unread: list[Unread] = field(factory=list[Unread])

    def read(self, file: str) -> None:
        """Read the reports of a file; one that cannot be read loses none of the others."""
        try:
            documents = documents_named(file)
        except (ReadError, OSError) as error:
            self.unread.append(unread(error, file))
            return
        tables = [each for each in documents if isinstance(each, TableReading)]
        tables = [each for each in tables if _is_of_reports(each.table)]
        if not tables:
            self.others.append(file)
        for table in tables:
            self.sent += _sent(table, file)
            self.notices += table.notices
            for place, text in table.form.unreadable:
                self.unreadable.append((table.sources.get(place, Source(file)), text))


def _is_of_reports(table: Tabular) -> bool:
    return is_of_year(table) and table.kind is UnitReport


def _sent(reading: TableReading[Any], file: str) -> Iterator[PlacedReport]:
    """Yield the reports of a table, without lines that state only the start of the year."""
    for row in reading.table.rows:
        report: UnitReport = reading.table.lines[row - 1]
        figures = report.flat().items()
        stated = [name for name, value in figures if value is not None and name not in _KNOWN]
        if stated:
            source = reading.sources.get(Place(row, stated[0]), Source(file))
            yield PlacedReport(report, source)


def _write(compared: Compared, options: argparse.Namespace) -> bool:
    """Write the table of the commune; return whether that was possible."""
    try:
        write(compared.table, options.out, against=compared.plan)
    except WriteError as error:
        _print([Passage.of(error.text(options.lang))], sys.stderr)
        return False
    said = translated("{target}: written.", options.lang).format(target=options.out)
    _print([Passage.of(said)], sys.stdout if options.format == "text" else sys.stderr)
    return True


def _print(said: Iterable[str | Passage], stream: TextIO) -> None:
    """Print passages in lines as wide as the screen, and lines of tables as they are."""
    screen = Screen.of(stream)
    for each in said:
        lines = [each] if isinstance(each, str) else screen.lines(each)
        print(*lines, sep="\n", file=stream)

"""Read the tables of the year from a file: flows, reports of units, labour figures."""

import os
from collections.abc import Iterable

from povertyplan.arguments.strict import strict
from povertyplan.documents.files import OpenedFile, content_of, opened
from povertyplan.documents.forms import FORMS, TableForm
from povertyplan.documents.year_tables.readings import YearReading
from povertyplan.model.periods import ReportingPeriod


@strict
def read_tables(
    path: str | os.PathLike[str],
    *,
    period: ReportingPeriod | None = None,
    forms: Iterable[TableForm] = FORMS,
) -> tuple[YearReading, ...]:
    r"""
    Read the tables of the year in a file of any format: flows, reports of units, labour figures.

    Each table is a reading of its own; lines of persons that stand between those of households
    are a table apart.  A form with a line for each figure, such as the monthly report of one
    unit, is a `ProgressReport` of one line.  *period* is needed only where a form does not name
    its own, else a notice tells what was assumed.  *forms* are the forms that are known; a table
    that follows none of them is read by the words of its headings.

    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "flow.csv"
    >>> heading = "Đơn vị,Hộ nghèo đầu kỳ,Trở thành hộ cận nghèo,Tái nghèo,Hộ nghèo cuối kỳ"
    >>> _ = file.write_text(heading + "\nChợ,3,1,0,2", encoding="utf-8")
    >>> [reading] = read_tables(file, period=ReportingPeriod(2024))
    >>> reading.table.row("Chợ").poor
    Flow(start=3, to_other=1, relapsed=0, end=2)

    Raises `ReadError` if the file has no such table, or one whose columns cannot be told apart,
    and `OSError` if it cannot be opened.
    """
    return tables_in(opened(path), period, forms)


def tables_in(
    file: OpenedFile,
    period: ReportingPeriod | None = None,
    forms: Iterable[TableForm] = FORMS,
) -> tuple[YearReading, ...]:
    """Read the tables of the year in a file that is open; raise `ReadError` if it has none."""
    from povertyplan.documents.year_tables.recognise import tables_of_the_year
    from povertyplan.documents.year_tables.refusals import refusal_without_tables

    content = content_of(file)
    readings = tables_of_the_year(content, period, forms)
    if readings:
        return readings
    raise refusal_without_tables(content)

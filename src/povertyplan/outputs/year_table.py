"""A table of the year for the terminal, each printed figure beside the computed one."""

from collections.abc import Iterator, Mapping
from typing import Any

from povertyplan.messages import translated
from povertyplan.model.fields import FLOW_OF_NEAR_POOR, FLOW_OF_POOR, Count, Figure, Rate
from povertyplan.model.places import in_annex
from povertyplan.outputs.table import ComparedTable, aligned, label_of
from povertyplan.outputs.taken_for import taken_for
from povertyplan.reading import TableReading
from povertyplan.year import Rows

_LABOUR: Mapping[Figure, str] = {
    Count.WORKING_AGE: "working age",
    Count.TRAINED: "trained",
    Rate.TRAINED_RATE: "trained rate",
    Count.CERTIFIED: "certified",
    Rate.CERTIFIED_RATE: "certified rate",
    Count.NEW_JOBS: "new jobs",
    Count.EXPORTED: "sent abroad",
    Count.HELPED: "helped",
}
_COVERAGE: Mapping[Figure, str] = {
    Count.ENTITLED: "entitled",
    Count.COVERED: "covered",
    Rate.COVERED_RATE: "covered rate",
}
_POOR = ("start", "to near-poor", "left", "other out", "from near-poor", "relapsed", "new",
         "other in", "end")  # fmt: skip
_NEAR_POOR = ("start", "to poor", "left", "other out", "from poor", "near-poor again", "new",
              "other in", "end")  # fmt: skip
#: The parts of a table, each with the short heads of its columns.
COLUMNS: Mapping[str, Mapping[Figure, str]] = {
    "poor": dict(zip(FLOW_OF_POOR, _POOR, strict=True)),
    "near-poor": dict(zip(FLOW_OF_NEAR_POOR, _NEAR_POOR, strict=True)),
    "labour figures": _LABOUR,
    "coverage": _COVERAGE,
}


def lines_of_year(reading: TableReading[Rows[Any]], lang: str) -> Iterator[str]:
    r"""
    Yield a table of the year, its poor, near-poor and labour figures one below the other.

    A figure that is not what the others make is followed by what they make, after ``≠``.

    >>> from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod
    >>> year = ReportingPeriod(2024)
    >>> poor = Flow(90, 20, 16, 0, 1, 0, 0, 0, 56)
    >>> table = FlowTable(Unit("Cao Thượng"), year, [PovertyFlow(Unit("Chợ"), year, poor)])
    >>> print(*lines_of_year(TableReading(table), "en"), sep="\n")
    the flow of the poor, counted in households, the year 2024, Cao Thượng, 1 unit
    poor   start  to near-poor  left  other out  from near-poor  relapsed  new  other in      end
    1 Chợ     90            20    16          0               1         0    0         0  56 ≠ 55
    """
    compared = ComparedTable.of(reading.table, reading, lang)
    yield taken_for(reading, lang)
    for name, heads in COLUMNS.items():
        yield from aligned(list(_part(compared, name, heads)))


def _part(compared: ComparedTable, name: str, heads: Mapping[Figure, str]) -> Iterator[list[str]]:
    """Yield the lines of a part, its heads first, without columns that are blank."""
    rows = [row for row in compared.printed if in_annex(row)]
    columns = [field for field in heads if compared.states(rows, field)]
    if not columns:
        return
    yield [
        translated(name, compared.lang),
        *(translated(heads[field], compared.lang) for field in columns),
    ]
    for row in rows:
        figures = (compared.text(row, field, always=isinstance(field, Rate)) for field in columns)
        yield [label_of(compared, row), *figures]

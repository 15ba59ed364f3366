"""Plans whose goals are still to be set, written in every format."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Self

from attrs import evolve, frozen

from povertyplan.arithmetic.completion import completed
from povertyplan.documents.layout import ROOM, Page, page_to_fill
from povertyplan.documents.layout.sentences import DROPS
from povertyplan.documents.write.characters import refuse_unwritable
from povertyplan.documents.write.extra import naming_extra
from povertyplan.documents.write.plans import RECORD, WRITERS, format_of, write
from povertyplan.documents.write.read_back import refuse_altered
from povertyplan.documents.write.target import write_file
from povertyplan.model.fields import ANNEX, FACTS, HEADLINE, LABOUR, Count, Field, FieldKind, Figure
from povertyplan.model.plan import Plan
from povertyplan.model.rows import LabourTarget

_WORKBOOK = "xlsx"
#: The columns that an open plan has only where a plan that it follows states them.
_PERSONS = (Count.PERSONS_BASE, Count.PERSONS_GOAL)


@frozen
class OpenFigures:
    """The room of an open plan: columns of its annex, labour targets of its text."""

    columns: Sequence[Figure]
    labour: Sequence[Figure]

    @classmethod
    def of(cls, *plans: Plan) -> Self:
        """Return the columns and the labour targets of plans that one follows."""
        rows = chain.from_iterable(plan.figures().values() for plan in plans)
        stated = {figure for flat in rows for figure, value in flat.items() if value is not None}
        columns = [column for column in ANNEX if column not in _PERSONS or column in stated]
        labour = [figure for figure in LABOUR if figure in stated]
        return cls(columns, labour)

    @property
    def of_text(self) -> Iterable[Figure]:
        """The figures that the text has room for."""
        return (*HEADLINE, *self.labour)


def open_workbook(plan: Plan, figures: OpenFigures, file: str) -> bytes:
    """
    Return a workbook in which an open plan is filled in, right by construction.

    Goals are marked, and totals, rates and the sentences of the text are formulas.
    """
    refuse_unwritable(plan, {}, file)
    with naming_extra(file):
        return _workbook(plan, figures)


def _workbook(plan: Plan, figures: OpenFigures) -> bytes:
    from povertyplan.documents.write.workbook.sentences import marked
    from povertyplan.documents.write.xlsx import workbook_to_fill

    texts: dict[Field, str] = {figure: marked(figure) for figure in figures.of_text}
    return workbook_to_fill(_page(plan, figures, texts))


def write_open_plan(plan: Plan, file: str, figures: OpenFigures) -> None:
    """
    Write an open plan, with the rates of its base, in the format of the ending of a name.

    A workbook computes what follows from the goals; every other document has room for it.  What
    is written is read back before.  Raises `WriteError` as `write` does.
    """
    format_name = format_of(file)
    with_rates = completed(plan)
    if format_name == RECORD:
        write(with_rates, file)
        return
    if format_name == _WORKBOOK:
        data = open_workbook(with_rates, figures, file)
    else:
        refuse_unwritable(plan, {}, file)
        texts: dict[Field, str] = {figure: _room_for(figure) for figure in figures.of_text}
        laid_out = _page(with_rates, figures, texts)
        with naming_extra(file):
            data = WRITERS[format_name](laid_out)
    refuse_altered(with_rates, data, format_name, file)
    write_file(file, data)


def _room_for(figure: Figure) -> str:
    """Return the room that a sentence has for a figure, with the verb of a change of a rate."""
    return f"{DROPS} {ROOM}" if FACTS[figure].kind is FieldKind.POINTS else ROOM


def _page(plan: Plan, figures: OpenFigures, texts: Mapping[Field, str]) -> Page:
    """Lay out an open plan, with these texts in place of the figures that it says."""
    labour = LabourTarget(plan.unit, plan.year) if figures.labour else None
    return page_to_fill(evolve(plan, labour=labour), figures.columns, texts)

"""The kinds of tables that are compared with each other."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeAlias, TypeGuard

from povertyplan.model.fields import Counted
from povertyplan.model.plan import Plan
from povertyplan.model.rows import LabourTarget
from povertyplan.model.tabular import Tabular
from povertyplan.year import PovertyFlow, Register, Rows, UnitReport

#: A table of the year.  Any, for its rows are told apart by `ComparedKind`.
YearTable: TypeAlias = Rows[Any]


class ComparedKind(StrEnum):
    """The kinds of tables that are compared with each other."""

    PLAN = "plan"
    FLOWS = "flows"
    FLOWS_OF_PERSONS = "flows of persons"
    REPORTS = "reports"
    LABOUR = "labour"
    REGISTER = "register"


_KINDS: Mapping[type[object], ComparedKind] = {
    PovertyFlow: ComparedKind.FLOWS,
    UnitReport: ComparedKind.REPORTS,
    LabourTarget: ComparedKind.LABOUR,
}
#: Which tables are compared with which: the table that is checked, and the other.
COMPARED = frozenset(
    {
        (ComparedKind.FLOWS, ComparedKind.PLAN),
        (ComparedKind.FLOWS_OF_PERSONS, ComparedKind.PLAN),
        (ComparedKind.REPORTS, ComparedKind.PLAN),
        (ComparedKind.LABOUR, ComparedKind.PLAN),
        (ComparedKind.PLAN, ComparedKind.REGISTER),
        (ComparedKind.REPORTS, ComparedKind.REPORTS),
        (ComparedKind.FLOWS, ComparedKind.FLOWS),
        (ComparedKind.FLOWS_OF_PERSONS, ComparedKind.FLOWS_OF_PERSONS),
    }
)


#: The kinds of flows, each of which has a form for the poor and one for the near-poor.
FORMS_OF_FLOW = frozenset({ComparedKind.FLOWS, ComparedKind.FLOWS_OF_PERSONS})


def kind_of(table: Tabular) -> ComparedKind | None:
    """Return the kind of a table, if tables of its kind are compared."""
    if isinstance(table, Plan):
        return ComparedKind.PLAN
    if isinstance(table, Register):
        return ComparedKind.REGISTER
    if not is_of_year(table) or table.kind is None:
        return None
    kind = _KINDS.get(table.kind)
    is_of_persons = counted_by(table) is Counted.PERSONS
    return ComparedKind.FLOWS_OF_PERSONS if is_of_persons else kind


def is_of_year(table: Tabular) -> TypeGuard[YearTable]:
    """Whether a table is one of the year."""
    return isinstance(table, Rows)


def counted_by(table: YearTable) -> Counted:
    """Return whom the flows of a table count; all other tables count households."""
    flows = [row for row in table.printed_rows if isinstance(row, PovertyFlow)]
    return flows[0].counted if flows else Counted.HOUSEHOLDS

"""A register of households as a page: a line for each code, its causes marked with an x."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from povertyplan.documents.forms import REGISTER, Beside
from povertyplan.documents.forms.form import Held
from povertyplan.documents.layout.form_columns import column_of, numbers_of, paths_of
from povertyplan.documents.layout.parts import AnnexPage
from povertyplan.documents.layout.table import Table, TableLine, boxes_of
from povertyplan.documents.layout.words import called_in, capitalised
from povertyplan.documents.layout.year_pages import signatures_of
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.persons import names_person_in_full
from povertyplan.model.units import Unit
from povertyplan.year.households import Household, Outlook, Policy, PovertyCause, label_of
from povertyplan.year.register import Register

_COLUMNS = tuple(map(column_of, REGISTER.columns))
_MARK = "x"
_USUAL_KIND = "tổ dân phố"
_OUTLOOKS: Mapping[Outlook | None, str] = MappingProxyType(
    {Outlook.ABLE: "Có", Outlook.UNABLE: "Không", None: ""}
)
_REMARK = "Ghi chú: danh sách ghi theo mã hộ, không ghi họ tên chủ hộ."


def register_page(register: Register) -> AnnexPage:
    """Lay out the households of a register in their order, each under its code."""
    of_keys = {column.key: column for column in _COLUMNS}
    lines: list[TableLine] = []
    for row, household in enumerate(register.households, 1):
        others = {of_keys[holds]: words for holds, words in _words(household)}
        members: dict[Field, Value] = {Count.MEMBERS: household.persons}
        lines.append(TableLine(row, str(row), _called(household.unit), members, others))
    return _page(register.unit, register.year, lines)


def blank_register_page(unit: Unit, year: int, lines: int) -> AnnexPage:
    """Lay out a register with so many lines to fill in."""
    blank = [TableLine(row, str(row), "", {}) for row in range(1, lines + 1)]
    return _page(unit, year, blank)


def _page(unit: Unit, year: int, lines: Sequence[TableLine]) -> AnnexPage:
    boxes = tuple(boxes_of(paths_of(REGISTER.columns)))
    numbers = tuple(numbers_of(REGISTER.columns))
    place = called_in(unit, year)
    table = Table(_COLUMNS, boxes, numbers, tuple(lines), ())
    return AnnexPage("", REGISTER.title, place, table, (_REMARK,), signatures_of(unit))


def _called(unit: Unit) -> str:
    """Return the name of a unit, with its kind where it may be the name of a person."""
    is_called_so = names_person_in_full(unit.name)
    return f"{capitalised(unit.kind or _USUAL_KIND)} {unit.name}" if is_called_so else unit.name


def _words(household: Household) -> Iterator[tuple[Held, str]]:
    """Yield the texts of the columns of words and of marks."""
    yield Beside.CODE, household.code
    yield Beside.CATEGORY, capitalised(label_of(household.category, "vi"))
    yield from ((cause, _MARK) for cause in PovertyCause if cause in household.causes)
    yield Beside.OUTLOOK, _OUTLOOKS[household.outlook]
    policies = (label_of(policy, "vi") for policy in Policy if policy in household.support)
    yield Beside.SUPPORT, capitalised(", ".join(policies))
    yield Beside.HELPER, household.helper

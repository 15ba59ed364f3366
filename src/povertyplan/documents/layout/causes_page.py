"""The causes of poverty of a commune as a page: how many of its households have each of them."""

from collections.abc import Iterator

from povertyplan.documents.layout.parts import AnnexPage
from povertyplan.documents.layout.table import Column, ColumnRole, Table, TableLine, boxes_of
from povertyplan.documents.layout.words import called_in, capitalised
from povertyplan.documents.layout.year_pages import signatures_of
from povertyplan.model.fields import Category, Value
from povertyplan.year.households import PovertyCause, label_of
from povertyplan.year.register import Register

_TITLE = "TỔNG HỢP NGUYÊN NHÂN NGHÈO"
_REMARK = (
    "Ghi chú: một hộ có thể có nhiều nguyên nhân, nên cộng các nguyên nhân có thể lớn hơn tổng số"
    " hộ."
)
_ABOVE_CAUSES = "Trong đó, số hộ theo nguyên nhân"
_HOUSEHOLDS = Column(ColumnRole.DERIVED, key="households")
_CAUSES = {cause: Column(ColumnRole.DERIVED, key=cause) for cause in PovertyCause}
_COLUMNS = (Column(ColumnRole.ORDINAL), Column(ColumnRole.NAME), _HOUSEHOLDS, *_CAUSES.values())


def causes_page(register: Register) -> AnnexPage:
    """Lay out the causes of the poor and of the near-poor of a commune; no unit is told apart."""
    lines: list[TableLine] = []
    for row, category in enumerate(Category, 1):
        number = len(register.households_in(category))
        counted = register.causes(category)
        others: dict[Column, Value | str] = {_HOUSEHOLDS: number}
        others |= {_CAUSES[cause]: count for cause, count in counted.items()}
        name = capitalised(label_of(category, "vi"))
        lines.append(TableLine(row, str(row), name, {}, others))
    numbers = ("A", "B", *map(str, range(1, len(_COLUMNS) - 1)))
    table = Table(_COLUMNS, tuple(boxes_of(list(_paths()))), numbers, tuple(lines), ())
    place = called_in(register.unit, register.year)
    return AnnexPage("", _TITLE, place, table, (_REMARK,), signatures_of(register.unit))


def _paths() -> Iterator[tuple[str, str]]:
    """Yield the texts above each column; the causes are numbered as on the official form."""
    yield from (("TT", ""), ("Diện", ""), ("Tổng số hộ", ""))
    for number, cause in enumerate(PovertyCause, 1):
        yield _ABOVE_CAUSES, f"{number}. {capitalised(label_of(cause, 'vi'))}"

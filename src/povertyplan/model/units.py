"""Administrative units and their levels."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from povertyplan.arguments.refusals import near
from povertyplan.arguments.strict import as_call, strict_fields, strict_words
from povertyplan.model.names import key, normalized


@strict_words
class Level(StrEnum):
    """
    The levels of administration (cấp), from the country to the residential group.

    >>> Unit("Cao Thượng", Level.COMMUNE, "thị trấn").level
    <Level.COMMUNE: 'commune'>
    """

    NATION = "nation"  #: cả nước
    PROVINCE = "province"  #: tỉnh, thành phố
    DISTRICT = "district"  #: huyện, quận, thị xã; abolished on 1 July 2025
    COMMUNE = "commune"  #: xã, phường, thị trấn, đặc khu
    TDP = "tdp"  #: tổ dân phố, or its rural equals thôn, bản, ấp


@frozen(field_transformer=strict_fields)
class Unit:
    r"""
    An administrative unit (đơn vị hành chính).

    Names are not keys: a district may hold two units of one name.  *code* is
    the General Statistics Office's; a TDP has none.

    >>> Unit("  Hoa\u0300 Sơn ").name
    'Hoà Sơn'
    """

    name: str = field(converter=normalized)  #: tên đơn vị, without its kind
    level: Level = Level.TDP  #: cấp
    kind: str = ""  #: as printed: ``thị trấn``, ``thôn``
    code: str | None = None

    __repr__ = as_call


def row_named(names: Iterable[str], name: str) -> int:
    """
    Return the number of the row that bears a name, in any Unicode form and tone style.

    Rows count from 1.  Raises `LookupError` where no row, or more than one, bears the name.

    >>> from povertyplan.model.units import row_named
    >>> row_named(["Hoà Sơn", "Chám"], "Hòa Sơn")
    1
    """
    known_names = list(names)
    rows = [row for row, known in enumerate(known_names, 1) if key(known) == key(name)]
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise LookupError(f"rows {rows} are all named {name!r}: take them by position")
    raise LookupError(f"no row is named {name!r}{near(name, known_names)}")

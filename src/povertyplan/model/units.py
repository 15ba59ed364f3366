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

    NATION = "nation"  #: the country (cả nước)
    PROVINCE = "province"  #: a province or a city under the government (tỉnh, thành phố)
    DISTRICT = "district"  #: a district, abolished on 1 July 2025 (huyện, quận, thị xã)
    COMMUNE = "commune"  #: a commune, the unit that issues a plan (xã, phường, thị trấn, đặc khu)
    TDP = "tdp"  #: a residential group in a town (tổ dân phố), or its rural equals (thôn, bản, ấp)


@frozen(field_transformer=strict_fields)
class Unit:
    r"""
    An administrative unit (đơn vị hành chính).

    Names are not keys: a district may hold two units of one name.

    >>> Unit("  Hoa\u0300 Sơn ").name
    'Hoà Sơn'
    """

    name: str = field(converter=normalized)  #: the name without its kind (tên đơn vị)
    level: Level = Level.TDP  #: the level of administration (cấp)
    kind: str = ""  #: what it is, as printed: ``thị trấn``, ``thôn``
    #: the code of the General Statistics Office (mã đơn vị hành chính); a TDP has none
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

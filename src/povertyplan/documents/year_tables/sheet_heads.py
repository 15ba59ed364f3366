"""The lines above a form of one unit: the name of the unit, and the day of its report."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from povertyplan.documents.year_tables import vocabulary
from povertyplan.documents.year_tables.days import day_in
from povertyplan.documents.year_tables.periods import first_period
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.model.names import key, normalized
from povertyplan.model.units import Unit

_KINDS = (
    "tổ dân phố", "TDP", "khu phố", "khu dân cư", "thôn", "bản", "ấp", "xóm", "khóm", "buôn",
    "làng", "khối", "tổ",
)  # fmt: skip
_LABELS = ("đơn vị", "đơn vị báo cáo", "tên đơn vị", "tên tổ dân phố", "tên thôn")
_NAMED = re.compile(
    rf"\W*(?P<label>{'|'.join(sorted((*_KINDS, *_LABELS), key=len, reverse=True))})"
    r"(?!\w)(?P<colon>\s*:)?\s*(?P<name>.*)",
    re.IGNORECASE,
)
#: Words beside a day that make it another than the one asked for.
_SAYS_MORE = re.compile(r"(?!ngay\b|thang\b|nam\b)\b[a-z]+")
#: The names that programs give to sheets.
_UNNAMED_SHEET = re.compile(r"(?:sheet|trang tính|bảng|table)\s*\d*", re.IGNORECASE)


def unit_above(lines: Sequence[str], sheet: str) -> Unit:
    """
    Return the unit that the lines above a form name, else the one that its sheet is called by.

    >>> unit_above(["BÁO CÁO THÁNG 02 NĂM 2024", "Tổ dân phố: Hoà Sơn"], "Sheet1").name
    'Hoà Sơn'
    >>> unit_above(["BÁO CÁO THÁNG 02 NĂM 2024"], "Chám").name
    'Chám'
    """
    of_sheet = "" if _UNNAMED_SHEET.fullmatch(sheet) else normalized(sheet)
    stated = _stated_name(lines)
    says_the_same = bool(of_sheet) and key(stated).endswith(key(of_sheet))
    return Unit(of_sheet if says_the_same else stated or of_sheet)


def _stated_name(lines: Sequence[str]) -> str:
    """Return the name behind ``Tổ dân phố:``, or in the cell right of it."""
    for line, after in pairwise((*map(normalized, lines), "")):
        match = _NAMED.fullmatch(line)
        if match is None:
            continue
        name = match["name"].strip(" .…_")
        if match["colon"] and (name or match["name"]):
            return name
        if match["colon"] and ":" not in after:
            return after
        if _is_called(match["label"], name) and first_period([line]) is None:
            return line
    return ""


def without_kind(name: str) -> str:
    """
    Return the name of a unit without the kind before it, which a number keeps.

    >>> without_kind("Tổ dân phố Chợ"), without_kind("Tổ dân phố 5"), without_kind("Hoà Sơn")
    ('Chợ', 'Tổ dân phố 5', 'Hoà Sơn')
    """
    match = _NAMED.fullmatch(name)
    rest = "" if match is None else match["name"]
    return name if not rest or rest[0].isdecimal() or rest[0].islower() else rest


def _is_called(label: str, name: str) -> bool:
    """Whether a kind of unit and what follows are a name, as ``Thôn Chợ``, and no other words."""
    is_kind = key(label) in map(key, _KINDS)
    return is_kind and bool(name) and not name[0].islower()


def day_above(lines: Sequence[str]) -> date | None:
    """
    Return the day of a report, which its head names.

    >>> day_above(["Ngày báo cáo:", "25/02/2024", "Số liệu tính đến ngày 14/02/2024"])
    datetime.date(2024, 2, 25)
    """
    for line, after in pairwise((*lines, "")):
        if vocabulary.RECEIVED.search(plain(line)):
            return day_in(line) or (None if _SAYS_MORE.search(plain(after)) else day_in(after))
    return None

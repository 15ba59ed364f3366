"""
The words that the headings of the year's tables use, as tables, and the patterns that find them.

They are written without accents, for data files name their columns so: ``tai_ngheo`` is Tái
nghèo.  To teach the reader another word, add it to its table.
"""

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache

from povertyplan.documents.forms import Beside
from povertyplan.model.fields import Category, Count
from povertyplan.model.letters import decomposed

#: The number of a column in its heading: ``(2)``, ``(9=1-2)``; of a data file: ``dau_ky_1``.
_COLUMN_NUMBER = re.compile(r"\(\s*\d{1,3}\s*(?:=[\d\s=+*/()x-]*)?\)?\s*$|(?<=[a-z])_\d{1,2}$")
_MARKS = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=1_000)
def plain(text: str) -> str:
    """
    Return a heading in small letters without accents, and without the number of its column.

    >>> plain("Trở thành hộ  cận-nghèo (2)"), plain("tai_ngheo_6"), plain("Cuối kỳ (9=1-2+3)")
    ('tro thanh ho can ngheo', 'tai ngheo', 'cuoi ky')
    """
    letters = decomposed(text.casefold()).replace("đ", "d")
    numberless = _COLUMN_NUMBER.sub("", _MARKS.sub("", letters))
    return " ".join(re.sub(r"[_\s]|(?<=[a-z])[-–](?=[a-z])", " ", numberless).split())


def words(*phrases: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some phrases as whole words."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


class Saying(Enum):
    """The subject that a heading gives its column of a flow."""

    START = auto()
    BECOMES = auto()  #: of one category those that became, or were, of the other
    LEFT = auto()
    EXITS = auto()  #: all that left poverty, wherever they went
    RELAPSED = auto()
    NEW = auto()
    OTHER = auto()
    END = auto()


_BEFORE_CATEGORY = "(?= (?:ho )?(?:can|ngheo|cn|hn))"
#: Where several are found in a heading, the first of this order counts.
SAYINGS: Mapping[Saying, re.Pattern[str]] = {
    Saying.BECOMES: words(
        "tro thanh", "roi vao", rf"(?:chuyen )?(?:thanh|sang|xuong|len){_BEFORE_CATEGORY}"
    ),
    Saying.LEFT: words(
        "vuot chuan", "(?:khong|ngoai) (?:thuoc )?can ngheo",
        "thoat (?:ho )?(?:can ngheo|can|cn|hcn)",
    ),
    Saying.EXITS: words("thoat ngheo", "thoat", "da thoat"),
    Saying.RELAPSED: re.compile(r"(?<!\w)tai (?:ho )?(?:ngheo|can|cn|hn)(?!\w)|^tai$"),
    Saying.NEW: words("phat sinh", "ngheo moi"),
    Saying.OTHER: words("khac", "bien dong khac"),
    Saying.START: words(
        "(?<!tu )dau ky", "(?<!tu )dau nam", "dau thang", "dau quy", "ky truoc", "nam truoc",
    ),
    Saying.END: words(
        "cuoi ky", "cuoi nam", "cuoi thang", "cuoi quy", "den ky bao cao", "den cuoi", "hien nay",
        "hien con", "con lai", "den thoi diem", "den ky",
    ),
}  # fmt: skip

#: Words that name the near-poor by their standard only.
BEYOND_STANDARD = words("vuot chuan", "(?:khong|ngoai) (?:thuoc )?can ngheo")
#: In the order in which they are looked for; each leaves out what those before found.
CATEGORIES: Mapping[Category, re.Pattern[str]] = {
    Category.NEAR_POOR: words("(?:ho |khau )?can ngheo", "(?:ho|khau) can", "hcn", "cn"),
    Category.POOR: words("ngheo", "hn"),
}
#: The aim of a plan, which names the poor and counts none.
PURPOSE = words("giam ngheo", "chuan ngheo", "muc tieu giam ngheo")

OUT = words("giam", "thoat", "ra khoi")
IN = words("tang", "bo sung", "them")

#: The counts of labour and help, the most particular first.
COUNTS: Mapping[Count, re.Pattern[str]] = {
    Count.EXPORTED: words("xuat khau", "xuat khau lao dong", "xkld", "nuoc ngoai"),
    Count.CERTIFIED: words("bang cap", "chung chi"),
    Count.TRAINED: words("dao tao"),
    Count.NEW_JOBS: words("viec lam", "viec lam moi"),
    Count.WORKING_AGE: words("do tuoi", "do tuoi lao dong", "luc luong lao dong"),
    Count.HELPED: words("giup do", "do dau"),
}
RATE = re.compile(r"(?<!\w)(?:ty le|ti le|tl|phan tram)(?!\w)|%")

#: What a column holds of a figure, the first that is found counts.
ROLES: Mapping[Beside, re.Pattern[str]] = {
    Beside.DERIVED: words("dat(?! duoc)", "so voi", "so sanh"),
    Beside.PLANNED: words("ke hoach", "kh", "chi tieu", "muc tieu", "giao", "phan dau"),
    Beside.SO_FAR: words(
        "luy ke", "cong don", "tu dau nam", "den nay", "den thang", "den het", "den ngay"
    ),
    Beside.DURING: re.compile(
        r"(?<!\w)(?:thuc hien|th|ket qua)(?: \w+)? (?:thang|quy)(?!\w)|^(?:trong )?(?:thang|quy)\b"
    ),
}
#: Some of the households or people only.
SOME = words(
    "dtts", "dan toc", "phu nu", "nu", "nam gioi", "tre em", "khuyet tat", "cao tuoi", "bao tro",
    "btxh", "co cong", "chinh sach", "vay", "bhyt", "thieu hut", "thanh nien",
)  # fmt: skip
#: Words below a heading that still mean all of what it says.
NO_MORE = words(
    "so", "tong", "tong so", "ho", "so ho", "nguoi", "so nguoi", "khau", "nhan khau", "lao dong",
    "thuc hien", "th", "ket qua", "nam", "thang", "quy", "ky", "trong", "den", "bao cao", "ngay",
    "luy ke", "tu", "dau", "cuoi", "nay", "so lieu", "so luong", "sl", "ke hoach", "kh", "giao",
    "chi tieu", "dat", "ty le", "tl", "dvt", "don vi tinh", "cong", "moi", "trong do", "cac", "da",
)  # fmt: skip

COUNTED = words("phan to", "phan loai", "loai", "don vi tinh", "dvt", "tieu chi")
HOUSEHOLDS = frozenset({"ho", "so ho", "ho gia dinh", "hgd"})
PERSONS = frozenset({"khau", "nhan khau", "so khau", "so nhan khau", "nguoi", "so nguoi", "nk"})
INDICATOR = re.compile(
    r"(?:ten )?(?:noi dung|chi tieu|danh muc)(?: (?:chi tieu|bao cao|thuc hien))?"
)
#: A column of figures that does not say of which time they are.
RESULT = words("thuc hien", "ket qua", "so lieu", "so luong")
RECEIVED = words("ngay nhan", "ngay bao cao", "ngay gui")
OF_HOUSEHOLDS = words("ho")
OF_PERSONS = words("khau", "nhan khau", "nguoi")

"""
The words of a register, in its headings and in its cells.

They are written without accents, as in `povertyplan.documents.year_tables.vocabulary`.
"""

import re
from collections.abc import Mapping
from typing import TypeVar

from povertyplan.documents.year_tables.vocabulary import plain, words
from povertyplan.messages import Phrase, phrase
from povertyplan.model.fields import Category
from povertyplan.year.households import Policy, PovertyCause

K = TypeVar("K")

#: What no register may have, and what each is called.
OF_PERSONS: Mapping[re.Pattern[str], Phrase] = {
    re.compile(r"\bho ?(?:va|,|&|/|-)? ?ten\b|\bten (?:chu )?ho\b|^chu ho\b(?! la)"
               r"|\bten (?:thanh vien|nguoi|chu)\b|\bnguoi dai dien\b|\bdai dien ho\b"
               r"|^thanh vien\b"): phrase("names of persons"),
    re.compile(r"\b(?:ngay|thang|nam)(?:[ ,/]*(?:thang|nam)){0,2} ?sinh\b(?! vien)"): phrase(
        "dates of birth"
    ),
    re.compile(r"\bcccd\b|\bcmnd\b|\bcmt\b|\bcan cuoc\b|\bchung minh\b|\bdinh danh ca nhan\b"
               r"|\bso dinh danh\b|\b(?:so|ma)(?: so)? (?:the )?(?:bhyt|bhxh|bao hiem)\b"
               r"|\bso the\b|\bma the\b|\bdien thoai\b|\bsdt\b|\bso tai khoan\b|\bstk\b"): phrase(
        "numbers of identity cards, insurance cards, telephones or accounts"
    ),
    re.compile(r"\bdia chi\b|\bnoi (?:o|cu tru|thuong tru|tam tru|sinh song)\b|\bho khau\b"
               r"|\bthuong tru\b|\btam tru\b|\bcho o\b|^so nha$"): phrase("addresses"),
}  # fmt: skip
#: A heading that speaks of one household, so that its table lists households.
OF_ONE_HOUSEHOLD = words("chu ho", "ten ho", "dai dien ho")
#: What stands above a list of households.
OF_HOUSEHOLDS = words("ho ngheo", "ho can ngheo", "danh sach ho", "ra soat ho")

_UNIT = "(?:don vi|dia ban|tinh|huyen|quan|xa|phuong|thi tran|dac khu)"
#: A heading that says units and nothing else: places have the names of families, too.
UNITS_ALONE = re.compile(rf"(?:ten )?{_UNIT}(?:[ ,/]+{_UNIT})*")

CODE = re.compile(r"(?:ma|ma so|so hieu)(?: dinh danh)?(?P<whose> ho(?: gia dinh)?| hgd)?")
ORDINAL = re.compile(r"(?:tt|stt|so tt|so thu tu)\.?")
CATEGORY = re.compile(
    r"(?:dien|loai|phan loai|doi tuong)(?: ho)?(?: ngheo.*)?"
    r"|(?:ho ngheo|hn) ?[,/-] ?(?:(?:ho )?can ngheo|hcn|cn).*"
)
MEMBERS = re.compile(
    r"(?:tong )?(?:so )?(?:nhan )?khau(?: trong ho| cua ho)?|so (?:nguoi|thanh vien)(?: .*)?|nk"
)
OUTLOOK = words("kha nang thoat(?: ho)?(?: can)?(?: ngheo)?", "kha nang thoat")
NOT_ABLE = words("khong (?:co |con )?kha nang", "chua (?:co )?kha nang")
CAUSE = words("nguyen nhan")
LACK = words("thieu", "khong co", "chua co", "nguyen nhan", "co nguoi", "nguoi")
SUPPORT = words("ho tro", "chinh sach", "nhu cau", "de xuat")
HELPER = words("giup do", "do dau", "nhan giup")

#: Each leaves out what those before it found.
CAUSES: Mapping[PovertyCause, re.Pattern[str]] = {
    PovertyCause.KNOWLEDGE: words("kien thuc", "kinh nghiem", "cach lam an"),
    PovertyCause.SKILL: words("k[iy] nang(?: lao dong)?", "tay nghe", "trinh do"),
    PovertyCause.TOOLS: words("(?:cong cu|phuong tien|tu lieu)(?: lao dong)?", "may moc"),
    PovertyCause.LAND: words("dat"),
    PovertyCause.CAPITAL: words("von"),
    PovertyCause.ILLNESS: words("om", "om dau", "benh", "tai nan(?: lao dong)?"),
    PovertyCause.LABOUR: words("lao dong", "nhan luc"),
    PovertyCause.OTHER: words("khac"),
}
POLICIES: Mapping[Policy, re.Pattern[str]] = {
    Policy.TRAINING: words("dao tao", "hoc nghe", "day nghe", "giao duc nghe(?: nghiep)?"),
    Policy.CREDIT: words("tin dung", "vay", "von"),
    Policy.EXTENSION: words("khuyen nong"),
    Policy.HEALTH: words("y te", "bhyt", "kham chua benh", "chua benh", "kham benh"),
    Policy.EDUCATION: words("giao duc", "hoc phi", "hoc tap"),
    Policy.HOUSING: words("nha o", "nha(?! nuoc| truong| tre)"),
    Policy.PROTECTION: words("bao tro", "btxh", "tro cap"),
    Policy.LEGAL_AID: words("phap ly"),
}
CATEGORIES: Mapping[Category, re.Pattern[str]] = {
    Category.NEAR_POOR: re.compile(r"(?:ho )?can(?: ngheo)?|h?cn"),
    Category.POOR: re.compile(r"(?:ho )?ngheo|hn"),
}

#: What marks a cell, and what says that it is not marked.
MARKS = frozenset({"x", "×", "х", "1", "co", "✓", "✔", "☑", "☒", "√", "v", "true"})  # as typed
NO_MARKS = frozenset({"", "-", "–", "—", "0", "khong", "ko", "☐", "false"})  # as typed
#: Words that only go on with a cause, behind a comma: ``vốn sản xuất, kinh doanh``.
GOES_ON = frozenset({"kinh doanh", "san xuat", "san xuat kinh doanh"})

_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s*")


def unnumbered(text: str) -> str:
    """
    Return a heading or an item in plain words, without the number before it.

    >>> unnumbered("1. Thiếu đất sản xuất"), unnumbered("Mã hộ (2)")
    ('thieu dat san xuat', 'ma ho')
    """
    return plain(_NUMBER.sub("", text))


def all_named(text: str, patterns: Mapping[K, re.Pattern[str]]) -> list[K]:
    """
    Return all that a text names, in the order of their patterns.

    >>> [str(cause) for cause in all_named("thieu ky nang lao dong", CAUSES)]
    ['skill']
    """
    names: list[K] = []
    rest = text
    for known, pattern in patterns.items():
        names += [known] if pattern.search(rest) else []
        rest = pattern.sub(" ", rest)
    return names


def named(text: str, patterns: Mapping[K, re.Pattern[str]]) -> K | None:
    """Return the first that a text names, None if it names none."""
    return next(iter(all_named(text, patterns)), None)

"""
The words of a table of coverage, in its headings and for its groups.

They are written without accents, as in `povertyplan.documents.year_tables.vocabulary`.
"""

import re
from collections.abc import Mapping

from povertyplan.documents.year_tables.register.words import POLICIES, all_named
from povertyplan.documents.year_tables.vocabulary import plain, words
from povertyplan.model.fields import Category
from povertyplan.year.households import Policy

#: A column that says ``đã`` counts those who have the support, whoever they are.
COVERED = words(
    "da (?:duoc )?(?:ho tro|cap|nhan|huong|thu huong|thuc hien|tham gia|dao tao|vay|giai ngan)",
    "covered",
)
ENTITLED = words(
    "thuoc dien", "thuoc doi tuong", "thu huong", "duoc huong", "du dieu kien", "can ho tro",
    "de nghi ho tro", "entitled",
)  # fmt: skip
#: What else counts those who have the support, where another column counts those entitled.
SUPPORTED = words("duoc ho tro", "duoc cap", "ho tro duoc", "thuc hien", "ket qua")
COVERED_RATE = "covered rate"
POLICY = words("chinh sach", "noi dung", "noi dung ho tro", "hinh thuc ho tro", "policy")
GROUP = words("doi tuong", "nhom", "dien ho", "category")
#: What a title says of a table of coverage.
OF_COVERAGE = words("chinh sach", "ho tro", "cap the", "cap phat", "bao phu")

#: A group that is one of the two categories, and nothing else.
CATEGORIES: Mapping[Category, re.Pattern[str]] = {
    Category.NEAR_POOR: re.compile(r"(?:nguoi thuoc |thanh vien )?(?:ho )?can ngheo|hcn"),
    Category.POOR: re.compile(r"(?:nguoi thuoc |thanh vien )?(?:ho )?ngheo|hn"),
}
#: A group that says no more than that it is not one of the two.
OTHERS = frozenset({"", "khac", "doi tuong khac", "tat ca", "chung"})
_LEADING_MARKS = re.compile(r"^[-+*•.\s]+")


def policy_in(text: str) -> Policy | None:
    """
    Return the only policy that a text names.

    >>> policy_in("Cấp thẻ BHYT"), policy_in("Hỗ trợ tiền điện"), policy_in("Y tế, giáo dục")
    (<Policy.HEALTH: 'health'>, None, None)
    """
    named = all_named(plain(text), POLICIES)
    return named[0] if len(named) == 1 else None


def category_of(text: str) -> Category | None:
    """
    Return the category that a text names, or None for any other text.

    >>> category_of("- Hộ cận nghèo"), category_of("Hộ nghèo dân tộc thiểu số") is None
    (<Category.NEAR_POOR: 'near_poor'>, True)
    """
    said = _LEADING_MARKS.sub("", plain(text))
    return next((one for one, pattern in CATEGORIES.items() if pattern.fullmatch(said)), None)

"""A quota beside the register that bounds it: what is said of it, in both languages."""

import json

import pytest

from povertyplan import Category, Plan, Unit
from povertyplan.outputs.sharing import Shared, as_sharing_json, as_text
from povertyplan.year import Household, Outlook, Register, SharingRule, allocate

ROWS = [{"name": "Chợ", "poor_base": 3}, {"name": "Ngò", "poor_base": 1}]
PLAN = Plan.of(2024, ROWS, unit="Cao Thượng")


def household(code: str, unit: str, outlook: Outlook | None) -> Household:
    return Household(code, Unit(unit), Category.POOR, outlook=outlook)


def shared(year: int, *households: Household) -> Shared:
    register = Register(PLAN.unit, year, households)
    bases = [target.base for target in PLAN.targets]
    able = register.able(Category.POOR)
    allocation = allocate(2, bases, rule=SharingRule.LEVEL, at_most=able)
    return Shared("plan.md", PLAN, allocation, "register.xlsx", register)


ABLE = [household(f"C-{number}", "Chợ", Outlook.ABLE) for number in (1, 2)]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                "register.xlsx judges able, which is 2 of 4 households.",
                "register.xlsx: households that are not judged do not count as able, which are 1.",
                "register.xlsx is of 2022, and the counts of plan.md are of 2023",
                "register.xlsx has no such household of Ngò: as the plan counts some",
            ],
        ),
        (
            "vi",
            [
                "theo register.xlsx, tổng cộng 2 trên 4 hộ.",
                "register.xlsx: còn 1 hộ chưa xác định khả năng thoát nghèo",
                "register.xlsx là danh sách năm 2022, còn số liệu trong plan.md là của năm 2023",
                "register.xlsx không có hộ nào thuộc diện này của Ngò",
            ],
        ),
    ],
)
def test_what_the_register_leaves_open_is_told(lang: str, expected: list[str]) -> None:
    unable, open_ = household("C-3", "Chợ", Outlook.UNABLE), household("C-4", "Chợ", None)
    bounded = shared(2022, *ABLE, unable, open_)
    lines = list(as_text(bounded, lang))
    for line, part in zip(lines[-len(expected) :], expected, strict=True):
        assert part in line
    assert json.loads(as_sharing_json(bounded, lang))["assumed"] == lines[-1 - len(expected) :]


def test_a_register_that_judges_all_leaves_nothing_open() -> None:
    lines = list(as_text(shared(2023, *ABLE, household("N-1", "Ngò", Outlook.UNABLE)), "en"))
    assert lines[0].startswith("Cao Thượng: 2 households to leave poverty in 2024")
    assert "asked for at most" not in lines[1]
    assert lines[-1].endswith("which is 2 of 3 households.")

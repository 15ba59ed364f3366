"""A register is shown in numbers: no line of it tells one household from another."""

import re

from hypothesis import given

from povertyplan import Category, Level, Unit
from povertyplan.outputs.register_table import lines_of_register
from povertyplan.strategies import registers
from povertyplan.year import Household, Outlook, Policy, PovertyCause, Register

CHO, HAMLET = Unit("Chợ"), Unit("Chợ", kind="thôn")
HOUSEHOLDS = [
    Household("H-1", CHO, Category.POOR, 4, [PovertyCause.LAND], Outlook.ABLE, [Policy.CREDIT]),
    Household("H-2", HAMLET, Category.NEAR_POOR, helper="Hội Nông dân"),
]
REGISTER = Register(Unit("Cao Thượng", Level.COMMUNE, "thị trấn"), 2023, HOUSEHOLDS)


def test_a_register_in_numbers() -> None:
    shown = [re.split("  +", line) for line in lines_of_register(REGISTER, "vi")]
    assert shown == [
        ["danh sách rà soát hộ nghèo, hộ cận nghèo, rà soát năm 2023, thị trấn Cao Thượng, 2 hộ"],
        ["", "hộ nghèo", "có khả năng thoát", "hộ cận nghèo", "có khả năng thoát"],
        ["Chợ", "1", "1", "0", "0"],
        ["thôn Chợ", "0", "0", "1", "0"],
        ["dòng tổng", "1", "1", "1", "0"],
        [""],
        ["nguyên nhân nghèo", "hộ nghèo", "hộ cận nghèo"],
        ["thiếu đất sản xuất", "1", "0"],
        [""],
        ["đề xuất hỗ trợ", "hộ nghèo", "hộ cận nghèo"],
        ["tín dụng ưu đãi", "1", "0"],
        [""],
        ["đơn vị giúp đỡ", "hộ nghèo", "hộ cận nghèo"],
        ["Hội Nông dân", "0", "1"],
    ]


@given(registers())
def test_no_household_is_shown(register: Register) -> None:
    shown = "\n".join(lines_of_register(register, "en"))
    assert not any(household.code in shown for household in register.households)

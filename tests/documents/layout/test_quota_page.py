"""A quota that is shared out, as a page."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from povertyplan import Category, Plan, Section, read
from povertyplan.documents.layout.quota_page import quota_page
from povertyplan.year import Allocation, SharingRule, allocate

REAL = read(Path("examples/cao-thuong-2024/plan.md")).plan
ROWS = [{"name": "Chợ", "poor_base": 3}, {"name": "Ngò", "poor_base": 3}]
PLAN = Plan.of(2024, ROWS, unit="Cao Thượng")
NO_BOUNDS: Mapping[str, int] = MappingProxyType({})


def shared(
    plan: Plan,
    quota: int,
    rule: SharingRule = SharingRule.LEVEL,
    category: Category = Category.POOR,
    at_most: Mapping[str, int] = NO_BOUNDS,
) -> Allocation:
    bases = [target.base for target in plan.targets]
    return allocate(quota, bases, category, rule=rule, at_most=at_most)


def test_each_unit_has_its_share_and_the_reason() -> None:
    page = quota_page(shared(REAL, 36), REAL)
    table = page.table
    assert page.title == "PHÂN BỔ CHỈ TIÊU GIẢM HỘ NGHÈO NĂM 2024"
    assert page.reference == "Thị trấn Cao Thượng"
    assert table.heading_texts() == (
        (
            *("TT", "Đơn vị", "Hộ nghèo đầu năm", "Phần tính toán", "Chỉ tiêu giao"),
            *("Hộ nghèo cuối năm", "Căn cứ"),
        ),
    )
    assert table.texts(table.lines[7]) == (
        *("8", "Tân Lập", "6", "3,81", "4", "2", "mức chung 2,19 hộ, vượt 3,81 hộ"),
    )
    assert table.texts(table.lines[-1]) == ("", "Tổng cộng", "90", "36,00", "36", "54", "")


def test_the_near_poor_have_words_of_their_own() -> None:
    page = quota_page(shared(REAL, 25, SharingRule.PROPORTIONAL, Category.NEAR_POOR), REAL)
    assert page.title == "PHÂN BỔ CHỈ TIÊU GIẢM HỘ CẬN NGHÈO NĂM 2024"
    assert page.table.heading_texts()[0][2] == "Hộ cận nghèo đầu năm"
    assert page.remarks[0] == (
        "Cách tính: theo tỷ lệ 25/135 số hộ cận nghèo đầu năm của từng đơn vị."
    )


def test_what_units_can_give_stands_where_it_is_less_than_they_have() -> None:
    page = quota_page(shared(PLAN, 2, at_most={"Chợ": 1}), PLAN)
    assert page.table.heading_texts()[0][3] == "Số hộ có khả năng thoát nghèo"
    assert [page.table.texts(line)[3] for line in page.table.lines] == ["1", "3", "4"]


def test_the_rule_and_the_ties_are_told_below_the_table() -> None:
    page = quota_page(shared(PLAN, 1), PLAN)
    rule, rounding, ties = page.remarks
    assert rule == "Cách tính: đưa các đơn vị có nhiều hộ nghèo nhất về mức chung 2,5 hộ."
    assert "cho đến khi đủ chỉ tiêu 1 hộ" in rounding
    assert ties.endswith("xét theo thứ tự trong danh sách: Chợ, Ngò.")
    assert len(quota_page(shared(PLAN, 2), PLAN).remarks) == 2


@pytest.mark.parametrize("rows", [range(2, 3), range(1, 3)])
def test_sections_have_their_sums(rows: range) -> None:
    sections = [Section("Khu vực nông thôn", rows), Section("Khu vực khác", range(1, 1))]
    plan = Plan(PLAN.unit, 2024, PLAN.targets, sections=tuple(sections))
    lines = quota_page(shared(plan, 2), plan).table.lines
    assert [line.name for line in lines if line.is_section] == ["Khu vực nông thôn"]
    (head,) = [number for number, line in enumerate(lines) if line.is_section]
    assert lines[head].ordinal == "I"
    assert lines[head + 1].name == PLAN.targets[rows[0] - 1].unit.name
    assert list(lines[head].values.values()) == [3 * len(rows), len(rows), 2 * len(rows)]


def test_a_plan_without_units_is_a_total_alone() -> None:
    plan = Plan.of(2024, [])
    page = quota_page(shared(plan, 0), plan)
    assert page.title.endswith("NĂM 2024")
    assert [line.name for line in page.table.lines] == ["Tổng cộng"]


def test_an_exact_share_of_more_digits_than_documents_print_is_blank() -> None:
    rows = [{"name": name, "poor_base": 10**14} for name in ("Chợ", "Ngò")]
    plan = Plan.of(2024, rows, unit="Cao Thượng")
    table = quota_page(shared(plan, 10**14), plan).table
    assert table.texts(table.lines[0])[2:5] == ("100.000.000.000.000", "", "50.000.000.000.000")

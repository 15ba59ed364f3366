"""The annex of a plan as a table."""

from attrs import evolve

from povertyplan import Level, Plan, PovertyTarget, Section, Unit
from povertyplan.documents.layout import Table
from povertyplan.documents.layout.annex import annex_table

COMMUNE = Unit("Tân Yên", Level.COMMUNE, "xã")


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return [table.texts(line) for line in table.lines]


def test_columns_that_no_row_states_are_left_out() -> None:
    plan = Plan.of(
        2024,
        [{"name": "Chợ", "poor_base": 0, "poor_goal": 0, "poor_goal_rate": None}, {"name": "Ngò"}],
        total={"near_poor_goal_rate": "2,8"},
    )
    table = annex_table(plan)
    assert table.heading_texts() == (
        ("TT", "Đơn vị", "Tỷ lệ hộ nghèo, cận nghèo", "", ""),
        (
            "",
            "",
            "Hộ nghèo năm 2023",
            "Hộ nghèo dự kiến năm 2024",
            "Hộ cận nghèo dự kiến năm 2024",
        ),
        ("", "", "Số hộ", "Số hộ", "Tỷ lệ (%)"),
    )
    assert table.numbers == ("A", "B", "1", "2", "3")
    assert rows_of(table) == [
        ("1", "Chợ", "0", "0", ""),
        ("2", "Ngò", "", "", ""),
        ("", "Tổng cộng", "", "", "2,8"),
    ]


def test_a_heading_has_no_line_without_a_box() -> None:
    table = annex_table(Plan.of(2024, [{"name": "Chợ", "persons_goal": 7}]))
    assert table.heading_texts() == (
        ("TT", "Đơn vị", "Tổng số hộ dân cư"),
        ("", "", "Nhân khẩu năm 2024"),
    )
    assert [(box.lines, box.columns) for box in table.boxes] == [(2, 1), (2, 1), (1, 1), (1, 1)]


def test_the_rate_of_no_household_is_a_dash() -> None:
    rows = [
        {"name": "Chợ", "poor_goal": 0},
        {"name": "Ngò", "poor_goal": 0, "poor_goal_rate": "0,00"},
        {"name": "Đình", "poor_goal": 3},
    ]
    table = annex_table(Plan.of(2024, rows))
    assert [texts[2:] for texts in rows_of(table)] == [("0", "-"), ("0", "0,00"), ("3", "")]


def test_sections_stand_before_their_rows_with_their_sub_totals() -> None:
    plan = Plan.of(2024, [{"name": name, "poor_goal": 2} for name in ("Chợ", "Ngò", "Đình")])
    printed = PovertyTarget.of(Unit("Nông thôn"), 2023, 2024, plan.targets[0].flat())
    sections = (
        Section("Thành thị", range(1, 2)),
        Section("Nông thôn", range(2, 4), printed),
        Section("Không có dòng", range(4, 4)),
    )
    table = annex_table(evolve(plan, sections=sections))
    assert rows_of(table) == [
        ("I", "Thành thị", ""),
        ("1", "Chợ", "2"),
        ("II", "Nông thôn", "2"),
        ("2", "Ngò", "2"),
        ("3", "Đình", "2"),
        ("III", "Không có dòng", ""),
    ]
    assert [line.is_section for line in table.lines] == [True, False, True, False, False, True]
    assert not any(line.is_total for line in table.lines)


def test_a_plan_without_rows_has_a_heading_alone() -> None:
    table = annex_table(Plan.of(2024, []))
    assert table.heading_texts() == (("TT", "Đơn vị"),)
    assert table.lines == ()

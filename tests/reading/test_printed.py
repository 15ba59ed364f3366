"""The figures as a document writes them, beside those that were read."""

from povertyplan import Edit, Part, Place, read, read_text

EXAMPLE = "examples/cao-thuong-2024/plan.md"
RATE = Place(Part.TOTAL, "poor_goal_rate")


def test_cells_and_targets_are_kept_as_they_are_written() -> None:
    printed = read(EXAMPLE).printed
    assert printed[RATE] == "1.39"
    assert printed[Place(19, "poor_base_rate")] == "-"
    assert printed[Place(Part.HEADLINE, "poor_rate_drop")] == "0,91%"


def test_a_blank_cell_is_not_written() -> None:
    reading = read_text("TT;Đơn vị;Hộ nghèo 2023;Hộ nghèo 2024\n1;Chợ;3;", format="csv")
    assert reading.printed == {Place(1, "poor_base"): "3"}


def test_both_tables_of_two_years_are_kept() -> None:
    text = "\n".join(
        [
            *("KẾT QUẢ NĂM 2023", "", "|TT|Đơn vị|Số hộ|Hộ nghèo|", "|--|--|--|--|"),
            *("|1|Chợ|136|03|", "", "KẾ HOẠCH NĂM 2024", ""),
            *("|TT|Đơn vị|Số hộ|Hộ nghèo|", "|--|--|--|--|", "|1|Chợ|140|02|"),
        ]
    )
    printed = read_text(text, format="markdown").printed
    assert printed[Place(1, "poor_base")] == "03"
    assert printed[Place(1, "poor_goal")] == "02"


def test_a_figure_that_is_replaced_is_not_written_in_the_document() -> None:
    reading = read(EXAMPLE)
    edit = Edit(RATE, reading.plan.figures()[RATE.row][RATE.field], None)
    assert reading.edited([edit]).printed == {
        place: text for place, text in reading.printed.items() if place != RATE
    }

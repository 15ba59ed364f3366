"""Units renamed, merged and split as communes do it, and changes that cannot be followed."""

from datetime import date, datetime

import pytest

from povertyplan import Category, HouseholdCensus, Level, Percent, Tally, Unit
from povertyplan.year import Move, Succession, UnknownUnitError, YearError, succeed

DAY = date(2026, 7, 1)


def census(
    name: str,
    households: int | None = None,
    persons: int | None = None,
    poor: int | None = None,
    near_poor: int | None = None,
) -> HouseholdCensus:
    tallies = Tally(poor), Tally(near_poor)
    return HouseholdCensus(Unit(name), 2025, households, persons, *tallies)


CHO, NGO, BAU = (
    census("Chợ", 136, 500, 3, 5),
    census("Ngò", 78, 300, 2, 4),
    census("Bậu", 88, 310, 2, 0),
)
ROWS = [CHO, NGO, BAU]


def after(*moves: Move, rows: list[HouseholdCensus] = ROWS) -> list[HouseholdCensus]:
    return list(succeed(rows, Succession(DAY, moves, "NQ 12/NQ-HĐND")))


def test_two_units_become_a_new_one_where_the_first_stood() -> None:
    new = Unit("Số 1")
    assert after(Move("Bậu", new), Move("Chợ", new)) == [census("Số 1", 224, 810, 5, 5), NGO]


def test_a_unit_is_absorbed_by_one_that_keeps_its_row() -> None:
    assert after(Move("Chợ", Unit("Bậu"))) == [NGO, census("Bậu", 224, 810, 5, 5)]
    both_named = after(Move("Chợ", Unit("Bậu")), Move("Bậu", Unit("Bậu")))
    assert both_named == after(Move("Chợ", Unit("Bậu")))


def test_a_unit_is_split_into_counted_parts() -> None:
    first, second = census("", 60, 220, 1, 2), census("", 76, 280, 2, 3)
    parts = after(Move("Chợ", Unit("Chợ 1"), first), Move("Chợ", Unit("Chợ 2"), second))
    assert parts == [census("Chợ 1", 60, 220, 1, 2), census("Chợ 2", 76, 280, 2, 3), NGO, BAU]


def test_a_cluster_joins_a_neighbour_and_the_rest_stays() -> None:
    cluster = census("Cụm dân cư Đồi", 12, 50, 1, 0)
    joined = after(Move("Chợ", Unit("Ngò"), cluster), Move("Chợ", Unit("Chợ")))
    assert joined == [census("Chợ", 124, 450, 2, 5), census("Ngò", 90, 350, 3, 4), BAU]


def test_two_clusters_of_one_unit_go_to_two_neighbours_and_the_rest_is_renamed() -> None:
    moves = [
        Move("Chợ", Unit("Chợ Mới")),
        Move("Chợ", Unit("Ngò"), census("", 12, 50, 1, 0)),
        Move("Chợ", Unit("Bậu"), census("", 4, 10, 0, 1)),
    ]
    households = [(row.unit.name, row.households) for row in after(*moves)]
    assert households == [("Chợ Mới", 120), ("Ngò", 90), ("Bậu", 92)]


def test_new_units_of_one_row_stand_in_the_order_of_the_moves() -> None:
    part = census("", 36, 100, 1, 1)
    moves = [Move("Ngò", Unit("Số 9"), part), Move("Chợ", Unit("Số 8"), part)]
    rest = [Move("Ngò", Unit("Ngò")), Move("Chợ", Unit("Số 7"))]
    names = [row.unit.name for row in after(*moves, *rest)]
    assert names == ["Số 8", "Số 7", "Số 9", "Ngò", "Bậu"]


def test_rates_stay_beside_the_counts_that_they_were_printed_for() -> None:
    rated = HouseholdCensus(
        Unit("Chợ"), 2025, 136, poor=Tally(3, Percent.parse("2,21")), near_poor=Tally(5)
    )
    (renamed,) = after(Move("Chợ", Unit("Chợ Mới")), rows=[rated])
    assert renamed.poor == rated.poor
    part = HouseholdCensus(Unit(""), 2025, 36, poor=Tally(1, Percent.parse("2,78")))
    moves = (Move("Chợ", Unit("Số 1"), part), Move("Chợ", Unit("Số 2")))
    first, rest = after(*moves, rows=[rated])
    assert first.poor == part.poor
    assert rest.poor == Tally(2)
    absorbed = after(Move("Ngò", Unit("Chợ")), rows=[rated, NGO])
    assert [row.poor for row in absorbed] == [Tally(5)]


def test_what_nobody_counted_is_blank_and_no_share_of_the_whole() -> None:
    part = census("", 36, None, 1, 1)
    first, second, *_ = after(Move("Chợ", Unit("Số 1"), part), Move("Chợ", Unit("Số 2")))
    assert (first.households, first.persons) == (36, None)
    assert (second.households, second.persons) == (100, None)
    (merged, _) = after(Move("Chợ", Unit("Ngò")), rows=[census("Chợ", 9), NGO, BAU])
    assert (merged.households, merged.persons) == (87, None)
    assert merged.tally(Category.POOR) == Tally()


def test_a_part_that_leaves_a_count_blank_may_have_none_of_it() -> None:
    part = census("", 100)
    moves = [Move("Chợ", Unit("Số 1"), census("", 36, 500, 3, 5)), Move("Chợ", Unit("Số 2"), part)]
    first, second, *_ = after(*moves)
    assert (first.persons, second.persons) == (500, None)


def test_parts_of_a_unit_that_was_not_counted_are_taken_as_they_are() -> None:
    moves = [Move("Chợ", Unit("Số 1"), census("", 5, 9, 1, 1)), Move("Chợ", Unit("Số 2"))]
    assert after(*moves, rows=[census("Chợ", 9)]) == [census("Số 1", 5, 9, 1, 1), census("Số 2", 4)]


def test_names_are_found_in_any_spelling_and_stay_as_they_were() -> None:
    rows = [census("Hoà Sơn", 1), census("Chợ", 2)]
    assert after(Move("CHỢ", Unit("hòa sơn")), rows=rows) == [census("Hoà Sơn", 3)]


def test_rows_of_one_name_are_called_by_number() -> None:
    rows = [NGO, CHO, NGO]
    assert after(Move(3, Unit("Ngò 2")), rows=rows) == [NGO, CHO, census("Ngò 2", 78, 300, 2, 4)]
    assert after(Move(2, Unit("Chợ Mới")), rows=rows)[::2] == [NGO, NGO]
    both = after(Move(1, Unit("Ngò")), Move(3, Unit("Ngò")), rows=rows)
    assert [row.households for row in both] == [156, 136]


def test_units_exchange_their_names() -> None:
    exchanged = after(Move("Chợ", Unit("Ngò")), Move("Ngò", Unit("Chợ")))
    assert [(row.unit.name, row.households) for row in exchanged][:2] == [("Ngò", 136), ("Chợ", 78)]


def test_no_move_changes_nothing() -> None:
    assert after() == ROWS
    assert after(rows=[]) == []


PART = census("", 60, 220, 1, 2)


@pytest.mark.parametrize(
    ("moves", "en", "vi"),
    [
        pytest.param(
            [Move("Chợ", Unit("Số 1"), PART), Move("Chợ", Unit("Số 2"), PART)],
            "“Chợ”, households of 2025: the parts make 120, and the unit has 136. Correct the"
            " parts, or name what receives the rest, without figures.",
            "“Chợ”, số hộ năm 2025: cộng các phần chuyển đi là 120, trong khi cả đơn vị có"
            " 136. Đề nghị kiểm tra lại số liệu các phần, hoặc ghi thêm đơn vị nhận phần còn lại"
            " (để trống số liệu).",
            id="parts are less than the unit",
        ),
        pytest.param(
            [Move("Chợ", Unit("Số 1"), census("", 136, 500, 4)), Move("Chợ", Unit("Số 2"))],
            "“Chợ”, poor households of 2025: the parts make 4, more than the 3 of the unit."
            " Correct the parts.",
            "“Chợ”, số hộ nghèo năm 2025: cộng các phần chuyển đi là 4, nhiều hơn 3 của cả đơn"
            " vị. Đề nghị kiểm tra lại số liệu các phần.",
            id="parts are more than the unit",
        ),
        pytest.param(
            [Move("Chợ", Unit("Số 1")), Move("chợ", Unit("Số 2"))],
            "“Chợ” goes to “Số 1”, “Số 2” without figures. State how many households each"
            " receives; one of them may be left without figures and receives the rest.",
            "“Chợ” chuyển sang “Số 1”, “Số 2” nhưng không ghi số liệu. Đề nghị ghi số hộ chuyển"
            " sang từng đơn vị; có thể để trống một đơn vị, đơn vị đó nhận phần còn lại.",
            id="a unit goes whole to two",
        ),
        pytest.param(
            [Move("Ngô", Unit("Số 1"))],
            "No unit is named “Ngô”.",
            "Không có đơn vị nào tên là “Ngô”.",
            id="a name that no unit has",
        ),
        pytest.param(
            [Move("Chợ Mơi", Unit("Số 1"))],
            "No unit is named “Chợ Mơi”; did you mean “Chợ Mới”?",
            "Không có đơn vị nào tên là “Chợ Mơi”; có phải là “Chợ Mới” không?",
            id="a name like that of a unit",
        ),
        pytest.param(
            [Move("Đông", Unit("Số 1"))],
            "Rows 5, 6 are all named “Đông”. Give the number of the row instead of the name.",
            "Các dòng 5, 6 cùng có tên “Đông”. Đề nghị ghi số thứ tự dòng thay cho tên.",
            id="a name of two units",
        ),
        pytest.param(
            [Move(7, Unit("Số 1"))],
            "There is no row 7: the table has 6 rows.",
            "Không có dòng 7: bảng chỉ có 6 dòng.",
            id="a number of no row",
        ),
        pytest.param(
            [Move("Chợ", Unit("Đông"))],
            "“Chợ” goes to “Đông”, and 2 units of this name stay. Give these other names first, by"
            " the numbers of their rows.",
            "“Chợ” chuyển sang “Đông”, nhưng đang có 2 đơn vị cùng tên này. Đề nghị đổi tên các"
            " đơn vị đó trước, theo số thứ tự dòng.",
            id="a name that two units keep",
        ),
    ],
)
def test_changes_that_cannot_be_followed(moves: list[Move], en: str, vi: str) -> None:
    rows = [*ROWS, census("Chợ Mới", 9), census("Đông", 1), census("Đông", 2)]
    with pytest.raises(YearError) as caught:
        after(*moves, rows=rows)
    assert (str(caught.value), caught.value.text("vi")) == (en, vi)
    names_no_row = en.startswith(("No unit", "Rows", "There"))
    assert isinstance(caught.value, UnknownUnitError) == names_no_row
    assert isinstance(caught.value, LookupError) == names_no_row


def test_units_of_one_name_that_are_not_the_same_are_refused() -> None:
    thon, tdp = Unit("Số 1", kind="thôn"), Unit("Số 1", kind="tổ dân phố")
    with pytest.raises(YearError) as caught:
        after(Move("Chợ", thon), Move("Ngò", tdp))
    assert str(caught.value) == (
        "“Số 1” is stated as “thôn Số 1” and as “tổ dân phố Số 1”. State it in one way."
    )
    assert caught.value.text("vi") == (
        "“Số 1” được ghi khác nhau: “thôn Số 1” và “tổ dân phố Số 1”. Đề nghị ghi thống nhất."
    )
    with pytest.raises(YearError, match="as “commune Bậu”"):
        after(Move("Chợ", Unit("Bậu", Level.COMMUNE)))
    with pytest.raises(YearError, match=r"as “tdp Số 1 \(2\)”"):
        after(Move("Chợ", Unit("Số 1", code="1")), Move("Ngò", Unit("Số 1", code="2")))


def test_a_unit_is_called_by_its_name_alone() -> None:
    stated = HouseholdCensus(Unit("Bậu", kind="thôn"), 2025, 88)
    assert [row.unit for row in after(Move("Chợ", Unit("Bậu")), rows=[CHO, stated])] == [
        stated.unit
    ]


def test_counts_of_two_years_are_refused() -> None:
    old = HouseholdCensus(Unit("Chợ"), 2024, 60)
    with pytest.raises(ValueError, match=r"rows and parts must be of one year, got \[2024, 2025\]"):
        after(Move("Chợ", Unit("Số 1"), old))
    with pytest.raises(ValueError, match="must be of one year"):
        after(rows=[old, NGO])


def test_a_move_names_what_it_makes() -> None:
    with pytest.raises(ValueError, match=r"Move\.new must have a name, got Unit\(''\)"):
        Move("Chợ", Unit(" "))
    with pytest.raises(ValueError, match=r"Move\.old must be a str or a whole number of at least"):
        Move(0, Unit("Chợ"))


def test_the_day_is_a_date() -> None:
    moment = datetime(2026, 7, 1, 8)  # noqa: DTZ001  # workbooks have moments without a zone
    assert Succession(moment, []) == Succession(DAY, [])
    assert repr(Succession(DAY, [Move("Chợ", Unit("Ngò"))], "NQ")) == (
        "Succession(datetime.date(2026, 7, 1), (Move('Chợ', Unit('Ngò')),), decree='NQ')"
    )

"""Last year's result as the base of the next plan: what is matched, followed, and refused."""

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date

import pytest
from attrs import evolve

from povertyplan import (
    HouseholdCensus,
    Level,
    Plan,
    PovertyTarget,
    Section,
    Tally,
    Unit,
    check,
    completed,
    read,
)
from povertyplan.model.periods import YEARS
from povertyplan.year import (
    STANDARDS,
    Move,
    Standard,
    Succession,
    UnknownUnitError,
    YearError,
    merged,
    roll_over,
    succeed,
)
from povertyplan.year.standards import standard_after

REAL = read("examples/cao-thuong-2024/plan.md").plan
FIRST_OF_JULY = date(2024, 7, 1)


def counted(year: int = 2024, **poor: int) -> list[HouseholdCensus]:
    """Return the results of some units, each with 100 households."""
    return [
        HouseholdCensus(Unit(name), year, 100, poor=Tally(count)) for name, count in poor.items()
    ]


def plan_of(*names: str, year: int = 2024, sections: Sequence[Section] = ()) -> Plan:
    plan = Plan.of(year, [{"name": name, "poor_goal": 2} for name in names], unit="Cao Thượng")
    return evolve(plan, sections=tuple(sections))


def poor_of(plan: Plan) -> dict[str, int | None]:
    return {target.unit.name: target.base.poor.count for target in plan.targets}


def merger(*old: str, new: str) -> Succession:
    return Succession(FIRST_OF_JULY, [Move(name, Unit(new)) for name in old])


def test_the_real_plan_by_its_own_goal() -> None:
    before = evolve(REAL)
    plan = roll_over(REAL, [target.goal for target in REAL.targets])
    assert before == REAL
    assert check(completed(plan)).findings == ()
    assert (plan.year, len(plan.targets)) == (2025, 26)
    assert plan.total is not None
    assert (plan.total.base.poor, plan.total.base.near_poor) == (Tally(54), Tally(110))


def test_the_plan_of_four_communes_that_became_one() -> None:
    names = ("Cao Thượng", "Cao Xá", "Việt Lập", "Ngọc Lý")
    communes = [evolve(REAL, unit=Unit(name, Level.COMMUNE)) for name in names]
    whole = merged(Unit("Tân Yên", Level.COMMUNE, "xã"), communes)
    plan = completed(roll_over(whole, [target.goal for target in whole.targets]))
    assert check(plan).findings == ()
    assert plan.total is not None
    assert (len(plan.targets), plan.total.base.poor.count) == (4 * 26, 4 * 54)
    assert [section.label for section in plan.sections] == list(names)


def test_results_are_matched_by_name_in_the_order_of_the_plan() -> None:
    plan = plan_of("Hoà Sơn", "Chợ", "Ngò")
    result = [*counted(Ngò=4, Chợ=1), HouseholdCensus(Unit("Hòa Sơn"), 2024, poor=Tally(7))]
    assert poor_of(roll_over(plan, result)) == {"Hoà Sơn": 7, "Chợ": 1, "Ngò": 4}


def test_names_that_repeat_go_by_their_places() -> None:
    plan = plan_of("Thôn 1", "Thôn 2", "Thôn 1")
    result = [*counted(**{"Thôn 1": 3, "Thôn 2": 4}), *counted(**{"Thôn 1": 5})]
    rolled = roll_over(plan, result)
    assert [target.base.poor.count for target in rolled.targets] == [3, 4, 5]
    with pytest.raises(YearError, match="Several units are named “Thôn 1”") as refused:
        roll_over(plan, [result[0], result[2], result[1]])
    assert refused.value.text("vi") == (
        "Có nhiều đơn vị cùng tên “Thôn 1”. Đề nghị ghi kết quả của tất cả các đơn vị theo đúng"
        " thứ tự trong kế hoạch."
    )


def test_units_that_differ_are_named() -> None:
    with pytest.raises(YearError) as refused:
        roll_over(plan_of("Chợ", "Ngò", "Bậu"), counted(Chợ=1, Ngo=4))
    assert str(refused.value) == (
        "The units are not those of the plan: without a result: Ngò, Bậu; not in the plan: Ngo."
        " Name them as the plan does, or say which units were renamed, merged or split:"
        " changes, or --changes FILE."
    )
    assert refused.value.text("vi") == (
        "Các đơn vị không khớp với kế hoạch: chưa có kết quả rà soát: Ngò, Bậu; không có trong kế"
        " hoạch: Ngo. Đề nghị ghi tên đơn vị như trong kế hoạch, hoặc cho biết đơn vị nào đã đổi"
        " tên, sáp nhập, chia tách: changes, hoặc --changes TỆP."
    )
    with pytest.raises(YearError, match=r"of the plan: without a result: Ngò\."):
        roll_over(plan_of("Chợ", "Ngò", "Ngò"), counted(Chợ=1, Ngò=4))
    with pytest.raises(YearError, match=r"of the plan: not in the plan: Ngò\."):
        roll_over(plan_of("Chợ"), counted(Chợ=1, Ngò=4))


def test_a_result_of_another_year() -> None:
    with pytest.raises(YearError) as refused:
        roll_over(plan_of("Chợ"), counted(2023, Chợ=1))
    assert str(refused.value) == (
        "The plan is of 2024, and the result of “Chợ” of 2023. Give the result of 2024."
    )
    assert refused.value.text("vi") == (
        "Kế hoạch của năm 2024, còn kết quả rà soát của “Chợ” là của năm 2023. Đề nghị dùng kết"
        " quả rà soát năm 2024."
    )


def test_another_standard_asks_for_a_recount() -> None:
    plan, result = plan_of("Chợ", "Ngò", year=2026), counted(2026, Chợ=1, Ngò=4)
    with pytest.raises(YearError) as refused:
        roll_over(plan, result)
    assert str(refused.value) == (
        "The poverty standard changes on 1 January 2027, to the one of 2027-2030. Give the counts"
        " by it as well: recount, or --recount FILE."
    )
    assert refused.value.text("vi") == (
        "Từ ngày 01/01/2027 áp dụng chuẩn nghèo giai đoạn 2027-2030. Đề nghị bổ sung số liệu rà"
        " soát theo chuẩn mới: recount, hoặc --recount TỆP."
    )
    for year in (2026, 2027):  # the end of the one year is the start of the other
        rolled = roll_over(plan, result, recount=counted(year, Chợ=2, Ngò=9))
        assert poor_of(rolled) == {"Chợ": 2, "Ngò": 9}
        assert rolled.years == (2026, 2027)
    with pytest.raises(YearError, match="result of “Chợ” of 2025"):
        roll_over(plan, result, recount=counted(2025, Chợ=2, Ngò=9))


def test_standards_of_a_province_and_years_of_none() -> None:
    plan, result = plan_of("Chợ", year=2026), counted(2026, Chợ=1)
    own = Standard("2024-2030", "", date(2024, 1, 1), date(2030, 12, 31), 1, 2)
    assert poor_of(roll_over(plan, result, standards=[own])) == {"Chợ": 1}
    with pytest.raises(YearError) as refused:
        roll_over(plan_of("Chợ", year=2030), counted(2030, Chợ=1))
    assert str(refused.value) == (
        "Whether the poverty standard changes on 1 January 2031 is not known. Give the counts by"
        " the standard of 2031 as well: recount, or --recount FILE."
    )
    assert refused.value.text("vi").startswith(
        "Chưa rõ chuẩn nghèo có thay đổi từ ngày 01/01/2031 hay không."
    )
    with pytest.raises(ValueError, match="standards must not overlap"):
        roll_over(plan, result, standards=[own, *STANDARDS])


def test_after_the_last_standard_none_is_known() -> None:
    year = YEARS[-1]
    with pytest.raises(YearError, match=f"changes on 1 January {year + 1} is not known"):
        roll_over(Plan.of(year, []), [])


@pytest.mark.parametrize("year", [MAXYEAR, MAXYEAR + 1, MINYEAR - 1])
def test_outside_the_calendar_no_standard_is_known(year: int) -> None:
    with pytest.raises(LookupError, match=f"no poverty standard is known after {year}"):
        standard_after(year)


def test_a_merger_is_followed_whether_counted_before_or_after_it() -> None:
    plan, change = plan_of("Chợ", "Ngò", "Bậu"), merger("Chợ", "Ngò", new="Số 1")
    before, after = counted(Chợ=1, Ngò=4, Bậu=2), counted(Bậu=2, **{"Số 1": 5})
    assert poor_of(roll_over(plan, before, changes=[change])) == {"Số 1": 5, "Bậu": 2}
    assert poor_of(roll_over(plan, after, changes=[change])) == {"Số 1": 5, "Bậu": 2}
    with pytest.raises(YearError, match=r"without a result: Bậu\."):
        roll_over(plan, counted(**{"Số 1": 5}), changes=[change])
    with pytest.raises(YearError, match=r"without a result: Bậu\."):
        roll_over(plan, counted(Chợ=1, Ngò=4), changes=[change])
    with pytest.raises(UnknownUnitError, match="No unit is named “Chọ”"):
        roll_over(plan, before, changes=[merger("Chọ", new="Số 1")])


def test_changes_are_followed_by_their_days() -> None:
    plan = plan_of("Chợ", "Ngò")
    later = evolve(merger("Chợ Mới", "Ngò", new="Số 1"), on=date(2024, 12, 1))
    changes = [later, merger("Chợ", new="Chợ Mới")]
    assert poor_of(roll_over(plan, counted(Chợ=1, Ngò=4), changes=changes)) == {"Số 1": 5}


def test_a_result_may_be_counted_between_two_changes() -> None:
    plan = plan_of("Chợ", "Ngò", "Bậu")
    first = merger("Chợ", "Ngò", new="Số 1")
    second = evolve(merger("Số 1", "Bậu", new="Số 2"), on=date(2025, 1, 1))
    for result in (
        counted(Chợ=1, Ngò=4, Bậu=2),
        counted(Bậu=2, **{"Số 1": 5}),
        counted(**{"Số 2": 7}),
    ):
        assert poor_of(roll_over(plan, result, changes=[second, first])) == {"Số 2": 7}
    with pytest.raises(YearError, match=r"without a result: Bậu\."):
        roll_over(plan, counted(**{"Số 1": 5}), changes=[first, second])


def test_a_part_that_moves_is_taken_from_what_was_counted() -> None:
    part = HouseholdCensus(Unit("Cụm Đồi"), 2024, 10, poor=Tally(1))
    plan, result = plan_of("Chợ", "Ngò"), counted(Chợ=3, Ngò=4)
    renamed = [Move("Chợ", Unit("Ngò"), part), Move("Chợ", Unit("Chợ Mới"))]
    rolled = roll_over(plan, result, changes=[Succession(FIRST_OF_JULY, renamed)])
    assert poor_of(rolled) == {"Chợ Mới": 2, "Ngò": 5}


def test_a_split_needs_no_figures_where_the_new_units_were_counted() -> None:
    plan = plan_of("Chợ", "Ngò", sections=[Section("Khu vực 1", range(1, 2))])
    split = Succession(FIRST_OF_JULY, [Move("Chợ", Unit("Chợ 1")), Move("Chợ", Unit("Chợ 2"))])
    result = counted(**{"Ngò": 4, "Chợ 2": 2, "Chợ 1": 1})
    rolled = roll_over(plan, result, changes=[split])
    assert poor_of(rolled) == {"Chợ 1": 1, "Chợ 2": 2, "Ngò": 4}
    assert [section.rows for section in rolled.sections] == [range(1, 3)]
    with pytest.raises(YearError, match="“Chợ” goes to “Chợ 1”, “Chợ 2” without figures"):
        roll_over(plan, counted(Chợ=3, Ngò=4), changes=[split])


def test_a_result_of_units_that_keep_their_names_may_be_counted_before_or_after() -> None:
    part = HouseholdCensus(Unit("Cụm Đồi"), 2024, 10, poor=Tally(1))
    moves = [Move("Chợ", Unit("Ngò"), part), Move("Chợ", Unit("Chợ"))]
    change = Succession(FIRST_OF_JULY, moves)
    plan, result = plan_of("Chợ", "Ngò"), counted(Chợ=3, Ngò=4)
    with pytest.raises(YearError) as refused:
        roll_over(plan, result, changes=[change])
    assert str(refused.value) == (
        "The units have the same names before and after the changes, so that nothing tells which"
        " the result counts. Leave the changes out if it counts the units after them."
    )
    assert refused.value.text("vi").endswith("thì không cần khai báo thay đổi.")
    assert poor_of(roll_over(plan, succeed(result, change))) == {"Chợ": 2, "Ngò": 5}


def sections_after(changes: Sequence[Succession], *sections: Section) -> list[tuple[str, range]]:
    plan = plan_of("A", "B", "C", "D", sections=sections)
    rolled = roll_over(plan, counted(A=1, B=1, C=1, D=1), changes=changes)
    return [(section.label, section.rows) for section in rolled.sections]


LOW, HIGH = Section("Vùng thấp", range(1, 3)), Section("Vùng cao", range(3, 5))


def test_sections_stay_where_their_units_are_joined_among_themselves() -> None:
    assert sections_after([], LOW, HIGH) == [
        ("Vùng thấp", range(1, 3)), ("Vùng cao", range(3, 5))
    ]  # fmt: skip
    assert sections_after([merger("A", "B", new="AB")], LOW, HIGH) == [
        ("Vùng thấp", range(1, 2)), ("Vùng cao", range(2, 4))
    ]  # fmt: skip
    assert sections_after([merger("C", new="B")], LOW, HIGH) == []
    split = Succession(FIRST_OF_JULY, [
        Move("D", Unit("D1"), HouseholdCensus(Unit("D1"), 2024, 40, poor=Tally(0))),
        Move("D", Unit("D2")),
    ])  # fmt: skip
    assert sections_after([split], LOW, HIGH)[1] == ("Vùng cao", range(3, 6))
    empty = Section("Vùng giữa", range(3, 3))
    assert sections_after([merger("A", "B", new="AB")], LOW, empty, HIGH)[1] == (
        "Vùng giữa",
        range(2, 2),
    )


def test_names_that_repeat_stay_apart_while_others_merge() -> None:
    plan = plan_of("Thôn 1", "Chợ", "Ngò", "Thôn 1", sections=[Section("Xã Bắc", range(3, 5))])
    result = [*counted(**{"Thôn 1": 3}, Chợ=1, Ngò=4), *counted(**{"Thôn 1": 5})]
    renamed = Succession(FIRST_OF_JULY, [Move(2, Unit("Chợ Mới"))])
    rolled = roll_over(plan, result, changes=[renamed])
    assert [target.base.poor.count for target in rolled.targets] == [3, 1, 4, 5]
    assert rolled.sections == plan.sections


def test_sub_totals_are_those_of_the_result() -> None:
    printed = PovertyTarget.of(Unit("Vùng thấp"), 2023, 2024, {})
    plan = plan_of("A", "B", "C", sections=[Section("Vùng thấp", range(1, 3), printed)])
    (section,) = roll_over(plan, counted(A=1, B=3, C=5)).sections
    assert section.printed is not None
    assert section.printed.base.poor == Tally(4)

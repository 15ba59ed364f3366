"""A register counts its households by unit, by category, by cause and by need."""

import pytest

from povertyplan import Category, Count, Edit, Part, Place, Unit
from povertyplan.model.units import Level
from povertyplan.year import Household, Outlook, Policy, PovertyCause, Register, YearError

POOR, NEAR_POOR = Category
COMMUNE = Unit("Cao Thượng", Level.COMMUNE)
CHO, NGO, HOA = map(Unit, ("Chợ", "Ngò", "Hoà Sơn"))
LAND, CAPITAL, ILLNESS = PovertyCause.LAND, PovertyCause.CAPITAL, PovertyCause.ILLNESS
HEALTH, CREDIT = Policy.HEALTH, Policy.CREDIT
ABLE, UNABLE = Outlook
HOUSEHOLDS = [
    Household("1", HOA, POOR, 4, [LAND, CAPITAL], ABLE, [CREDIT], "Hội Nông dân"),
    Household("2", CHO, POOR, 1, [ILLNESS], UNABLE, [HEALTH, CREDIT]),
    Household("3", Unit("Hòa Sơn"), POOR, None, [CAPITAL]),
    Household("4", NGO, NEAR_POOR, 2, outlook=ABLE, helper="Hội Nông dân"),
]
REGISTER = Register(COMMUNE, 2023, HOUSEHOLDS)


def test_households_are_counted_by_unit_however_its_name_is_spelt() -> None:
    assert REGISTER.counts(POOR) == {"Hoà Sơn": 2, "Chợ": 1, "Ngò": 0}
    assert list(REGISTER.counts(POOR)) == ["Hoà Sơn", "Chợ", "Ngò"]
    assert REGISTER.counts(NEAR_POOR) == {"Hoà Sơn": 0, "Chợ": 0, "Ngò": 1}
    assert REGISTER.count("HOÀ SƠN", POOR) == 2
    assert REGISTER.count("Ngò", NEAR_POOR) == 1
    assert REGISTER.count("Bậu", POOR) == 0


def test_who_can_leave_is_counted_in_every_unit() -> None:
    assert REGISTER.able(POOR) == {"Hoà Sơn": 1, "Chợ": 0, "Ngò": 0}
    assert REGISTER.able(NEAR_POOR) == {"Hoà Sơn": 0, "Chợ": 0, "Ngò": 1}


def test_causes_needs_and_helpers_are_counted_for_the_commune() -> None:
    causes = {cause: number for cause, number in REGISTER.causes(POOR).items() if number}
    assert causes == {LAND: 1, CAPITAL: 2, ILLNESS: 1}
    assert list(REGISTER.causes(POOR)) == list(PovertyCause)
    assert REGISTER.needs(POOR)[CREDIT] == 2
    assert REGISTER.helped(POOR) == {"Hội Nông dân": 1}


def test_of_one_unit_causes_and_needs_are_counted_on_request() -> None:
    assert REGISTER.causes_in("HÒA SƠN", POOR)[CAPITAL] == 2
    assert REGISTER.needs_in("Chợ", POOR)[HEALTH] == 1
    assert not any(REGISTER.causes_in("Bậu", POOR).values())


def test_units_of_one_name_are_not_counted_together() -> None:
    hamlet = Unit("Chợ", kind="thôn")
    register = Register(COMMUNE, 2023, [*HOUSEHOLDS, Household("5", hamlet, POOR)])
    assert register.causes(POOR)[CAPITAL] == 2
    for count in (register.counts, register.able):
        with pytest.raises(YearError, match="two units named “Chợ”"):
            count(POOR)
    for count_in in (register.count, register.causes_in, register.needs_in):
        with pytest.raises(YearError, match="two units named “Chợ”"):
            count_in("Chợ", POOR)


def test_two_households_of_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match=r"must have codes of their own, got '1' twice"):
        Register(COMMUNE, 2023, [*HOUSEHOLDS, HOUSEHOLDS[0]])


def test_repr_tells_how_many_households() -> None:
    assert repr(REGISTER) == "<Register 2023 Cao Thượng: 4 households>"
    assert repr(Register(Unit(""), 2023, HOUSEHOLDS[:1])) == "<Register 2023: 1 household>"


def test_a_register_is_a_table_of_members() -> None:
    place = Place(1, Count.MEMBERS)
    assert list(REGISTER.rows) == [1, 2, 3, 4]
    assert REGISTER.figures()[4] == {Count.MEMBERS: 2}
    assert [REGISTER.name_of(row) for row in (1, 5, Part.TOTAL)] == ["1", "", ""]
    assert REGISTER.year_of(Count.MEMBERS) == 2023
    assert (REGISTER.relations, REGISTER.subtotals, REGISTER.total) == ((), {}, None)
    edited = REGISTER.edited([Edit(place, 4, 5)])
    assert edited.households[0].persons == 5
    assert edited.households[1:] == REGISTER.households[1:]
    with pytest.raises(ValueError, match="4"):
        REGISTER.edited([Edit(place, 3, 5)])


def test_a_register_takes_rows_and_edits_alone() -> None:
    with pytest.raises(ValueError, match="name_of: row must be a whole number"):
        REGISTER.name_of("1")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match=r"edited: edits\[0\] must be an Edit"):
        REGISTER.edited([5])  # type: ignore[list-item]  # wrong on purpose
    with pytest.raises(ValueError, match="year_of: field must be a Count"):
        REGISTER.year_of("persons")  # type: ignore[arg-type]  # wrong on purpose

"""What a register counts never exceeds its households, and nothing shows more than codes."""

import re

from hypothesis import given

from povertyplan import Category
from povertyplan.strategies import registers
from povertyplan.year import Register


@given(registers())
def test_no_more_are_able_than_there_are(register: Register) -> None:
    for category in Category:
        counts, able = register.counts(category), register.able(category)
        assert able.keys() == counts.keys()
        assert all(able[unit] <= number for unit, number in counts.items())
        assert sum(able.values()) <= sum(counts.values())


@given(registers())
def test_each_cause_and_each_need_is_of_some_of_the_households(register: Register) -> None:
    for category in Category:
        number = sum(register.counts(category).values())
        judged = (*register.causes(category).values(), *register.needs(category).values())
        assert all(counted <= number for counted in judged)
        assert sum(register.helped(category).values()) <= number


@given(registers())
def test_counts_of_the_units_add_up_to_the_register(register: Register) -> None:
    for category in Category:
        counts = register.counts(category)
        assert counts == {unit: register.count(unit, category) for unit in counts}
        in_units = [register.causes_in(unit, category) for unit in counts]
        for cause, number in register.causes(category).items():
            assert sum(of_unit[cause] for of_unit in in_units) == number


@given(registers())
def test_a_household_is_shown_by_its_code_alone(register: Register) -> None:
    for household in register.households:
        assert re.fullmatch(r"<Household [A-Za-z0-9.-]{1,16}>", repr(household))
    assert re.fullmatch(r"<Register \d+ .+: \d+ households?>", repr(register))

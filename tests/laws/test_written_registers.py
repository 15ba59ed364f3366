"""A register that is written as a document is read back as the same register."""

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings

from povertyplan import write_bytes
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.write.plans import FORMATS
from povertyplan.documents.year_files import tables_in
from povertyplan.strategies import registers
from povertyplan.year import Register
from tests.support.two_units import COMMUNE

FEW, SOME = 5, 25
#: Documents are slow to write and read, and a register as it was drawn shows what is wrong.
PHASES = (Phase.explicit, Phase.generate)
DOCUMENTS = [form for form in FORMATS if form != "json"]


@settings(max_examples=FEW, phases=PHASES)
@given(drawn=registers())
def test_registers_are_read_back(drawn: Register) -> None:
    assert is_read_back(drawn, "csv")
    assert is_read_back(drawn, "markdown")


@pytest.mark.large
@pytest.mark.parametrize("form", DOCUMENTS)
@settings(max_examples=SOME, phases=PHASES, deadline=None)
@given(drawn=registers())
def test_many_registers_are_read_back(form: str, drawn: Register) -> None:
    assert is_read_back(drawn, form)


def is_read_back(drawn: Register, form: str) -> bool:
    """Whether a strict document of a register states it, and nothing is told of it."""
    register = evolve(drawn, unit=COMMUNE)
    (reading,) = tables_in(OpenedFile("", write_bytes(register, format=form), form))
    return reading.table == register and not reading.notices

"""The types of the library, as hypothesis knows them."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import (
    Headline,
    HouseholdCensus,
    LabourTarget,
    Percent,
    Plan,
    Points,
    PovertyTarget,
    Section,
    Tally,
    Unit,
)
from povertyplan.model.document import PartialDate
from povertyplan.year import Allocation, Move, Share, SharingBasis, Standard, Succession


@pytest.mark.parametrize(
    "kind",
    [
        *(Percent, Points, Unit, Tally, HouseholdCensus, PovertyTarget),
        *(Section, Headline, LabourTarget, PartialDate, Plan),
        *(Standard, Move, Succession),
        *(Allocation, Share, SharingBasis),
    ],
)
def test_types_are_registered(kind: type[object]) -> None:
    @settings(max_examples=20)
    @given(st.from_type(kind))
    def is_made(value: object) -> None:
        assert isinstance(value, kind)

    is_made()


@pytest.mark.parametrize(
    "lines",
    [
        "from hypothesis import strategies as st; import povertyplan",
        "import povertyplan; from hypothesis import strategies as st",
        "import povertyplan.strategies; from hypothesis import strategies as st",
    ],
)
def test_types_are_registered_whatever_is_imported_first(lines: str) -> None:
    program = f"""{lines}
from hypothesis import given, settings
@settings(max_examples=3, database=None, deadline=None)
@given(st.from_type(povertyplan.Plan))
def test(plan):
    assert povertyplan.check(plan).errors == ()
test()
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=60)

"""Ordinals that repeat, are missing or out of order."""

import pytest

from povertyplan.arithmetic.ordinals import Numbering, OrdinalGap, numbering


@pytest.mark.parametrize(
    ("printed", "odd"),
    [
        ("1 2 3", Numbering()),
        ("", Numbering()),
        ("1 2 x", Numbering()),
        ("1.1 1.4", Numbering()),
        ("1 2 4 5", Numbering(gaps=(OrdinalGap(2, 4, (3,)),))),
        ("1 2 5", Numbering(gaps=(OrdinalGap(2, 5, (3, 4)),))),
        ("1 2 2 3", Numbering(repeated=(2,))),
        ("1 2 3 1 4", Numbering(repeated=(1,))),
        # An ordinal that was typed wrong leaves no gap.
        ("1 2 30 4 5", Numbering(astray=(30,))),
        ("3 4 1 5 6", Numbering(astray=(1,))),
        ("1 2 3 900000", Numbering(astray=(900000,))),
        ("1 900 901 3 5", Numbering(gaps=(OrdinalGap(3, 5, (4,)),), astray=(900, 3))),
        ("1 2 5 3 4", Numbering(astray=(5,))),
        ("4 5 6 1 2 3", Numbering(astray=(1,))),
    ],
)
def test_what_is_odd_about_ordinals(printed: str, odd: Numbering) -> None:
    assert numbering(printed.split()) == odd

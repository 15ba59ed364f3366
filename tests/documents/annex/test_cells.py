"""How the figures in the cells are written."""

from tests.support.annexes import annex, notices


def test_thousands_that_the_evidence_leaves_open_are_told() -> None:
    reading = annex("1 | Chợ | 1.360 | 2 | 0.15 | 1")
    assert reading.plan.targets[0].base.households == 1360
    assert notices(reading) == [
        "plan.md:6:13: “1.360” was read as 1,360: its mark separates thousands"
    ]
    assert notices(annex("1 | Chợ | 1.360 | 2 | 0,15 | 1")) == []

"""Rows that every total miscounts."""

from povertyplan import Cause, diagnose, repaired
from tests.support.slips import SOUND, TOTAL, slipped


def test_a_row_that_every_total_leaves_out() -> None:
    names = [name for name in SOUND.flat(TOTAL) if not name.endswith("rate")]
    last, total = SOUND.flat(26), SOUND.flat(TOTAL)
    plan = slipped(
        *((TOTAL, name, total[name] - last[name]) for name in names if total[name] is not None)  # type: ignore[operator]  # counts
    )
    best = diagnose(plan)[0]
    assert best.cause is Cause.ROW_LEFT_OUT
    assert repaired(plan, best) == SOUND
    assert "row 26 (Ngò) with 76 was left out of the total" in str(best)

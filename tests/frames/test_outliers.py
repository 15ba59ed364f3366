"""Rows unlike the others, over data frames."""

from tests.support.frames import findings_in, frame


def test_only_what_is_asked_for_is_looked_for() -> None:
    still = [{"row": row, "households_base": 160} for row in range(2, 8)]
    odd = frame({"households_base": 320}, *still)
    assert findings_in(odd, codes=["PP307"]) == [("1", "households_goal", "PP307", "160", None)]

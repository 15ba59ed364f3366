"""What bodies promise, and how much their promises come to."""

import pytest

from povertyplan import Count, Unit
from povertyplan.messages import YearError
from povertyplan.year import Commitment, Interval, reach

BODIES = ("Hội Nông dân", "Hội Phụ nữ", "Đoàn Thanh niên", "Hội Cựu chiến binh", "MTTQ")
FOUR_OR_FIVE = [Commitment(body, Count.HELPED, Interval(4, 5)) for body in BODIES]
#: Each unit introduces a person to work abroad.
INTRODUCTIONS = [
    Commitment(name, Count.EXPORTED, Interval(1, 1), Unit(name)) for name in ("Chợ", "Ngò")
]


def test_five_bodies_of_the_plan_reach_20_to_25_households() -> None:
    assert reach(FOUR_OR_FIVE, Count.HELPED) == Interval(20, 25)


def test_only_commitments_to_the_figure_count() -> None:
    promised = [*FOUR_OR_FIVE, *INTRODUCTIONS]
    assert reach(promised, Count.HELPED) == Interval(20, 25)
    assert reach(promised, Count.EXPORTED) == Interval(2, 2)
    assert reach(promised, Count.NEW_JOBS) == Interval(0, 0)


def test_a_commitment_without_an_end_leaves_the_reach_without_one() -> None:
    open_ended = Commitment("Doanh nghiệp", Count.HELPED, Interval(1))
    assert reach([*FOUR_OR_FIVE, open_ended], Count.HELPED) == Interval(21)


def test_a_body_may_promise_for_several_units_and_for_the_others() -> None:
    body = BODIES[0]
    promised = [
        Commitment(body, Count.HELPED, Interval(1, 2), Unit("Chợ")),
        Commitment(body, Count.HELPED, Interval(1, 1), Unit("Ngò")),
        Commitment(body, Count.HELPED, Interval(4, 5)),
        Commitment(body, Count.EXPORTED, Interval(1, 1)),
    ]
    assert reach(promised, Count.HELPED) == Interval(6, 8)


@pytest.mark.parametrize(
    ("body", "unit", "where", "vi_where"),
    [("HỘI  nông dân", Unit("chợ"), " in “chợ”", " tại “chợ”"), ("Hội Nông dân", None, "", "")],
)
def test_a_body_promises_once_for_a_unit_in_any_spelling(
    body: str, unit: Unit | None, where: str, vi_where: str
) -> None:
    first = Commitment("Hội Nông dân", Count.HELPED, Interval(4, 5), unit and Unit("Chợ"))
    second = Commitment(body, Count.HELPED, Interval(1, 1), unit)
    with pytest.raises(YearError) as caught:
        reach([first, second], Count.HELPED)
    said = f"“{body}” has two commitments for the households helped{where}. Add them up."
    assert caught.value.text("en") == said
    vi_said = f"“{body}” có hai mức cam kết về số hộ được nhận giúp đỡ{vi_where}."
    assert caught.value.text("vi") == f"{vi_said} Đề nghị cộng lại thành một."


@pytest.mark.parametrize("count", [Interval(-1, 3), Interval(5, 4)])
def test_nobody_promises_less_than_nothing(count: Interval) -> None:
    with pytest.raises(ValueError, match=r"Commitment\.count must be from 0 on and hold a number"):
        Commitment("MTTQ", Count.HELPED, count)


def test_a_blank_body_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Commitment\.body must be the name of a body"):
        Commitment("  ", Count.HELPED, Interval(4, 5))


def test_a_person_is_no_body() -> None:
    with pytest.raises(ValueError, match=r"Commitment\.body must be a body") as refused:
        Commitment("Nguyễn Văn An", Count.HELPED, Interval(4, 5))
    assert "An" not in str(refused.value)
    unit = Commitment("Lương Sơn", Count.EXPORTED, Interval(1, 1), Unit("LƯƠNG SƠN"))
    assert unit.body == "Lương Sơn"
    assert Commitment("Ngô Xá", Count.HELPED, Interval(4, 5)).body == "Ngô Xá"


def test_a_commitment_is_shown_as_the_call_that_makes_it() -> None:
    assert repr(INTRODUCTIONS[0]) == (
        "Commitment('Chợ', 'exported', Interval(lo=1, hi=1), unit=Unit('Chợ'))"
    )

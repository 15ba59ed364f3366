"""The lines of a text are close where that keeps its end from a page of its own."""

from collections.abc import Mapping, Sequence

import pytest

from povertyplan import Plan, read
from povertyplan.documents.layout import page, prose_of
from povertyplan.documents.write.word.styles import CLOSE_LINES, USUAL_LINES
from povertyplan.documents.write.word.text_fit import text_lines
from tests.support.communes import plan_of

REAL = read("examples/cao-thuong-2024/plan.md").plan
#: The text of a page, in points.
WIDTH, HEIGHT = 467, 728
#: A sentence of two lines.
SENTENCE = (
    "Giao chỉ tiêu giảm nghèo, giải quyết việc làm cho từng thôn; phân công người phụ trách hộ."
)


def lines_of(plan: Plan, prose: Mapping[str, Sequence[str]]) -> float:
    return text_lines(page(plan, prose_of(prose)), WIDTH, HEIGHT)


def test_the_real_plan_without_prose_stands_on_one_page() -> None:
    assert lines_of(REAL, {}) == CLOSE_LINES


@pytest.mark.parametrize(
    ("sentences", "lines"),
    [
        (1, USUAL_LINES),  # on one page
        (3, CLOSE_LINES),  # its end would stand alone
        (7, USUAL_LINES),  # too much for one page
        (18, USUAL_LINES),  # the second page is full enough
        (21, CLOSE_LINES),
    ],
)
def test_lines_are_close_only_where_that_saves_a_page(sentences: int, lines: float) -> None:
    assert lines_of(plan_of(8), {"III": [SENTENCE] * sentences}) == lines


def test_a_plan_without_anyone_who_signs() -> None:
    assert lines_of(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]), {}) == USUAL_LINES

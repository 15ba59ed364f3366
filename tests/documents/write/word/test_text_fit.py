"""A text takes less room where that keeps its end from a page of its own."""

from collections.abc import Mapping, Sequence

import pytest

from povertyplan import Plan, read
from povertyplan.documents.layout import page, prose_of
from povertyplan.documents.write.word.styles import CLOSER_TEXTS, USUAL_TEXT, TextLook
from povertyplan.documents.write.word.text_fit import text_look
from tests.support.communes import plan_of

REAL = read("examples/cao-thuong-2024/plan.md").plan
#: The text of a page, in points.
WIDTH, HEIGHT = 467, 728
#: A sentence of two lines.
SENTENCE = (
    "Giao chỉ tiêu giảm nghèo, giải quyết việc làm cho từng thôn; phân công người phụ trách hộ."
)


CLOSE, SMALL = CLOSER_TEXTS


def look_of(plan: Plan, prose: Mapping[str, Sequence[str]]) -> TextLook:
    return text_look(page(plan, prose_of(prose)), WIDTH, HEIGHT)


def test_the_real_plan_without_prose_stands_on_one_page() -> None:
    assert look_of(REAL, {}) == CLOSE


def test_the_real_plan_with_a_few_sentences_stands_on_one_page() -> None:
    purpose = ["- Giao chỉ tiêu giảm nghèo cho từng tổ dân phố.", "- Làm căn cứ theo dõi."]
    tasks = ["- Mỗi tổ dân phố giới thiệu 01 người.", "- Báo cáo kết quả hằng tháng."]
    assert look_of(REAL, {"I": purpose, "V": tasks}) == SMALL


@pytest.mark.parametrize(
    ("sentences", "look"),
    [
        (1, USUAL_TEXT),  # on one page
        (3, CLOSE),  # its end would stand alone
        (4, SMALL),
        (7, USUAL_TEXT),  # too much for one page
        (18, USUAL_TEXT),  # the second page is full enough
        (21, CLOSE),
    ],
)
def test_a_text_is_closer_only_where_that_saves_a_page(sentences: int, look: TextLook) -> None:
    assert look_of(plan_of(8), {"III": [SENTENCE] * sentences}) == look


def test_a_plan_without_anyone_who_signs() -> None:
    assert look_of(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]), {}) == USUAL_TEXT

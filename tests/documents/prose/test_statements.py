"""Which of several statements of a target is the plan's."""

import pytest

from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.targets import Stated, stated
from povertyplan.reading import Source


def read(*text: str) -> Stated:
    lines = [Paragraph(line, Source(line=number)) for number, line in enumerate(text, 1)]
    return stated(lines, (2025, 2026))


def taken(found: Stated) -> list[str]:
    return [str(value) for value in found.values.values()]


@pytest.mark.parametrize(
    ("text", "value", "code", "restated"),
    [
        (
            ["I. MỤC TIÊU", "- Số hộ nghèo 62 hộ, cuối năm 2026 còn 42 hộ."],
            "42", "figure-dated", 0,
        ),
        (
            ["II. MỤC TIÊU NĂM 2026", "- Số hộ nghèo 62 hộ, cuối năm 2026 còn 42 hộ."],
            "42", "figure-dated", 0,
        ),
        (
            ["I. MỤC TIÊU", "- Số hộ nghèo còn 40 hộ.", "- Đến cuối năm 2026 còn 42 hộ nghèo."],
            "42", "figure-dated", 2,
        ),
        (
            ["II. MỤC TIÊU NĂM 2026", "- Số hộ nghèo còn 40 hộ", "- Cuối năm 2026 còn 42 hộ nghèo"],
            "40", "", 2,
        ),
        (
            ["I. MỤC TIÊU", "- Số hộ nghèo còn 40 hộ.", "- Số hộ nghèo còn 42 hộ."],
            "40", "", 2,
        ),
        (
            ["I. MỤC TIÊU", "- Năm 2026 còn 42 hộ nghèo.", "- Số hộ nghèo còn 40 hộ."],
            "42", "", 2,
        ),
    ],
)  # fmt: skip
def test_the_first_that_is_dated_for_the_plans_year_is_the_plans(
    text: list[str], value: str, code: str, restated: int
) -> None:
    found = read(*text)
    assert taken(found) == [value]
    assert [notice.code for notice in found.notices] == list(filter(None, [code]))
    assert [str(one.value) for one in found.restated][:1] == [value] * min(restated, 1)
    assert len(found.restated) == restated


def test_the_same_value_twice_is_not_told() -> None:
    found = read("I. MỤC TIÊU", "- Số hộ nghèo còn 42 hộ, đến cuối năm 2026 còn 42 hộ nghèo.")
    assert (taken(found), found.notices, len(found.restated)) == (["42"], (), 2)

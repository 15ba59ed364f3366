"""A line cut at its figures."""

import pytest

from povertyplan.documents.prose.binding import clauses
from povertyplan.documents.prose.tokens import tokens


@pytest.mark.parametrize(
    ("line", "beyond"),
    [
        ("tỷ lệ hộ nghèo 2,31% (90 hộ) năm 2023", ["năm 2023"]),
        ("tỷ lệ hộ nghèo 2,31% (90 hộ), năm 2023", []),
        ("tỷ lệ hộ nghèo 2,31% (90 hộ năm 2023", []),
    ],
)
def test_words_behind_a_bracket_are_of_the_figure_before_it(line: str, beyond: list[str]) -> None:
    first, *_ = clauses(tokens(line))
    assert [token.text for token in first.beyond] == beyond

"""Sentences are said with their values and clauses, in either language."""

from fractions import Fraction

import pytest

from povertyplan import Points
from povertyplan.messages import Sentence


@pytest.mark.parametrize(
    ("template", "value", "vi"),
    [
        ("ghi thiếu {x:abs}", -1200, "ghi thiếu 1.200"),
        ("ghi thừa {x:abs}", 3, "ghi thừa 3"),
        ("còn {x:%}", Fraction(140, 235), "còn 60%"),
        ("{x:abs}, {x:%}", Points(-91, 2), "-0,91 điểm phần trăm, -0,91 điểm phần trăm"),
    ],
)
def test_how_a_value_is_said(template: str, value: int | Fraction | Points, vi: str) -> None:
    assert Sentence(template).text({"x": value}, "vi") == vi


def test_clauses_are_said_with_the_values_of_their_sentence() -> None:
    clauses = (Sentence("1 column has no number"), Sentence("repeated: {repeated}"))
    sentence = Sentence("column numbers of the annex: {clauses}", clauses=clauses)
    said = [sentence.text({"repeated": "4"}, lang) for lang in ("en", "vi")]
    assert said == [
        "column numbers of the annex: 1 column has no number; repeated: 4",
        "số thứ tự cột của phụ lục: 1 cột chưa đánh số; số 4 bị lặp",
    ]


def test_own_translations_come_first() -> None:
    assert Sentence("error", "sai").text({}, "vi") == "sai"
    assert Sentence("error", "sai").text({}, "en") == "error"
    assert Sentence("not in the catalogue").text({}, "vi") == "not in the catalogue"

"""Sentences are said with their values and clauses, in either language."""

from fractions import Fraction

import pytest

from povertyplan import Percent, Points
from povertyplan.messages import Sentence, phrase, show


@pytest.mark.parametrize(
    ("template", "value", "vi"),
    [
        ("ghi thiếu {x:abs}", -1200, "ghi thiếu 1.200"),
        ("ghi thừa {x:abs}", 3, "ghi thừa 3"),
        ("còn {x:%}", Fraction(140, 235), "còn 60%"),
        ("bằng {x:%}", Fraction(10**15), "bằng 100.000.000.000.000.000%"),
        ("{x:abs}, {x:%}", Points(-91, 2), "-0,91 điểm phần trăm, -0,91 điểm phần trăm"),
    ],
)
def test_how_a_value_is_said(template: str, value: int | Fraction | Points, vi: str) -> None:
    assert Sentence(template).text({"x": value}, "vi") == vi


def test_clauses_are_said_with_the_values_of_their_sentence() -> None:
    clauses = (
        Sentence("{blank:column has|columns have} no number"),
        Sentence("repeated: {repeated}"),
    )
    sentence = Sentence("column numbers of the annex: {clauses}", clauses=clauses)
    said = [sentence.text({"blank": 1, "repeated": "4"}, lang) for lang in ("en", "vi")]
    assert said == [
        "column numbers of the annex: 1 column has no number; repeated: 4",
        "số thứ tự cột của phụ lục: 1 cột chưa đánh số; số 4 bị lặp",
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 rows are blank"),
        (1, "1 row is blank"),
        (2, "2 rows are blank"),
        (-1, "-1 rows are blank"),
        (1000, "1,000 rows are blank"),
        (Percent.parse("1%"), "1% rows are blank"),
        (None, "nothing rows are blank"),
    ],
)
def test_a_noun_is_in_the_plural_of_its_number(number: int | Percent | None, said: str) -> None:
    sentence = Sentence("{number:row is|rows are} blank", "{number} dòng để trống")
    assert sentence.text({"number": number}, "en") == said
    assert phrase("{number:row is|rows are} blank", number=1).text("en") == "1 row is blank"


def test_points_are_in_the_plural_of_their_number() -> None:
    assert [show(Points.parse(text), "en") for text in ("1", "1.0", "2", "-1")] == [
        "1 point",
        "1.0 points",
        "2 points",
        "-1 points",
    ]


def test_own_translations_come_first() -> None:
    assert Sentence("error", "sai").text({}, "vi") == "sai"
    assert Sentence("error", "sai").text({}, "en") == "error"
    assert Sentence("not in the catalogue").text({}, "vi") == "not in the catalogue"

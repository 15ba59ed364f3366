"""The Vietnamese of the library: complete, nothing obsolete, the same placeholders."""

import ast
import string
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

import povertyplan
from povertyplan import Part, Percent, Place, Points, ReadError, Rounding, Severity
from povertyplan.checks import CHECKS
from povertyplan.cli.usage import ARGPARSE
from povertyplan.messages import (
    PARTS,
    Phrase,
    Sentence,
    catalogue,
    field_label,
    listed,
    phrase,
    row_label,
    show,
    translated,
    verbatim,
)
from povertyplan.model.document import PartialDate
from povertyplan.model.fields import FACTS
from povertyplan.model.places import SectionRow
from povertyplan.outputs.table import HEADS

SOURCE = Path(povertyplan.__file__).parent
#: Which argument of a call is a phrase to be translated.
CALLS = {"Sentence": 0, "rule": 2, "translated": 0, "say": 0, "phrase": 0}


def calls() -> Iterator[tuple[Path, str, ast.Call]]:
    """Yield every call of a name in the source, with its file."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield path, node.func.id, node


def phrases() -> Iterator[str]:
    for _, name, call in calls():
        position = CALLS.get(name, len(call.args))
        argument = call.args[position] if position < len(call.args) else None
        if isinstance(argument, ast.Constant):
            yield str(argument.value)
    yield from (facts.en for facts in FACTS.values())
    yield from (check.title("en") for check in CHECKS)
    yield from ARGPARSE
    yield from (*PARTS.values(), *HEADS.values())
    yield from (severity.value for severity in Severity)
    yield from (rounding.value for rounding in Rounding)


def test_every_phrase_stands_in_the_source() -> None:
    for path, name, call in calls():
        if name == "phrase":
            assert isinstance(call.args[0], ast.Constant), f"{path}:{call.lineno}"
        assert name != "Phrase" or path.name == "messages.py", f"{path}:{call.lineno}"


def placeholders(text: str) -> list[tuple[str | None, str | None]]:
    return sorted(
        ((name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name), key=str
    )


def test_every_phrase_has_its_translation_and_none_is_obsolete() -> None:
    assert set(catalogue("vi")) == set(phrases())


@pytest.mark.parametrize(("english", "vietnamese"), catalogue("vi").items())
def test_placeholders_are_kept(english: str, vietnamese: str) -> None:
    assert placeholders(vietnamese) == placeholders(english)


@pytest.mark.parametrize(
    ("value", "en", "vi"),
    [
        (15032, "15,032", "15.032"),
        (-3, "-3", "-3"),
        (Percent(138, 2), "1.38%", "1,38%"),
        (Percent(14, 1), "1.4%", "1,4%"),
        (Percent(204000, 2), "2,040.00%", "2.040,00%"),
        (Points(-91, 2), "-0.91 points", "-0,91 điểm phần trăm"),
        (PartialDate(2024, 1, 25), "25 January 2024", "ngày 25 tháng 01 năm 2024"),
        (PartialDate(2024, 1), "day …, month 01, year 2024", "ngày … tháng 01 năm 2024"),
        (PartialDate(), "day …, month …, year …", "ngày … tháng … năm …"),
        (None, "nothing", "không ghi"),
        (("number", "date"), "number, date", "số, ngày"),
        ("\x1b[31mđỏ", "�[31mđỏ", "�[31mđỏ"),
    ],
)
def test_values_are_written_as_each_language_writes_them(value: object, en: str, vi: str) -> None:
    assert (show(value, "en"), show(value, "vi")) == (en, vi)  # type: ignore[arg-type]  # parametrized


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


def test_what_no_catalogue_has_stays_in_english() -> None:
    error = ReadError(
        verbatim("at most 3 cups"),
        phrase("some in a part: {name}", name="{x}: 1 row"),
        where="$.line",
    )
    assert error.text("en") == str(error)
    assert error.text("vi") == (
        "$.line: không đọc được: cần at most 3 cups; thực tế: có khai báo trong phần: {x}: 1 row"
    )
    assert ReadError(verbatim("a\x1b"), verbatim("b"), "\x1b").text("vi").isprintable()


@pytest.mark.parametrize(
    ("expected", "found", "vi"),
    [
        (
            phrase("at most {number} bytes", number=8_000_000),
            phrase("more"),
            "cần tối đa 8000000 byte; thực tế: nhiều hơn",
        ),
        (
            phrase("columns of one year, that of a review"),
            listed(
                (
                    phrase("column {number}: {heading}", number=3, heading="HN"),
                    phrase("column {number}: {heading}", number=14, heading=phrase("no heading")),
                )
            ),
            "cần các cột của một năm, là năm rà soát; thực tế: cột 3: HN; cột 14: không có tiêu đề",
        ),
        (
            phrase("the year {number}, as given", number=2023),
            verbatim("{number}"),
            "cần năm 2023 như đã nêu khi chạy; thực tế: {number}",
        ),
    ],
)
def test_values_of_an_error(expected: Phrase, found: Phrase, vi: str) -> None:
    error = ReadError(expected, found)
    assert error.text("vi") == f"không đọc được: {vi}"
    assert error.text("en") == str(error) == f"expected {error.expected}, found {error.found}"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language must be one of en, vi, got 'fr'"):
        translated("error", "fr")


@pytest.mark.parametrize(
    ("place", "unit", "vi"),
    [
        (Place(8, "poor_goal"), "Tân Lập", "dòng 8 (Tân Lập): số hộ nghèo năm 2024"),
        (Place(SectionRow(2), "poor_drop"), "Đô", "dòng cộng khu vực 2 (Đô): số hộ nghèo giảm"),
        (Place(Part.TOTAL, "poor_drop"), "", "dòng tổng: số hộ nghèo giảm"),
    ],
)  # fmt: skip
def test_labels(place: Place, unit: str, vi: str) -> None:
    label = f"{row_label(place.row, unit, 'vi')}: {field_label(place.field, 2024, 'vi')}"
    assert label == vi


@pytest.mark.parametrize(
    ("ordinal", "en", "vi"),
    [
        ("", "row 7 (Tân Lập)", "dòng 7 (Tân Lập)"),
        ("7", "row 7 (Tân Lập)", "TT 7 (Tân Lập)"),
        ("8", "no. 8 (Tân Lập)", "TT 8 (Tân Lập)"),
        ("1.4", "no. 1.4 (Tân Lập)", "TT 1.4 (Tân Lập)"),
        ("\x1b", "no. � (Tân Lập)", "TT � (Tân Lập)"),
    ],
)
def test_a_row_is_called_by_its_printed_ordinal(ordinal: str, en: str, vi: str) -> None:
    said = [row_label(7, "Tân Lập", lang, ordinal=ordinal) for lang in ("en", "vi")]
    assert said == [en, vi]


def test_a_count_of_more_digits_than_a_decimal_has() -> None:
    assert show(10**40, "vi") == "10" + ".000" * 13
    assert show(10**40, "en") == "10" + ",000" * 13
    assert show(Fraction(10**40, 3), "en") == "3" + ",333" * 13 + ".33"


def test_a_value_is_not_shown_in_an_unknown_language() -> None:
    with pytest.raises(ValueError, match="language must be one of en, vi, got 'fr'"):
        show(3, "fr")

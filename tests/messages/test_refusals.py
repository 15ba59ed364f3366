"""Refusals are said in both languages, and what has no translation as it is."""

import pytest

from povertyplan import ReadError
from povertyplan.messages import Phrase, WriteError, listed, phrase, verbatim


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
            phrase("columns of one year, the year of a review"),
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


def test_an_error_has_its_place_and_what_to_do_as_text() -> None:
    line = phrase("line {number}", number=12)
    error = ReadError(phrase("a plan"), phrase("no table"), "plan.md", line)
    assert (error.where, error.remedy_text("vi")) == ("line 12", None)
    remedied = ReadError(phrase("a plan"), phrase("no table"), remedy=verbatim("Ask\x1b again."))
    assert remedied.remedy_text("en") == remedied.text("en") == "Ask� again."


def test_an_error_of_writing_is_in_english_by_default() -> None:
    error = WriteError("out.md", phrase("This is a folder. Name a file in it."))
    assert str(error) == "out.md: This is a folder. Name a file in it."

"""What a document says of itself, as offices write it."""

import pytest

from povertyplan.documents.grid import Paragraph
from povertyplan.documents.heading import Heading, annex_year, heading
from povertyplan.reading import Source


def lines(text: str) -> list[Paragraph]:
    return [Paragraph(line, Source(line=at)) for at, line in enumerate(text.split("\n"), 1)]


def of(text: str) -> Heading:
    return heading(lines(text))


@pytest.mark.parametrize("start", ["", "Số", "Số:", "kèm theo số", "ngày", "X, ngày", "xã", "TM"])
@pytest.mark.parametrize("piece", [" ", "…", " .", "- ", "_", "số ", "kèm theo ", "ngày ", "XÃ "])
def test_a_line_of_nothing_but_one_piece_is_read_in_time(start: str, piece: str) -> None:
    text = start + piece * (20_000 // len(piece)) + "x"
    assert of(text).document.symbol is None
    assert annex_year(lines(text)) is None


def test_a_citation_without_a_number_before_one_with_it() -> None:
    document = of(
        "(Kèm theo văn bản; kèm theo Kế hoạch số 7/KH-BCĐ ngày 25 tháng 01 năm 2024)"
    ).document
    assert (document.annex_number, document.annex_symbol) == ("7", "KH-BCĐ")
    assert str(document.annex_date) == "2024-01-25"
    assert of("(Kèm theo Kế hoạch số 7/KH-BCĐ)").document.annex_date is None

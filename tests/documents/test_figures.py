"""What a cell holds: a figure, a dash or words."""

import pytest

from povertyplan.documents.figures import is_figure


@pytest.mark.parametrize("number", ["2", "1.325", "1 325", "1.032.325", "07 hộ", "3,69", "82%"])
@pytest.mark.parametrize("sign", ["", "-", "–", "−", "+"])
def test_a_count_or_a_rate_is_a_figure_with_a_sign_or_without(sign: str, number: str) -> None:
    assert is_figure(f"{sign}{number}")


@pytest.mark.parametrize("words", ["Chợ", "X2", "x", "II", "--2", "2-3", "2a", "-", "", " "])
def test_words_and_ordinals_are_no_figures(words: str) -> None:
    assert is_figure(words) is (words == "-")

"""Letters with their marks together or apart."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from povertyplan.model.letters import MOST_MARKS, composed, decomposed, is_overmarked
from povertyplan.model.names import key

_MARKS = st.text("\u0300\u0301\u0302\u0306\u0309\u031b\u0323", max_size=MOST_MARKS)
_LETTERS = st.builds(str.__add__, st.sampled_from("aăâđeêioôơuưyAĂ 1-"), _MARKS)
_TEXTS = st.lists(_LETTERS).map("".join)


@given(_TEXTS)
def test_letters_are_brought_into_the_forms_of_unicode(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert decomposed(text) == unicodedata.normalize("NFD", text)


@given(_TEXTS, st.integers(1, 50))
def test_a_letter_with_more_marks_than_any_stays_as_it_is(text: str, more: int) -> None:
    marks = "\u0301\u0323" * (MOST_MARKS // 2 + more)
    overmarked = f"{text}a{marks}"
    assert is_overmarked(overmarked)
    assert composed(overmarked) == decomposed(overmarked) == overmarked


def test_a_name_of_any_marks_has_a_key() -> None:
    name = "Hoa" + "\u0301\u0323" * 1_000_000
    assert key(name) == key(name.upper())

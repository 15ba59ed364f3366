"""Phrases of the lexicon, matched word by word."""

import pytest

from povertyplan.documents.prose.lexicon import Word
from povertyplan.documents.prose.phrases import PhraseState, phrases


def reached(text: str) -> PhraseState | None:
    state: PhraseState | None = phrases()
    for word in text.split():
        state = None if state is None else state.after(word)
    return state


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("hộ nghèo", Word.SUBJECT, "hộ nghèo"),
        ("tổng số hộ nghèo", Word.SUBJECT, "hộ nghèo"),
        ("tỷ lệ hộ nghèo", Word.SUBJECT, "tỷ lệ hộ nghèo"),
        ("xuất khẩu lao động", Word.SUBJECT, "lao động đi làm việc ở nước ngoài"),
        ("xuống còn", Word.TO, None),
        ("[", Word.LINK, None),
        ("]", Word.COMMA, None),
        ("_", Word.COMMA, None),
    ],
)
def test_whole_phrases(text: str, word: Word, name: str | None) -> None:
    state = reached(text)
    assert state is not None
    assert state.wording is not None
    indicator = state.wording.indicator
    found = None if indicator is None else indicator.name
    assert (state.wording.word, found) == (word, name)


def test_a_phrase_that_has_begun_is_not_whole() -> None:
    state = reached("tỷ lệ hộ")
    assert state is not None
    assert state.wording is None


def test_other_words_lead_nowhere() -> None:
    assert reached("trâu bò") is None
    assert reached("tỷ lệ trâu") is None


def test_a_state_is_built_once() -> None:
    assert reached("hộ") is reached("hộ")

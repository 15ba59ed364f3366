"""Backslashes in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan.documents.formats.backslashes import escaped, stripped, unescaped


@given(st.text(st.sampled_from("\\|*_`<>&#;:a~$ [") | st.characters()))
def test_escaped_text_comes_back(text: str) -> None:
    written = escaped(text)
    shown, parts = unescaped(written)
    assert shown == text
    for index, column in parts:
        assert written[column - 1] == text[index]


@pytest.mark.parametrize(
    "text", ["Chợ", "Hộ nghèo 3,5% (giảm 0,9%)", "R&D", "Số: 5", "1. Chợ", "-"]
)
def test_usual_text_needs_no_backslash(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("*", ""),
        (" *Chợ* ", "Chợ"),
        (r"Chợ\*", r"Chợ\*"),
        (r"Chợ\\*", r"Chợ\\"),
        ("Chợ\\", "Chợ\\"),
        ("Chợ\\ ", "Chợ\\"),
        ("\\ Chợ\\ * ", "\\ Chợ\\"),
    ],
)
def test_an_escaped_mark_belongs_to_the_text(text: str, inner: str) -> None:
    assert stripped(text, " *") == inner

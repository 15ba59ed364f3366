"""Texts are translated into the languages of the library, and into no other."""

import re
from importlib.resources import files

import pytest

from povertyplan.messages import translated


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language must be one of en, vi, got 'fr'"):
        translated("error", "fr")


def test_every_translation_stands_below_its_text() -> None:
    catalogue = files("povertyplan") / "locale" / "vi.po"
    entries = re.findall(r"^(msgid|msgstr) ", catalogue.read_text(encoding="utf-8"), re.MULTILINE)
    assert entries == ["msgid", "msgstr"] * (len(entries) // 2)

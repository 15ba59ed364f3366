"""Texts are translated into the languages of the library, and into no other."""

import pytest

from povertyplan.messages import translated


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language must be one of en, vi, got 'fr'"):
        translated("error", "fr")

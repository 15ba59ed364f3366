"""Only a reading or a `ReadError` ever comes out, whatever is done to a document."""

from itertools import islice

import pytest
from hypothesis import settings

from tests.support import fuzz

#: Broken documents of each format: 150 in the whole run.
NUMBER = 3 * settings().max_examples // 2


@pytest.mark.parametrize("form", fuzz.corpus())
def test_only_a_reading_or_a_refusal_comes_out(form: str) -> None:
    read = [fuzz.attempt(form, data) for data in islice(fuzz.documents(form, seed=2024), NUMBER)]
    assert set(read) == {True, False}


@pytest.mark.parametrize("form", fuzz.corpus())
def test_the_corpus_is_read(form: str) -> None:
    assert fuzz.attempt(form, fuzz.corpus()[form])

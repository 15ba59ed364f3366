"""Only a reading or a `ReadError` ever comes out, whatever is done to a document."""

import fuzz
import pytest


@pytest.mark.parametrize("form", fuzz.corpus())
def test_only_a_reading_or_a_refusal_comes_out(form: str) -> None:
    done, tried = fuzz.run(form, 2024, lambda tried: tried < 150)
    assert 0 < done < tried


@pytest.mark.parametrize("form", fuzz.corpus())
def test_the_corpus_is_read(form: str) -> None:
    assert fuzz.attempt(form, fuzz.corpus()[form])

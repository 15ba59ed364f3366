"""Copies of broken documents are right, or refused in words: no traceback, no half a file."""

from itertools import islice

import pytest

from tests.support import fuzz_copies


def tried(name: str, seed: int, times: int) -> set[str]:
    """Break documents of a kind, and return what became of their copies."""
    broken = islice(fuzz_copies.documents(name, seed), times)
    return {fuzz_copies.attempt(form, data, seed) for form, data in broken}


@pytest.mark.parametrize("name", fuzz_copies.corpus())
def test_copies_of_broken_documents_are_right_or_refused(name: str) -> None:
    assert tried(name, seed=2024, times=1)


@pytest.mark.large
@pytest.mark.parametrize("name", fuzz_copies.corpus())
def test_copies_of_many_broken_documents_are_right_or_refused(name: str) -> None:
    assert len(tried(name, seed=1, times=25)) > 1


@pytest.mark.large
@pytest.mark.parametrize("name", fuzz_copies.corpus())
def test_copies_of_whole_documents_are_written(name: str) -> None:
    form, data = fuzz_copies.corpus()[name]
    became = fuzz_copies.attempt(form, data, seed=1).split(", ")
    assert "not read" not in became
    assert "refused" not in became

"""A mutant is tried with a copy of the source."""

import pytest

pytest.importorskip("cosmic_ray")  # of a group of its own, for those who try mutants
pytest.importorskip("resource")  # of Unix alone

from tests.mutation.trial import copied, failing


def test_a_copy_without_a_change_passes_tests_that_read_pages_and_examples() -> None:
    pages = "tests/outputs/page/test_document.py::test_it_loads_nothing_and_runs_nothing"
    with copied() as source:
        assert failing(source, [pages], 60) is None

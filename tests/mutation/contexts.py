"""A plugin of pytest: coverage records which lines each test reaches."""

import pytest
from coverage import Coverage


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """
    Record what follows under the name of a test, one name for all its parameters.

    Coverage can do so by itself, but takes a function of Hypothesis for a test, because it is
    called like one, and stores what was reached at each example.
    """
    coverage = Coverage.current()
    if coverage is not None:
        test, _, _ = item.nodeid.partition("[")
        coverage.switch_context(test)

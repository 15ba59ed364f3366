"""Pages are the same bytes as those that were looked at."""

from difflib import unified_diff

import pytest

from tests.support.golden_pages import GOLDEN, stored
from tests.support.page_examples import page_of


@pytest.mark.parametrize("name", GOLDEN)
def test_a_page_is_as_it_is_stored(name: str) -> None:
    old, new = (page.split("\n") for page in (stored(name), page_of(name, "vi")))
    changes = "\n".join(list(unified_diff(old, new, n=0, lineterm=""))[:20])
    assert not changes, f"look at it, then: python -m tests.support.golden_pages\n{changes}"

"""What the reader assumed or set aside."""

import pytest

from povertyplan.reading import Notice


def test_a_notice_has_a_known_code() -> None:
    with pytest.raises(ValueError, match=r"Notice\.code must be one of .*, got 'mine'"):
        Notice("mine")

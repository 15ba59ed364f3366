import pytest

from povertyplan import Rate
from povertyplan.model.relations import share_of_whole


def test_a_drop_is_not_a_share() -> None:
    with pytest.raises(ValueError, match="poor_rate_drop is not a share"):
        share_of_whole(Rate.POOR_RATE_DROP)

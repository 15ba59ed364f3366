import pytest

from povertyplan import Count, Plan, Rounding
from povertyplan.checks import Evidence
from povertyplan.model.tabular import Widened


def test_evidence_of_another_table_has_no_plan() -> None:
    table = Widened(Plan.of(2024, [{"name": "Chợ"}]), {1: {Count.POOR_DROP: 1}})
    evidence = Evidence.of(table, None, Rounding.HALF_UP)
    with pytest.raises(TypeError, match="this check needs a Plan, got a Widened"):
        _ = evidence.plan

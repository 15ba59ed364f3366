from povertyplan.errors import near


def test_near_names_are_hinted_at() -> None:
    assert near("poor", ["households"]) == ""
    assert near("poor_goal", ["poor_goals", "poor_gaol"]).startswith(
        "; did you mean 'poor_goals' or"
    )

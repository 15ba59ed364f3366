from povertyplan import Count, Rate
from povertyplan.model.fields import FACTS, DocumentFact
from povertyplan.model.fields.flat_names import FLOW_OF_NEAR_POOR, FLOW_OF_POOR


def test_every_field_has_its_facts() -> None:
    assert FACTS.keys() == {*Count, *Rate, *DocumentFact}
    for field, facts in FACTS.items():
        assert ("{year}" in facts.en) is ("{year}" in facts.vi) is (facts.period is not None)
        assert (facts.counted is None) is isinstance(field, DocumentFact)
        assert "poor" not in facts.vi
        assert "nghèo" not in facts.en


def test_a_flow_says_of_both_categories_what_became_of_them() -> None:
    flows = (FLOW_OF_POOR, FLOW_OF_NEAR_POOR)
    labels = [(FACTS[counts[1]].en, FACTS[counts[1]].vi) for counts in flows]
    assert labels == [
        ("poor that became near-poor", "số nghèo trở thành cận nghèo"),
        ("near-poor that became poor", "số cận nghèo trở thành nghèo"),
    ]

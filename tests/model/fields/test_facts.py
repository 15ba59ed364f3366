from povertyplan import Count, Rate
from povertyplan.model.fields import FACTS, DocumentFact


def test_every_field_has_its_facts() -> None:
    assert FACTS.keys() == {*Count, *Rate, *DocumentFact}
    for field, facts in FACTS.items():
        assert ("{year}" in facts.en) is ("{year}" in facts.vi) is (facts.period is not None)
        assert (facts.counted is None) is isinstance(field, DocumentFact)

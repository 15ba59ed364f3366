"""Every cause has its sentence, in both languages, with terms that a diagnosis gives."""

import pytest

from povertyplan import Cause
from povertyplan.diagnosis.sentences import EVIDENCE, WHY


def test_every_cause_is_explained() -> None:
    assert set(WHY) == set(Cause)


@pytest.mark.parametrize("needs", EVIDENCE, ids=str)
def test_evidence_is_said_of_the_terms_that_it_needs(needs: tuple[str, ...]) -> None:
    places = [f"{name}_where" for name in needs]
    values = dict.fromkeys(("printed", "count", *needs, *places), 7)
    said = EVIDENCE[needs]
    assert said.text(values, "en") != said.text(values, "vi")
    assert all(f"{{{name}" in said.en for name in needs)

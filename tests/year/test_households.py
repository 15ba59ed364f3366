"""A household is known by its code; what is judged of it has words in both languages."""

import pytest
from attrs import evolve

from povertyplan import Category, Unit
from povertyplan.year import Household, Outlook, Policy, PovertyCause
from povertyplan.year.households import LABELS, label_of

UNIT = Unit("Chợ")
NAME = "Nguyễn Văn A"


@pytest.mark.parametrize("code", ["1", "H-012", "CT.07.3", "a1", "1" * 8, "1" * 16])
def test_codes(code: str) -> None:
    assert repr(Household(code, UNIT, Category.POOR)) == f"<Household {code}>"


@pytest.mark.parametrize(
    "code", ["", "H", NAME, f"{NAME} 1", "Hộ-1", "H 1", "H1\n", "1" * 17, "²", "１", "H_1", "H/1"]
)
def test_what_is_no_code_is_refused_and_not_repeated(code: str) -> None:
    with pytest.raises(ValueError, match="by a code, never by a name") as caught:
        Household(code, UNIT, Category.POOR)
    assert NAME not in str(caught.value)


@pytest.mark.parametrize("code", ["024098001234", "123456789", "0912345678"])
def test_numbers_of_persons_are_no_codes(code: str) -> None:
    with pytest.raises(ValueError, match="identity cards") as caught:
        Household(code, UNIT, Category.POOR)
    assert code not in str(caught.value)


def test_a_body_helps_and_no_person() -> None:
    assert Household("1", UNIT, Category.POOR, helper=" Hội Nông dân ").helper == "Hội Nông dân"
    with pytest.raises(ValueError, match=r"Household\.helper must be a body") as caught:
        Household("1", UNIT, Category.POOR, helper=NAME)
    assert NAME not in str(caught.value)


def test_a_household_is_judged_by_cause_and_outlook() -> None:
    known = Household("1", UNIT, Category.POOR, causes=[PovertyCause.LAND], outlook=Outlook.UNABLE)
    assert known.is_judged
    assert not evolve(known, causes=[]).is_judged
    assert not evolve(known, outlook=None).is_judged


def test_all_that_is_judged_has_a_label_of_its_own_in_both_languages() -> None:
    known = [*Category, *PovertyCause, *Policy, *Outlook]
    assert list(LABELS) == known
    for lang in ("en", "vi"):
        assert len({label_of(judgement, lang) for judgement in known}) == len(known)

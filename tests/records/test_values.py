"""Single values: how they are written, read and told apart."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Percent,
    Plan,
    Points,
    Reading,
    Report,
)
from povertyplan.messages import ReadError, Said
from povertyplan.model.document import PartialDate
from povertyplan.reading import Form
from povertyplan.records import (
    finding_to_dict,
    from_dict,
    from_json,
    to_dict,
    to_json,
)
from tests.support.records import FINDING, PLAN, READING, refusal


def test_rates_are_read_as_people_write_them() -> None:
    data: Any = to_dict(PLAN)
    data["plan"]["targets"][0]["base"]["poor"]["rate"] = "3,69 %"
    data["plan"]["headline"]["poor_rate_drop"] = "-0,91 điểm phần trăm"
    assert from_dict(data, Plan) == PLAN


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (None, None),
        (-36, -36),
        (Percent(5, 0), "5%"),
        (Points(-91, 2), "-0.91 pp"),
        (PartialDate(None, 1, 5), "????-01-05"),
        (Fraction(28, 47), "28/47"),
        (Fraction(-3), "-3/1"),
        (("column 1", "5%"), ["column 1", "5%"]),
        ("KH-UBND", "KH-UBND"),
        ("5%", {"text": "5%"}),
        ("0.91 pp", {"text": "0.91 pp"}),
        ("2024-01-??", {"text": "2024-01-??"}),
        ("28/47", {"text": "28/47"}),
        ("05%", "05%"),
        ("1.2.3%", "1.2.3%"),
        ("2024-13-01", "2024-13-01"),
        ("6/8", "6/8"),
        ("3/0", "3/0"),
        ("3", "3"),
        (Count.POOR_GOAL, "poor_goal"),
    ],
)
def test_what_a_finding_says_is_told_apart(value: Said, form: object) -> None:
    finding = evolve(FINDING, printed=value, terms=(*FINDING.terms, ("own", value)))
    plain = finding_to_dict(finding)
    assert plain["printed"] == form
    found = from_dict(to_dict(Report((finding,))), Report).findings[0]
    assert repr(found.printed) == repr(str(value) if isinstance(value, Count) else value)
    assert found == finding


def test_numbers_too_long_to_read_stay_text() -> None:
    text = "1" * 5000 + "/7"
    finding = evolve(FINDING, printed=text)
    assert from_json(to_json(Report((finding,))), Report).findings == (finding,)


def test_terms_of_one_name_are_not_written() -> None:
    finding = evolve(FINDING, terms=(("count", 1), ("count", 2)))
    with pytest.raises(ValueError, match="names of their own, got 'count' twice"):
        finding_to_dict(finding)


def test_a_statement_of_the_text_holds_a_figure() -> None:
    data: Any = to_dict(READING)
    data["reading"]["form"]["restated"][0]["value"] = "fifty"
    assert "a whole number, a percentage" in str(refusal(data, Reading))


def test_a_truth_is_true_or_false_and_no_number() -> None:
    reading = Reading(Plan.of(2024, []), form=Form(reviewed=True))
    written = to_dict(reading)
    assert repr(from_dict(written, Reading).form.reviewed) == "True"
    with pytest.raises(ReadError, match=r"expected true or false, found 1"):
        from_json(to_json(reading).replace('"reviewed": true', '"reviewed": 1'), Reading)

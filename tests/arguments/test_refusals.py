import re
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from povertyplan import Count, Diagnoses, Diagnosis, Percent, Place, Plan, Reading
from povertyplan.arguments.refusals import either, near, remedy, shown
from povertyplan.checks import Check
from povertyplan.model.document import PartialDate
from povertyplan.model.units import Unit


def test_near_names_are_hinted_at() -> None:
    assert near("poor", ["households"]) == ""
    assert near("poor_goal", ["poor_goals", "poor_gaol"]).startswith(
        "; did you mean 'poor_goals' or"
    )


def test_a_value_is_shown_on_one_line_with_its_type() -> None:
    assert shown(np.int64(3)).endswith(" (an int64)")
    assert shown(b"") == "b'' (bytes)"
    assert shown(["a" * 100]) == f"['{'a' * 58}… (a list)"


def test_choices_are_said_once() -> None:
    assert either(["a Plan"]) == "a Plan"
    assert either(["a Plan", "None", "a Plan"]) == "a Plan or None"


_CHOOSE = ": choose one of them, such as diagnoses[0]"


@pytest.mark.parametrize(
    ("where", "kind", "value", "expected"),
    [
        ("Unit.name", str, 3, ""),
        ("HouseholdCensus.unit", Unit, "Ngò", ": Unit('Ngò')"),
        ("Tally.count", int, np.int64(3), f": int({np.int64(3)!r})"),
        ("DocumentInfo.date", PartialDate, "2024-01-25", ": PartialDate.parse('2024-01-25')"),
        ("read_text: text", str, b"", ": read_bytes reads bytes"),
        ("Percent.of: share", Fraction, 0.5, ""),
        ("repaired: diagnosis", Diagnosis, Diagnoses(), _CHOOSE),
        ("repaired: diagnosis", Diagnosis, (), _CHOOSE),
        ("Percent.digits", int, "1,38%", ": Percent.parse('1,38%')"),
        ("Points.digits", int, "0,91%", ": Points.parse('0,91%')"),
        ("check: checks[0]", Check, near, ": make it a check: @rule(code, severity, sentence)"),
    ],
)
def test_what_to_do_instead_is_said_where_it_is_known(
    where: str, kind: type, value: object, expected: str
) -> None:
    assert remedy(where, [kind], value) == expected


def test_a_date_of_the_library_is_made_of_one_of_python() -> None:
    day = date(2024, 1, 25)
    advice = remedy("DocumentInfo.date", [PartialDate], day)
    assert advice == ": PartialDate(date.year, date.month, date.day)"


@pytest.mark.parametrize("number", [10**60, -(10**60), 10**5000], ids=["long", "negative", "huge"])
def test_a_number_too_long_for_a_line_is_not_shown(number: int) -> None:
    said = "got a number of more than 60 digits"
    with pytest.raises(ValueError, match=said):
        Percent.of_ratio(1, 3, places=number)
    with pytest.raises(TypeError, match=said):
        Unit(number)  # type: ignore[arg-type]  # wrong on purpose


def test_a_word_too_long_for_a_line_is_cut() -> None:
    with pytest.raises(ValueError, match=r"got 'x{59}…"):
        Unit("Chợ", "x" * 1000)  # type: ignore[arg-type]  # wrong on purpose


def test_a_list_of_lists_is_called_so() -> None:
    with pytest.raises(
        TypeError, match=r"^Diagnoses\.by_contradiction must be a list of lists, got 3 \(an int\)"
    ):
        Diagnoses(3)  # type: ignore[arg-type]  # wrong on purpose


def test_the_source_of_a_place_is_looked_up_in_the_sources() -> None:
    reading = Reading(Plan.of(2024, []))
    with pytest.raises(TypeError, match=re.escape(": reading.sources.get(place) has the source")):
        reading.source(Place(1, Count.POOR_GOAL))  # type: ignore[arg-type]  # what is tested

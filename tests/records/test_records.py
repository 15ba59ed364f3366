"""Plans, readings and reports as plain dicts and JSON, and back."""

import json
from types import MappingProxyType
from typing import Any

import pytest
from attrs import fields

from povertyplan import (
    HouseholdCensus,
    ParseError,
    Plan,
    PovertyTarget,
    Report,
    Unit,
    check,
)
from povertyplan.records import (
    FORM,
    Record,
    from_dict,
    from_json,
    to_dict,
    to_json,
)
from tests.support.records import (
    PLAN,
    READING,
    REPORT,
    refusal,
    refusal_of_json,
)


def test_plan_has_the_form_of_its_types() -> None:
    data: Any = to_dict(PLAN)
    assert data["povertyplan"] == FORM == 1
    plan = data["plan"]
    assert list(plan) == [attribute.name for attribute in fields(Plan)]
    assert plan["unit"] == {
        "name": "Bích Động",
        "level": "commune",
        "kind": "thị trấn",
        "code": "07777",
    }
    assert plan["targets"][0] == {
        "unit": {"name": "Hoà Sơn", "level": "tdp", "kind": "tổ dân phố", "code": None},
        "base": {
            "year": 2023,
            "households": 217,
            "persons": 890,
            "poor": {"count": 8, "rate": "3.69%"},
            "near_poor": {"count": 0, "rate": None},
        },
        "goal": {
            "year": 2024,
            "households": 220,
            "persons": None,
            "poor": {"count": 5, "rate": "2.27%"},
            "near_poor": {"count": None, "rate": None},
        },
    }
    assert [section["rows"] for section in plan["sections"]] == [[1, 1], [2, 1]]
    assert plan["headline"]["poor_rate_drop"] == "-0.91 pp"
    assert plan["document"]["date"] == "2024-01-??"


def test_reading_lists_what_its_sources_state() -> None:
    data: Any = to_dict(READING)
    assert data["reading"]["sources"] == [
        {"row": 1, "field": "poor_goal", "file": "plan.md", "line": 199, "column": 51},
        {
            "row": "section1",
            "field": "poor_goal",
            "file": "plan.xlsx",
            "sheet": "Phụ lục",
            "cell": "H32",
        },
    ]
    assert data["reading"]["form"]["unreadable"] == [
        {"row": "total", "field": "poor_goal", "text": "năm"}
    ]
    assert data["reading"]["notices"] == [
        {
            "code": "year-assumed",
            "source": {"file": "plan.md", "line": 9},
            "values": {"text": "Nhân khẩu", "year": "2023"},
        },
        {"code": "unit-unnamed", "source": None, "values": {}},
    ]


@pytest.mark.parametrize("value", [PLAN, READING, REPORT])
def test_record_is_read_back(value: Record) -> None:
    data = to_dict(value)
    assert from_dict(data, type(value)) == value
    assert json.loads(to_json(value)) == data
    for text in (to_json(value), to_json(value, indent=2), "\ufeff" + to_json(value)):
        assert from_json(text, type(value)) == value
        assert from_json(text.encode(), type(value)) == value


def test_letters_are_written_as_themselves() -> None:
    assert "Bích Động" in to_json(PLAN)
    assert "\n  " in to_json(PLAN, indent=2)


def test_dicts_hold_plain_values_only() -> None:
    def kinds(value: object) -> set[type]:
        if isinstance(value, dict):
            return {dict}.union(*map(kinds, [*value, *value.values()]))
        return {list}.union(*map(kinds, value)) if isinstance(value, list) else {type(value)}

    found = set[type]().union(*(kinds(to_dict(value)) for value in (PLAN, READING, REPORT)))
    assert found == {dict, list, str, int, bool, type(None)}


def test_what_has_a_default_may_be_left_out() -> None:
    short = {
        "unit": {"name": "Chợ"},
        "year": 2024,
        "targets": [{"unit": {"name": "Chợ"}, "base": {"year": 2023}, "goal": {"year": 2024}}],
    }
    plan = from_dict({"povertyplan": 1, "plan": short}, Plan)
    own = Unit("Chợ")
    row = PovertyTarget(HouseholdCensus(own, 2023), HouseholdCensus(own, 2024))
    assert plan == Plan(own, 2024, (row,))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "$: expected an object, found a list"),
        ({"plan": {}}, '$: expected "povertyplan": 1, the version of the form, found none'),
        (
            {"povertyplan": 2, "plan": {}},
            "$.povertyplan: expected 1, the version of the form that is known here, found 2",
        ),
        (
            {"povertyplan": True, "plan": {}},
            "$.povertyplan: expected 1, the version of the form that is known here, found true",
        ),
        ({"povertyplan": 1}, '$: expected "plan" beside the version, found nothing'),
        (
            {"povertyplan": 1, "report": {}, "x": 1},
            '$: expected "plan" beside the version, found "report", "x"',
        ),
        (
            {"povertyplan": 1, "plan": {}, "x": 1},
            '$: expected "plan" beside the version, found "plan", "x"',
        ),
        ({"povertyplan": 1, "plan": None}, "$.plan: expected an object, found null"),
    ],
)
def test_what_is_no_record_is_refused(data: object, message: str) -> None:
    assert str(refusal(data)) == message


def test_half_characters_are_neither_written_nor_read() -> None:
    plan = Plan.of(2024, [], unit="Bích\ud800")
    with pytest.raises(ParseError, match="expected whole characters"):
        to_json(plan)
    assert refusal(to_dict(plan)).where == "$.plan.unit.name"
    assert "half of one" in refusal_of_json(json.dumps(to_dict(plan)))


def test_only_records_are_written_and_read() -> None:
    nothing: Any = Unit("Chợ")  # what the types forbid
    with pytest.raises(
        TypeError,
        match="a Plan, a Rows, a Register, an Allocation, a Reading, a TableReading or a Report",
    ):
        to_dict(nothing)
    with pytest.raises(TypeError, match="a Plan, a FlowTable, a ProgressReport, a LabourTable"):
        from_dict({}, type(nothing))


def test_tuples_and_mappings_of_any_kind_are_read() -> None:
    data: Any = to_dict(PLAN)
    data["plan"]["targets"] = tuple(map(MappingProxyType, data["plan"]["targets"]))
    assert from_dict(MappingProxyType(data), Plan) == PLAN


def test_report_of_the_checks_is_read_back() -> None:
    total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    report = check(Plan.of(2024, [], total=total))
    again = from_json(to_json(report), Report)
    assert again == report
    assert [found.text("vi") for found in again.errors] == [
        found.text("vi") for found in report.errors
    ]

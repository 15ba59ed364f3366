"""Faults of a record, with their paths."""

from typing import Any

import pytest

from povertyplan import (
    Plan,
    ReadError,
    Reading,
)
from povertyplan.records import (
    from_dict,
    to_dict,
)
from tests.support.records import (
    DATE,
    HALF,
    LEVELS,
    PLACES,
    PLAN,
    POINTS,
    RATE,
    READING,
    ROWS,
    SAID,
    WHOLE,
    changed,
    refusal,
)


@pytest.mark.parametrize(
    ("path", "value", "expected", "found"),
    [
        ("targets[0].goal.poor.count", 217.0, WHOLE, "217.0"),
        ("targets[0].goal.poor.count", True, WHOLE, "true"),
        ("targets[0].goal.poor.count", "217", WHOLE, '"217"'),
        ("targets[0].goal.poor.count", -1, WHOLE, "-1"),
        ("targets[0].goal.poor.count", float("nan"), WHOLE, "NaN"),
        (
            "targets[0].goal.poor.count",
            10**15,
            "a whole number of at most 15 digits",
            "1000000000000000",
        ),
        ("targets[0].goal.poor.count", [8], WHOLE, "a list"),
        ("targets[0].goal.poor.count", {}, WHOLE, "an object"),
        ("targets[0].goal.poor.count", b"", WHOLE, "a value of type bytes"),
        ("targets[0].goal.poor.rate", 3.69, RATE, "3.69"),
        ("targets[0].goal.poor.rate", 4, RATE, "4"),
        ("targets[0].goal.poor.rate", 10**20, RATE, "a number of more than 20 digits"),
        ("targets[0].goal.poor.rate", "1,4,0%", "a percentage", '"1,4,0%"'),
        ("headline.poor_rate_drop", 0.91, POINTS, "0.91"),
        ("document.date", 2024, DATE, "2024"),
        ("document.date", "2024-13-01", "a date of the calendar", '"2024-13-01"'),
        (
            "document.date",
            "1/2/24",
            "a date such as 2024-01-25, with ?? for what is blank",
            '"1/2/24"',
        ),
        ("year", None, WHOLE, "null"),
        ("unit", "x" * 41, "an object", f'"{"x" * 40}"…'),
        ("unit.name", 7, "text", "7"),
        ("unit.name", "a\ud800", HALF, "U+D800, half of one"),
        ("unit.level", "comune", LEVELS, "\"comune\"; did you mean 'commune'?"),
        ("unit.level", 4, LEVELS, "4"),
        ("targets", "abc", "a list", '"abc"'),
        ("targets", {}, "a list", "an object"),
        ("targets[0]", [], "an object", "a list"),
        ("document.recipients[0]", 1, "text", "1"),
        ("sections[0].rows", [1, 2, 3, 4], ROWS, "[1, 2, 3]"),
        ("sections[0].rows", [0, 3], ROWS, "[0, 3]"),
        ("sections[0].rows", [3, 1], ROWS, "[3, 1]"),
        ("sections[0].rows[1]", "2", WHOLE, '"2"'),
        (
            "targets[0].goal.poor.cuont",
            8,
            "one of count, rate",
            "the key \"cuont\"; did you mean 'count'?",
        ),
        ("targets[0].base.unit", {}, "one of year, households, persons, poor, near_poor", None),
    ],
)
def test_fault_of_a_plan_is_named_with_its_path(
    path: str, value: object, expected: str, found: str | None
) -> None:
    where = f"$.plan.{path}"
    error = refusal(changed(PLAN, where, value))
    assert (error.where, error.expected) == (where, expected)
    assert error.found == (found or 'the key "unit"')


@pytest.mark.parametrize(
    ("path", "value", "where", "expected", "found"),
    [
        (
            "$.plan.targets[0].goal.year",
            2023,
            "$.plan.targets[0]",
            "PovertyTarget.goal to be later than its base, 2023",
            "2023",
        ),
        (
            "$.plan.sections[0].rows",
            [1, 9],
            "$.plan",
            "Section.rows of 'I. Thành thị' to lie in 1 to 1",
            "range(1, 10)",
        ),
        (
            "$.plan.total.base.year",
            2022,
            "$.plan",
            "Plan.targets to all be of the same two years",
            "[(2022, 2024), (2023, 2024)]",
        ),
    ],
)
def test_plan_that_cannot_exist_is_refused(
    path: str, value: object, where: str, expected: str, found: str
) -> None:
    error = refusal(changed(PLAN, path, value))
    assert (error.where, error.expected, error.found) == (where, expected, found)


def test_unknown_keys_are_shown_as_they_are() -> None:
    error = refusal(changed(PLAN, "$.plan.a key", 1))
    assert (error.where, error.found) == ('$.plan["a key"]', 'the key "a key"')
    long = "x" * 41
    error = refusal(changed(PLAN, f"$.plan.{long}", 1))
    assert (error.where, error.found) == (f'$.plan["{long[1:]}"…]', f'the key "{long[1:]}"…')


def test_unknown_keys_are_told_in_order() -> None:
    data: Any = to_dict(PLAN)
    data["plan"]["unit"] |= {"d": 1, "c": 1, "b": 1, "a": 1}
    error = refusal(data)
    assert error.where == "$.plan.unit.a"
    assert [note.partition(":")[0] for note in error.__notes__] == [
        f"$.plan.unit.{key}" for key in "bcd"
    ]


def test_every_fault_is_told_up_to_twenty() -> None:
    data: Any = to_dict(Plan.of(2024, [{"name": "Chợ"}] * 30))
    del data["plan"]["unit"]["name"]
    for row in data["plan"]["targets"]:
        row["base"]["households"] = "217"
    error = refusal(data)
    assert str(error) == "$.plan.unit.name: expected a value, found none"
    assert len(error.__notes__) == 19
    assert error.__notes__[-1] == (
        f'$.plan.targets[18].base.households: expected {WHOLE}, found "217"'
    )


SOURCES = "$.reading.sources[0]"


FIELD = "the flat name of a figure, such as poor_goal"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (f"{SOURCES}.row", 0, f"{SOURCES}.row: expected {PLACES}, found 0"),
        (f"{SOURCES}.row", "8", f'{SOURCES}.row: expected {PLACES}, found "8"'),
        (f"{SOURCES}.row", "totla", f'{SOURCES}.row: expected {PLACES}, found "totla"'),
        (f"{SOURCES}.row", None, f"{SOURCES}.row: expected {PLACES}, found null"),
        (f"{SOURCES}.line", -1, f"{SOURCES}.line: expected {WHOLE}, found -1"),
        (
            f"{SOURCES}.field",
            "{year.real}",
            f'{SOURCES}.field: expected {FIELD}, found "{{year.real}}"',
        ),
        (
            f"{SOURCES}.field",
            "poor_gaol",
            f"{SOURCES}.field: expected {FIELD}, found \"poor_gaol\"; did you mean 'poor_goal'?",
        ),
        (
            SOURCES,
            {"row": "section1", "field": "poor_goal"},
            "$.reading.sources: expected every place once, found section1/poor_goal twice",
        ),
        (
            "$.reading.form.unreadable[0].row",
            "",
            f'$.reading.form.unreadable[0].row: expected {PLACES}, found ""',
        ),
        (
            "$.reading.notices[0].values.year",
            2.5,
            f"$.reading.notices[0].values.year: expected {SAID}, found 2.5",
        ),
        (
            "$.reading.rounding",
            "round",
            '$.reading.rounding: expected one of half up, half even, down, any, found "round"',
        ),
    ],
)
def test_fault_of_a_reading_is_named_with_its_path(path: str, value: object, message: str) -> None:
    assert str(refusal(changed(READING, path, value), Reading)) == message


def test_faults_of_a_long_list_are_told_with_the_numbers_of_their_items() -> None:
    """Those of thousands would take seconds to gather, and twenty are told."""
    data = to_dict(Plan.of(2024, [{"name": f"Thôn {number}"} for number in range(300)]))
    plan: Any = data["plan"]
    for number in (250, 251, 299):
        plan["targets"][number]["unit"]["name"] = number
    with pytest.raises(ReadError) as error:
        from_dict(data, Plan)
    assert error.value.where == "$.plan.targets[250].unit.name"
    assert [note.partition(":")[0] for note in error.value.__notes__] == [
        f"$.plan.targets[{number}].unit.name" for number in (251, 299)
    ]
    assert len(from_dict(to_dict(Plan.of(2024, [{}] * 250)), Plan).targets) == 250

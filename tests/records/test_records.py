import json
import re
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from attrs import evolve, fields

from povertyplan import (
    Count,
    DocumentInfo,
    Finding,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Level,
    Notice,
    ParseError,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    PovertyTarget,
    ReadError,
    Reading,
    Report,
    Rounding,
    Section,
    Severity,
    Source,
    Tally,
    Unit,
    check,
)
from povertyplan.findings import Skipped
from povertyplan.messages import Said, Sentence
from povertyplan.model.document import PartialDate
from povertyplan.model.places import SectionRow
from povertyplan.reading import Form
from povertyplan.records import (
    FORM,
    Record,
    finding_to_dict,
    from_dict,
    from_json,
    to_dict,
    to_json,
)

HOA_SON = Unit("Hoà Sơn", kind="tổ dân phố")
TOWN = Unit("Bích Động", Level.COMMUNE, "thị trấn", "07777")
ROW = PovertyTarget(
    HouseholdCensus(HOA_SON, 2023, 217, 890, Tally(8, Percent(369, 2)), Tally(0)),
    HouseholdCensus(HOA_SON, 2024, 220, None, Tally(5, Percent(227, 2))),
)
PLAN = Plan(
    TOWN,
    2024,
    (ROW,),
    total=PovertyTarget(HouseholdCensus(TOWN, 2023, 217), HouseholdCensus(TOWN, 2024, 220)),
    sections=(Section("I. Thành thị", range(1, 2), ROW), Section("II. Nông thôn", range(2, 2))),
    headline=Headline(Percent(14, 1), Points(-91, 2), 36),
    labour=LabourTarget(TOWN, 2024, 9000, trained_rate=Percent(82, 0)),
    document=DocumentInfo(
        "KẾ HOẠCH", None, "KH-UBND", date=PartialDate(2024, 1), recipients=("Lưu: VT",)
    ),
)
READING = Reading(
    PLAN,
    {
        Place(1, "poor_goal"): Source("plan.md", line=199, column=51),
        Place(SectionRow(1), Count.POOR_GOAL): Source("plan.xlsx", sheet="Phụ lục", cell="H32"),
    },
    Form((",",), ("-", "0"), unreadable=((Place(Part.TOTAL, "poor_goal"), "năm"),)),
    Rounding.DOWN,
    (
        Notice("year-assumed", Source("plan.md", 9), (("text", "Nhân khẩu"), ("year", "2023"))),
        Notice("unit-unnamed"),
    ),
)
FINDING = Finding(
    "PP201",
    "rate_not_quotient",
    Severity.ERROR,
    Place(Part.TOTAL, "poor_goal_rate"),
    Sentence("{where}: {count} of {whole} is {expected}", "{where}: {count:+}"),
    Percent(139, 2),
    Percent(138, 2),
    (("count", 54), ("whole", 3924)),
    "Hoà Sơn",
    2024,
)
REPORT = Report(
    (FINDING,),
    (
        Skipped("PP101", Place(Part.TOTAL, "persons_goal"), Sentence("no {field}"), 2024),
        Skipped("PP501", None, Sentence("a bare plan")),
    ),
    ("PP201",),
)


def changed(record: Record, path: str, value: object) -> dict[str, object]:
    """Return the form of a record with one value set at a path such as ``$.plan.targets[0]``."""
    data = to_dict(record)
    *way, last = (int(step) if step.isdigit() else step for step in re.findall(r"[\w ]+", path))
    at: Any = data  # plain data of any shape
    for step in way:
        at = at[step]
    at[last] = value
    return data


def refusal(data: object, kind: type[Record] = Plan) -> ReadError:
    with pytest.raises(ReadError) as caught:
        from_dict(data, kind)
    return caught.value


def refusal_of_json(text: str | bytes) -> str:
    with pytest.raises(ReadError) as caught:
        from_json(text, Plan)
    return str(caught.value)


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


def test_finding_is_flat() -> None:
    assert finding_to_dict(FINDING) == {
        "code": "PP201",
        "name": "rate_not_quotient",
        "severity": "error",
        "row": "total",
        "field": "poor_goal_rate",
        "says": {"en": "{where}: {count} of {whole} is {expected}", "vi": "{where}: {count:+}"},
        "printed": "1.39%",
        "expected": "1.38%",
        "terms": {"count": 54, "whole": 3924},
        "unit": "Hoà Sơn",
        "year": 2024,
    }


def test_skipped_has_a_place_or_none() -> None:
    data: Any = to_dict(REPORT)
    first, second = data["report"]["skipped"]
    assert (first["row"], first["field"]) == ("total", "persons_goal")
    assert (second["row"], second["field"]) == (None, None)
    del second["row"], second["field"]
    assert from_dict(data, Report) == REPORT


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
    assert found == {dict, list, str, int, type(None)}


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


HALF = "whole characters"
LEVELS = "one of nation, province, district, commune, tdp"
PLACES = "a row: a number from 1, section1, document, headline, labour, total"
POINTS = 'a change as text, such as "0.91 pp" (a number would lose its places)'
ROWS = "the first and the last row, such as [1, 11]"
SAID = 'null, a whole number, text, a list of texts or {"text": ...}'
RATE = 'a percentage as text, such as "3.69%" (a number would lose its places)'
DATE = 'a date as text, such as "2024-01-25", with ?? for what is blank'
WHOLE = "a whole number of at least 0"


@pytest.mark.parametrize(
    ("path", "value", "expected", "found"),
    [
        ("targets[0].goal.poor.count", 217.0, WHOLE, "217.0"),
        ("targets[0].goal.poor.count", True, WHOLE, "true"),
        ("targets[0].goal.poor.count", "217", WHOLE, '"217"'),
        ("targets[0].goal.poor.count", -1, WHOLE, "-1"),
        ("targets[0].goal.poor.count", float("nan"), WHOLE, "NaN"),
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


def test_keys_that_are_no_text_are_refused() -> None:
    data: Any = to_dict(PLAN)
    data["plan"][8] = 1
    assert str(refusal(data)) == "$.plan: expected keys that are text, found 8"


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


OWN = "count, expected, field, printed, where, whole"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("printed", True, f"printed: expected {SAID}, found true"),
        ("printed", {"txt": "5%"}, 'printed.txt: expected one of text, found the key "txt";'),
        ("printed", ["a", 5], "printed[1]: expected text, found 5"),
        ("terms.a count", 0.5, f'terms["a count"]: expected {SAID}, found 0.5'),
        ("terms", [], "terms: expected an object, found a list"),
        ("field", 5, "field: expected text, found 5"),
        ("place", {}, "place: expected one of code, name, severity, row, field, says,"),
        (
            "severity",
            "bad",
            'severity: expected one of error, warning, note, found "bad"',
        ),
        (
            "says.en",
            "{printed.digits}",
            f'says.en: expected a sentence whose placeholders are of {OWN}, found "printed.digits"',
        ),
        (
            "says.vi",
            "{nobody}",
            f'says.vi: expected a sentence whose placeholders are of {OWN}, found "nobody"',
        ),
        (
            "says.vi",
            "{count!r}",
            f'says.vi: expected a sentence whose placeholders are of {OWN}, found "count"',
        ),
        (
            "says.en",
            "{count:{whole.real}}",
            f'says.en: expected a sentence whose placeholders are of {OWN}, found "count"',
        ),
        (
            "says.en",
            "{",
            f"says.en: expected a sentence whose placeholders are of {OWN}, found Single '{{'",
        ),
    ],
)
def test_fault_of_a_finding_is_named_with_its_path(path: str, value: object, message: str) -> None:
    error = refusal(changed(REPORT, f"$.report.findings[0].{path}", value), Report)
    assert str(error).startswith(f"$.report.findings[0].{message}")


def test_term_that_would_be_looked_into_is_no_placeholder() -> None:
    finding = evolve(
        FINDING, says=Sentence("{printed.digits}"), terms=(("printed.digits", Percent(5, 0)),)
    )
    assert refusal(to_dict(Report((finding,))), Report).where == "$.report.findings[0].says.en"


def test_fault_of_a_skipped_check_is_named_with_its_path() -> None:
    path = "$.report.skipped[0]"
    assert refusal(changed(REPORT, f"{path}.row", None), Report).where == f"{path}.row"
    assert refusal(changed(REPORT, f"{path}.reason.en", "{x}"), Report).expected == (
        "a sentence whose placeholders are of field"
    )


def test_terms_of_one_name_are_not_written() -> None:
    finding = evolve(FINDING, terms=(("count", 1), ("count", 2)))
    with pytest.raises(ValueError, match="names of their own, got 'count' twice"):
        finding_to_dict(finding)


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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: expected JSON, found the end (Expecting value)"),
        (
            '{"povertyplan": 1\n"plan": 2}',
            'line 2, column 1: expected JSON, found "\\"plan\\": 2}" (Expecting \',\' delimiter)',
        ),
        (b"\xff\xfe", "expected text in UTF-8, found the byte 0xff at 0"),
        ('"' * 3, 'line 1, column 3: expected JSON, found "\\"" (Extra data)'),
        ("[" * 100_000, "expected the JSON of a record, found brackets nested too deeply"),
        ('{"a":' * 100_000, "expected the JSON of a record, found brackets nested too deeply"),
        ("1" * 5000, "expected numbers that can be counts, found one of more than 4300 digits"),
        (
            '{"povertyplan": 1, "plan": {}, "plan": {}}',
            '$: expected every key once, found "plan" twice',
        ),
        (
            '{"povertyplan": 1, "plan": {"unit": {"name": "a", "name": "b"}}}',
            '$.plan.unit: expected every key once, found "name" twice',
        ),
        ('{"povertyplan": NaN, "plan": {}}', None),
        (
            '{"povertyplan": 1, "plan": {"unit": {"name": "a"}, "year": Infinity}}',
            f"$.plan.year: expected {WHOLE}, found Infinity",
        ),
    ],
    ids=range(11),
)
def test_hostile_json_is_refused(text: str | bytes, message: str | None) -> None:
    assert refusal_of_json(text) == (
        message
        or "$.povertyplan: expected 1, the version of the form that is known here, found NaN"
    )


def test_half_characters_are_neither_written_nor_read() -> None:
    plan = Plan.of(2024, [], unit="Bích\ud800")
    with pytest.raises(ParseError, match="expected whole characters"):
        to_json(plan)
    assert refusal(to_dict(plan)).where == "$.plan.unit.name"
    assert "half of one" in refusal_of_json(json.dumps(to_dict(plan)))


def test_only_records_are_written_and_read() -> None:
    nothing: Any = Unit("Chợ")  # what the types forbid
    with pytest.raises(TypeError, match="a Plan, a Reading or a Report"):
        to_dict(nothing)
    with pytest.raises(TypeError, match="a Plan, a Reading or a Report"):
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


@pytest.mark.parametrize(
    ("data", "vi"),
    [
        (changed(PLAN, "$.plan.unit.level", {}), "cần one of {levels}; thực tế: một đối tượng"),
        ({"povertyplan": {}, "plan": {}}, "cần {version}; thực tế: một đối tượng"),
        ({"povertyplan": 1, "plan": 8}, "cần một đối tượng; thực tế: 8"),
        ({"povertyplan": 1}, 'cần "plan" beside the version; thực tế: không ghi'),
    ],
)
def test_objects_that_were_found_are_told_in_vietnamese(data: object, vi: str) -> None:
    levels = ", ".join(Level)
    version = "1, the version of the form that is known here"
    said = vi.replace("{levels}", levels).replace("{version}", version)
    assert refusal(data).text("vi").partition(": không đọc được: ")[2] == said


def test_a_refusal_in_vietnamese() -> None:
    error = refusal(changed(PLAN, "$.plan.targets", {}))
    assert error.text("vi") == (
        "$.plan.targets: không đọc được: cần a list; thực tế: một đối tượng"
    )

"""Records with every kind of value, and how they are changed and refused."""

import re
from typing import Any

import pytest

from povertyplan import (
    Count,
    DocumentInfo,
    Finding,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Level,
    Notice,
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
)
from povertyplan.findings import Skipped, Topic
from povertyplan.messages import Sentence
from povertyplan.model.document import PartialDate
from povertyplan.model.places import SectionRow
from povertyplan.reading import Form, Statement
from povertyplan.records import (
    Record,
    from_dict,
    from_json,
    to_dict,
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
    headline=Headline(54, Percent(14, 1), 36, Points(-91, 2), near_poor_rate_drop=Points(66, 2)),
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
    Form(
        (",",),
        ("-", "0"),
        unreadable=((Place(Part.TOTAL, "poor_goal"), "năm"),),
        as_text=(Place(1, "poor_goal"),),
        restated=(
            Statement(Place(Part.LABOUR, "trained_rate"), "82%", Percent(82, 0), Source("", 9)),
            Statement(Place(Part.LABOUR, "trained_rate", 2), "85 %", Percent(85, 0)),
            Statement(Place(Part.HEADLINE, "poor_drop"), "36 hộ", 36),
            Statement(Place(Part.HEADLINE, "poor_rate_drop"), "0,91%", Points(91, 2)),
            Statement(Place(Part.HEADLINE, "poor_goal"), "?", None),
        ),
    ),
    Rounding.DOWN,
    (
        Notice("year-assumed", Source("plan.md", 9), (("text", "Nhân khẩu"), ("year", "2023"))),
        Notice("unit-unnamed"),
    ),
)


FINDING = Finding(
    "PP201",
    "rate-not-quotient",
    Severity.ERROR,
    Place(Part.TOTAL, "poor_goal_rate"),
    Sentence("{where}: {count} of {whole} is {expected}", "{where}: {count:+}"),
    Percent(139, 2),
    Percent(138, 2),
    (("count", 54), ("whole", 3924)),
    "Hoà Sơn",
    2024,
    topic=Topic.FIGURES,
)


REPORT = Report(
    (FINDING,),
    (
        Skipped("PP101", Place(Part.TOTAL, "persons_goal"), Sentence("no {field}"), 2024),
        Skipped("PP501", None, Sentence("a bare plan")),
    ),
    ("PP201",),
    compared=True,
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


HALF = "whole characters"


LEVELS = "one of nation, province, district, commune, tdp"


PLACES = "a row: a number from 1, section1, document, headline, labour, total"


POINTS = 'a change as text, such as "0.91 pp" (a number would lose its places)'


ROWS = "the first and the last row, such as [1, 11]"


SAID = 'null, a whole number, text, a list of texts or {"text": ...}'


RATE = 'a percentage as text, such as "3.69%" (a number would lose its places)'


DATE = 'a date as text, such as "2024-01-25", with ?? for what is blank'


WHOLE = "a whole number of at least 0"

"""JSON that holds no record, and plain values in refusals."""

from typing import Any

import pytest

from povertyplan import (
    Level,
)
from povertyplan.records import (
    to_dict,
)
from tests.support.records import PLAN, WHOLE, changed, refusal, refusal_of_json


def test_keys_that_are_no_text_are_refused() -> None:
    data: Any = to_dict(PLAN)
    data["plan"][8] = 1
    assert str(refusal(data)) == "$.plan: expected keys that are text, found 8"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: expected JSON, found the end"),
        (
            '{"povertyplan": 1\n"plan": 2}',
            'line 2, column 1: expected JSON, found "\\"plan\\": 2}"',
        ),
        (b"\xff\xfe", "expected text in UTF-8, found the byte 0xff at 0"),
        ('"' * 3, 'line 1, column 3: expected JSON, found "\\""'),
        ("[" * 100_000, "expected the JSON of a record, found brackets nested too deeply"),
        ('{"a":' * 100_000, "expected the JSON of a record, found brackets nested too deeply"),
        ("1" * 5000, "expected whole numbers of at most 40 digits, found one of 5000"),
        ("1" * 41, "expected whole numbers of at most 40 digits, found one of 41"),
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
    ids=range(12),
)
def test_hostile_json_is_refused(text: str | bytes, message: str | None) -> None:
    assert refusal_of_json(text) == (
        message
        or "$.povertyplan: expected 1, the version of the form that is known here, found NaN"
    )


@pytest.mark.parametrize(
    ("data", "vi"),
    [
        (
            changed(PLAN, "$.plan.unit.level", {}),
            "cần một trong các tên {levels}; thực tế: một đối tượng",
        ),
        ({"povertyplan": {}, "plan": {}}, "cần {version}; thực tế: một đối tượng"),
        ({"povertyplan": 1, "plan": 8}, "cần một đối tượng; thực tế: 8"),
        ({"povertyplan": 1}, 'cần "plan" bên cạnh số phiên bản; thực tế: không ghi'),
    ],
)
def test_objects_that_were_found_are_told_in_vietnamese(data: object, vi: str) -> None:
    levels = ", ".join(Level)
    version = "1 là phiên bản biểu ghi mà công cụ này đọc được"
    said = vi.replace("{levels}", levels).replace("{version}", version)
    assert refusal(data).text("vi").partition(": không đọc được: ")[2] == said


def test_a_refusal_in_vietnamese() -> None:
    error = refusal(changed(PLAN, "$.plan.targets", {}))
    assert error.text("vi") == (
        "$.plan.targets: không đọc được: cần một danh sách; thực tế: một đối tượng"
    )

"""Plans as separated values."""

import csv
from io import StringIO

import pytest

from povertyplan import Plan, read_bytes, write_bytes
from povertyplan.documents.write.csv import CODEC, text
from tests.support.laid_out import PLAN, laid_out, plan_named

ANNEX = """\
TT;Đơn vị;Tổng số hộ dân cư;Tỷ lệ hộ nghèo, cận nghèo;;
;;;Hộ nghèo năm 2023;;Hộ nghèo dự kiến năm 2024
;;Số hộ năm 2023;Số hộ;Tỷ lệ (%);Số hộ
A;B;1;2;3;4
1;Chợ;1160;16;1,38;
I;Khu vực nông thôn;;;;
2;Ngò;76;0;-;0
;Tổng cộng;1236;16;;
"""


def fields(written: str) -> list[list[str]]:
    return list(csv.reader(StringIO(written), delimiter=";", strict=True))


def test_a_plan_as_separated_values() -> None:
    written = text(laid_out())
    above, _, annex = written.replace("\r\n", "\n").partition("\n\n")
    assert annex == ANNEX
    assert "– Tỷ lệ hộ nghèo cuối năm: 1,4%\n• Số hộ nghèo giảm: 2 hộ\n" in above
    assert above.startswith("ỦY BAN NHÂN DÂN XÃ TÂN YÊN\nSố: …/KH-UBND\n")
    assert '"– Các thôn;"\n– Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n' in above


def test_the_file_begins_with_the_mark_of_its_encoding() -> None:
    data = write_bytes(PLAN, format="csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_bytes(data, format="csv").plan == PLAN


FORMULAS = [
    "=1+1",
    "+84",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://a";"b")',
    "'=1",
    "’+1",
    "''@a",
    "-",
]


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_that_looks_like_a_formula_is_text_and_comes_back(name: str) -> None:
    written = text(laid_out(plan_named("Chợ", name)))
    (field,) = [row[1] for row in fields(written) if row[:1] == ["2"]]
    assert field == f"'{name}"
    assert read_bytes(written.encode(CODEC), format="csv").plan == plan_named("Chợ", name)


@pytest.mark.parametrize("name", ["'Chợ'", "’Chợ", "12"])
def test_other_names_are_written_as_they_are(name: str) -> None:
    assert f"\n2;{name};" in text(laid_out(plan_named("Chợ", name)))


@pytest.mark.parametrize("name", ["a;b", '"a"', 'a;"b";c', "a,b", "a|b"])
def test_a_name_with_separators_or_quotes_is_one_field(name: str) -> None:
    written = text(laid_out(plan_named("Chợ", name)))
    assert [row[1] for row in fields(written) if row[:1] == ["2"]] == [name]
    assert read_bytes(written.encode(CODEC), format="csv").plan == plan_named("Chợ", name)


def test_a_plan_that_states_nothing_of_itself_has_no_foot() -> None:
    written = text(laid_out(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])))
    assert ["Giảm nghèo năm 2024"] in fields(written)
    assert "Nơi nhận" not in written
    assert "CHỦ TỊCH" not in written

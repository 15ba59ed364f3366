"""Forms and reports of the year on the command line."""

import json
from pathlib import Path

import jsonschema
import pytest

from povertyplan.cli import main
from povertyplan.outputs import findings_schema
from povertyplan.reading import TableReading
from povertyplan.records import to_json
from tests.support.commands import EXAMPLE, joined, lines
from tests.support.year import flow_of_near_poor, flow_of_poor, labour_figures, record_in, register


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    return record_in(tmp_path, "lao-dong.json", labour_figures(10, 9, total=20))


def test_a_table_is_told_what_it_was_taken_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = flow_of_poor().joined(flow_of_near_poor())
    flow = record_in(tmp_path, "bieu-2.json", both)
    assert main(["check", flow, "--lang", "vi"]) == 0
    name, *taken, _, _, _, last = lines(capsys)
    assert (name, last) == (flow, "đạt, không có số liệu mâu thuẫn")
    assert joined(taken) == (
        "đọc là: biểu diễn biến hộ nghèo, hộ cận nghèo, tính theo hộ, năm 2024,"
        " thị trấn Cao Thượng, 1 đơn vị"
    )


def test_findings_of_a_table_stand_below_it(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", wrong]) == 1
    printed = lines(capsys)
    assert printed[:2] == [
        wrong,
        "    read as: labour figures, the year 2024, thị trấn Cao Thượng, 2 units",
    ]
    assert printed[3].startswith("PP101 error: total row: ")
    assert "no target is stated in words" not in "".join(printed)


def test_a_reading_keeps_the_places_of_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reading = TableReading(labour_figures(10, 9, total=20))
    file = record_in(tmp_path, "lao-dong.json", reading)
    assert main(["check", file, "--format", "lines"]) == 1
    assert lines(capsys)[0].startswith(f"{file}: PP101 error: ")


def test_json_has_the_table_in_place_of_the_plan(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", wrong, EXAMPLE, "--format", "json"]) == 1
    output = json.loads(capsys.readouterr().out)
    jsonschema.validate(output, findings_schema())
    table, plan = output["files"]
    assert (table["plan"], plan["table"], plan["against"]) == (None, None, None)
    assert table["table"] == {
        "form": "labour",
        "unit": "Cao Thượng",
        "kind": "thị trấn",
        "level": "commune",
        "code": None,
        "period": "2024",
        "rows": 2,
    }
    assert table["findings"][0]["code"] == "PP101"


def test_sarif_has_the_findings_of_tables(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", wrong, "--format", "sarif"]) == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["PP101"]


def test_a_folder_of_plans_and_tables(
    wrong: str, right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(Path(wrong).parent)
    assert main(["check", folder]) == 1
    printed = lines(capsys)
    assert {wrong, f"{right}"} <= set(printed)
    assert printed[-1].startswith("2 files: 1 error to correct")
    assert main(["check", folder, "--summary"]) == 0
    told = capsys.readouterr()
    assert told.err == f"left out, a table of the year, not a plan: {wrong}\n"
    assert told.out.startswith("plans read: 1,")


def test_a_table_alone_has_no_summary(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", wrong, "--summary", "--lang", "vi"]) == 2
    assert "biểu, báo cáo trong năm, không phải kế hoạch" in capsys.readouterr().err


def test_a_table_is_not_repaired(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    copy = Path(wrong).with_name("copy.json")
    assert main(["check", wrong, "--fix", str(copy)]) == 1
    assert "--fix repairs plans alone, and this is a table of the year" in capsys.readouterr().err
    assert not copy.exists()


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('{"povertyplan": 1, "flow": {"period": "2024-13"}}', "$.flow.unit: expected a value"),
        ('{"povertyplan": 1, "table_reading": {}}', "$.table_reading: expected one of flow,"),
    ],
)
def test_a_broken_record_is_refused_with_its_place(
    record: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hỏng.json"
    file.write_text(record, encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert f"{file}, {message}" in capsys.readouterr().err


def test_the_record_of_a_table_in_a_folder_is_no_other_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = to_json(flow_of_poor()).replace('"2024"', '"tháng 6"', 1)
    (tmp_path / "hỏng.json").write_text(broken, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 2
    assert "$.flow.period: expected a period as text" in capsys.readouterr().err


def test_a_register_is_told_what_it_was_taken_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = record_in(tmp_path, "ra-soat.json", register())
    main(["check", file, "--lang", "vi"])
    assert joined(lines(capsys)[1:3]).startswith(
        "đọc là: danh sách rà soát hộ nghèo, hộ cận nghèo, rà soát năm 2023, thị trấn Cao Thượng"
    )
    main(["check", file, "--format", "json"])
    entries = json.loads(capsys.readouterr().out)
    jsonschema.validate(entries, findings_schema())
    (entry,) = entries["files"]
    assert (entry["table"]["form"], entry["table"]["period"]) == ("register", "2023")
    assert entry["table"]["rows"] == 2


def test_a_list_of_names_is_refused_and_no_name_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("Nguyễn Văn A", "Trần Thị B")
    file = tmp_path / "ho-ngheo.csv"
    rows = [f"{number};{name};Chợ;HN" for number, name in enumerate(names, 1)]
    lines_of_file = ["Hộ nghèo năm 2023", "TT;Họ và tên chủ hộ;Tổ dân phố;Diện", *rows]
    file.write_text("\n".join(lines_of_file), encoding="utf-8")
    for command in (["check"], ["check", "--format", "json"], ["show"]):
        assert main([*command, str(file), "--lang", "vi"]) == 2
        printed = capsys.readouterr()
        told = printed.out + printed.err
        assert "cột B (họ tên)" in told
        assert not any(name in told for name in names)

"""Repaired copies, and what cannot be repaired yet."""

from pathlib import Path

import pytest

from povertyplan import Edit, Part, Percent, Place, ReadError, Reading, read
from povertyplan.cli.opening import read_named
from povertyplan.documents.write.copy import (
    refuse_copy,
    text_of,
    why_not_repaired,
    write_repaired,
)
from povertyplan.messages import WriteError
from povertyplan.reading import Form
from tests.documents.test_two_files import REVIEW, REVIEW_TITLES

ANNEX = """
| TT | Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |
|---|---|---|---|
| 1 | Chợ | 30 | 20 |
"""
EDIT = Edit(Place(1, "poor_goal"), printed=20, proposed=10)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(ANNEX, encoding="utf-16")
    return file


def test_a_text_keeps_its_characters_and_its_encoding(source: Path) -> None:
    copy = source.with_name("copy.txt")
    written = write_repaired(str(source), str(copy), read(source), [EDIT])
    assert copy.read_text(encoding="utf-16") == ANNEX.replace("20 |", "10 |")
    assert written.plan == read(copy).plan


def test_any_plan_is_written_as_a_record(source: Path) -> None:
    record = source.with_name("copy.json")
    written = write_repaired(str(source), str(record), read(source), [EDIT])
    assert read(record).plan == written.plan
    assert written.plan.targets[0].goal.poor.count == 10


def test_a_cell_that_was_not_readable_holds_its_figure(source: Path) -> None:
    place = Place(1, "poor_base_rate")
    form = Form(unreadable=((place, "3.6g"), (Place(1, "poor_goal"), "x")))
    reading = Reading(read(source).plan, form=form)
    edit = Edit(Place(1, "poor_goal"), printed=20, proposed=10)
    written = write_repaired(str(source), str(source.with_name("o.json")), reading, [edit])
    assert written.form.unreadable == ((place, "3.6g"),)


def test_a_table_of_one_year_is_repaired_too(tmp_path: Path) -> None:
    rows = ["| " + " | ".join(row) + " |" for row in REVIEW]
    rows.insert(1, "|" + "---|" * len(REVIEW[0]))
    source, copy = tmp_path / "review.md", tmp_path / "copy.md"
    source.write_text("\n\n".join((*REVIEW_TITLES, "\n".join(rows))), encoding="utf-8")
    reading = read_named(str(source))
    printed = reading.plan.targets[0].base.poor.count
    edit = Edit(Place(1, "poor_base"), printed, 1)
    written = write_repaired(str(source), str(copy), reading, [edit])
    assert written.plan.targets[0].base.poor.count == 1


@pytest.mark.parametrize(
    ("name", "target", "told"),
    [
        ("plan.md", "copy.docx", "a .md file must end in .md, .markdown, .txt, .json."),
        ("plan.csv", "copy.md", "a .csv file must end in .txt, .csv, .tsv, .json."),
        ("plan.html", "copy.md", "a .html file must end in .html, .htm, .json."),
    ],
)
def test_a_copy_has_an_ending_of_its_original(name: str, target: str, told: str) -> None:
    with pytest.raises(WriteError, match=f"^{target}: The name of the repaired copy of ") as caught:
        refuse_copy(name, target)
    assert str(caught.value).endswith(told)
    refuse_copy(name, "copy.json")
    refuse_copy(name, name.replace("plan", "copy"))
    refuse_copy("plan.docx", target)  # which is told otherwise, as no copy is written


def test_what_cannot_be_repaired_is_told(tmp_path: Path) -> None:
    legacy = tmp_path / "plan.txt"
    legacy.write_bytes(b"H\xe9 ngh\xcco")
    for source, told in ((str(legacy), "older than Unicode"), ("plan.xlsx", "A .xlsx file")):
        reason = why_not_repaired(source, "copy.txt")
        assert reason is not None
        assert told in str(reason)
        assert why_not_repaired(source, "copy.json") is None
    assert str(why_not_repaired("plan", "copy")).startswith("This file cannot be repaired yet.")
    assert why_not_repaired(str(tmp_path / "none.md"), "copy.md") is None


def test_a_file_that_cannot_be_opened_is_refused_when_it_is_read(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr("povertyplan.documents.write.copy.text_of", fail)
    assert why_not_repaired(str(source), "copy.md") is None
    monkeypatch.setattr("povertyplan.documents.limits.MOST_BYTES", 3)
    assert why_not_repaired(str(source), "copy.md") is None


def test_a_copy_that_reads_as_another_plan_is_not_written(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.documents.write.copy.replaced", lambda text, *_: text)
    target = source.with_name("copy.md")
    with pytest.raises(ReadError, match="expected the repaired plan, found another, reading it"):
        write_repaired(str(source), str(target), read(source), [EDIT])
    assert not target.exists()


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes("Chợ".encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(ReadError, match="expected text in UTF-8 or UTF-16, found another encoding"):
        text_of(str(path))


QUOTED = """\
"Kế hoạch giảm nghèo, năm 2024"\r
TT,"Đơn\r
vị",Số hộ 2023,Nghèo 2023,"Tỷ lệ\r
nghèo 2023",Nghèo 2024\r
1,"Chợ, Bắc",1360,30,"2,21",'12\r
2,Ngò,780,20,-,="10"\r
"""


def test_separated_values_keep_their_quotes(tmp_path: Path) -> None:
    source, copy = tmp_path / "plan.csv", tmp_path / "copy.csv"
    source.write_bytes(QUOTED.encode("utf-8-sig"))
    edits = [
        Edit(Place(1, "poor_base"), 30, 31),
        Edit(Place(1, "poor_base_rate"), Percent(221, 2), Percent(228, 2)),
        Edit(Place(2, "poor_base_rate"), None, Percent(256, 2)),
        Edit(Place(1, "poor_goal"), 12, 13),
        Edit(Place(2, "poor_goal"), 10, 11),
    ]
    write_repaired(str(source), str(copy), read(source), edits)
    first, second = copy.read_bytes().decode("utf-8-sig").splitlines(keepends=True)[-2:]
    assert first == """1,"Chợ, Bắc",1360,31,"2,28",'13\r\n"""
    assert second == """2,Ngò,780,20,"2,56",="11"\r\n"""


def test_a_figure_of_a_page_is_replaced(tmp_path: Path) -> None:
    source, copy = tmp_path / "plan.html", tmp_path / "copy.htm"
    page = Path("examples/formats/plan.html").read_text(encoding="utf-8")
    source.write_text(page, encoding="utf-8")
    reading = read(source)
    for place, printed in (
        (Place(Part.TOTAL, "poor_goal"), 54),
        (Place(Part.HEADLINE, "poor_drop"), 36),
    ):
        write_repaired(str(source), str(copy), reading, [Edit(place, printed, 44)])
        (line,) = set(copy.read_text(encoding="utf-8").splitlines()) - set(page.splitlines())
        assert "44" in line


def test_nothing_is_said_of_a_file_that_cannot_be_seen() -> None:
    assert why_not_repaired("a" * 300 + ".md", "copy.md") is None

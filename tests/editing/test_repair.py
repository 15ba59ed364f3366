"""Repaired copies of every format, and the two guards before they are written."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from povertyplan import Cause, Diagnosis, Edit, Part, Percent, Place, Reading, diagnose, read
from povertyplan.diagnosis import Change
from povertyplan.documents.write.patched import Patched, RefusedEdit
from povertyplan.documents.write.patches import PATCHES
from povertyplan.editing.repair import Repaired, repair, write_repaired
from povertyplan.messages import WriteError, phrase
from povertyplan.reading import Form
from tests.documents.test_two_files import REVIEW, REVIEW_TITLES

ANNEX = """
| TT | Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |
|---|---|---|---|
| 1 | Chợ | 30 | 20 |
"""
PERSONS = """
| TT | Đơn vị | Nhân khẩu 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |
|---|---|---|---|---|
| 1 | Chợ | 1 | 30 | 20 |
"""
EDIT = Edit(Place(1, "poor_goal"), printed=20, proposed=10)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(ANNEX, encoding="utf-16")
    return file


def copied(source: Path, copy: Path, reading: Reading, edits: Iterable[Edit]) -> Repaired:
    return write_repaired(str(source), str(copy), reading, edits, tracked=True)


def test_a_text_keeps_its_characters_and_its_encoding(source: Path) -> None:
    copy = source.with_name("copy.txt")
    written = copied(source, copy, read(source), [EDIT])
    assert copy.read_text(encoding="utf-16") == ANNEX.replace("20 |", "10 |")
    assert written.reading.plan == read(copy).plan


def test_any_plan_is_written_as_a_record(source: Path) -> None:
    record = source.with_name("copy.json")
    written = copied(source, record, read(source), [EDIT])
    assert read(record).plan == written.reading.plan
    assert written.reading.plan.targets[0].goal.poor.count == 10


def test_a_cell_that_was_not_readable_holds_its_figure(source: Path) -> None:
    place = Place(1, "poor_base_rate")
    form = Form(unreadable=((place, "3.6g"), (Place(1, "poor_goal"), "x")))
    reading = Reading(read(source).plan, form=form)
    edit = Edit(Place(1, "poor_goal"), printed=20, proposed=10)
    written = copied(source, source.with_name("o.json"), reading, [edit])
    assert written.reading.form.unreadable == ((place, "3.6g"),)


def test_a_table_of_one_year_is_repaired_too(tmp_path: Path) -> None:
    rows = ["| " + " | ".join(row) + " |" for row in REVIEW]
    rows.insert(1, "|" + "---|" * len(REVIEW[0]))
    source, copy = tmp_path / "review.md", tmp_path / "copy.md"
    text = "\n\n".join((*REVIEW_TITLES, "\n".join(rows)))
    source.write_text(text.replace("3,13", "3,31"), encoding="utf-8")
    edit = Edit(Place(1, "poor_base_rate"), Percent(331, 2), Percent(313, 2))
    assert repair(source, copy, edits=[edit]).edits == (edit,)
    assert copy.read_text(encoding="utf-8") == text


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
    copied(source, copy, read(source), edits)
    first, second = copy.read_bytes().decode("utf-8-sig").splitlines(keepends=True)[-2:]
    assert first == """1,"Chợ, Bắc",1360,31,"2,28",'13\r\n"""
    assert second == """2,Ngò,780,20,"2,56",="11"\r\n"""


def test_a_repair_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A count whose total is left as it was would be an error; the total with it is none."""
    source, copy = tmp_path / "plan.md", tmp_path / "copy.md"
    text = Path("examples/cao-thuong-2024/plan.md").read_text(encoding="utf-8")
    source.write_text(text.replace("| 1.39 |", "| 1.38 |"), encoding="utf-8")
    alone = Edit(Place(1, "persons_base"), 818, 819)
    total = Edit(Place(Part.TOTAL, "persons_base"), 15_032, 15_033)
    done = repair(source, copy, edits=[alone])
    assert (done.edits, done.is_written, copy.exists()) == ((), False, False)
    assert [refusal.edit for refusal in done.refused] == [alone]
    assert "(PP101)" in str(done.refused[0].why)
    changes = (Change(alone, derived=False), Change(total, derived=True))
    done = repair(source, copy, edits=[Diagnosis(Cause.WRONG_DIGIT, changes, clears=())])
    assert done.edits == (alone, total)
    assert read(copy).plan == read(source).plan.edited([alone, total])


def test_what_is_refused_leaves_the_other_repairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The format refuses one figure of a repair, and so the whole repair is left out."""
    count, rate, other = (
        Edit(Place(1, "persons_base"), 1, 2),
        Edit(Place(1, "poor_goal"), 20, 10),
        Edit(Place(1, "poor_base"), 30, 29),
    )
    source, copy = tmp_path / "plan.md", tmp_path / "copy.md"
    source.write_text(PERSONS, encoding="utf-8")
    why = phrase("This is a folder. Name a file in it.")

    def refusing(data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool) -> Patched:
        if count in edits:
            return Patched(data, (), refused=(RefusedEdit(count, why),))
        return PATCHES["markdown"](data, reading, edits, tracked=tracked)

    monkeypatch.setattr("povertyplan.editing.trial.PATCHES", {"markdown": refusing})
    changes = (Change(rate, derived=False), Change(count, derived=True))
    together = Diagnosis(Cause.WRONG_DIGIT, changes, clears=())
    done = repair(source, copy, edits=[together, other])
    assert done.edits == (other,)
    assert [refusal.edit for refusal in done.refused] == [rate, count]
    assert str(done.refused[0].why).startswith("Another figure of the same repair")
    assert done.refused[1].why == why
    assert copy.read_text(encoding="utf-8") == PERSONS.replace("30", "29")


@pytest.mark.parametrize("data", [b"", PERSONS.encode(), PERSONS.replace("20", "11").encode()])
def test_a_copy_that_reads_as_another_plan_is_not_written(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(_: bytes, __: Reading, edits: Sequence[Edit], *, tracked: bool) -> Patched:
        del tracked
        return Patched(data, tuple(edits))

    monkeypatch.setattr("povertyplan.editing.trial.PATCHES", {"markdown": other})
    source, copy = tmp_path / "plan.md", tmp_path / "copy.md"
    source.write_text(PERSONS, encoding="utf-8")
    done = repair(source, copy, edits=[EDIT])
    assert "would be read as another plan" in str(done.refused[0].why)
    assert (done.reading, copy.exists()) == (read(source), False)


def test_only_what_is_certain_is_repaired_unless_it_is_named(tmp_path: Path) -> None:
    source, copy = Path("examples/cao-thuong-2024/plan.md"), tmp_path / "copy.md"
    assert repair(source, copy).reading.plan == read(copy).plan
    odd = next(diagnosis for diagnosis in diagnose(read(source)) if not diagnosis.unique)
    done = repair(source, copy, edits=[odd])
    assert done.edits == odd.edits


def test_what_cannot_be_repaired_as_a_whole_is_refused(tmp_path: Path) -> None:
    source, legacy = "examples/formats/plan.csv", tmp_path / "plan.txt"
    with pytest.raises(WriteError, match="the original is never overwritten"):
        repair(source, source)
    with pytest.raises(WriteError, match=r"must end in \.txt, \.csv, \.tsv, \.json\."):
        repair(source, tmp_path / "copy.docx")
    legacy.write_bytes(b"H\xe9 ngh\xcco")
    with pytest.raises(WriteError, match="an encoding older than Unicode"):
        repair(legacy, tmp_path / "copy.txt")
    with pytest.raises(ValueError, match="the plan has"):
        repair(source, tmp_path / "copy.csv", edits=[EDIT])

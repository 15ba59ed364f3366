"""Repaired copies: written whole or not at all."""

from pathlib import Path

import pytest

from povertyplan import Edit, Place, ReadError, Reading, read
from povertyplan.documents.write.copy import text_of, write_repaired

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


def repaired(file: Path) -> Reading:
    """Return the reading after the edit, with the sources of the file as it is."""
    reading = read(file)
    return Reading(reading.plan.edited([EDIT]), reading.sources, reading.form)


def test_a_text_keeps_its_characters_and_its_encoding(source: Path) -> None:
    copy = source.with_name("copy.txt")
    write_repaired(str(source), str(copy), repaired(source), [EDIT])
    assert copy.read_text(encoding="utf-16") == ANNEX.replace("20 |", "10 |")


def test_any_plan_is_written_as_a_record(source: Path) -> None:
    record = source.with_name("copy.json")
    write_repaired(str(source), str(record), repaired(source), [EDIT])
    assert read(record).plan == repaired(source).plan


def test_a_file_is_not_written_over_itself(source: Path) -> None:
    with pytest.raises(ValueError, match="is the file that was read: choose another to write"):
        write_repaired(str(source), str(source), repaired(source), [EDIT])


@pytest.mark.parametrize("ending", ["csv", "docx", "odt"])
def test_other_formats_are_not_written(source: Path, ending: str) -> None:
    target = source.with_name(f"copy.{ending}")
    with pytest.raises(ValueError, match="the repair of a text is written to a text"):
        write_repaired(str(source), str(target), repaired(source), [EDIT])
    assert not target.exists()


def test_a_copy_that_reads_as_another_plan_is_not_written(source: Path) -> None:
    target = source.with_name("copy.md")
    with pytest.raises(ReadError, match="expected the repaired plan, found another, reading it"):
        write_repaired(str(source), str(target), read(source), [EDIT])
    assert not target.exists()


def test_what_cannot_be_put_in_its_place_leaves_nothing(source: Path) -> None:
    folder = source.with_name("copy.md")
    folder.mkdir()
    with pytest.raises(OSError, match="copy"):
        write_repaired(str(source), str(folder), repaired(source), [EDIT])
    assert sorted(file.name for file in source.parent.iterdir()) == ["copy.md", "plan.md"]


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes("Chợ".encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(ReadError, match="expected text in UTF-8 or UTF-16, found another encoding"):
        text_of(str(path))

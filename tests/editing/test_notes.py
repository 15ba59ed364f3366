"""The findings of a report as notes: one a place, with what to correct below each finding."""

from functools import cache

import pytest
from attrs import evolve

from povertyplan import Plan, Reading, Source, check, diagnose, read, read_text
from povertyplan.diagnosis import Diagnoses
from povertyplan.editing import notes
from povertyplan.editing.notes import Note, notes_of
from povertyplan.model.places import Part, Place

TABLE = """
GIẢM NGHÈO NĂM 2024

| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Số hộ 2024 | Hộ nghèo 2024 |
|---|---|---|---|---|---|---|
"""


@cache
def real_plan() -> Reading:
    return read("examples/formats/plan.docx")


def told(reading: Reading, lang: str = "vi") -> list[Note]:
    report = check(reading)
    return [*notes_of(reading, report, diagnose(reading, report), lang)]


def table(*rows: str) -> Reading:
    return read_text(TABLE + "\n".join(rows), file="plan.md")


def test_what_is_certain_is_to_be_corrected() -> None:
    (note,) = (note for note in told(real_plan()) if note.source and note.source.cell == "I31")
    assert note.text == (
        "Lỗi (PP201): dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39%, nhưng 54 trên 3.924 hộ là"
        " 1,38%\nCần sửa: 1,39% → 1,38% (lấy 54 chia cho 3.898, là số hộ năm 2023, nên ra 1,39%)"
    )


def test_what_is_not_certain_may_be() -> None:
    texts = [note.text for note in told(real_plan())]
    (text,) = (text for text in texts if "PP307" in text)
    assert text.split("\n")[1] == (
        "Có thể: 140 → 240 (nhập sai một chữ số); cũng có thể số đang ghi là đúng"
    )


def test_a_repair_of_another_figure_says_of_which() -> None:
    rows = ("| 1 | Chợ | 136 | 3 | 2,21 | 140 | 2 |", "| 2 | Ngò | 76 | 3 | 5,26 | 78 | 2 |")
    notes_there = told(table(*rows, "| | Tổng | 212 | 7 | 3,30 | 218 | 4 |"))
    lines = [line for note in notes_there for line in note.text.split("\n")]
    repairs = [line for line in lines if line.startswith("Cần sửa")]
    repair = "Cần sửa: TT 2 (Ngò), số hộ nghèo năm 2023: 3 → 4 (nhập sai một chữ số)"
    assert repairs == [repair] * 2
    assert {line[:12] for line in lines} >= {"Lỗi (PP101):", "Lỗi (PP201):"}


def test_a_row_to_take_out() -> None:
    first = "| 1 | Chợ | 136 | 3 | 2,21 | 140 | 2 |"
    reading = table(
        first, "| 2 | Chợ | 136 | 3 | 2,21 | 140 | 2 |", "| | Tổng | 136 | 3 | 2,21 | 140 | 2 |"
    )
    texts = [note.text for note in told(reading)]
    assert any("Có thể: TT 2 (Chợ): " in text for text in texts)


def test_the_findings_of_a_place_stand_in_one_note_the_gravest_first() -> None:
    reading = real_plan()
    everything = {place: Source("plan.docx", paragraph=1, column=4) for place in reading.sources}
    (note,) = told(evolve(reading, sources=everything))
    assert note.source == Source("plan.docx", paragraph=1, column=4)
    assert len(note.findings) == 6
    heads = [text.split(" (")[0] for text in note.text.split("\n\n")]
    assert heads == ["Lỗi", *["Cảnh báo"] * 4, "Ghi chú"]


def test_a_note_of_several_figures_marks_their_whole_paragraph() -> None:
    reading = real_plan()
    columns = {
        place: Source("plan.docx", paragraph=1, column=number)
        for number, place in enumerate(reading.sources, 1)
    }
    (note,) = told(evolve(reading, sources=columns))
    assert note.source == Source("plan.docx", paragraph=1)


def test_a_finding_without_a_place_stands_at_the_title() -> None:
    reading = real_plan()
    title = Place(Part.DOCUMENT, "year")
    total = Place(Part.TOTAL, "poor_goal_rate")
    of_title = Source("plan.docx", paragraph=4)
    sources = {title: evolve(of_title, column=30), total: Source("plan.docx", paragraph=9)}
    assert [note.source for note in told(evolve(reading, sources=sources))] == [
        of_title,
        sources[total],
    ]
    del sources[title]
    assert [note.source for note in told(evolve(reading, sources=sources))] == [sources[total]]


def test_a_plan_without_a_document() -> None:
    plan = Plan.of(
        2024, [], total={"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    )
    (note,) = told(Reading(plan), "en")
    assert note.source is None
    assert note.text.startswith("Error (PP201): total row: ")


def test_findings_that_nothing_explains_stand_alone() -> None:
    reading = real_plan()
    report = check(reading)
    assert all("\n" not in note.text for note in notes_of(reading, report, Diagnoses(), "vi"))


def test_a_note_that_becomes_too_long_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = real_plan()
    everything = dict.fromkeys(reading.sources, Source("plan.docx", paragraph=1))
    monkeypatch.setattr(notes, "_MOST_CHARACTERS", 400)
    (note,) = told(evolve(reading, sources=everything))
    *shown, rest = note.text.split("\n\n")
    assert rest == f"Còn {6 - len(shown)} nội dung khác; lệnh povertyplan check liệt kê đầy đủ."
    assert 1 <= len(shown) < 6


def test_names_that_are_markup_or_control_characters() -> None:
    reading = table("| 1 | <b>=1+1\u202e | 136 | 3 | 2,31 | 140 | 2 |")
    (note,) = (note for note in told(reading) if "PP201" in note.text)
    assert "<b>=1+1" in note.text
    assert "\u202e" not in note.text

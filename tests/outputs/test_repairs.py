"""What is said of a repair, and what people are told to type by hand."""

from itertools import chain

from attrs import evolve

from povertyplan import Cause, Edit, Part, Percent, Place, Plan, Reading, Source, check, read
from povertyplan.diagnosis import Change, Diagnosis
from povertyplan.documents.write.patched import NewFormula
from povertyplan.outputs.layout import Screen
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.repairs import by_hand, written
from povertyplan.reading import Form

PLAN = Plan.of(2024, [{"name": "Chợ"}])
SOURCE = Source("plan.docx", table=1, cell="I31")


def told(*changes: Change, lang: str = "vi") -> list[str]:
    reading = Reading(PLAN, {Place(Part.TOTAL, "poor_goal_rate"): SOURCE})
    checked = Checked("plan.docx", reading, check(PLAN))
    repairs = [Diagnosis(Cause.MISTYPED, changes, ())] if changes else []
    lines = map(Screen().lines, by_hand(repairs, checked, lang))
    return list(chain.from_iterable(lines))


def change(printed: Percent | None, proposed: Percent | None, written: str = "") -> Change:
    edit = Edit(Place(Part.TOTAL, "poor_goal_rate"), printed, proposed)
    return Change(edit, derived=False, year=2024, written=written)


def test_a_figure_is_named_with_its_cell_and_its_label() -> None:
    right, wrong = Percent(138, 2), Percent(139, 2)
    label = "(dòng tổng, tỷ lệ hộ nghèo năm 2024)"
    assert told(change(wrong, right), change(None, right), change(wrong, None)) == [
        "plan.docx: cần sửa tay:",
        f"  bảng 1, ô I31: ghi 1,38% thay cho 1,39% {label}",
        f"  bảng 1, ô I31: ghi 1,38% vào chỗ đang để trống {label}",
        f"  bảng 1, ô I31: bỏ số 1,39%, để trống {label}",
    ]
    assert "ghi 1,38% thay cho “1.3B”" in told(change(None, right, "1.3B"))[1]


def test_a_figure_without_a_cell_is_named_by_its_row() -> None:
    edit = Edit(Place(1, "poor_goal"), 3, 2)
    assert told(Change(edit, derived=False, unit="Chợ", year=2024), lang="en")[1] == (
        "  row 1 (Chợ): 2 in place of 3 (row 1 (Chợ), poor households of 2024)"
    )


def test_no_figure_is_typed_over_a_formula() -> None:
    place = Place(Part.TOTAL, "poor_goal")
    reading = Reading(PLAN, form=Form(computed=((place, "SUM(F7:F32)"),)))
    typed = Change(Edit(place, 87, 90), derived=False, year=2024)
    repairs = [Diagnosis(Cause.TEXT_LEFT_OUT, (typed, evolve(typed, derived=True)), ())]
    passages = by_hand(repairs, Checked("plan.xlsx", reading, check(PLAN)), "vi")
    lines = list(chain.from_iterable(map(Screen(200).lines, passages)))
    assert lines[1:] == [
        (
            "  dòng tổng: phải là 90 thay cho 87; sửa công thức SUM(F7:F32) hoặc ô mà công thức"
            " lấy, không nhập số đè lên công thức (dòng tổng, số hộ nghèo năm 2024)"
        ),
        (
            "  dòng tổng: khi đó công thức tự tính lại thành 90 thay cho 87 (dòng tổng, số hộ"
            " nghèo năm 2024)"
        ),
    ]


def test_nothing_is_certain() -> None:
    assert told() == [
        "plan.docx: không có số nào đủ chắc chắn để sửa ngay; hãy xem lại từng chỗ đã nêu"
    ]


def test_what_is_left_is_as_wide_as_the_screen() -> None:
    reading = read("examples/cao-thuong-2024/plan.md")
    copy = Checked("copy.md", reading, check(reading))
    passages = list(written([], copy, "vi"))
    assert len(passages) == 1 + 6  # the note is left out
    lines = list(chain.from_iterable(map(Screen(80).lines, passages)))
    assert lines[0] == "copy.md: đã ghi; đã sửa: 0, còn lại: 6"
    assert max(map(len, lines)) <= 80


def test_a_formula_that_another_replaced_and_the_changes_of_word_are_told() -> None:
    reading = read("examples/cao-thuong-2024/plan.md")
    copy = Checked("copy.xlsx", reading, check(reading))
    edit = Edit(Place(Part.TOTAL, "poor_goal_rate"), Percent(139, 2), Percent(138, 2))
    source = Source("plan.xlsx", sheet="PL", cell="I35")
    formula = NewFormula(edit, source, "ROUND(H35/C35*100,2)", "ROUND(H35/E35*100,2)")
    passages = list(written([], copy, "vi", [formula], tracked=True))
    _, changes, new, *_ = (line for passage in passages for line in Screen(300).lines(passage))
    assert changes.startswith("  mỗi số sửa là một thay đổi được theo dõi: trong Word, ")
    assert new == "  ô PL!I35: dùng công thức ROUND(H35/E35*100,2) thay cho ROUND(H35/C35*100,2)"

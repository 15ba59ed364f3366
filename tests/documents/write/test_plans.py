"""Plans written as documents: what is carried, what is refused, and in which words."""

import stat
from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import (
    DocumentInfo,
    LabourTarget,
    Level,
    Percent,
    Plan,
    PovertyTarget,
    Section,
    Unit,
    WriteError,
    carries,
    read,
    read_bytes,
    write,
    write_bytes,
)
from povertyplan.documents.write.contents import EVERYTHING, OF_DOCUMENTS
from povertyplan.documents.write.plans import ENDINGS, FORMATS

COMMUNE = Unit("Tân Yên", Level.COMMUNE, "xã")
ROWS = [
    {"name": "Chợ", "households_base": 136, "poor_base": 3, "poor_goal": 2},
    {"name": "Ngò", "households_base": 1_243, "poor_base": 0, "poor_goal": 0},
]
PLAN = Plan.of(2024, ROWS, unit=COMMUNE, headline={"poor_goal_rate": "1,4"})


def refused(plan: Plan, **options: object) -> WriteError:
    with pytest.raises(WriteError) as caught:
        write_bytes(plan, format="markdown", **options)  # type: ignore[arg-type]  # any of them
    return caught.value


def with_row(unit: Unit) -> Plan:
    (years,) = {target.years for target in PLAN.targets}
    first, *others = PLAN.targets
    return evolve(PLAN, targets=[PovertyTarget.of(unit, *years, first.flat()), *others])


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_says_the_format(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"Kế hoạch{ending.upper()}"
    write(PLAN, file)
    assert read(file).plan == PLAN


def test_a_file_that_exists_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    write(PLAN, str(file))
    assert read(file).plan == PLAN
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["plan.pdf", "plan", "plan.xls", "plan.docm"])
def test_other_endings_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"The name of the file must end in \.docx, "):
        write(PLAN, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_is_refused_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(WriteError) as caught:
        write(with_row(Unit("Chợ", code="00123")), file)
    assert caught.value.file == str(file)
    assert file.read_text(encoding="utf-8") == "old"


def test_what_formats_carry() -> None:
    assert carries("json") == EVERYTHING
    assert {carries(form) for form in FORMATS if form != "json"} == {OF_DOCUMENTS}
    assert {"poor_goal_rate", "trained", "signer", "sections"} <= OF_DOCUMENTS
    for refuse in (carries, lambda form: write_bytes(PLAN, format=form)):
        with pytest.raises(ValueError, match=r"format must be one of docx, .*'pdf'"):
            refuse("pdf")


@pytest.mark.parametrize(
    ("plan", "name", "told", "viet"),
    [
        (
            with_row(Unit("Chợ", code="00123")),
            "row_code",
            "row 1, code of the unit of the row: “00123”, read back as nothing",
            "dòng 1, mã đơn vị: kế hoạch là “00123”, đọc lại là không ghi",
        ),
        (
            with_row(Unit("Chợ  Mới")),
            "row_name",
            "row 1, name of the row: “Chợ  Mới”, read back as “Chợ Mới”",
            "dòng 1, tên đơn vị: kế hoạch là “Chợ  Mới”, đọc lại là “Chợ Mới”",
        ),
        (
            Plan.of(2024, ROWS, unit="Tân Yên"),
            "unit_name",
            "the kind of the commune (xã, phường, thị trấn, đặc khu) is not stated, without",
            "chưa nêu loại đơn vị hành chính (xã, phường, thị trấn, đặc khu)",
        ),
        (
            evolve(PLAN, labour=LabourTarget(COMMUNE, 2024)),
            "labour",
            "labour targets: stated, read back as nothing",
            "chỉ tiêu lao động: kế hoạch là có ghi, đọc lại là không ghi",
        ),
        (
            evolve(PLAN, sections=(Section("Khu vực thành thị", range(1, 2)),)),
            "sections",
            "“Khu vực thành thị” with rows 1 to 1, read back as “Khu vực thành thị” with rows 1",
            "“Khu vực thành thị” gồm dòng 1 đến dòng 1",
        ),
        (
            evolve(PLAN, document=DocumentInfo(recipients=("Các TDP.",))),
            "recipients",
            "recipients: “Các TDP.”, read back as “Các TDP”",
            "nơi nhận: kế hoạch là “Các TDP.”, đọc lại là “Các TDP”",
        ),
        (
            Plan.of(1824, ROWS),
            "goal_year",
            "goal year of the annex: 1824, which is not of 1900 to 2099",
            "năm kế hoạch trong phụ lục là 1824, ngoài khoảng từ 1900 đến 2099",
        ),
        (
            Plan.of(2024, [{"name": "Chợ"}]),
            "rows",
            "no row of the annex states a figure",
            "không dòng nào của phụ lục có số liệu",
        ),
        (
            Plan.of(2024, []),
            "rows",
            "no row of the annex states a figure",
            "không dòng nào của phụ lục có số liệu",
        ),
        (
            with_row(Unit("x" * 100_001)),
            "rows",
            "expected lines and cells of at most",
            "không đọc được: cần",
        ),
    ],
)
def test_what_a_document_does_not_state_is_refused_by_name(
    plan: Plan, name: str, told: str, viet: str
) -> None:
    error = refused(plan)
    assert name in error.fields
    assert told in error.text("en")
    assert viet in error.text("vi")
    assert write_bytes(plan, format="markdown", strict=False)
    assert read_bytes(write_bytes(plan, format="json"), format="json").plan == plan


def test_a_refusal_tells_a_few_differences_and_the_number_of_the_others() -> None:
    coded = [
        PovertyTarget.of(Unit(target.unit.name, code="1"), *target.years, target.flat())
        for target in PLAN.targets * 4
    ]
    error = refused(evolve(PLAN, targets=coded))
    assert error.fields == ("row_code",)
    assert "row 4, code of the unit of the row: “1”, read back as nothing; and 4 more." in str(
        error
    )


def test_figures_are_named_with_their_years_and_places() -> None:
    said = {"II": ["- Tỷ lệ hộ nghèo cuối năm: 9,9%"]}
    error = refused(PLAN, prose=said)
    assert error.fields == ("poor_goal_rate",)
    told = "targets in the text, poor rate of 2024: 1.4%, read back as 9.9%"
    assert told in error.text("en")
    viet = "chỉ tiêu trong văn bản, tỷ lệ hộ nghèo năm 2024: kế hoạch là 1,4%, đọc lại là 9,9%"
    assert viet in error.text("vi")


def test_places_of_totals_and_sub_totals_are_told() -> None:
    total = PovertyTarget.of(Unit("Khác"), 2023, 2024, PLAN.targets[0].flat())
    section = Section("Khu vực thành thị", range(1, 3), total)
    error = refused(evolve(PLAN, total=total, sections=(section,)))
    assert error.fields == ("total_unit", "subtotal_unit")
    assert "total row, unit of the total row: Unit('Khác')" in str(error)
    assert "sub-total 1, unit of the sub-total: Unit('Khác')" in str(error)


def test_prose_fills_the_sections_and_no_sentence_is_invented() -> None:
    prose = {"": ["Căn cứ kết quả rà soát,"], "III": ["Giao chỉ tiêu\n  cho từng tổ dân phố."]}
    text = write_bytes(PLAN, format="markdown", prose=prose).decode()
    assert text.index("Căn cứ kết quả rà soát,") < text.index("I. MỤC ĐÍCH, YÊU CẦU")
    assert "III. NHIỆM VỤ\n\nGiao chỉ tiêu cho từng tổ dân phố.\n\n## IV" in text
    assert text.count("…") == 3


def test_prose_of_no_section_is_refused() -> None:
    with pytest.raises(ValueError, match=r"by the numbers '', 'I', .*, got 'VI'"):
        write_bytes(PLAN, format="markdown", prose={"VI": ["…"]})


def test_a_record_holds_no_prose() -> None:
    with pytest.raises(WriteError, match=r"a \.json file holds a plan and no other text") as caught:
        write_bytes(PLAN, format="json", prose={"I": ["…"]})
    assert caught.value.fields == ("prose",)
    assert write_bytes(PLAN, format="json", prose={"I": ["…"]}, strict=False)


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x85", "\u2028", "\ud800", "\uffff"])
@pytest.mark.parametrize("strict", [True, False])
def test_characters_of_no_document_are_refused_by_name(char: str, *, strict: bool) -> None:
    code = f"U+{ord(char):04X}"
    for plan, name in (
        (with_row(Unit(f"C{char}hợ")), "row_name"),
        (evolve(PLAN, document=DocumentInfo(recipients=("Lưu: VT", f"C{char}c"))), "recipients"),
        (evolve(PLAN, sections=(Section(f"K{char}v", range(1, 3)),)), "sections"),
    ):
        error = refused(plan, strict=strict)
        assert error.fields == (name,)
        assert f"no document can hold the character {code} of" in str(error)


def test_characters_of_prose_are_refused() -> None:
    error = refused(PLAN, prose={"I": ["a\x00b"]})
    assert error.fields == ("prose",)
    assert "(mục I)" in error.text("vi")


def test_letters_with_their_marks_apart_are_composed() -> None:
    apart = DocumentInfo(signer="Vu\u0303 Ngo\u0323c Va\u0302n")
    plan = evolve(PLAN, document=apart)
    back = read_bytes(write_bytes(plan, format="markdown"), format="markdown").plan
    assert back.document.signer == "Vũ Ngọc Vân"


def test_places_of_decimals_are_those_of_the_plan() -> None:
    row = {"name": "Chợ", "poor_base": 3, "poor_base_rate": Percent(5, 0), "poor_goal": 2}
    plan = Plan.of(2024, [row, {**row, "poor_base_rate": Percent(5_000, 3)}])
    text = write_bytes(plan, format="markdown").decode()
    assert "| 3 | 5 | 2 |" in text
    assert "| 3 | 5,000 | 2 |" in text

"""A plan as a document, from its letterhead to its foot."""

from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import DocumentInfo, Level, Plan, Unit, read
from povertyplan.documents.layout import BlockKind, Letterhead, Signature, page
from povertyplan.model.document import PartialDate

ROW = {"name": "Chợ", "poor_goal": 2}


def with_document(info: DocumentInfo, unit: str | Unit = "") -> Plan:
    return evolve(Plan.of(2024, [ROW], unit=unit), document=info)


def test_the_real_plan() -> None:
    laid_out = page(read(Path("examples/cao-thuong-2024/plan.md")).plan)
    assert laid_out.letterhead == Letterhead(
        "ỦY BAN NHÂN DÂN", "Số: …/KH-UBND", "Thị trấn Cao Thượng, ngày … tháng 01 năm 2024"
    )
    assert laid_out.kind == "KẾ HOẠCH"
    subject = "Giảm nghèo và giải quyết việc làm của thị trấn Cao Thượng năm 2024"
    assert laid_out.subject == subject
    assert laid_out.signature == Signature("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Vũ Ngọc Vân")
    assert laid_out.recipients == ("Các tổ dân phố", "Lưu: VT")
    assert laid_out.annex.reference == "(Kèm theo Kế hoạch số …/KH-BCĐ ngày 25 tháng 01 năm 2024)"
    lines = [block.text for block in laid_out.body if block.kind is BlockKind.SUBHEADING]
    assert lines == ["1. Mục tiêu giảm nghèo", "2. Đào tạo nghề, giải quyết việc làm"]


def test_what_is_not_stated_is_not_there() -> None:
    laid_out = page(Plan.of(2024, [ROW]))
    assert laid_out.letterhead == Letterhead("", "", "")
    assert (laid_out.kind, laid_out.subject) == ("", "Giảm nghèo năm 2024")
    assert (laid_out.recipients, laid_out.signature, laid_out.annex.reference) == ((), None, "")
    rooms = [block for block in laid_out.body if block.kind is BlockKind.ROOM]
    assert len(rooms) == 5


@pytest.mark.parametrize(
    ("info", "reference"),
    [
        (DocumentInfo(annex_symbol="KH-UBND"), "(Kèm theo văn bản số …/KH-UBND)"),
        (
            DocumentInfo(
                kind="ĐỀ ÁN", annex_number="12", annex_symbol="ĐA-UBND", annex_date=PartialDate()
            ),
            "(Kèm theo Đề án số 12/ĐA-UBND ngày … tháng … năm …)",
        ),
    ],
)
def test_the_annex_says_which_document_it_goes_with(info: DocumentInfo, reference: str) -> None:
    assert page(with_document(info)).annex.reference == reference


def test_a_signer_without_an_issuer_signs_for_nobody() -> None:
    laid_out = page(with_document(DocumentInfo(signer="Vũ Ngọc Vân")))
    assert laid_out.signature == Signature("", "CHỦ TỊCH", "Vũ Ngọc Vân")


def test_a_commune_with_a_number_has_a_capital() -> None:
    laid_out = page(with_document(DocumentInfo(), Unit("7", Level.COMMUNE, "phường")))
    assert laid_out.subject == "Giảm nghèo của Phường 7 năm 2024"

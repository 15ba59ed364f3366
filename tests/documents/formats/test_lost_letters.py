"""Vietnamese letters that a program replaced by question marks."""

import unicodedata
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from povertyplan import ReadError, read_bytes, read_text
from tests.support.small import CHO, PAGE, SEPARATED, target

#: What Windows writes in place of a letter that Windows-1252 lacks but for a mark.
BEST_FIT = str.maketrans("ăĂđĐơƠưƯĩĨũŨ", "aAdÐoOuUiIuU")


def excel(text: str) -> str:
    return text.translate(BEST_FIT).encode("cp1252", "replace").decode("cp1252")


def strict(text: str) -> str:
    return text.encode("cp1252", "replace").decode("cp1252")


def ascii_only(text: str) -> str:
    return text.encode("ascii", "replace").decode("ascii")


def decomposed(text: str) -> str:
    return ascii_only(unicodedata.normalize("NFD", text))


def replaced(text: str) -> str:
    return strict(text).replace("?", "\ufffd")


LOSSES = (excel, strict, ascii_only, decomposed, replaced)


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize(
    ("form", "text"),
    [("csv", SEPARATED), ("html", PAGE), ("text", SEPARATED.replace(";", "\t"))],
)
def test_a_text_that_lost_its_letters(form: str, text: str, lose: Callable[[str], str]) -> None:
    with pytest.raises(ReadError) as refused:
        read_text(lose(text), format=form, file=f"plan.{form}")
    assert str(refused.value) == (
        f"plan.{form}: This file has lost its Vietnamese letters (they became question marks)."
        " Open the original file in Excel, choose Save As CSV UTF-8 or .xlsx, and check that."
    )
    assert refused.value.text("vi") == (
        f"plan.{form}: Tệp đã mất dấu tiếng Việt (các chữ biến thành dấu ?). Hãy mở tệp gốc bằng"
        " Excel, chọn Lưu thành CSV UTF-8 hoặc .xlsx rồi kiểm tra lại."
    )


@pytest.mark.parametrize("codec", ["cp1252", "cp1258"])
def test_the_bytes_that_excel_writes(codec: str) -> None:
    text = unicodedata.normalize("NFC", SEPARATED)
    with pytest.raises(ReadError, match="has lost its Vietnamese letters"):
        read_bytes(text.encode(codec, "replace"), format="csv")


def test_a_workbook_made_of_such_a_file() -> None:
    workbook = Workbook()
    assert workbook.active is not None
    for line in excel(SEPARATED).splitlines():
        workbook.active.append(line.split(";"))
    stream = BytesIO()
    workbook.save(stream)
    with pytest.raises(ReadError, match="has lost its Vietnamese letters"):
        read_bytes(stream.getvalue(), format="xlsx")


@pytest.mark.parametrize(
    "questions",
    [
        "Hộ nào thoát nghèo?Hộ nào tái nghèo?Vì sao?\nXã có bao nhiêu hộ nghèo? bao nhiêu hộ?",
        "Thẩm quyền của HĐND? của MTTQ? của LĐTBXH? Số ?/KH-UBND, ngày ?/?/2024",
        "http://xa.vn/van-ban?so=1, http://xa.vn/tim?ten=2, http://xa.vn/tep?nam=2024",
        "GIẢM NGHÈO LÀ GÌ?HỘ NGHÈO LÀ GÌ?HỘ CẬN NGHÈO LÀ GÌ?HỘ TÁI NGHÈO LÀ GÌ?",
        "??? ???? ?????",
        "T? l? h? ngh\ufffdo",
    ],
)
def test_questions_are_not_lost_letters(questions: str) -> None:
    assert target(read_text(f"{SEPARATED}\n{questions}\n", format="csv")) == CHO


def test_questions_without_a_letter_of_vietnamese() -> None:
    with pytest.raises(ReadError, match="no table"):
        read_text("Ai thu? Ai chi? Ai lo?Bao nhieu?Vi sao?", format="text")

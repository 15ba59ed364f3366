"""The names of persons are told from other texts."""

import pytest

from povertyplan.model.persons import names_person


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn A", "NGUYỄN VĂN A", "nguyễn thị hoa", "Tran Van B", "tran thi b", "Lê Hoa",
        "Ông Hùng", "bà Sáu", "Hà Thị Lan", "Trần Quốc Toản Em", "(Phạm Minh)", "Đỗ Minh.",
        "Hội Nông dân - Nguyễn Văn A", "Hội Phụ nữ (bà Lan)", "Đ/c Trần Văn B", "Đồng chí Lê Hoa",
    ],
)  # fmt: skip
def test_names(text: str) -> None:
    assert names_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Nguyễn", "Hội Nông dân", "HỘI LIÊN HIỆP PHỤ NỮ", "Đoàn Thanh Niên", "Hoà Sơn",
        "Đảng ủy xã", "Hồ Chí", "Trong Hạ", "cận nghèo", "Công ty Lê Lợi", "Trường Trần Phú",
        "Lê Lợi 2", "Văn phòng UBND", "Hội Nông dân - Hội Phụ nữ", "Đ/c Bí thư",
        "bà con", "thị trấn Cao Thượng", "Tổ Văn nghệ",
    ],
)  # fmt: skip
def test_other_texts(text: str) -> None:
    assert not names_person(text)

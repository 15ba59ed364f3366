"""The names of persons are told from other texts."""

import pytest

from povertyplan import read
from povertyplan.model.persons import names_person


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn A", "NGUYỄN VĂN A", "nguyễn thị hoa", "Tran Van B", "tran thi b", "Lê Hoa",
        "Ông Hùng", "bà Sáu", "Hà Thị Lan", "Trần Quốc Toản Em", "(Phạm Minh)", "Đỗ Minh.",
        "Nguyễn Văn Xá", "Trần Thị Nội", "Đào Văn Đoài", "NGÔ VĂN PHÒNG", "ĐOÀN VĂN NGHỆ",
        "Ngo Trai", "Bùi Hạ", "Nguyễn Hoàng Thị Lan Anh",
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
        "bà con", "thị trấn Cao Thượng", "Tổ Văn nghệ", "Ngô Xá", "NGÔ XÁ", "Đặng Xá Đông",
        "Lê Xóm", "Dương Nội", "UBND THỊ TRẤN CAO THƯỢNG", "UBND Thị Xã", "BAN VĂN HÓA",
        "Phòng Văn Hoá", "TỔ VĂN NGHỆ", "Lê Lợi Trần Phú Ngô Quyền",
    ],
)  # fmt: skip
def test_other_texts(text: str) -> None:
    assert not names_person(text)


def test_no_unit_of_the_example_is_a_person() -> None:
    names = [target.unit.name for target in read("examples/cao-thuong-2024/plan.md").plan.targets]
    assert "Ngô Xá" in names
    assert not [name for name in names if names_person(name)]

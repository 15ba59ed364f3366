import pytest

from povertyplan.model.names import key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Sơn", "Hòa Sơn"),
        ("Hoa\u0300 Sơn", "HOÀ  SƠN "),
        ("Thuý", "Thúy"),
        ("TDP 1", "tdp\u00a01"),
        ("Đồi Đỏ", "đồi đỏ"),
    ],
)
def test_one_key_for_every_way_to_type_a_name(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ngò", "Ngô"), ("Ngò", "Ngo"), ("Đình", "Dình"), ("Tân Tiến", "Tân Tiên"), ("Bùi", "Bủi")],
)
def test_letters_and_tones_count(one: str, other: str) -> None:
    assert key(one) != key(other)

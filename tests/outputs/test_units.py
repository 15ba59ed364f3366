"""The names of communes, however they are typed."""

import unicodedata

import pytest

from povertyplan.model.names import key
from povertyplan.outputs.units import UnitName, same_units, which


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Xã Tân Lập", "xã", "tân lập"),
        ("x.Tân Lập", "xã", "tân lập"),
        ("P.3", "phường", "3"),
        ("p. 3", "phường", "3"),
        ("TT Đồi Ngô", "thị trấn", "đồi ngô"),
        ("T.T Đồi Ngô", "", "t.t đồi ngô"),
        ("Đặc khu Phú Quốc", "đặc khu", "phú quốc"),
        ("Tân Lập", "", "tân lập"),
        ("Xãn", "", "xãn"),
        ("xã", "", "xã"),
        ("Ttx Ba", "", "ttx ba"),
    ],
)
def test_the_kind_of_a_unit(text: str, kind: str, name: str) -> None:
    for form in ("NFC", "NFD"):
        read = UnitName.of(unicodedata.normalize(form, text))
        assert read == UnitName(key(kind), key(name))


def test_a_unit_of_the_same_kind_goes_before_one_whose_kind_is_open() -> None:
    among = [UnitName.of("Tân Lập"), UnitName.of("xã Tân Lập")]
    assert which(UnitName.of("xã Tân Lập"), among) == 1
    assert which(UnitName.of("phường Tân Lập"), among) == 0
    assert which(UnitName.of("Tân Lập"), among) == 0
    assert which(UnitName.of("Hoà Sơn"), among) is None
    assert which(UnitName.of("Tân Lập"), among[1:] * 2) is None


def test_names_of_one_unit() -> None:
    names = [UnitName.of(text) for text in ("xã A", "phường A", "xã B", "B", "C")]
    assert same_units(names) == [[2, 3]]

"""A plan as a table."""

from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.cli.opening import documents_named
from tests.support.commands import EXAMPLE, lines
from tests.support.year import flow_of_poor, record_in, register


def test_show(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["show", EXAMPLE, "--lang", "vi"]) == 0
    found = lines(capsys)
    assert found[0] == "thị trấn Cao Thượng, kế hoạch năm 2024"
    assert found[10].startswith("8 Tân Lập")
    assert "1,39% ≠ 1,38%" in found[29]
    assert "  mức giảm tỷ lệ hộ nghèo: 0,91 điểm phần trăm ≈ 0,93 điểm phần trăm" in found
    assert main(["show", str(tmp_path / "none.md")]) == 2
    (tmp_path / "thư.md").write_text("Kính gửi", encoding="utf-8")
    assert main(["show", str(tmp_path / "thư.md")]) == 2
    assert "no annex: no table." in capsys.readouterr().err


def test_each_table_of_the_year_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = record_in(tmp_path, "bieu-2.json", flow_of_poor(6))
    assert main(["show", file, "--lang", "vi"]) == 0
    printed = lines(capsys)
    assert printed[0].startswith("biểu diễn biến hộ nghèo, tính theo hộ, năm 2024")
    assert printed[2].endswith("6 ≠ 5")

    def two(name: str) -> object:
        return documents_named(name) * 2

    monkeypatch.setattr("povertyplan.cli.show.documents_named", two)
    main(["show", file, "--lang", "vi"])
    assert lines(capsys) == [*printed, "", *printed]


def test_a_register_is_shown_in_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = record_in(tmp_path, "register.json", register())
    assert main(["show", file]) == 0
    first, *table = lines(capsys)
    assert first.startswith("the register of households, the review of 2023")
    assert table[1].split() == ["Hoà", "Sơn", "1", "1", "1", "0"]
    assert not any("H-1" in line for line in table)

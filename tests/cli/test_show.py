"""A plan as a table."""

from pathlib import Path

import pytest

from povertyplan.cli import main
from tests.support.commands import EXAMPLE, lines


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

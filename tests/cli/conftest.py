"""The language of the system, and a plan without contradictions."""

from pathlib import Path

import pytest

from tests.support.commands import RIGHT


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def right(tmp_path: Path) -> str:
    path = tmp_path / "plan.md"
    path.write_text(RIGHT, encoding="utf-8")
    return str(path)

"""Documents that are written without the extra that makes them."""

import sys
from pathlib import Path

import pytest
from pytest import MonkeyPatch  # noqa: PT013  # a type

from povertyplan import Plan, WriteError, template, write

WRITER = "povertyplan.documents.write.xlsx"


@pytest.fixture
def _without_xlsxwriter(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, WRITER, raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)


@pytest.mark.usefixtures("_without_xlsxwriter")
def test_the_refusal_says_what_to_install(tmp_path: Path) -> None:
    plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])
    with pytest.raises(WriteError) as refused:
        write(plan, tmp_path / "plan.xlsx")
    assert refused.value.text("vi").endswith('còn thiếu: pip install "povertyplan[office]"')
    with pytest.raises(WriteError, match="install what writes them"):
        template(plan, tmp_path / "plan.xlsx", year=2025)
    assert list(tmp_path.iterdir()) == []

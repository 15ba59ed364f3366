"""The page of a check."""

import pytest

from povertyplan.cli import main
from tests.support.commands import lines


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "pp201"]) == 0
    assert lines(capsys)[0] == "# PP201 rate-not-quotient"


def test_a_retired_code_is_still_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.cli.explain.RETIRED", {"PP999": "it was part of PP201"})
    assert main(["explain", "PP999"]) == 0
    assert lines(capsys) == ["PP999 was retired: it was part of PP201"]

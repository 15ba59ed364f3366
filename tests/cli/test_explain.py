"""``povertyplan explain``."""

import pytest

from povertyplan import Cause
from povertyplan.checks import CHECKS
from povertyplan.cli import main
from tests.support.commands import lines


@pytest.mark.parametrize(
    ("subject", "first_line"),
    [
        ("pp201", "# PP201: A printed rate is not its count over its households"),
        ("rate-not-quotient", "# PP201: A printed rate is not its count over its households"),
        ("PP2", "# PP201: A printed rate is not its count over its households"),
        ("Stale-Denominator", "# stale-denominator: The households of another year"),
    ],
)
def test_explain(subject: str, first_line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", subject]) == 0
    assert lines(capsys)[0] == first_line


def test_explain_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "PP201", "--lang", "vi"]) == 0
    assert lines(capsys)[0] == "# PP201: Tỷ lệ không khớp số hộ"
    assert main(["explain", "stale-denominator", "--lang", "vi"]) == 0
    assert lines(capsys)[0] == "# stale-denominator: Chia cho số hộ của năm khác"


def test_without_a_subject_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--lang", "vi"]) == 0
    listed = lines(capsys)
    assert listed[0] == "PP101: Dòng tổng không bằng tổng các dòng"
    assert [line.partition(": ")[0] for line in listed] == [
        *(check.code for check in CHECKS),
        *Cause,
    ]


def test_a_retired_code_is_still_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.cli.explain.RETIRED", {"PP999": "it was part of PP201"})
    assert main(["explain", "PP999"]) == 0
    assert lines(capsys) == ["PP999 was retired: it was part of PP201"]

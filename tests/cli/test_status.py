"""Exit statuses."""

from pathlib import Path

import pytest

from povertyplan.cli import main
from tests.support.commands import EXAMPLE, joined, lines

#: A plan whose rows state one figure each, and nothing to compare it with.
BARE = """\
# KẾ HOẠCH giảm nghèo năm 2024

| TT | Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 | Tỷ lệ hộ nghèo 2024 |
|---|---|---|---|---|
| 1 | Chợ | | 2 | |
| 2 | Ngò | | 2 | |
"""


@pytest.fixture
def bare(tmp_path: Path) -> str:
    path = tmp_path / "bare.md"
    path.write_text(BARE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (["right"], [], 0),
        (["right"], ["--strict"], 1),
        (["right"], ["--strict", "--ignore", "PP3,PP5"], 0),
        ([EXAMPLE], [], 1),
        (["bare"], [], 2),
        (["bare"], ["--select", "PP505"], 0),
        (["bare"], ["--format", "json"], 2),
        (["bare"], ["--summary"], 2),
        (["none.md"], [], 2),
        (["right", "bare"], [], 2),
        (["right", "none.md"], [], 2),
        ([EXAMPLE, "bare", "none.md"], [], 1),
        (["right", "none.md"], ["--strict"], 1),
        ([EXAMPLE, "none.md"], ["--summary"], 1),
        ([EXAMPLE, "none.md"], ["--format", "sarif"], 1),
    ],
)
def test_errors_go_before_what_could_not_be_checked(
    files: list[str], options: list[str], status: int, right: str, bare: str
) -> None:
    paths = {"right": right, "bare": bare}
    assert main(["check", *(paths.get(file, file) for file in files), *options]) == status


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (["right"], ["--ignore", "PP201@99"], 2),
        (["right"], ["--select", "PP201@99"], 2),
        (["right"], ["--ignore", "PP201@99", "--summary"], 2),
        (["right"], ["--ignore", "PP201@99", "--format", "sarif"], 2),
        ([EXAMPLE], ["--ignore", "PP307@99"], 1),
        (["right", EXAMPLE], ["--ignore", "PP201@total,PP201@99"], 2),
    ],
)
def test_a_row_that_no_plan_has_is_wrong_usage(
    files: list[str],
    options: list[str],
    status: int,
    right: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = [right if file == "right" else file for file in files]
    assert main(["check", *paths, *options, "--lang", "vi"]) == status
    told = capsys.readouterr().err
    assert told.startswith(("PP201@99: ", "PP307@99: "))
    assert "không có dòng nào được gọi như vậy" in told


def test_a_row_that_one_of_the_plans_has(right: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", right, EXAMPLE, "--ignore", "PP307@TT 8 (Tân Lập),PP201@total"]) == 0
    assert capsys.readouterr().err == ""


def test_a_plan_of_which_nothing_was_compared_says_why(
    bare: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", bare, "--lang", "vi"])
    printed = lines(capsys)
    assert "chưa có số liệu nào đối chiếu được nên không thể coi là đạt" in printed[-1]
    assert any("nội dung chưa kiểm tra được:" in line for line in printed)
    assert any(line.startswith("    PP101: ") for line in printed)
    main(["check", bare, "--summary"])
    assert lines(capsys)[1:3] == ["Plans without figures that could be compared:", f"  {bare}"]
    main(["check", bare, EXAMPLE, "none.md"])
    of_all = "1 file without figures that could be compared, 1 file could not be read. More: "
    assert of_all in joined(lines(capsys))

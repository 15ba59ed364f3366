"""Options that do not go together."""

import pytest

from povertyplan.cli import main


@pytest.mark.parametrize(
    ("files", "options", "said"),
    [
        (["a.docx", "b.docx"], ["--annex", "c.xlsx"], "--annex chỉ dùng cho một kế hoạch"),
        (["-"], ["--annex", "-"], "đầu vào chuẩn chỉ là một tệp"),
        (["a.docx"], ["--annex", "src"], "--annex phải là một tệp, không phải thư mục"),
        (["a.docx"], ["--annex", "b.xlsx", "--fix", "c.docx"], "--fix chỉ ghi được kế hoạch"),
        (["a.docx"], ["--plain"], "--plain chỉ dùng cùng --fix"),
    ],
)
def test_wrong_use_is_refused(
    files: list[str], options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["check", *files, *options, "--lang", "vi"])
    assert said in capsys.readouterr().err


def test_an_annex_that_cannot_be_seen_is_refused_as_a_file(
    right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", right, "--annex", "a" * 300 + ".docx"]) == 2
    assert "The name of the file is too long." in capsys.readouterr().err

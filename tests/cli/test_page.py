"""``check --page``: the page of a check as a file."""

from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.messages import WriteError, phrase
from tests.support.commands import EXAMPLE, joined, lines


def page_of(tmp_path: Path, *arguments: str) -> tuple[int, Path]:
    target = tmp_path / "page.html"
    return main(["check", *arguments, "--page", str(target)]), target


def test_the_page_is_vietnamese_unless_another_language_is_asked_for(tmp_path: Path) -> None:
    _, page = page_of(tmp_path, EXAMPLE)
    assert '<html lang="vi">' in page.read_text(encoding="utf-8")
    _, page = page_of(tmp_path, EXAMPLE, "--lang", "en", "--force")
    assert '<html lang="en">' in page.read_text(encoding="utf-8")


def test_what_was_found_is_printed_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, page = page_of(tmp_path, EXAMPLE)
    printed = joined(lines(capsys))
    assert status == 1
    assert "PP201 error" in printed
    assert "PP201" in page.read_text(encoding="utf-8")
    assert f"{page}: the page of this check, to look at, to print and to sign" in printed


def test_a_file_that_is_not_read_is_told_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    _, page = page_of(tmp_path, str(tmp_path / "plan.pdf"), str(tmp_path / "none.md"))
    printed = capsys.readouterr().err
    assert "This is a PDF" in printed
    assert "No such file" in printed
    text = page.read_text(encoding="utf-8")
    assert "Đây là tệp PDF" in text
    assert "Không có tệp này" in text
    assert "No such file" not in text


def test_a_folder_has_one_page(tmp_path: Path) -> None:
    _, page = page_of(tmp_path, "examples/formats")
    text = page.read_text(encoding="utf-8")
    assert 'id="overview"' in text
    assert all(file.name in text for file in Path("examples/formats").iterdir())
    assert text.count("povertyplan 0") == 1


def test_a_unit_without_a_plan_is_missing(tmp_path: Path) -> None:
    (tmp_path / "units.txt").write_text("thị trấn Cao Thượng\nxã Tân Yên\n", encoding="utf-8")
    right = tmp_path / "plan.md"
    text = Path(EXAMPLE).read_text(encoding="utf-8").replace("| 54 | 1.39 |", "| 54 | 1.38 |")
    right.write_text(text, encoding="utf-8")
    status, page = page_of(tmp_path, str(right), "--expected", str(tmp_path / "units.txt"))
    assert status == 2
    assert "xã Tân Yên" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [("page.pdf", "Name one that ends in .html."), ("none/page.html", "There is no folder")],
)
def test_another_file_is_refused_before_anything_is_checked(
    name: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", EXAMPLE, "--page", str(tmp_path / name)]) == 2
    captured = capsys.readouterr()
    assert told in joined(captured.err.splitlines())
    assert not captured.out


def test_a_page_that_is_there_is_overwritten_only_with_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text("signed", encoding="utf-8")
    status, page = page_of(tmp_path, EXAMPLE)
    assert (status, page.read_text(encoding="utf-8")) == (2, "signed")
    assert "--force" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.cli.page.find_spec", lambda _: None)
    status, page = page_of(tmp_path, EXAMPLE)
    assert (status, page.exists()) == (2, False)
    assert 'pip install "povertyplan[page]"' in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(target: str, _: bytes) -> None:
        raise WriteError(target, phrase("The disk is full, and nothing was written."))

    monkeypatch.setattr("povertyplan.cli.page.write_file", refuse)
    right = tmp_path / "plan.md"
    text = Path(EXAMPLE).read_text(encoding="utf-8").replace("| 54 | 1.39 |", "| 54 | 1.38 |")
    right.write_text(text, encoding="utf-8")
    status, page = page_of(tmp_path, str(right))
    assert (status, page.exists()) == (2, False)
    assert "The disk is full" in joined(capsys.readouterr().err.splitlines())


def test_a_summary_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        page_of(tmp_path, EXAMPLE, "--summary")


def test_standard_input_has_a_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path(EXAMPLE).read_bytes()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text)))
    status, page = page_of(tmp_path, "-")
    assert status == 1
    assert "Cao Thượng" in page.read_text(encoding="utf-8")

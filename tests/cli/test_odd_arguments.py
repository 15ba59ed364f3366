"""Arguments that no file has: each command says so in a line, with a status that says so, too."""

import errno
import os
from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.errors import harmless
from tests.support.commands import EXAMPLE

#: Every place of a command in which a file to read may be named, as FILE.
READING = (
    "check FILE",
    f"check {EXAMPLE} FILE",
    "check FILE --format json",
    "check FILE --format sarif",
    "check FILE --summary",
    f"check {EXAMPLE} --annex FILE",
    f"check {EXAMPLE} --against FILE",
    f"check {EXAMPLE} --summary --expected FILE",
    "show FILE",
    "convert FILE OUT.md",
    "template FILE OUT.xlsx",
    "forms FILE OUT.xlsx --month 2024-02",
    "share FILE --quota 3 --rule level",
    f"share {EXAMPLE} --quota 3 --rule level --at-most FILE",
    "progress FILE FILE",
    f"progress {EXAMPLE} FILE",
    "next FILE FILE OUT.md",
    f"next {EXAMPLE} FILE OUT.md",
    "explain FILE",
)
#: Every place in which a file to write may be named.
WRITING = (
    f"check {EXAMPLE} --fix FILE",
    f"check {EXAMPLE} --page FILE",
    "check examples/formats/plan.docx --annotate FILE",
    f"convert {EXAMPLE} FILE",
    f"template {EXAMPLE} FILE",
    f"forms {EXAMPLE} FILE --month 2024-02",
    f"share {EXAMPLE} --quota 3 --rule level --out FILE",
)
ODD = {
    "nothing": "",
    "a pattern of all": "*.docx",
    "a pattern": "plan?.[xm]*",
    "too long a name": "x" * 300 + ".md",
    "too long a path": "/x" * 3000,
    "orders to a terminal": "a\nb\x1b[31m\x9b31m\u202e.md",
    "no text": "\udcff\udcfe.md",
    "a folder without documents": "empty",
    "a folder that is missing": "gone/plan.md",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that has an empty one and the examples."""
    (tmp_path / "examples").symlink_to(Path("examples").absolute())
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines_of(words: list[str], status: set[int], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a command that ends with one of some statuses, and return the lines that it prints."""
    try:
        ended: object = main(words)
    except SystemExit as wrong:
        ended = wrong.code
    assert ended in status
    printed = capsys.readouterr()
    return f"{printed.out}{printed.err}".splitlines()


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", READING)
def test_what_cannot_be_read_is_said(
    command: str, odd: str, lang: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [ODD[odd] if word == "FILE" else word for word in command.split()]
    status = {1, 2} if EXAMPLE in command else {2}  # that a plan is wrong goes before
    lines = lines_of([*words, "--lang", lang], status, capsys)
    assert any(lines)
    assert lines == [harmless(line) for line in lines]
    assert {file.name for file in place.iterdir()} == {"examples", "empty"}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", WRITING)
def test_a_file_is_written_under_its_name_or_refused(
    command: str, odd: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [ODD[odd] if word == "FILE" else word for word in command.split()]
    lines = lines_of([*words, "--lang", "vi"], {0, 1, 2}, capsys)
    assert any(lines)
    assert lines == [harmless(line) for line in lines]
    written = {file.name for file in place.iterdir()} - {"examples", "empty"}
    assert written <= {ODD[odd]}


def test_a_name_that_was_left_out_is_not_taken_for_another(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.is_dir()
    for words in (["check", EXAMPLE, "--annex", ""], ["next", EXAMPLE, "", "OUT.md"]):
        lines = lines_of([*words, "--lang", "en"], {2}, capsys)
        assert lines == ["'': No such file. Check its name and its folder."]


@pytest.mark.parametrize("pattern", ["*.docx", "plan?.md"])
def test_windows_takes_a_pattern_for_no_name(
    pattern: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def invalid(file: str) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), file)

    monkeypatch.setattr("povertyplan.cli.opening.opened", invalid)
    assert main(["check", pattern]) == 2
    told = "No such file. Give the folder instead of a pattern with * or ?."
    assert capsys.readouterr().err == f"{pattern}: {told}\n"

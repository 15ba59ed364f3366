"""The command line as a program: usage, streams, output."""

import io
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from povertyplan.cli import main
from tests.support.commands import EXAMPLE, TEXT, lines


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert lines(capsys) == [version("povertyplan")]


def test_no_control_character_of_a_document_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wild = TEXT.replace("Tân Lập", "Tân\x1b[2J\u202eLập").replace("KH-BCĐ", "KH-B\x07CĐ")
    wild = wild.replace("| 8 | 3.69 |", "| 8\x1b]0;x\x07 | 3.69 |")
    (tmp_path / "plan.md").write_text(wild, encoding="utf-8")
    for command in (["check"], ["show"], ["check", "--format=json"], ["check", "--format=sarif"]):
        main([*command, str(tmp_path / "plan.md")])
        captured = capsys.readouterr()
        assert not {char for char in captured.out + captured.err if ord(char) < 32} - {"\n"}
        assert "\u202e" not in captured.out


@pytest.fixture
def process() -> list[str]:
    return [sys.executable, "-m", "povertyplan"]


def test_as_a_module_and_into_a_closed_pipe(process: list[str]) -> None:
    done = subprocess.run([*process, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        quiet = subprocess.run(
            [*process, "show", EXAMPLE], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (quiet.returncode, quiet.stderr) == (141, b"")


def test_output_is_utf_8_whatever_the_terminal(process: list[str]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "vi_VN"}
    done = subprocess.run(
        [*process, "check", EXAMPLE], capture_output=True, env=environment, check=False
    )
    assert "tỷ lệ hộ nghèo" in done.stdout.decode("utf-8")


def test_output_that_nobody_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(*_: object) -> None:
        raise BrokenPipeError

    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("povertyplan.cli.explain.page", closed)
        assert main(["explain", "PP101"]) == 141


def test_streams_that_are_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    assert main(["explain", "PP101"]) == 0
    assert out.getvalue().startswith("# PP101")

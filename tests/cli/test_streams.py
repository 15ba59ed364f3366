"""Standard streams that were closed, or that cannot be written to."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.cli.streams import open_streams
from tests.support.commands import EXAMPLE

FORMATS = ("text", "lines", "json", "sarif")
FULL = Path("/dev/full")
FAILED = "povertyplan: The output could not be written."


class _Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("form", FORMATS)
def test_output_that_cannot_be_written_is_not_a_verdict(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", _Full())
    assert main(["check", EXAMPLE, "--format", form]) == 2
    assert capsys.readouterr().err.startswith(FAILED)


def test_nothing_can_be_said_where_errors_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stderr", _Full())
    assert main(["check", "none.md"]) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_closed_streams_are_empty(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", None)
    assert main(["check", EXAMPLE, "--format", form]) == 1
    assert main(["check", "-", "--format", form]) == 2
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


def test_open_streams_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.StringIO()
    monkeypatch.setattr("sys.stdin", given)
    open_streams()
    assert sys.stdin is given


def test_a_fault_of_a_file_is_not_taken_for_one_of_the_output(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(*_: object) -> None:
        raise FileNotFoundError(2, "gone", "page.md")

    monkeypatch.setattr("povertyplan.cli.explain.page", failing)
    with pytest.raises(FileNotFoundError):
        main(["explain", "PP101"])


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is full")
@pytest.mark.parametrize("command", [["show", EXAMPLE], ["explain", "PP101"]])
def test_a_full_disk_is_told_once(command: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "povertyplan", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LANG": "en"},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(FAILED)
    assert len(done.stderr.splitlines()) == 1

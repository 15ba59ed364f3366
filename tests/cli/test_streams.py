"""Standard streams that were closed, or that cannot be written to."""

import io
import os
import shlex
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
def test_closed_output_cannot_be_written(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert main(["check", EXAMPLE, "--format", form]) == 2
    assert capsys.readouterr().err.startswith(FAILED)


def test_closed_input_is_empty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["check", "-", "--lang", "vi"]) == 2
    assert (
        capsys.readouterr().err
        == "<stdin>: không đọc được: cần một bản kế hoạch; thực tế: văn bản không có nội dung\n"
    )


def test_what_is_said_to_closed_errors_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    assert main(["check", "none.md"]) == 2


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


def run_with(streams: str, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with its streams as a shell is told, every warning an error."""
    words = [sys.executable, "-X", "dev", "-W", "error", "-m", "povertyplan", *command]
    return subprocess.run(  # noqa: S602  # it is what a shell does with the streams
        f"{shlex.join(words)} {streams}",
        shell=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LANG": "en"},
        check=False,
    )


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is full")
@pytest.mark.parametrize("streams", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "command", [["check", EXAMPLE], ["show", EXAMPLE], ["explain", "PP101"], ["--help"]]
)
def test_output_that_is_lost_is_told_once(streams: str, command: list[str]) -> None:
    done = run_with(streams, *command)
    assert done.returncode == 2
    assert done.stderr.startswith(FAILED)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is full")
@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "<&- >&- 2>&-", ">/dev/full 2>&1"])
def test_where_nothing_can_be_said_the_status_says_so(streams: str) -> None:
    done = run_with(streams, "check", "none.md")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_input_that_was_closed_is_told() -> None:
    done = run_with("<&-", "check", "-")
    assert done.returncode == 2
    assert done.stderr == "<stdin>: expected a plan, found nothing: the document is empty\n"

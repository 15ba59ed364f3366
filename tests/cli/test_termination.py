"""The program ends where the system asks for it, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.cli.termination import Terminated, as_worker, told_of_termination
from tests.support.libreoffice import HANGS, install, running


def terminate(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_command_that_is_ended_has_a_status_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("povertyplan.cli.outcomes.documents_named", terminate)
    assert main(["check", "examples/formats/plan.csv"]) == 143
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_who_is_asked_again_goes_on_to_tidy_up() -> None:
    tidied: list[str] = []

    def ended_twice() -> None:
        with told_of_termination():
            try:
                terminate()
            finally:
                terminate()
                tidied.append("everything")

    with pytest.raises(Terminated):
        ended_twice()
    assert tidied == ["everything"]


def test_the_handler_of_another_program_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "getsignal", lambda _: terminate)
    with told_of_termination():
        monkeypatch.undo()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_another_thread_has_no_handlers() -> None:
    handlers: list[object] = []

    def in_thread() -> None:
        with told_of_termination():
            handlers.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join()
    assert handlers == [signal.SIG_DFL]


def test_a_worker_ends_at_once_and_only_by_the_first_process() -> None:
    kept = signal.getsignal(signal.SIGINT)
    try:
        as_worker()
        handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
        assert handlers == [signal.SIG_IGN, signal.SIG_DFL]
    finally:
        signal.signal(signal.SIGINT, kept)


def test_libreoffice_and_its_files_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, temporary = tmp_path / "program", tmp_path / "temporary"
    temporary.mkdir()
    install(program, monkeypatch, HANGS)
    monkeypatch.setenv("TMPDIR", str(temporary))
    (tmp_path / "plan.rtf").write_bytes(rb"{\rtf1 plan}")
    arguments = ["convert", str(tmp_path / "plan.rtf"), str(tmp_path / "plan.docx")]
    command = [sys.executable, "-m", "povertyplan", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    noted = program / "processes"
    while not (noted.exists() and noted.read_text().count("\n") == 2):
        time.sleep(0.02)
    process.terminate()
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (143, "")
    assert list(temporary.iterdir()) == []
    assert running(program) == []
    assert not (tmp_path / "plan.docx").exists()

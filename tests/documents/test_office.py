"""LibreOffice is found, given little time, and gone when it is done, however that ends."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pytest import MonkeyPatch  # noqa: PT013  # a type

from povertyplan.documents import office
from povertyplan.documents.office import OfficeError, converted
from povertyplan.messages import phrase
from tests.support.libreoffice import GIVES, HANGS, arguments, install, running, uninstall

INSTEAD = phrase("nothing")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: MonkeyPatch) -> Path:
    """Return the folder of the program; temporary files go into another one."""
    temporary = tmp_path / "temporary files"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return tmp_path / "a program"


def assert_nothing_is_left(folder: Path) -> None:
    assert list((folder.parent / "temporary files").iterdir()) == []
    assert running(folder) == []


def test_a_document_is_converted(folder: Path, monkeypatch: MonkeyPatch) -> None:
    install(folder, monkeypatch, 'cat "$1" "$1" > "$results/document.$wanted"\n')
    assert converted(b"plan.", ".odt", ".docx", instead=INSTEAD) == b"plan.plan."
    *options, source = arguments(folder)
    assert Path(source).name == "document.odt"
    assert "--headless" in options
    assert options[options.index("--convert-to") + 1] == "docx"
    (profile,) = (option for option in options if option.startswith("-env:UserInstallation="))
    assert Path(source).parent.as_uri() in profile
    assert_nothing_is_left(folder)


@pytest.mark.parametrize(
    "does",
    [
        GIVES + "exit 1\n",
        "exit 0\n",
        ': > "$results/document.$wanted"\n',
        'mkdir "$results/document.$wanted"\n',
        "kill -SEGV $$\n",
    ],
)
def test_a_document_that_it_cannot_convert(
    does: str, folder: Path, monkeypatch: MonkeyPatch
) -> None:
    install(folder, monkeypatch, does)
    with pytest.raises(OfficeError, match=r"could not convert.*; or: nothing") as told:
        converted(b"", ".odt", ".docx", instead=INSTEAD)
    assert told.value.why.text("vi").startswith("LibreOffice không chuyển đổi được tệp này.")
    assert_nothing_is_left(folder)


def test_a_program_that_does_not_end(folder: Path, monkeypatch: MonkeyPatch) -> None:
    install(folder, monkeypatch, HANGS)
    with pytest.raises(OfficeError, match="LibreOffice was stopped: after 1 seconds") as told:
        converted(b"", ".odt", ".docx", instead=INSTEAD, seconds=0.6)
    assert "sau 1 giây" in told.value.why.text("vi")
    assert len((folder / "processes").read_text().split()) == 2
    assert_nothing_is_left(folder)


def test_a_program_that_leaves_another_behind(folder: Path, monkeypatch: MonkeyPatch) -> None:
    install(folder, monkeypatch, HANGS.replace("\nsleep 60\n", "\n") + GIVES)
    assert converted(b"", ".odt", ".docx", instead=INSTEAD) == b"result"
    assert_nothing_is_left(folder)


def test_an_interruption(folder: Path, monkeypatch: MonkeyPatch) -> None:
    install(folder, monkeypatch, HANGS)
    wait = subprocess.Popen.wait

    def interrupted(process: subprocess.Popen[bytes], seconds: float | None = None) -> int:
        if seconds is None:
            return wait(process)
        with pytest.raises(subprocess.TimeoutExpired):
            wait(process, 0.4)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        converted(b"", ".odt", ".docx", instead=INSTEAD)
    assert_nothing_is_left(folder)


def test_a_program_that_does_not_start(folder: Path, monkeypatch: MonkeyPatch) -> None:
    install(folder, monkeypatch)
    (folder / "soffice").write_bytes(b"\x7fELF")
    with pytest.raises(OfficeError, match="could not convert"):
        converted(b"", ".odt", ".docx", instead=INSTEAD)


def test_without_the_program(monkeypatch: MonkeyPatch) -> None:
    uninstall(monkeypatch)
    with pytest.raises(OfficeError, match=r"Install it from libreoffice\.org.*: nothing") as told:
        converted(b"", ".odt", ".docx", instead=INSTEAD)
    assert "máy này chưa cài" in told.value.why.text("vi")


def test_the_usual_places(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setenv("PATH", "")
    places = {sys.platform: (str(tmp_path / "none"), str(program))}
    monkeypatch.setattr(office, "_USUAL_PLACES", places)
    assert office.found() == str(program)
    monkeypatch.setattr(sys, "platform", "plan9")
    assert office.found() is None


def test_on_windows_the_tree_of_processes_is_ended(folder: Path, monkeypatch: MonkeyPatch) -> None:
    """There is no group of processes there; the command is not at hand here."""
    install(folder, monkeypatch)
    commands: list[list[str]] = []
    monkeypatch.setattr(office, "found", lambda: str(folder / "soffice"))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command))
    assert converted(b"", ".odt", ".docx", instead=INSTEAD) == b"result"
    (number,) = (folder / "processes").read_text().split()
    assert commands == [["taskkill", "/F", "/T", "/PID", number]]

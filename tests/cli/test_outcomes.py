"""Many files: what is printed as each is done, and by how many processes."""

import io
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.cli.jobs import FEW
from povertyplan.cli.opening import documents_named
from tests.support.commands import RIGHT, TEXT

NOTES = "Các xã nộp kế hoạch giảm nghèo trước ngày 25.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with plans, one of them wrong, and what a district office keeps beside them."""
    for number in range(4):
        text = TEXT if number == 2 else RIGHT
        (tmp_path / f"xã {number}.md").write_text(text, encoding="utf-8")
    for name in ("a.pdf", "b.pdf", "c.odt", "~$xã.docx", "d.log"):
        (tmp_path / name).touch()
    for name in ("README.md", "LICENSE", "ghi chú.txt"):
        (tmp_path / name).write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_several_processes_print_what_one_prints(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in ([], ["--format", "json"], ["--format", "sarif"], ["--summary"]):
        printed = []
        for jobs in ("1", "3"):
            assert main(["check", str(folder), "--jobs", jobs, *options]) == 1
            printed.append(capsys.readouterr())
        assert printed[0] == printed[1]


def test_every_document_of_a_folder_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(folder), "--summary", "--lang", "vi"])
    pdfs, remedy, odt, notes = capsys.readouterr().err.splitlines()
    assert pdfs == f"2 tệp chưa kiểm tra: {folder / 'a.pdf'}, {folder / 'b.pdf'}"
    assert remedy.startswith("    Đây là tệp PDF")
    assert odt.startswith(f"{folder / 'c.odt'}: Đây là tệp .odt của LibreOffice.")
    both = f"{folder / 'ghi chú.txt'}, {folder / 'README.md'}"
    assert notes == f"bỏ qua, không phải kế hoạch: {both}"
    main(["check", str(folder), "--summary", "--verbose"])
    verbose = capsys.readouterr().err.splitlines()
    assert f"left out, not a document: {folder / 'd.log'}" in verbose
    assert f"left out, kept by Word or Excel while a document is open: {folder / '~$xã.docx'}" in (
        verbose
    )
    not_plans = ", ".join(str(folder / name) for name in ("ghi chú.txt", "LICENSE", "README.md"))
    assert f"left out, not a plan: {not_plans}" in verbose


def test_a_terminal_has_no_line_that_is_wider(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    main(["check", ".", "--summary", "--lang", "vi", "--jobs", "1"])
    told = capsys.readouterr().err.rpartition("\x1b[K")[2].splitlines()
    assert told[0] == "2 tệp chưa kiểm tra: ./a.pdf, ./b.pdf"
    assert told[1].startswith("    Đây là tệp PDF")
    assert told[2].startswith("      ")
    assert max(map(len, told)) <= 60


def test_notes_fail_only_if_they_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.md").write_text(RIGHT, encoding="utf-8")
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert f"left out, not a plan: {notes}\n" in capsys.readouterr().err
    assert main(["check", str(tmp_path), str(notes)]) == 2
    assert f"{notes}: This file has no annex" in capsys.readouterr().err
    (tmp_path / "plan.md").unlink()
    assert main(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"left out, not a plan: {notes}",
        f"{tmp_path}: no document that a plan may be read from",
    ]


def test_a_folder_or_a_file_that_may_not_be_opened(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", closed)
    assert main(["check", str(folder)]) == 1
    assert f"{folder / 'closed'}: The folder could not be opened." in capsys.readouterr().err

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(folder / "README.md"))

    monkeypatch.setattr("povertyplan.cli.opening.opened", fail)
    assert main(["check", str(folder), "--jobs", "1"]) == 2
    assert f"{folder / 'README.md'}: The file may not be opened." in capsys.readouterr().err


@pytest.fixture
def _forked() -> Iterator[None]:
    """Give the processes of a test what the test replaced, on every version of Python."""
    usual = multiprocessing.get_start_method()
    multiprocessing.set_start_method("fork", force=True)
    yield
    multiprocessing.set_start_method(usual, force=True)


@pytest.mark.usefixtures("_forked")
def test_a_file_whose_process_ends(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, read = os.getpid(), documents_named

    def dying(file: str, annex: str | None) -> object:
        if file.endswith("xã 1.md") and os.getpid() != parent:
            os._exit(9)
        return read(file, annex)

    monkeypatch.setattr("povertyplan.cli.outcomes.documents_named", dying)
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    for number in (0, 2, 3):
        assert f"xã {number}.md\n" in printed.out
    assert f"{folder / 'xã 1.md'}: The program that checked this file was stopped" in printed.err


def test_many_files_use_the_cores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def usual(files: int) -> int:
        asked.append(files)
        return 1

    monkeypatch.setattr("povertyplan.cli.outcomes.usual_jobs", usual)
    for number in range(FEW + 1):
        (tmp_path / f"{number}.odt").touch()
    main(["check", str(tmp_path)])
    assert asked == [FEW + 1]
    assert f"{FEW + 1} files were not checked: " in capsys.readouterr().err
    main(["check", str(tmp_path), "--jobs", "1"])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    main(["check", str(tmp_path), "-"])
    assert asked == [FEW + 1]


def test_a_number_of_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", str(folder), "--jobs", "0", "--lang", "vi"])
    assert stop.value.code == 2
    assert "từ 1 trở lên" in capsys.readouterr().err


def test_an_interrupt_has_a_status_of_its_own(right: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("povertyplan.cli.outcomes.documents_named", interrupted)
    assert main(["check", right]) == 130


def test_an_interrupt_ends_without_a_traceback(tmp_path: Path) -> None:
    """What is printed does not fit into the pipe, so the interrupt comes before the end."""
    for number in range(100):
        (tmp_path / f"{number}.md").write_text(RIGHT, encoding="utf-8")
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "povertyplan", "check", str(tmp_path), "--jobs", jobs]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (130, "")
        assert "99.md" not in printed

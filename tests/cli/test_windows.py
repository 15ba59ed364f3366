"""The command line as it runs on Windows, as far as that can be played on another system."""

import ntpath
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from povertyplan.documents.write.target import write_file
from povertyplan.messages import WriteError
from povertyplan.outputs import sarif
from tests.support.commands import EXAMPLE

#: Takes away what Windows lacks, and runs a command.
PROGRAM = """
import os, signal, sys
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None
for module, names in (
    (os, "mkfifo fchmod fchown chown getuid geteuid killpg setsid umask O_NOFOLLOW"),
    (signal, "SIGKILL SIGPIPE SIGHUP SIGALRM pthread_sigmask alarm setitimer"),
):
    for name in names.split():
        delattr(module, name)
from povertyplan.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_commands_need_nothing_that_windows_lacks(tmp_path: Path) -> None:
    out = {ending: str(tmp_path / f"out.{ending}") for ending in ("md", "html", "docx", "xlsx")}
    fixed = run("check", EXAMPLE, "--fix", out["md"], "--page", out["html"])
    assert (fixed.returncode, fixed.stderr) == (0, b"")
    marked = run("check", "examples/formats/plan.docx", "--annotate", out["docx"])
    assert marked.stderr == b""
    converted = run("convert", "examples/formats/plan.csv", out["xlsx"])
    assert (converted.returncode, converted.stderr) == (0, b"")
    assert all(map(os.path.exists, out.values()))


@pytest.mark.parametrize("code_page", ["cp1258", "cp437", "cp1252"])
def test_output_is_utf_8_whatever_the_code_page(code_page: str) -> None:
    told = run("check", EXAMPLE, "--lang", "vi", PYTHONIOENCODING=code_page, PYTHONUTF8="0")
    assert "Tân Lập" in told.stdout.decode()
    assert told.stdout.decode().replace("\r\n", "\n") == run(
        "check", EXAMPLE, "--lang", "vi"
    ).stdout.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["CON.xlsx", "nul.docx", "Com1", "prn .md", "aux.tar.md"])
def test_a_name_of_a_device_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(WriteError, match="The system allows no file of this name"):
        write_file(str(tmp_path / name), b"1")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["console.xlsx", "con đường.md", "com10.csv"])
def test_a_name_that_only_begins_like_that_of_a_device_is_taken(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    write_file(str(tmp_path / name), b"1")
    assert (tmp_path / name).read_bytes() == b"1"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        (r"ke hoach\plan.md", "ke%20hoach/plan.md"),
        (r"..\plan.md", "../plan.md"),
        (r"C:\work\plans\plan.md", "plans/plan.md"),
        (r"c:\WORK\plan.md", "plan.md"),
        (r"D:\Xã Cao Thượng\plan.md", "file:///D:/X%C3%A3%20Cao%20Th%C6%B0%E1%BB%A3ng/plan.md"),
        (r"\\server\plans\plan.md", "file://server/plans/plan.md"),
        (r"\\?\D:\plan.md", "file:///D:/plan.md"),
        (r"\\?\UNC\server\plans\plan.md", "file://server/plans/plan.md"),
        (r"D:plan.md", "D%3Aplan.md"),
        (r"plan.md.", "plan.md."),
    ],
)
def test_a_path_of_windows_is_a_reference_in_sarif(
    file: str, uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getcwd", lambda: "C:\\work")
    monkeypatch.setattr(sarif, "os", SimpleNamespace(path=ntpath, fsencode=os.fsencode))
    monkeypatch.setattr(sarif, "PurePath", PureWindowsPath)
    monkeypatch.setattr(sarif, "Path", PureWindowsPath)
    assert sarif._uri(file) == uri  # noqa: SLF001  # no other system has such paths

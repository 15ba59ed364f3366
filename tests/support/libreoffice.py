"""A program in the place of LibreOffice, for what can go wrong with the real one."""

import time
from pathlib import Path

from pytest import MonkeyPatch  # noqa: PT013  # a type

from povertyplan.documents import office

#: Notes its arguments and its process, and takes the options that matter out of them.
_HEAD = """#!/bin/sh
printf '%s\\n' "$@" > "{folder}/arguments"
echo $$ > "{folder}/processes"
while [ $# -gt 1 ]; do
  case $1 in
    --convert-to) wanted=$2 ;;
    --outdir) results=$2 ;;
  esac
  shift
done
"""
#: Gives what stands in a file as the result.
GIVES = 'cat "{folder}/result" > "$results/document.$wanted"\n'
#: Begins a process of its own, and waits with it.
HANGS = 'sleep 60 &\necho $! >> "{folder}/processes"\nsleep 60\n'
#: How long what was killed may take to end; what was not goes on for a minute.
_SECONDS_TO_END = 5


def install(
    folder: Path, monkeypatch: MonkeyPatch, does: str = GIVES, result: bytes = b"result"
) -> None:
    """Put a program into a folder, and nothing but it and the usual commands on the path."""
    folder.mkdir(exist_ok=True)
    (folder / "result").write_bytes(result)
    program = folder / "soffice"
    program.write_text((_HEAD + does).format(folder=folder), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def uninstall(monkeypatch: MonkeyPatch) -> None:
    """Have it found nowhere."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_USUAL_PLACES", {})


def arguments(folder: Path) -> list[str]:
    """Return the arguments that the program was last called with."""
    return (folder / "arguments").read_text(encoding="utf-8").splitlines()


def running(folder: Path) -> list[int]:
    """Return the processes of its last run that go on; one that was killed has a moment to end."""
    noted = (folder / "processes").read_text(encoding="utf-8").split()
    numbers = list(map(int, noted))
    end = time.monotonic() + _SECONDS_TO_END
    while any(map(_is_running, numbers)) and time.monotonic() < end:
        time.sleep(0.01)
    return list(filter(_is_running, numbers))


def _is_running(number: int) -> bool:
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    _, _, behind_name = status.rpartition(")")
    return behind_name.split()[0] != "Z"  # one that nobody waited for has ended, too

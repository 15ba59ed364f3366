"""LibreOffice, where it is installed: found, run with a time limit, and gone when it is done."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from attrs import define

from povertyplan.documents import limits
from povertyplan.errors import PovertyPlanError
from povertyplan.messages import Phrase, phrase

#: What the program is called; on Windows the one that waits for the end of the work goes first.
_NAMES = ("soffice.com", "soffice", "libreoffice")
#: Where its own installer puts it, by the name of the system.
_USUAL_PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "win32": (
            r"C:\Program Files\LibreOffice\program\soffice.com",
            r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
        ),
        "darwin": (
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
        ),
        "linux": ("/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice"),
    }
)
#: No window, no question, and no look at what another run left behind.
_OPTIONS = (
    "--headless",
    "--nologo",
    "--nodefault",
    "--norestore",
    "--nolockcheck",
    "--nofirststartwizard",
)
#: What the file is called while it is converted: a name that no option and no system mistakes.
_NAME = "document"


@define(str=False, repr=False)
class OfficeError(PovertyPlanError):
    """A document that LibreOffice did not convert: why, and what to do, in whole sentences."""

    why: Phrase

    def __str__(self) -> str:
        """Return it in English."""
        return str(self.why)


def converted(
    data: bytes, ending: str, wanted: str, *, instead: Phrase, seconds: float | None = None
) -> bytes:
    """
    Return a document in another format, as LibreOffice converts it.

    *ending* and *wanted* are the endings of the two formats, with their points; *instead* says
    what to do without the program.  It runs with a profile of its own, in a folder of its own,
    for at most *seconds* (`limits.MOST_SECONDS`).  Neither the folder nor a process is left
    behind, also not after a time-out, or where a signal raises an exception, as Ctrl-C does.

    Raises `OfficeError` if the program is not found, takes too long or fails.
    """
    program = found()
    if program is None:
        raise OfficeError(
            phrase(
                "This takes LibreOffice, which was not found on this computer. Install it from"
                " libreoffice.org and try again. Without it: {instead}",
                instead=instead,
            )
        )
    with tempfile.TemporaryDirectory(prefix="povertyplan-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"{_NAME}{ending}"
        source.write_bytes(data)
        results = folder / "results"
        results.mkdir()
        command = [
            program,
            *_OPTIONS,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            wanted.removeprefix("."),
            "--outdir",
            str(results),
            str(source),
        ]
        _run(command, limits.MOST_SECONDS if seconds is None else seconds, instead)
        result = results / f"{_NAME}{wanted}"
        if result.is_file() and result.stat().st_size:
            return result.read_bytes()
    raise _failed(instead)


def found() -> str | None:
    """Return the path of LibreOffice, or None if it is not installed."""
    for name in _NAMES:
        program = shutil.which(name)
        if program is not None:
            return program
    usual = map(os.path.expanduser, _USUAL_PLACES.get(sys.platform, ()))
    return next(filter(os.path.isfile, usual), None)


def _failed(instead: Phrase) -> OfficeError:
    return OfficeError(
        phrase(
            "LibreOffice could not convert this document. Open it in LibreOffice and look whether"
            " it is whole; or: {instead}",
            instead=instead,
        )
    )


def _run(command: list[str], seconds: float, instead: Phrase) -> None:
    """Run the program, and end all its processes whatever happens."""
    try:
        with ExitStack() as at_end:
            with _signals_put_off():
                process = _started(command)
                at_end.callback(_end, process)
            status = process.wait(seconds)
    except OSError:
        raise _failed(instead) from None
    except subprocess.TimeoutExpired:
        slow = phrase(
            "LibreOffice was stopped: after {number} seconds the document was not converted. Close"
            " its windows and try again; or: {instead}",
            number=round(seconds),
            instead=instead,
        )
        raise OfficeError(slow) from None
    if status:
        raise _failed(instead)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # the program that was found, and names made here
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that its processes can be ended together
    )


@contextmanager
def _signals_put_off() -> Generator[None, None, None]:
    """Put off signals to end, so that a process that is being started is known and can be ended."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it began."""
    if sys.platform == "win32":
        taskkill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(taskkill, check=False, capture_output=True)  # noqa: S603  # no input in it
    else:
        with suppress(ProcessLookupError, PermissionError):  # all have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()

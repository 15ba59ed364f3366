"""What reading a file takes, in a process of its own."""

import os
import sys
import time
from pathlib import Path
from resource import RLIMIT_AS, RLIMIT_CPU, setrlimit

from attrs import frozen

MOST_SECONDS = 5
MOST_MEGABYTES = 500
#: What ends a reader that goes on for too long, so that the others are measured, too.
_END_SECONDS, _END_BYTES = 30, 4_000_000_000
#: Objects, and the seconds that making them takes on a machine to which the limit applies: readers
#: make many, and a busy memory holds them up more than it does additions.
_OBJECTS, _USUAL_SECONDS = 100_000, 0.04

_READ = """
import sys
from povertyplan import ReadError
from povertyplan.documents.files import documents_in, opened
try:
    documents = documents_in(opened(sys.argv[1]))
    print("read", *(type(document).__name__ for document in documents[:3]))
except ReadError as error:
    print("refused:", error.expected, "|", error.found)
"""


@frozen
class Measured:
    """The processor time and the memory that a reader took, and what came out."""

    seconds: float
    megabytes: float
    outcome: str
    slowness: float = 1  #: how many times as long as usually this machine took just then

    @property
    def is_bounded(self) -> bool:
        return (
            self.seconds <= MOST_SECONDS * self.slowness
            and self.megabytes <= MOST_MEGABYTES
            and self.outcome.startswith(("read", "refused"))
        )


def slowness() -> float:
    """Return how many times as long as usually this machine takes for objects, at least 1."""
    start = time.process_time()
    _ = {str(number): [number] for number in range(_OBJECTS)}
    seconds = time.process_time() - start
    return max(1, seconds / _USUAL_SECONDS)


def measured(file: Path) -> Measured:
    """Return what reading a file takes, the start of the program included."""
    before = slowness()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        setrlimit(RLIMIT_CPU, (_END_SECONDS, _END_SECONDS))
        setrlimit(RLIMIT_AS, (_END_BYTES, _END_BYTES))
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        os.close(reading)
        # What measures the coverage of branches would be measured, too.
        plain = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
        command = [sys.executable, "-c", _READ, str(file)]
        os.execve(sys.executable, command, plain)  # noqa: S606  # the tests' own program
    os.close(writing)
    with os.fdopen(reading, errors="replace") as stream:
        lines = stream.read().strip().splitlines() or ["killed"]
    _, status, usage = os.wait4(child, 0)
    outcome = (
        lines[-1][:100] if os.waitstatus_to_exitcode(status) == 0 else f"FAILED {lines[-1][:90]}"
    )
    seconds = usage.ru_utime + usage.ru_stime
    return Measured(seconds, usage.ru_maxrss / 1024, outcome, max(before, slowness()))

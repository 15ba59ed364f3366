"""The end of the program where the system asks for it, with nothing left behind."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


class Terminated(BaseException):
    """The system asked the program to end (SIGTERM)."""


@contextmanager
def told_of_termination() -> Generator[None, None, None]:
    """
    Raise `Terminated` where the system asks the program to end, as Ctrl-C raises an interrupt.

    So temporary files are removed, and LibreOffice is ended.  A program that calls the command line
    from another thread, or that has a handler of its own, is not interfered with.
    """
    is_main_thread = threading.current_thread() is threading.main_thread()
    if not is_main_thread or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def as_worker() -> None:
    """
    Let this process end at once where another one ends it, and leave Ctrl-C to that one.

    A terminal sends Ctrl-C to every process, and the first ends the others.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked again, it goes on to tidy up
    raise Terminated

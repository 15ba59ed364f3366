"""Work on many files, in this process or in several at once."""

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from povertyplan.cli.termination import Terminated, as_worker, told_of_termination

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

File = TypeVar("File")
Result = TypeVar("Result")

#: More files than this are worth a process for each core.
FEW = 20
#: As few processes as several files have: a file that ends its process does not end the run.
_FEWEST_JOBS = 2
#: As many processes as any system can wait for: Windows has this limit.
MOST_JOBS = 61
#: How many files a process may be ahead of the one whose result is taken next.
_AHEAD = 4
#: Seconds in which a process may end what it started, and after which it is asked again.
_SECONDS_TO_TIDY_UP, _SECONDS_TO_ASK = 5, 0.1


def usual_jobs(files: int) -> int:
    """
    Return how many processes to use for a number of files: the cores, if the files are many.

    A single file is read in this process, for it is the whole run.
    """
    if files <= 1:
        return 1
    if files <= FEW:
        return _FEWEST_JOBS
    return max(_FEWEST_JOBS, _cores())


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(
    work: Callable[[File], Result],
    files: Sequence[File],
    jobs: int,
    *,
    lost: Callable[[File], Result],
) -> Generator[Result, None, None]:
    """
    Yield the result of *work* for each file, in the order of the files, as soon as it is known.

    With several *jobs*, *work*, the files and the results are pickled, for they go to other
    processes and back.  Where the process of a file ends, as one does that takes too much
    memory, *lost* gives the result.
    """
    processes = min(jobs, len(files), MOST_JOBS)
    if processes <= 1:
        yield from map(work, files)
        return
    waiting = deque(files)
    while waiting:
        yield from _until_lost(work, waiting, processes)
        if waiting:
            # Any of the files in work may have ended its process; so the first is tried alone.
            yield _alone(work, waiting.popleft(), lost)


def _until_lost(
    work: Callable[[File], Result], waiting: deque[File], processes: int
) -> Iterator[Result]:
    """Yield results, each file taken from *waiting*, until all are done or a process ends."""
    from concurrent.futures.process import BrokenProcessPool

    pool, stop = _pool(processes)
    to_submit = iter(tuple(waiting))
    submitted: deque[Future[Result]] = deque()
    with pool:
        try:
            while waiting:
                room = _AHEAD * processes - len(submitted)
                for file in islice(to_submit, room):
                    submitted.append(pool.submit(_tidied_up, work, file))
                result = submitted.popleft().result()
                waiting.popleft()
                yield result
        except BrokenProcessPool:
            stop()
            return
        except BaseException:  # an interrupt, too, and a reader who wants no more
            if waiting:
                stop()
            raise


def _alone(work: Callable[[File], Result], file: File, lost: Callable[[File], Result]) -> Result:
    """Return the result for a file in a process of its own; *lost* gives it if the process ends."""
    from concurrent.futures.process import BrokenProcessPool

    pool, _ = _pool(1)
    with pool:
        try:
            return pool.submit(_tidied_up, work, file).result()
        except BrokenProcessPool:
            return lost(file)


def _tidied_up(work: Callable[[File], Result], file: File) -> Result:
    """Return the result for a file; asked to end, the process ends with nothing left behind."""
    try:
        with told_of_termination():
            return work(file)
    except Terminated:
        os._exit(1)


def _pool(processes: int) -> "tuple[ProcessPoolExecutor, Callable[[], None]]":
    """Return a pool of processes, and a function that ends them."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children
    from multiprocessing.connection import wait

    others = set(active_children())
    pool = ProcessPoolExecutor(processes, initializer=as_worker)

    def stop() -> None:
        left = set(active_children()) - others
        end = time.monotonic() + _SECONDS_TO_TIDY_UP
        while left and time.monotonic() < end:
            # A process that is just being started loses a signal, so each is asked again.
            for process in left:
                process.terminate()
            wait([process.sentinel for process in left], timeout=_SECONDS_TO_ASK)
            left = {process for process in left if process.is_alive()}
        for process in left:
            process.kill()

    return pool, stop

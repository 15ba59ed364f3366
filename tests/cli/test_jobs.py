"""Work on many files in several processes."""

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from povertyplan.cli import jobs
from povertyplan.cli.jobs import each, usual_jobs
from povertyplan.cli.termination import Terminated

NUMBERS = range(30)


def squared(number: int) -> tuple[int, int]:
    """Return a square, and the process that computed it; the first numbers take longest."""
    time.sleep(0.02 if number < 2 else 0)
    return number**2, os.getpid()


def ended(dying: frozenset[int], number: int) -> str:
    """Return a number as text, or end the process."""
    if number in dying:
        os._exit(1)
    return str(number)


def lost(number: int) -> str:
    return f"lost {number}"


@pytest.mark.parametrize(("count", "processes"), [(1, 1), (2, 2), (1000, 30)])
def test_results_keep_the_order(count: int, processes: int) -> None:
    results = list(each(squared, NUMBERS, count, lost=squared))
    assert [square for square, _ in results] == [number**2 for number in NUMBERS]
    workers = {process for _, process in results}
    assert (workers == {os.getpid()}) == (processes == 1)
    assert len(workers) <= processes


def test_one_file_needs_no_other_process() -> None:
    assert list(each(squared, [3], 8, lost=squared)) == [(9, os.getpid())]
    assert list(each(squared, [], 8, lost=squared)) == []


@pytest.mark.parametrize("dying", [{0}, {29}, {3, 4}, {0, 7, 29}])
def test_a_process_that_ends_is_told_of_its_file(dying: set[int]) -> None:
    results = list(each(partial(ended, frozenset(dying)), NUMBERS, 2, lost=lost))
    assert results == [lost(number) if number in dying else str(number) for number in NUMBERS]


def test_few_files_are_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    submitted: list[object] = []
    submit = ProcessPoolExecutor.submit

    def counted(self: ProcessPoolExecutor, *arguments: object) -> object:
        submitted.append(arguments)
        return submit(self, *arguments)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(ProcessPoolExecutor, "submit", counted)
    results = each(squared, NUMBERS, 2, lost=squared)
    next(results)
    assert len(submitted) == 8
    results.close()


@pytest.mark.parametrize("error", [KeyboardInterrupt, BrokenPipeError, GeneratorExit])
def test_the_processes_end_with_the_reader(error: type[BaseException]) -> None:
    results = each(squared, NUMBERS, 2, lost=squared)
    next(results)
    assert active_children()
    with pytest.raises(error):
        results.throw(error)
    assert not active_children()


def test_no_process_is_killed_once_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[object] = []
    for ending in ("kill", "terminate"):
        monkeypatch.setattr(BaseProcess, ending, killed.append)
    results = each(squared, NUMBERS, 2, lost=squared)
    for _ in NUMBERS:
        next(results)
    results.close()
    assert not killed
    assert not active_children()


def tidying(folder: Path, number: int) -> int:
    """Leave a file while a number is in work, and remove it whatever happens; the first is done."""
    file = folder / str(number)
    file.touch()
    try:
        time.sleep(60 if number else 0)
    finally:
        file.unlink()
    return number


def test_a_process_that_is_ended_tidies_up(tmp_path: Path) -> None:
    results = each(partial(tidying, tmp_path), range(3), 2, lost=int)
    assert next(results) == 0
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    results.close()
    assert not list(tmp_path.iterdir())
    assert not active_children()


def test_a_process_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_SECONDS_TO_TIDY_UP", 0)
    results = each(squared, NUMBERS, 2, lost=squared)
    next(results)
    results.close()
    assert not active_children()


def test_the_work_of_a_process_that_is_ended_gives_no_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked_to_end(_: int) -> int:
        raise Terminated

    statuses: list[int] = []
    monkeypatch.setattr(os, "_exit", statuses.append)
    jobs._tidied_up(asked_to_end, 1)  # noqa: SLF001  # what runs in a process that ends with it
    assert statuses == [1]


def test_an_interrupt_of_all_processes_is_left_to_the_first() -> None:
    results = each(squared, NUMBERS, 2, lost=squared)
    squares = [next(results)[0]]
    for process in active_children():
        assert process.pid is not None
        os.kill(process.pid, signal.SIGINT)
    squares += [square for square, _ in results]
    assert squares == [number**2 for number in NUMBERS]


def test_as_many_processes_as_the_files_are_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    assert usual_jobs(0) == usual_jobs(1) == 1
    assert usual_jobs(2) == usual_jobs(jobs.FEW) == 2
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert usual_jobs(jobs.FEW + 1) == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert usual_jobs(jobs.FEW + 1) == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usual_jobs(jobs.FEW + 1) == 2

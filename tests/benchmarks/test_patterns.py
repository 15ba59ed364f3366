"""The time that the regular expressions of the library take for a line without end."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import povertyplan

_Pattern: TypeAlias = re.Pattern[Any]
_Job: TypeAlias = Callable[[Any], object]

#: What lines are made of that a pattern may begin to match again and again.
PIECES = [
    *"1aAI0ạ \t\n.,;:-/|*~_+=%&#$@!?'\"\\()[]{}<>…–\u0301",
    *("1 ", "1.", "1/", "1-", "-1", "a ", "a.", "a-", "A1", "A1:", "I.", "a=", "é1", "%1", "<a "),
    *("1\n", "a\n", " \n", "|1", "--", "/*", "ngay ", "thang ", "nam ", "năm ", "hộ "),
]
LENGTH = 500
#: Times as long may a line of four times the length take: four where the time is linear, 16 where
#: it is the square of the length.
MOST = 9
#: Seconds below which a time says nothing.
_LEAST = 0.004


def test_no_pattern_takes_the_square_of_a_line() -> None:
    slow: dict[str, str] = {}
    for name, job in jobs():
        piece = next((piece for piece in PIECES if is_slow(job, piece)), None)
        if piece is not None:
            slow[name] = piece
    assert slow == {}


def is_slow(job: _Job, piece: str) -> bool:
    """Whether a line of four times as many pieces takes far more than four times as long."""
    if taken(job, piece, 16) < _LEAST:
        return False
    short, long = (min(taken(job, piece, times) for _ in range(3)) for times in (4, 16))
    return long > MOST * short


def taken(job: _Job, piece: str, times: int) -> float:
    """Return the seconds of the processor that a line of pieces takes."""
    line = piece * (times * LENGTH // len(piece)) + "\0"
    start = time.process_time()
    job(line)
    return time.process_time() - start


def jobs() -> Iterator[tuple[str, _Job]]:
    """Yield each way in which a module of the library uses each of its patterns."""
    for module in modules():
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            uses = set(re.findall(rf"\b{name}\.(sub|split|finditer|search|fullmatch)\b", source))
            for number, pattern in enumerate(patterns_in(value)):
                for use in sorted(uses):
                    yield f"{module.__name__}.{name} {number} {use}", job_of(pattern, use)


def job_of(pattern: _Pattern, use: str) -> _Job:
    """Return what takes a line as a pattern is used."""
    if isinstance(pattern.pattern, bytes):
        return lambda line: job_of_text(pattern, use)(line.encode())
    return job_of_text(pattern, use)


def job_of_text(pattern: _Pattern, use: str) -> _Job:
    if use == "sub":
        return partial(pattern.sub, pattern.pattern[:0])
    if use == "finditer":
        return lambda line: list(pattern.finditer(line))
    job: _Job = getattr(pattern, use)
    return job


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(povertyplan.__path__, "povertyplan."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns_in(value: object) -> Iterator[_Pattern]:
    """Yield a pattern, or those in a collection of them."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from patterns_in([*value, *value.values()])
    elif isinstance(value, Iterable) and isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from patterns_in(each)

"""One mutant, and the tests that should notice it."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from tests.mutation.mutants import Mutant

SOURCE, DOCS = Path("src"), Path("docs")
#: How many tests are tried first, those nearest to the change: they notice most mutants.
NEAREST = 40
#: Seconds of processor for the nearest tests, and for all others: a loop without end is noticed,
#: and a machine that does other work kills no mutant.
SECONDS, SECONDS_OF_OTHERS = 180, 1800


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"  #: a test failed
    EQUIVALENT = "equivalent"  #: no test can notice it
    SURVIVED = "survived"  #: no test noticed it


@frozen
class Trial:
    """What became of a mutant, and the test that noticed it; empty where time ran out."""

    fate: Fate
    noticed_by: str = ""


@contextmanager
def copied(mutant: Mutant | None = None) -> Iterator[Path]:
    """Yield a copy of the source, with the change of a mutant."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "src")
        shutil.copytree(SOURCE, copy)
        # Explanations are read from the pages beside the source.
        Path(folder, DOCS).symlink_to(DOCS.resolve(), target_is_directory=True)
        if mutant is not None:
            changed = copy / mutant.module.relative_to(SOURCE)
            changed.write_text(mutant.code(), encoding="utf-8")
        yield copy


def failing(source: Path, tests: Sequence[str], seconds: int, *options: str) -> list[str] | None:
    """Return the tests that fail with a copy of the source, None where all pass."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(source),
        "CI": "true",
        "PY_IGNORE_IMPORTMISMATCH": "1",  # examples stand in the source, and try its copy
    }
    pytest = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--quiet", "--tb=no"]
    with subprocess.Popen(
        [*pytest, *options, *tests],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        resource.prlimit(run.pid, resource.RLIMIT_CPU, (seconds, seconds))
        printed, complaints = run.communicate()
    if run.returncode == 0:
        return None
    if "not found: " in complaints:
        raise LookupError(complaints)
    failed = [line for line in printed.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return [line.split()[1].partition("[")[0] for line in failed]


def tried(mutant: Mutant, tests: Sequence[str]) -> Trial:
    """Return what becomes of a mutant before some tests, which are sorted by their nearness."""
    groups = (tests[:NEAREST], SECONDS), (tests[NEAREST:], SECONDS_OF_OTHERS)
    with copied(mutant) as source:
        for group, seconds in groups:
            failed = failing(source, group, seconds, "--exitfirst") if group else None
            if failed is not None:
                return Trial(Fate.KILLED, *failed[:1])
    return Trial(Fate.SURVIVED)


def failing_without_change(tests: Iterable[str]) -> list[str]:
    """Return the tests that fail with a copy of the source as it is: they notice no change."""
    named = set(filter(None, tests))
    # An example takes what those above it in its module define.
    whole = sorted({test.partition("::line:")[0] for test in named})
    if not whole:
        return []
    with copied() as source:
        each = "--continue-on-collection-errors"
        failed = failing(source, whole, SECONDS_OF_OTHERS, each) or []
    return [test for test in failed if test in named]

"""One mutant, and the tests that should notice it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutation.mutants import Mutant

SOURCE = Path("src")
#: How many tests are tried first, those nearest to the change: they notice most mutants.
NEAREST = 40
#: How long tests may run, so that a loop without end is noticed, too.
SECONDS = 600


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"  #: a test failed
    SURVIVED = "survived"  #: no test noticed it


@contextmanager
def _copied(mutant: Mutant) -> Iterator[Path]:
    """Yield a copy of the source with the change."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "src")
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        changed = copy / mutant.module.relative_to(SOURCE)
        changed.write_text(mutant.code(), encoding="utf-8")
        yield copy


def _pass(source: Path, tests: Sequence[str]) -> bool:
    """Return whether tests pass with a copy of the source."""
    environment = {**os.environ, "PYTHONPATH": str(source), "CI": "true"}
    command = [sys.executable, "-m", "pytest", "--exitfirst", "--quiet", *tests]
    quiet = subprocess.DEVNULL
    try:
        run = subprocess.run(
            command, env=environment, stdout=quiet, stderr=quiet, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def tried(mutant: Mutant, tests: Sequence[str]) -> Fate:
    """Return what becomes of a mutant before some tests, which are sorted by their nearness."""
    with _copied(mutant) as source:
        for group in (tests[:NEAREST], tests[NEAREST:]):
            if group and not _pass(source, group):
                return Fate.KILLED
    return Fate.SURVIVED

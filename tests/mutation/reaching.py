"""Which tests reach a line, by one run of all tests under coverage."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen
from coverage import CoverageData

_CONFIGURATION = """
[run]
source = povertyplan
parallel = true
core = ctrace
patch = subprocess
"""


def measured(folder: Path) -> Path:
    """
    Run the tests once, and return the file that says which test reaches which line.

    A test that fails reaches lines all the same, so what pytest returns is not looked at.
    """
    configuration, data = folder / "settings.ini", folder / "coverage"
    configuration.write_text(_CONFIGURATION, encoding="utf-8")
    environment = {**os.environ, "COVERAGE_FILE": str(data), "CI": "true"}
    coverage = [sys.executable, "-m", "coverage"]
    run = [
        *coverage,
        "run",
        f"--rcfile={configuration}",
        "-m",
        "pytest",
        "-p",
        "tests.mutation.contexts",
        "-n",
        "auto",
        "--hypothesis-profile=few",
        "--quiet",
        # It starts a process for each of hundreds of documents, and looks at time and memory alone.
        "--ignore=tests/documents/test_bounds.py",
        "tests",
    ]
    subprocess.run(run, env=environment, check=False, stdout=subprocess.DEVNULL)
    combine = [*coverage, "combine", "--quiet", f"--rcfile={configuration}"]
    subprocess.run(combine, env=environment, check=True)
    return data


@frozen
class Reaching:
    """Which tests reach which lines of the modules."""

    data: CoverageData

    def tests(self, module: Path, line: int) -> list[str]:
        """Return the examples of a module and the tests that reach a line, the nearest first."""
        contexts = self.data.contexts_by_lineno(str(module.resolve())).get(line, [])
        # What is imported before the first test is recorded under no name.
        tests = filter(None, contexts)
        reaching = self._sorted(module, tests) or self._of_room(module)
        has_examples = b">>> " in module.read_bytes()
        return [str(module), *reaching] if has_examples else reaching

    @staticmethod
    def _sorted(module: Path, tests: Iterable[str]) -> list[str]:
        room = module.parent.name

        def distance(test: str) -> tuple[bool, bool, str]:
            return module.stem not in test, f"/{room}/" not in test, test

        return sorted(tests, key=distance)

    @staticmethod
    def _of_room(module: Path) -> list[str]:
        """Return the folder of tests of a line that runs when its module is imported."""
        within = module.parts[module.parts.index("povertyplan") + 1 : -1]
        folder = Path("tests", *within)
        while not folder.is_dir():
            folder = folder.parent
        return [str(folder)]

"""Which tests reach a line, by one run of all tests under coverage."""

import ast
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

#: The tests that hold to what decorators promise, such as a wrong type that is refused.
_LAWS = "tests/laws"


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


def _lines_of_definition(module: Path, line: int) -> Iterable[int]:
    """Return the lines of a definition that has a line among its decorators, or in its head."""
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first_body = node.body[0].lineno
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first <= line < first_body:
                return range(first_body, (node.end_lineno or first_body) + 1)
    return ()


@frozen
class Reaching:
    """Which tests reach which lines of the modules."""

    data: CoverageData

    def tests(self, module: Path, line: int) -> list[str]:
        """Return the examples of a module and the tests that reach a line, the nearest first."""
        contexts = self.data.contexts_by_lineno(str(module.resolve()))
        # What is imported before the first test is recorded under no name.
        reaching = set(filter(None, contexts.get(line, [])))
        # A line that runs when its module is imported decides about others.
        of_others = [] if reaching else [*self._of_room(module), _LAWS]
        for other in () if reaching else _lines_of_definition(module, line):
            reaching.update(filter(None, contexts.get(other, [])))
        examples = [str(module)] if b">>> " in module.read_bytes() else []
        return [*examples, *self._sorted(module, reaching), *of_others]

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

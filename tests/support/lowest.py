"""
Print the lowest version that pyproject.toml admits of each library that users bring.

    pip install --requirement <(python -m tests.support.lowest)
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

#: What users install; Spark is held to its own versions.
EXTRAS = ("office", "strategies", "page", "frames")
#: The libraries of data frames, whose versions users choose: what is tested stands in `test`.
ENGINES = ("duckdb", "pandas", "polars", "pyarrow")


def lowest(requirement: Requirement) -> str:
    """Return a requirement at the version from which it is admitted."""
    (version,) = (spec.version for spec in requirement.specifier if spec.operator == ">=")
    return f"{requirement.name}=={version}"


def lowest_versions(pyproject: str) -> Iterator[str]:
    """Yield each library that users bring, at the lowest version that is admitted."""
    project = tomllib.loads(pyproject)["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"]]
    for extra in EXTRAS:
        lines += extras[extra]
    yield from (lowest(Requirement(line)) for line in lines)
    for requirement in map(Requirement, extras["test"]):
        if requirement.name in ENGINES:
            yield lowest(requirement)


if __name__ == "__main__":
    versions = lowest_versions(Path("pyproject.toml").read_text(encoding="utf-8"))
    sys.stdout.write("\n".join(versions))

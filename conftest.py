"""Run the examples of README, docs and docstrings as tests."""

import gc
import os
from collections.abc import Generator
from doctest import ELLIPSIS
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

import povertyplan

# Without a deadline: how long an example takes says nothing on a machine that does other work.
# `.ci/run` takes the profile `whole`, the trial of mutants `few` to see which lines a law reaches,
# and everybody else the quick one.
settings.register_profile("whole", parent=settings(), deadline=None, max_examples=100)
settings.register_profile("quick", settings.get_profile("whole"), max_examples=25)
settings.register_profile("few", settings.get_profile("whole"), max_examples=5)
settings.load_profile("quick")

# Commands print as into a file: 100 columns, no colours, unless a test says otherwise.
for _name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
    os.environ.pop(_name, None)
# The processes of a run share byte code: without it each would compile all modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _public_names(namespace: dict[str, Any]) -> None:
    namespace.update({name: getattr(povertyplan, name) for name in povertyplan.__all__})


_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["*.md"],
)
_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)], patterns=["*.py"], setup=_public_names
)

_collect_examples = (_pages + _docstrings).pytest()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the examples of a file; a module without any is not parsed, which takes long."""
    if file_path.suffix == ".py" and b">>> " not in file_path.read_bytes():
        return None
    examples: pytest.Collector | None = _collect_examples(file_path, parent)
    return examples


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without looking for garbage: what is collected stays, and is looked at no more."""
    gc.disable()
    collected = yield
    gc.freeze()
    gc.enable()
    return collected

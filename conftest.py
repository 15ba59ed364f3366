"""Run the examples of README, docs and docstrings as tests."""

from doctest import ELLIPSIS
from typing import Any

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

import povertyplan

# How long an example takes says nothing on a machine that does other work.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


def _public_names(namespace: dict[str, Any]) -> None:
    namespace.update({name: getattr(povertyplan, name) for name in povertyplan.__all__})


_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["*.md"],
)
_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)], patterns=["*.py"], setup=_public_names
)

pytest_collect_file = (_pages + _docstrings).pytest()

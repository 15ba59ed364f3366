"""The Vietnamese of the library: complete, nothing obsolete, the same placeholders."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from povertyplan import Rounding, Severity
from povertyplan.checks import CHECKS
from povertyplan.cli.usage import ARGPARSE
from povertyplan.messages import PARTS, PARTS_OF_YEAR, catalogue
from povertyplan.model.fields import FACTS
from povertyplan.outputs.comparison import HEADS_OF_HOUSEHOLDS, HEADS_OF_WORKERS
from povertyplan.outputs.register_table import HEADS_OF_REGISTER
from povertyplan.outputs.table import HEADS
from povertyplan.outputs.year_table import COLUMNS
from tests.support.layers import SOURCE, modules, tree

#: Which argument of a call is a phrase to be translated.
CALLS = {"Sentence": 0, "rule": 2, "translated": 0, "say": 0, "phrase": 0}


@cache
def calls() -> list[tuple[Path, str, ast.Call]]:
    """Return every call of a name in the source, with its file."""
    return list(_calls())


def _calls() -> Iterator[tuple[Path, str, ast.Call]]:
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield SOURCE / module, node.func.id, node


def phrases() -> Iterator[str]:
    for _, name, call in calls():
        position = CALLS.get(name, len(call.args))
        argument = call.args[position] if position < len(call.args) else None
        if isinstance(argument, ast.Constant):
            yield str(argument.value)
    yield from (facts.en for facts in FACTS.values())
    yield from (check.title("en") for check in CHECKS)
    yield from ARGPARSE
    yield from (*PARTS.values(), *PARTS_OF_YEAR.values(), *HEADS.values())
    yield from COLUMNS
    yield from (head for heads in COLUMNS.values() for head in heads.values())
    yield from (*HEADS_OF_HOUSEHOLDS, *HEADS_OF_WORKERS, *HEADS_OF_REGISTER)
    yield from (severity.value for severity in Severity)
    yield from (rounding.value for rounding in Rounding)


def test_every_phrase_stands_in_the_source() -> None:
    for path, name, call in calls():
        if name == "phrase":
            assert isinstance(call.args[0], ast.Constant), f"{path}:{call.lineno}"
        assert name != "Phrase" or path.name == "phrases.py", f"{path}:{call.lineno}"


def placeholders(text: str) -> list[tuple[str | None, str | None]]:
    return sorted(
        ((name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name), key=str
    )


def test_every_phrase_has_its_translation_and_none_is_obsolete() -> None:
    assert set(catalogue("vi")) == set(phrases())


@pytest.mark.parametrize(("english", "vietnamese"), catalogue("vi").items())
def test_placeholders_are_kept(english: str, vietnamese: str) -> None:
    assert placeholders(vietnamese) == placeholders(english)

"""The Vietnamese of the library: complete, nothing obsolete, the same placeholders."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from povertyplan import Rounding, Severity
from povertyplan.checks import CHECKS
from povertyplan.cli.usage import ARGPARSE
from povertyplan.messages.catalogue import catalogue
from povertyplan.messages.labels import PARTS, PARTS_OF_YEAR
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


def placeholders(text: str) -> list[tuple[str, str]]:
    """Return the names of placeholders with how they are shown, without nouns of numbers."""
    parts = [(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name]
    return sorted((name, "" if "|" in spec else spec) for name, spec in parts)


#: A number with a noun behind it that is in the plural, whatever the number.
PLURAL = re.compile(
    r"\{\w+\} (?!in |has )([a-z-]+ )?(households|persons|people|workers|units|plans|rows|cells"
    r"|columns|files|days|findings|explanations|errors|places|causes|documents|exits)\b"
)
#: What is said of several alone.
OF_SEVERAL = {
    "{number} files:",
    "{number} rows with {source} were left out of the total",
    "{notice} (so in {number} places)",
    "Each dot is up to {number} units.",
    "The {number} units that are the furthest from their goals are shown.",
    "The {number} units with the highest rates are shown.",
    "there would be {size} persons in a household; the median row has {usual_size}",  # a mean
    "only of {least_people} to {most_people} people would it be right",
    "only of {least_whole} to {most_whole} households would it be right",
}


def test_a_number_that_may_be_one_has_its_noun_with_it() -> None:
    english = [one for one in phrases() if PLURAL.search(one) and "at most {number}" not in one]
    assert set(english) == OF_SEVERAL


def test_every_phrase_has_its_translation_and_none_is_obsolete() -> None:
    assert set(catalogue("vi")) == set(phrases())


@pytest.mark.parametrize(("english", "vietnamese"), catalogue("vi").items())
def test_placeholders_are_kept(english: str, vietnamese: str) -> None:
    assert placeholders(vietnamese) == placeholders(english)
